"""The tree of a regulation becomes passages: word for word, with reference, page, headings and lead."""

import dataclasses

import pytest

from corpus.clean import clean
from corpus.extract import extract
from corpus.passage import Passage, Source, SourceKind
from corpus.passages import passages
from corpus.reference import Level
from corpus.structure import parse
from tests.corpus.making import HEAD, read, small_pdf

LAW_TITLE = "Luật Mặt trận Tổ quốc Việt Nam"
SOURCE = Source(SourceKind.OFFICIAL, "luat.pdf", "0" * 64)
BODY = """Chương V
HOẠT ĐỘNG GIÁM SÁT
Điều 27. Hình thức giám sát
Mặt trận giám sát bằng các hình thức sau đây:
1. Nghiên cứu văn bản.
2. Tổ chức đoàn giám sát:
a) Lập kế hoạch;
b) Cử thành viên.
3. Hình thức khác.
Điều 28. Điều này do Chính phủ quy định chi tiết.
"""
ATTACHED = """Điều 1. Ban hành kèm theo Quyết định này Quy chế giám sát.
QUY CHẾ GIÁM SÁT
Điều 1. Mục đích
1. Phát huy dân chủ.
"""


def passages_of(body: str, *, cited_as: str = LAW_TITLE, title: str = LAW_TITLE) -> list[Passage]:
    """The passages of a law with `body`."""
    return list(passages(read(body), cited_as=cited_as, title=title, source=SOURCE))


def by_citation(body: str) -> dict[str, Passage]:
    """The passages of a law with `body`, by the citation without the law's name."""
    found = passages_of(body, cited_as="Luật")
    return {str(passage.reference).removesuffix(" Luật số 75/2015/QH13"): passage for passage in found}


def test_one_passage_a_provision() -> None:
    """Every article, clause and point is a passage, in reading order; chapters are none."""
    points = ["điểm a khoản 2 Điều 27", "điểm b khoản 2 Điều 27"]
    assert list(by_citation(BODY)) == [
        "Điều 27",
        "khoản 1 Điều 27",
        "khoản 2 Điều 27",
        *points,
        "khoản 3 Điều 27",
        "Điều 28",
    ]


def test_words_and_span() -> None:
    """A passage is the source text between its start and end, an article with all its clauses."""
    regulation = read(BODY)
    found = list(passages(regulation, cited_as=LAW_TITLE, title=LAW_TITLE, source=SOURCE))
    assert all(regulation.source.text[passage.start : passage.end] == passage.text for passage in found)
    assert found[0].text == BODY.partition("\n")[2].partition("\n")[2].partition("\nĐiều 28")[0]
    assert by_citation(BODY)["khoản 1 Điều 27"].text == "1. Nghiên cứu văn bản."


def test_citation() -> None:
    """The reference carries the number and cites the regulation as it is called."""
    citations = [str(passage.reference) for passage in passages_of("Điều 5a. Năm\n1. Một.\n")]
    assert citations == [f"Điều 5a {LAW_TITLE} số 75/2015/QH13", f"khoản 1 Điều 5a {LAW_TITLE} số 75/2015/QH13"]


def test_attached_rules_are_cited_as_such() -> None:
    """Điều 1 of an attached Quy chế is not Điều 1 of the decision, and its heading is searched with it."""
    found = by_citation(ATTACHED)
    assert list(found) == [
        "Điều 1",
        "Điều 1 Quy chế giám sát kèm theo",
        "khoản 1 Điều 1 Quy chế giám sát kèm theo",
    ]
    clause = found["khoản 1 Điều 1 Quy chế giám sát kèm theo"]
    assert clause.headings == (LAW_TITLE, "Quy chế giám sát", "Điều 1. Mục đích")


def test_headings() -> None:
    """The headings are the regulation's title and, below an article, the article's; no chapter is among them."""
    found = by_citation(BODY)
    assert found["Điều 27"].headings == (LAW_TITLE,)
    assert found["khoản 1 Điều 27"].headings == (LAW_TITLE, "Điều 27. Hình thức giám sát")
    assert by_citation("Điều 4\n1. Một.\n")["khoản 1 Điều 4"].headings == (LAW_TITLE, "Điều 4.")


def test_lead() -> None:
    """The lead is the words that introduce the enumeration a clause or point stands in, outermost first."""
    found = by_citation(BODY)
    lead = "Mặt trận giám sát bằng các hình thức sau đây:"
    assert found["Điều 27"].lead == ""
    assert found["khoản 3 Điều 27"].lead == lead
    assert found["điểm b khoản 2 Điều 27"].lead == f"{lead}\n2. Tổ chức đoàn giám sát:"
    assert by_citation("Điều 4. Bốn\n1. Một.\n")["khoản 1 Điều 4"].lead == ""


def test_lead_of_an_article_without_a_title() -> None:
    """Where an article's heading line is a sentence, that sentence introduces its clauses."""
    found = by_citation("Điều 4. Mặt trận có các quyền sau đây:\n1. Giám sát.\n")
    assert found["khoản 1 Điều 4"].lead == "Điều 4. Mặt trận có các quyền sau đây:"


def test_search_text() -> None:
    """What is searched is headings, lead and text, a line each, without empty ones."""
    found = by_citation(BODY)
    assert found["khoản 1 Điều 27"].search_text.splitlines() == [
        LAW_TITLE,
        "Điều 27. Hình thức giám sát",
        "Mặt trận giám sát bằng các hình thức sau đây:",
        "1. Nghiên cứu văn bản.",
    ]
    assert found["Điều 28"].search_text == f"{LAW_TITLE}\nĐiều 28. Điều này do Chính phủ quy định chi tiết."


@pytest.mark.parametrize(
    ("citation", "level"),
    [("Điều 27", Level.ARTICLE), ("khoản 2 Điều 27", Level.CLAUSE), ("điểm a khoản 2 Điều 27", Level.POINT)],
)
def test_level(citation: str, level: Level) -> None:
    """A passage has the level of its innermost label."""
    assert by_citation(BODY)[citation].level is level


def test_sheet() -> None:
    """A section of an information sheet is a passage of its own, beside articles."""
    found = by_citation(
        "Phiếu: Luật này là gì\nLuật nói về Mặt trận.\nPhiếu: Luật còn hiệu lực không\nCòn.\nĐiều 9. Chín\nHết.\n"
    )
    assert {citation: passage.text for citation, passage in found.items()} == {
        "phiếu tóm lược “Luật này là gì”": "Phiếu: Luật này là gì\nLuật nói về Mặt trận.",
        "phiếu tóm lược “Luật còn hiệu lực không”": "Phiếu: Luật còn hiệu lực không\nCòn.",
        "Điều 9": "Điều 9. Chín\nHết.",
    }


def test_pages_of_a_pdf() -> None:
    """A clause that runs over a page break counts to the page it begins on and is whole."""
    wide = "1. Ủy ban Mặt trận Tổ quốc Việt Nam các cấp cùng các tổ chức"
    pages = [
        [*HEAD.splitlines(), wide, "Điều 25. Tính chất", wide],
        ["chính trị - xã hội giám sát.", "2. Giám sát công khai, không chồng chéo và không gây cản trở.", "a) Một;"],
    ]
    regulation = parse(clean(extract("luat.pdf", small_pdf(*pages))))
    found = list(passages(regulation, cited_as="Luật", title="Luật", source=SOURCE))
    assert [(passage.page, passage.text.splitlines()[0]) for passage in found] == [
        (1, "Điều 25. Tính chất"),
        (1, f"{wide} chính trị - xã hội giám sát."),
        (2, "2. Giám sát công khai, không chồng chéo và không gây cản trở."),
        (2, "a) Một;"),
    ]


def test_frozen() -> None:
    """A passage cannot be changed after it was made, and names its source."""
    passage = passages_of(BODY)[0]
    assert passage.source is SOURCE
    with pytest.raises(dataclasses.FrozenInstanceError):
        passage.text = "khác"  # type: ignore[misc]
