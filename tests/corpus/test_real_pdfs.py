"""Real PDFs with a text layer, against tables and sentences copied by hand from their pages.

The tables were made by looking at each page (`pdftotext -layout -f n -l n`, and at the picture of the page where an
article begins at its very top or bottom), not with this project's reader. Pages are pages of the PDF, counted from 1.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.catalog import Catalog
from corpus.ingest import Document, File, Rejected, ingest
from corpus.passage import Passage
from corpus.reference import Level

LABOUR_SAFETY, TRADE_UNION, INSPECTION, TRAFFIC = (
    "VanBanGoc_84.2015.QH13.pdf",
    "LuatCongDoan.pdf",
    "LuatThanhTra.pdf",
    "36-2024-qh15.pdf",
)


class Law(NamedTuple):
    """What is printed: the number, the last article's label, and the page on which ten of the articles begin."""

    number: str
    articles: int
    pages: dict[str, int]


LAWS = {
    LABOUR_SAFETY: Law(
        "84/2015/QH13",
        93,
        {"1": 1, "7": 5, "15": 12, "30": 18, "44": 31, "58": 37, "68": 42, "77": 49, "86": 53, "93": 56},
    ),
    TRADE_UNION: Law(
        "50/2024/QH15",
        37,
        {"3": 1, "4": 2, "9": 4, "12": 8, "13": 9, "17": 11, "20": 13, "24": 15, "33": 20, "37": 21},
    ),
    INSPECTION: Law(
        "84/2025/QH15",
        64,
        {"2": 1, "6": 3, "10": 5, "15": 10, "18": 11, "26": 16, "32": 18, "45": 27, "53": 30, "64": 36},
    ),
    TRAFFIC: Law(
        "36/2024/QH15",
        23,
        {"2": 1, "3": 2, "8": 6, "9": 7, "12": 13, "14": 14, "15": 15, "18": 17, "20": 18, "23": 20},
    ),
}
# Provisions that run over a page break, with the page they begin on, then some that begin just after one.
# Lines are wrapped here only; an empty line stands for the end of a paragraph.
WORDS = {
    (LABOUR_SAFETY, "điểm đ khoản 1 Điều 6"): (
        3,
        """đ) Từ chối làm công việc hoặc rời bỏ nơi làm việc mà vẫn được trả đủ tiền lương và không bị coi là vi phạm kỷ
luật lao động khi thấy rõ có nguy cơ xảy ra tai nạn lao động đe dọa nghiêm trọng tính mạng hoặc sức khỏe của
mình nhưng phải báo ngay cho người quản lý trực tiếp để có phương án xử lý; chỉ tiếp tục làm việc khi người quản
lý trực tiếp và người phụ trách công tác an toàn, vệ sinh lao động đã khắc phục các nguy cơ để bảo đảm an toàn,
vệ sinh lao động;""",
    ),
    (LABOUR_SAFETY, "khoản 1 Điều 30"): (
        18,
        """1. Các loại máy, thiết bị, vật tư có yêu cầu nghiêm ngặt về an toàn, vệ sinh lao động phải có nguồn gốc, xuất
xứ rõ ràng, trong thời hạn sử dụng, bảo đảm chất lượng, phải được kiểm định theo quy định tại khoản 1 Điều 31 của
Luật này, trừ trường hợp luật chuyên ngành có quy định khác.""",
    ),
    (TRADE_UNION, "Điều 3"): (
        1,
        """Điều 3. Đối tượng áp dụng

Luật này áp dụng đối với công đoàn các cấp, cơ quan nhà nước, tổ chức chính trị, tổ chức chính trị - xã hội, tổ
chức chính trị xã hội - nghề nghiệp, tổ chức xã hội - nghề nghiệp, đơn vị, doanh nghiệp, tổ chức khác có sử dụng
lao động theo quy định của pháp luật về lao động, cơ quan, tổ chức nước ngoài, tổ chức quốc tế hoạt động trên
lãnh thổ Việt Nam (sau đây gọi chung là cơ quan, tổ chức, đơn vị, doanh nghiệp); tổ chức của người lao động tại
doanh nghiệp, đoàn viên công đoàn, người lao động và tổ chức, cá nhân khác có liên quan đến tổ chức và hoạt động
công đoàn.""",
    ),
    (INSPECTION, "khoản 1 Điều 32"): (
        18,
        """1. Người ra quyết định thanh tra có trách nhiệm giám sát hoạt động của Đoàn thanh tra. Trường hợp cần thiết,
người ra quyết định thanh tra ra quyết định giao công chức hoặc thành lập Tổ giám sát thực hiện giám sát hoạt
động của Đoàn thanh tra (gọi chung là người giám sát), trong đó xác định rõ nội dung, thành phần, thời gian và
phương thức giám sát.""",
    ),
    (TRAFFIC, "khoản 2 Điều 15"): (
        15,
        """2. Trước khi chuyển hướng, người điều khiển phương tiện tham gia giao thông đường bộ phải quan sát, bảo đảm
khoảng cách an toàn với xe phía sau, giảm tốc độ và có tín hiệu báo hướng rẽ hoặc có tín hiệu bằng tay theo
hướng rẽ đối với xe thô sơ không có đèn báo hướng rẽ, chuyển dần sang làn gần nhất với hướng rẽ. Tín hiệu báo
hướng rẽ hoặc tín hiệu bằng tay phải sử dụng liên tục trong quá trình chuyển hướng. Khi bảo đảm an toàn, không
gây trở ngại cho người và phương tiện khác mới được chuyển hướng.""",
    ),
    (LABOUR_SAFETY, "điểm b khoản 6 Điều 35"): (
        25,
        "b) Không quá 07 ngày đối với tai nạn lao động làm bị thương nặng một người lao động;",
    ),
    (TRADE_UNION, "khoản 4 Điều 30"): (
        18,
        """4. Chính phủ thống nhất với Tổng Liên đoàn Lao động Việt Nam quy định về việc miễn, giảm, tạm dừng đóng
kinh phí công đoàn; quy định chi tiết các nội dung khác của Điều này.""",
    ),
    (TRAFFIC, "điểm l khoản 4 Điều 18"): (18, "l) Tại nơi phần đường có chiều rộng chỉ đủ cho một làn xe cơ giới;"),
}
# How the last article ends on paper, before the closing formula, the signature or a note of the gazette.
LAST_WORDS = {
    LABOUR_SAFETY: "quy định chi tiết các điều, khoản được giao trong Luật.",
    TRADE_UNION: "hết hiệu lực từ ngày Luật này có hiệu lực thi hành.",
    INSPECTION: "được giao thực hiện chức năng thanh tra chuyên ngành có trách nhiệm tiếp tục giải quyết.",
    TRAFFIC: "người đi bộ phải tuân thủ hướng dẫn của người điều khiển giao thông.",
    "LuatBaoVeDuLieuCaNhan.pdf": "sau ngày Luật này có hiệu lực thi hành thì thực hiện theo quy định của Luật này.",
    "70_2023_ND-CP_text.pdf": "của Chính phủ quy định về quản lý khu công nghiệp và khu kinh tế.",
    "293_2025_ND-CP_text.pdf": "và người sử dụng lao động chịu trách nhiệm thi hành Nghị định này.",
    "2025_1583_1584_282_2025_ND_CP.pdf": "tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Nghị định này./.",
}


@cache
def document(folder: Path, name: str) -> Document:
    """The document in the PDF `name`."""
    read = ingest(File(name, (folder / "pdfs" / "text" / name).read_bytes()), Catalog.load())
    assert isinstance(read, Document)
    return read


def articles(folder: Path, name: str) -> list[Passage]:
    """The articles of the PDF `name`, in order."""
    return [passage for passage in document(folder, name).passages if passage.level is Level.ARTICLE]


@pytest.mark.parametrize("name", LAWS)
def test_articles_without_a_gap(shared: Path, name: str) -> None:
    """Every article from Điều 1 to the last is there, once, in order, under the law's number."""
    assert document(shared, name).number == LAWS[name].number
    assert [article.reference.article for article in articles(shared, name)] == [
        str(number) for number in range(1, LAWS[name].articles + 1)
    ]


@pytest.mark.parametrize("name", LAWS)
def test_pages(shared: Path, name: str) -> None:
    """Ten articles of each law stand on the page on which a reader finds them."""
    pages = {str(article.reference.article): article.page for article in articles(shared, name)}
    assert {label: pages[label] for label in LAWS[name].pages} == LAWS[name].pages


@pytest.mark.parametrize(("name", "citation"), WORDS, ids=[citation for _, citation in WORDS])
def test_words_around_a_page_break(shared: Path, name: str, citation: str) -> None:
    """A provision at a page break is whole, in one piece, without header or page number, on the page it begins on."""
    found = [
        passage for passage in document(shared, name).passages if str(passage.reference).startswith(f"{citation} L")
    ]
    page, wrapped = WORDS[name, citation]
    paragraphs = [" ".join(paragraph.split()) for paragraph in wrapped.split("\n\n")]
    assert [(passage.page, passage.text) for passage in found] == [(page, "\n".join(paragraphs))]


@pytest.mark.parametrize("name", LAST_WORDS)
def test_last_article(shared: Path, name: str) -> None:
    """The last article ends with its last word: no signature, recipients, form or note of the gazette."""
    assert articles(shared, name)[-1].text[-len(LAST_WORDS[name]) :] == LAST_WORDS[name]


@pytest.mark.parametrize("name", LAWS)
def test_no_trace_of_the_page(shared: Path, name: str) -> None:
    """No passage holds a gazette header, a line that is only a number, or a word cut by the end of a line."""
    for passage in document(shared, name).passages:
        assert document(shared, name).text[passage.start : passage.end] == passage.text
        assert not re.search(r"CÔNG BÁO/Số|^\d+$|\w-$", passage.text, re.MULTILINE), passage.text


def test_cross_reference_at_a_line_start(shared: Path) -> None:
    """A line that begins with "Điều 47 của Luật này." ends khoản 2 Điều 44 and opens no article."""
    clause = next(
        passage for passage in document(shared, INSPECTION).passages if "khoản 2 Điều 44 " in str(passage.reference)
    )
    assert clause.text.endswith("quyết định tạm giữ theo quy định tại Điều 47 của Luật này.")
    assert (clause.page, articles(shared, INSPECTION)[46].page) == (26, 27)


def test_amending_decree(shared: Path) -> None:
    """Decree 70/2023 has 14, 2 and 2 khoản; what it quotes and the numbered forms after it add none."""
    references = [passage.reference for passage in document(shared, "70_2023_ND-CP_text.pdf").passages]
    clauses = [
        (reference.article, reference.clause) for reference in references if reference.clause and not reference.point
    ]
    expected = {"1": 14, "2": 2, "3": 2}
    assert clauses == [(label, str(number)) for label, last in expected.items() for number in range(1, last + 1)]


def test_number_cut_by_the_end_of_a_line(shared: Path) -> None:
    """A number that its hyphen carries to the next line is whole again."""
    passages = document(shared, "293_2025_ND-CP_text.pdf").passages
    clause = next(passage for passage in passages if str(passage.reference).startswith("khoản 3 Điều 5 "))
    assert "kèm theo của Nghị định số 128/2025/NĐ-CP ngày 11 tháng 6 năm 2025" in clause.text


@pytest.mark.parametrize(
    ("name", "pages", "messages"),
    [
        (LABOUR_SAFETY, 56, []),
        (TRADE_UNION, 21, []),
        (INSPECTION, 37, []),
        (
            TRAFFIC,
            21,
            [
                "Trang 20: văn bản dừng ở Điều 23, tệp có thể thiếu phần sau.",
                "Trang 21 không có chữ đọc được (có thể là ảnh quét).",
            ],
        ),
        ("2025_1583_1584_282_2025_ND_CP.pdf", 95, []),
    ],
)
def test_pages_and_findings(shared: Path, name: str, pages: int, messages: list[str]) -> None:
    """All pages of the file count, and only one that is a picture is reported as unreadable."""
    read = document(shared, name)
    assert read.page_count == pages
    assert [finding.message for finding in read.findings] == messages


def test_scans_are_rejected(shared: Path, catalog: Catalog) -> None:
    """Each signed scan, and each PDF whose text layer is garbage, is rejected with a sentence; none is misread."""
    for folder in ("scanned", "bad_text_layer"):
        for path in sorted((shared / "pdfs" / folder).glob("*.pdf")):
            result = ingest(File(path.name, path.read_bytes()), catalog)
            assert isinstance(result, Rejected), path.name
            assert result.reason.startswith(("Không đọc được chữ nào", "Không tìm thấy số")), path.name
