"""What BM25 counts."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.folding import strip_diacritics
from index.tokens import tokens

_TEXTS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắệớĐẤ019 .,-/()\n", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giám sát", ["giam", "sat", "giam_sat"]),
        ("Điều", ["dieu"]),
        ("phản biện xã hội", ["phan", "bien", "xa", "hoi", "phan_bien", "bien_xa", "xa_hoi"]),
        ("75/2015/QH13", ["75", "2015", "qh13", "75_2015", "2015_qh13"]),
        ("đ) Ủy ban;", ["d", "uy", "ban", "d_uy", "uy_ban"]),
        ("😀 …", []),
        ("", []),
    ],
)
def test_tokens_are_syllables_then_pairs(text: str, expected: list[str]) -> None:
    """A text becomes its folded syllables, then its pairs of neighbours, in reading order."""
    assert tokens(text) == expected


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_n_syllables_make_n_minus_one_pairs(text: str) -> None:
    """There are as many pairs as gaps between syllables, each joining two neighbours."""
    counted = tokens(text)
    syllables = [token for token in counted if "_" not in token]
    assert counted[len(syllables) :] == [f"{first}_{second}" for first, second in pairwise(syllables)]


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_diacritics_and_case_do_not_count(text: str) -> None:
    """A text typed without diacritics, or in capitals, has the same tokens."""
    assert tokens(strip_diacritics(text)) == tokens(text) == tokens(text.upper())
