"""Vietnamese text compared without diacritics, case or punctuation."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.folding import fold, strip_diacritics


def test_strip_diacritics() -> None:
    """Marks go and đ becomes d, while case and punctuation stay."""
    assert strip_diacritics("Đoàn giám sát: 05 người (ỹ, ơ, ư)") == "Doan giam sat: 05 nguoi (y, o, u)"


def test_fold() -> None:
    """Folding leaves lower-case ASCII syllables, one space between."""
    assert fold("  Luật MTTQ số 75/2015/QH13, “Đảng”! ") == "luat mttq so 75 2015 qh13 dang"
    assert fold("…") == ""


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("aăâđêôơưẠẾỘỲ ĐB5/-.“”\u00ad"), max_size=30))
def test_unicode_form_makes_no_difference(text: str) -> None:
    """Composed and decomposed text fold alike, and folding twice changes nothing."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)
