"""TCVN3 and VNI are told from Unicode and turned into it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.formats.legacy import _TCVN3, _VNI_LETTERS, _VNI_PAIRS, decoder_for, from_tcvn3, from_vni

SENTENCE = "Mặt trận Tổ quốc giám sát việc thực hiện chính sách, pháp luật của cơ quan nhà nước."
TO_TCVN3 = {char: code for code, char in _TCVN3.items()}
TO_VNI = {char: code for code, char in (_VNI_PAIRS | _VNI_LETTERS).items()}
sentences = st.permutations(SENTENCE.rstrip(".").replace(",", "").split()).map(" ".join)


def encoded(text: str, codes: dict[str, str]) -> str:
    """`text` as a program shows it that takes the 8-bit encoding for Western letters."""
    return "".join(codes.get(char, char) for char in text)


@settings(max_examples=50, deadline=None)
@given(sentences)
def test_what_was_encoded_comes_back(text: str) -> None:
    """A sentence in TCVN3 or VNI is told as such and comes back as it was; one in Unicode is left alone."""
    for codes, decode in ((TO_TCVN3, from_tcvn3), (TO_VNI, from_vni)):
        shown = encoded(text, codes)
        assert decode(shown) == text
        assert decoder_for(shown)(shown) == text
    assert decoder_for(text)(text) == text


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("§iÒu 1. Bé Néi vô", "Điều 1. Bộ Nội vụ"),
        ("CñA CHñ TÞCH CHÝNH PHñ", "CỦA CHỦ TỊCH CHÍNH PHỦ"),
        ("n­íc ViÖt Nam", "nước Việt Nam"),
    ],
)
def test_tcvn3(shown: str, meant: str) -> None:
    """TCVN3 keeps the case of names, and a line set in a font of capitals is in capitals."""
    assert from_tcvn3(shown) == meant


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Ñieàu 1. Maët traän Toå quoác", "Điều 1. Mặt trận Tổ quốc"),
        ("QUYEÁT ÑÒNH", "QUYẾT ĐỊNH"),
        ("nöôùc, ñöôïc", "nước, được"),
    ],
)
def test_vni(shown: str, meant: str) -> None:
    """VNI puts a mark after its letter, in either case."""
    assert from_vni(shown) == meant
