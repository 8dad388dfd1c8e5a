"""Articles whose whole title stands in the question."""

import pytest

from corpus.ingest import Document
from corpus.passage import Passage
from index.titles import TitleIndex
from tests.index.samples import read

_UNTITLED = """\
Số: 78/2022/QH15

Điều 1.
1. Luật này áp dụng đối với mọi cuộc họp thôn có từ hai mươi hộ gia đình trở lên dự họp và có ghi biên bản đầy đủ, \
được lưu tại nhà văn hóa.
2. Luật này không áp dụng đối với tiệc cưới.

Điều 2. Họp
Người nào đến muộn thì đứng ngoài.
"""
_SHEETS = """\
Số: 99-QĐ/TW

### Phiếu: Ai được mời dự họp

Người cao tuổi và thương binh được mời dự.

### Phiếu: Bao giờ có thông báo

Trước ba ngày.
"""


@pytest.fixture(scope="module")
def passages(documents: list[Document]) -> list[Passage]:
    """Every passage of the small regulations."""
    return [passage for document in documents for passage in document.passages]


def _named(question: str, passages: list[Passage]) -> list[str]:
    """The citations, without the regulation's name, of the passages whose title `question` holds."""
    of_question, of_title = TitleIndex(passages, _alike).shares(question)
    assert of_question.shape == of_title.shape == (len(passages),)
    assert ((of_question == 0) | (of_title > 0.999)).all()
    return [str(p.reference).partition(" Luật ")[0] for p, share in zip(passages, of_question, strict=True) if share]


def _alike(_syllable: str) -> float:
    """Every syllable counts as much."""
    return 1.0


@pytest.mark.parametrize(
    "question",
    [
        "Kinh phí giám sát lấy ở đâu?",
        "kinh phi giam sat lay o dau",
        "KINH PHÍ GIÁM SÁT",
        "Muốn giám sát thì kinh phí ở đâu ra",
    ],
)
def test_article_and_its_clauses_are_named(question: str, passages: list[Passage]) -> None:
    """The words of a title in any order, case and spelling name the article and every clause in it."""
    assert _named(question, passages) == ["Điều 3", "khoản 1 Điều 3", "khoản 2 Điều 3"]


@pytest.mark.parametrize("question", ["Kinh phí ở đâu ra?", "Giám sát", "Kinhphí giámsát", ""])
def test_part_of_a_title_names_nothing(question: str, passages: list[Passage]) -> None:
    """A question that lacks one word of the title, or has it only in part, names no article."""
    assert _named(question, passages) == []


def test_function_words_need_not_be_asked(passages: list[Passage]) -> None:
    """Words such as "của" in a title are not needed: "quyền người dân" names "Quyền của người dân"."""
    assert _named("quyền người dân là gì", passages)[:2] == ["Điều 2", "khoản 1 Điều 2"]


def test_title_of_one_word_names_nothing() -> None:
    """A title of a single syllable says too little to count."""
    assert _named("Họp thì sao?", list(read("a.txt", _UNTITLED).passages)) == []


def test_label_is_no_title() -> None:
    """An article without a title is not named by its label: other regulations have the same label."""
    assert _named("Điều 1 nói gì?", list(read("a.txt", _UNTITLED).passages)) == []


def test_sheet_is_named_by_its_heading() -> None:
    """An information sheet is named by the question it is headed with."""
    of_question, _ = TitleIndex(read("a.md", _SHEETS).passages, _alike).shares("bao giờ thì có thông báo họp")
    assert (of_question > 0).tolist() == [False, True]


def test_longer_title_says_more_of_the_question(passages: list[Passage]) -> None:
    """A title counts by what it says of the question, question words aside, a question by what it has of a title."""
    rare = {"phi": 4.0}
    titles = TitleIndex(passages, lambda syllable: rare.get(syllable, 1.0))
    row = next(row for row, passage in enumerate(passages) if "Kinh phí giám sát" in passage.text)
    short, long = (titles.shares(asked)[0][row] for asked in ("kinh phí giám sát là gì", "kinh phí giám sát nhà nước"))
    assert (short, long) == pytest.approx((1, 7 / 9))
    assert titles.shares("tiền phí ở đâu ra")[1][row] == pytest.approx(4 / 7)
