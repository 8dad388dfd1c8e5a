"""Vietnamese is told from garbage and from Vietnamese that lost its marks."""

from pathlib import Path

import pytest

from corpus.extract import extract
from corpus.syllables import is_syllable, is_vietnamese, syllable_share

GOOD = "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp chủ trì giám sát việc thực hiện chính sách, pháp luật."


@pytest.mark.parametrize("word", "giám nghị Quyền ĐƯỢC khuỷu giếng gì quốc nghiêng uống yêu uỷ thuý hoà Điều".split())
def test_syllables(word: str) -> None:
    """A well-formed syllable is one in any case and with the tone mark on either vowel."""
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Quyit", "elinh", "www", "tổc", "chứcc", "ńghị", "thẹo̧", "S¾C"])
def test_no_syllables(word: str) -> None:
    """What cannot be said in Vietnamese is none, a tone that its ending does not bear included."""
    assert not is_syllable(word)


@pytest.mark.parametrize(
    "text",
    [
        "Thong to 27/2009 huOng din thoc hien gran th6i han nelp thue thu nhap ca nhan cua Bo",
        "MÆt trËn Tæ quèc gi¸m s¸t viÖc thùc hiÖn chÝnh s¸ch, ph¸p luËt cña c¬ quan",
        "Uy ban Mat tran To quoc Viet Nam cac cap chu tri giam sat viec thuc hien",
        "The quick brown fox jumps over the lazy dog and runs away from all the others",
    ],
)
def test_not_vietnamese(text: str) -> None:
    """A garbled layer, an 8-bit encoding, a text without marks and English do not count as Vietnamese."""
    assert not is_vietnamese(text)


def test_vietnamese() -> None:
    """A sentence with a number, an abbreviation and an address is Vietnamese through and through."""
    text = f"{GOOD} Xem 75/2015/QH13, NĐ-CP, thongtin@chinhphu.vn."
    assert is_vietnamese(text)
    assert syllable_share(text) == 1


def test_every_page_of_the_real_laws_is_vietnamese(shared: Path) -> None:
    """No page of text of the laws is taken for garbage, but for the one that is: a scanner's own text layer."""
    doubtful = {
        (path.name, line.page)
        for path in sorted((shared / "pdfs" / "text").glob("*.pdf"))
        for line in extract(path.name, path.read_bytes())
        if not line.legible
    }
    assert doubtful == {("125-vbhn-vpqh.pdf", 86)}
