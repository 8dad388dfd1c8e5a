"""The digests without an official text say no more than FACTS.md does, and say what nobody has checked."""

import re
from pathlib import Path

import pytest

from corpus.catalog import LIBRARY, Catalog, Status
from corpus.number import find_numbers, fold_number
from tests.library.citations import citations, without_citations
from tests.library.provisions import read_file
from tests.library.quantities import quantities
from tests.library.test_fidelity import WITHOUT_OFFICIAL_TEXT

SHEETS = sorted(WITHOUT_OFFICIAL_TEXT)
# Party documents and a law of which no article could be read: a sheet, and not one article.
NO_ARTICLES = ["121-2025-qh15", "18-ct-tw-2022", "217-qd-tw-2013", "218-qd-tw-2013", "23-hd-dct-2018"]
ARTICLES = {
    ("124-qd-tw-2018", "8"): {"chậm nhất 20 ngày làm việc", "không quá 30 ngày làm việc"},
    ("72-2025-qh15", "43"): {"ít nhất 1 lần", "ít nhất 10 %", "ít nhất 7 ngày", "không quá 10 ngày"},
    ("64-2025-qh15", "6"): set(),
    ("31-2024-qh15", "19"): set(),
}
MUST_SAY = [
    ("217-qd-tw-2013", "5 chương, 19 điều"),
    ("218-qd-tw-2013", "5 chương, 21 điều"),
    ("217-qd-tw-2013", "ngày 12/12/2013"),
    ("218-qd-tw-2013", "ngày 12/12/2013"),
    ("124-qd-tw-2018", "ngày 02/02/2018"),
    ("124-qd-tw-2018", "ngày 04/10/2023"),
    ("18-ct-tw-2022", "ngày 26/10/2022"),
    ("23-hd-dct-2018", "đầu quý IV"),
    ("121-2025-qh15", "hiệu lực từ ngày 01/3/2026"),
    ("121-2025-qh15", "giám sát mang tính quyền lực nhà nước"),
    ("hien-phap-2013", "do Đảng lãnh đạo"),
    ("hien-phap-2013", "phản ánh đến các cơ quan nhà nước ý kiến, kiến nghị"),
    ("hien-phap-2013", "trực thuộc Mặt trận Tổ quốc Việt Nam"),
    ("64-2025-qh15", "trong thời gian tổ chức soạn thảo"),
    ("64-2025-qh15", "công khai và đầy đủ"),
]


def _text(stem: str) -> str:
    return (LIBRARY / f"{stem}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def facts(shared: Path) -> str:
    """What was established of the regulations before the library was written."""
    return (shared.parent / "FACTS.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("stem", SHEETS)
def test_every_number_and_date_of_a_sheet_was_established(stem: str, facts: str, catalog: Catalog) -> None:
    """A date, a quantity or a number of a regulation stands in FACTS.md too."""
    text = _text(stem)
    established = {number.lstrip("0") for number in re.findall(r"\d+", facts)}
    dates = {found for found in quantities(facts) if found.startswith("ngày ")}
    said = quantities(without_citations(text))
    assert {found for found in said if found.startswith("ngày ")} - dates - {"ngày 23/11/2026"} == set()
    assert {figure for found in said for figure in re.findall(r"\d+", found)} - established == set()
    known = fold_number(facts) + " ".join(fold_number(entry.number) for entry in catalog.entries)
    unknown = [number for number in find_numbers(text) if fold_number(number) not in known]
    assert set(unknown) <= {"114/2025/UBTVQH15"}  # FACTS.md writes "NQ 114, 115/2025/UBTVQH15"


@pytest.mark.parametrize("stem", NO_ARTICLES)
def test_no_article_is_claimed_of_a_text_nobody_read(stem: str) -> None:
    """The document has sheets only, and cites no article of its own."""
    assert "\n### Điều" not in _text(stem)
    assert "\n### Phiếu:" in _text(stem)


@pytest.mark.parametrize(("provision", "expected"), ARTICLES.items())
def test_the_few_articles_known_say_what_is_known(provision: tuple[str, str], expected: set[str]) -> None:
    """Their deadlines and shares are exactly those of FACTS.md section 2."""
    stem, label = provision
    article = read_file(f"{stem}.md", _text(stem).encode())[label]
    assert quantities(without_citations(article.text.replace("/năm", " mỗi năm"))) == expected


def test_land_law_names_its_four_points() -> None:
    """Of Điều 19 Luật Đất đai the points a, b, c and đ of khoản 2 are known, and no other."""
    article = read_file("31-2024-qh15.md", _text("31-2024-qh15").encode())["19"]
    points = {found for found in citations(article.text, article="19", clause="") if "điểm" in found}
    assert points == {f"điểm {letter} khoản 2 Điều 19" for letter in "abcđ"}


@pytest.mark.parametrize(("stem", "words"), MUST_SAY)
def test_sheet_says_the_thing_that_matters(stem: str, words: str) -> None:
    """What a cadre must not get wrong stands in the sheet."""
    assert words in _text(stem)


@pytest.mark.parametrize("stem", SHEETS)
def test_sheet_says_what_nobody_has_checked(stem: str) -> None:
    """Every digest without an official text sends its reader to the official one for the rest."""
    text = _text(stem)
    assert "chưa kiểm chứng" in text or "chưa có toàn văn" in text or "bản chính thức" in text


@pytest.mark.parametrize("stem", SHEETS)
def test_unverified_validity_stands_in_the_sheet(stem: str, catalog: Catalog) -> None:
    """Where nobody knows whether a document still holds, a sheet says whom to ask."""
    entry = next(entry for entry in catalog.entries if entry.id == stem)
    if entry.status is Status.UNVERIFIED:
        assert re.search(r"### Phiếu: .* còn hiệu lực không", _text(stem))
        assert "văn phòng cấp ủy" in _text(stem)
