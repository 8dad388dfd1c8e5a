"""Clean lines become the tree of a regulation: every provision under its own label, with its own words."""

import unicodedata

import pytest

from corpus.clean import clean
from corpus.extract import extract
from corpus.reference import Level
from corpus.regulation import Regulation
from corpus.structure import StructureError, parse
from tests.corpus.making import HEAD, outline, printed, read, small_pdf, text_of

LAW = """Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định về giám sát.
Chương II. Hoạt động giám sát
Mục 1. HÌNH THỨC
Điều 2. Hình thức
Mặt trận giám sát bằng các hình thức sau đây:
1. Nghiên cứu văn bản.
2. Tổ chức đoàn giám sát:
a) Lập kế hoạch;
b) Cử thành viên.
Mục 2
NGUYÊN TẮC
Điều 3. Nguyên tắc
1. Công khai.
"""
OUTLINE = [
    "Chương I",
    "Chương I > Điều 1",
    "Chương II",
    "Chương II > Mục 1",
    "Chương II > Mục 1 > Điều 2",
    "Chương II > Mục 1 > Điều 2 > Khoản 1",
    "Chương II > Mục 1 > Điều 2 > Khoản 2",
    "Chương II > Mục 1 > Điều 2 > Khoản 2 > Điểm a",
    "Chương II > Mục 1 > Điều 2 > Khoản 2 > Điểm b",
    "Chương II > Mục 2",
    "Chương II > Mục 2 > Điều 3",
    "Chương II > Mục 2 > Điều 3 > Khoản 1",
]
ATTACHED = """Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
QUY CHẾ PHỐI HỢP CÔNG TÁC
(Ban hành kèm theo Quyết định số 217-QĐ/TW)
"""
ATTACHED_ARTICLES = """Điều 1. Mục đích
1. Phát huy dân chủ.
Điều 2. Nguyên tắc
Công khai.
"""
DECISION = "BỘ CHÍNH TRỊ\nSố: 217-QĐ/TW\nQUYẾT ĐỊNH\nvề việc ban hành Quy chế phối hợp\n"


def test_tree() -> None:
    """Chapters hold sections, sections articles, articles clauses, clauses points; articles count through."""
    assert outline(read(LAW)) == OUTLINE


def test_titles() -> None:
    """A title stands on the heading's line or, for a chapter or section, in capitals on the next."""
    titles = {path[-1].title for path in read(LAW).descend() if path[-1].level.depth < Level.CLAUSE.depth}
    assert titles == {
        "NHỮNG QUY ĐỊNH CHUNG",
        "Phạm vi điều chỉnh",
        "Hoạt động giám sát",
        "HÌNH THỨC",
        "Hình thức",
        "NGUYÊN TẮC",
        "Nguyên tắc",
    }


def test_words_of_each_level() -> None:
    """Each provision's span holds it word for word, from its label to the end of its last child."""
    law = read(LAW)
    assert text_of(law, "1") == "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về giám sát."
    assert text_of(law, "2").startswith("Điều 2. Hình thức\nMặt trận giám sát bằng")
    assert text_of(law, "2").endswith("b) Cử thành viên.")
    assert text_of(law, "2", "2") == "2. Tổ chức đoàn giám sát:\na) Lập kế hoạch;\nb) Cử thành viên."
    assert text_of(law, "2", "2", "a") == "a) Lập kế hoạch;"


def test_children_lie_within_their_parents() -> None:
    """Every provision lies inside the one above it, and siblings follow one another without overlap."""
    for regulation in (read(LAW), read(ATTACHED + ATTACHED_ARTICLES, head=DECISION)):
        for path in regulation.descend():
            provision = path[-1]
            assert provision.start < provision.body_start <= provision.end
            edges = [provision.start, *(edge for child in provision.children for edge in (child.start, child.end))]
            assert [*edges, provision.end] == sorted([*edges, provision.end])


def test_inserted_and_vietnamese_labels() -> None:
    """Labels such as Điều 5a, khoản 2a and điểm đ stand in their place."""
    body = "Điều 5. Năm\n1. Một:\nc) C;\n2. Hai:\na) A;\nb) B;\nc) C;\nd) D;\nđ) Đ;\ne) E.\n2a. Hai a.\n3. Ba.\n"
    law = read(f"{body}Điều 5a. Năm a\nX.\nĐiều 6. Sáu\nY.\n")
    points = [("5", "2", point) for point in ("a", "b", "c", "d", "đ", "e")]
    clauses = [("5", "1"), ("5", "2"), *points, ("5", "2a"), ("5", "3")]
    assert [tuple(part.label for part in path) for path in law.descend()] == [("5",), *clauses, ("5a",), ("6",)]
    assert text_of(law, "5", "1") == "1. Một:\nc) C;"


def test_inserted_points() -> None:
    """An inserted điểm a1 stands between a and b."""
    law = read("Điều 5. Năm\n1. Gồm:\na) A;\na1) A một;\na2) A hai;\nb) B.\n2. Hai.\n")
    points = [f"Điều 5 > Khoản 1 > Điểm {label}" for label in ("a", "a1", "a2", "b")]
    assert outline(law) == ["Điều 5", "Điều 5 > Khoản 1", *points, "Điều 5 > Khoản 2"]


def test_vietnamese_point_order() -> None:
    """Points are read on through đ, and g after e: there is no f."""
    points = "".join(f"{label}) Việc {label};\n" for label in "abcdđeghiklmnopqrstuvxy")
    assert [path[-1].label for path in read(f"Điều 1. Một\n1. Gồm:\n{points}").descend()][2:] == list(
        "abcdđeghiklmnopqrstuvxy"
    )


def test_repealed_clause() -> None:
    """The clause after a repealed one is still read."""
    law = read("Điều 1. Một\n1. Một.\n3. Ba.\n4. Bốn.\n")
    assert outline(law)[1:] == ["Điều 1 > Khoản 1", "Điều 1 > Khoản 3", "Điều 1 > Khoản 4"]


def test_article_without_a_title() -> None:
    """An article whose heading line is a sentence has no title; the sentence is its text."""
    article = read(
        "Điều 1. Ban hành kèm theo Nghị quyết này Quy chế phối hợp.\nĐiều 2. Hiệu lực\nTừ ngày ký.\n"
    ).articles()[0]
    assert (article.title, article.label) == ("", "1")


def test_decomposed_text() -> None:
    """A file in decomposed Unicode (NFD) gives the same tree and words as one in composed Unicode."""
    assert read(unicodedata.normalize("NFD", LAW), head=unicodedata.normalize("NFD", HEAD)) == read(LAW)


@pytest.mark.parametrize(
    "start", ["Điều 9 của Luật này.", "Điều 1 của Luật này.", "Điều 3, Điều 4.", "Điều 9.", "Điều 1."]
)
def test_cross_reference_at_a_line_start(start: str) -> None:
    """A cross-reference that a wrapped line begins with is text of its clause, not a heading."""
    lines = printed(
        [
            *HEAD.splitlines(),
            "Điều 2. Hai",
            "1. Ủy ban Mặt trận giám sát việc giải quyết theo quy định tại khoản 2",
            start,
            "2. Hai.",
            "Điều 3. Ba",
            "Nội dung của điều thứ ba.",
        ]
    )
    law = parse(clean(lines))
    assert outline(law) == ["Điều 2", "Điều 2 > Khoản 1", "Điều 2 > Khoản 2", "Điều 3"]
    assert " ".join(text_of(law, "2", "1").split()).endswith(f"theo quy định tại khoản 2 {start}")


def test_numbers_that_begin_a_sentence() -> None:
    """A line that begins with a number out of sequence is text of the clause it stands in."""
    law = read("Điều 1. Một\n1. Một:\n15. Đây là số.\n2. Hai.\nc) Không phải điểm.\n")
    assert outline(law) == ["Điều 1", "Điều 1 > Khoản 1", "Điều 1 > Khoản 2"]
    assert text_of(law, "1", "1") == "1. Một:\n15. Đây là số."


@pytest.mark.parametrize(
    "chapter",
    ["", "Chương I\nNHỮNG QUY ĐỊNH CHUNG\n", "Chương I\nQUY ĐỊNH CHUNG\n"],
    ids=["articles", "chapter first", "chapter titled like an attachment"],
)
def test_attached_rules(chapter: str) -> None:
    """An attached Quy chế that restarts at Điều 1 keeps its own path, its chapters inside it."""
    decision = read(ATTACHED + chapter + ATTACHED_ARTICLES, head=DECISION)
    inside = "Quy chế phối hợp công tác" + (" > Chương I" if chapter else "")
    articles = [f"{inside} > Điều 1", f"{inside} > Điều 1 > Khoản 1", f"{inside} > Điều 2"]
    chapters = [inside] if chapter else []
    assert outline(decision) == ["Điều 1", "Điều 2", "Quy chế phối hợp công tác", *chapters, *articles]
    article = decision.articles()[1]
    own = decision.source.text[article.start : article.end]
    assert own == "Điều 2. Quyết định này có hiệu lực từ ngày ký."


@pytest.mark.parametrize(
    ("head", "number", "title"),
    [
        (HEAD, "75/2015/QH13", "Luật mặt trận tổ quốc việt nam"),
        (DECISION, "217-QĐ/TW", "Quyết định về việc ban hành Quy chế phối hợp"),
        ("Luật Thanh tra\nSố: 84/2025/QH15\n", "84/2025/QH15", "Luật Thanh tra"),
    ],
)
def test_number_and_title(head: str, number: str, title: str) -> None:
    """Number and title come from the head, the title in normal case as far as the print shows it."""
    law = read(LAW, head=head)
    assert (law.number, law.title) == (number, title)


def test_pages() -> None:
    """Each provision counts to the page it begins on."""
    first = [*HEAD.splitlines(), "Điều 1. Một", "Nội dung của điều thứ nhất."]
    data = small_pdf(first, ["Điều 2. Hai", "1. Khoản một.", "2. Khoản hai."], ["3. Khoản ba.", "Điều 3. Ba", "Hết."])
    law: Regulation = parse(clean(extract("luat.pdf", data)))
    pages = [law.source.page_at(path[-1].start) for path in law.descend()]
    assert list(zip(outline(law), pages, strict=True)) == [
        ("Điều 1", 1),
        ("Điều 2", 2),
        ("Điều 2 > Khoản 1", 2),
        ("Điều 2 > Khoản 2", 2),
        ("Điều 2 > Khoản 3", 3),
        ("Điều 3", 3),
    ]


def test_no_number() -> None:
    """A text without an official number is refused with one sentence, though its legal basis cites numbers."""
    with pytest.raises(StructureError) as caught:
        read(LAW, head="LUẬT\nMẶT TRẬN\nCăn cứ Luật số 75/2015/QH13;\n")
    assert str(caught.value) == "Không tìm thấy số, ký hiệu văn bản ở trang đầu (ví dụ “Số: 75/2015/QH13”)."


def test_no_article() -> None:
    """A text without a single Điều is refused with one sentence."""
    with pytest.raises(StructureError) as caught:
        read("1. Một.\n2. Hai.\nTheo quy định tại Điều 9 của Luật này.\n")
    assert str(caught.value) == "Không tìm thấy Điều nào trong văn bản, nên không trích dẫn được."
