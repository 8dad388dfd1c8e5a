"""Printed lines become paragraphs: nothing of the text is lost, nothing of the page's furniture stays."""

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import clean
from corpus.extract import Line
from tests.corpus.making import printed

WRAPPED = "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp trực tiếp hoặc thống nhất"
GOES_ON = "với các tổ chức thành viên theo dõi, xem xét, đánh giá."
BODY = [
    "Điều 27. Hình thức giám sát",
    "1. Nghiên cứu, xem xét văn bản.",
    "a) Tổ chức đoàn giám sát;",
    "Chương V",
    "150.000 đồng/người",
    WRAPPED,
    GOES_ON,
    unicodedata.normalize("NFD", WRAPPED),
    "Phản biện xã hộ\u00adi\u200b",
    "  Ban\tthanh tra \u00a0 nhân dân  ",
]


def texts(lines: Sequence[Line]) -> list[str]:
    """The texts of `lines`, cleaned."""
    return [line.text for line in clean(lines)]


@st.composite
def documents(draw: st.DrawFn) -> list[Line]:
    """A file of one to six pages, each with body lines of its own and perhaps a running header and a page number."""
    headers = draw(st.sampled_from([(), ("CÔNG BÁO/Số 871 + 872/Ngày 29-7-2015",), ("ỦY BAN MẶT TRẬN",)]))
    numbered = draw(st.sampled_from(["none", "above", "below"]))
    pages = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        drawn = draw(st.lists(st.sampled_from(BODY), min_size=1, max_size=6))
        body = [f"{text} [{number}.{row}]" for row, text in enumerate(drawn)]
        above = [str(number)] if numbered == "above" else []
        pages.append([*headers, *above, *body, *([f"- {number} -"] if numbered == "below" else [])])
    return printed(*pages)


@settings(max_examples=100, deadline=None)
@given(documents())
def test_idempotent(lines: list[Line]) -> None:
    """Cleaning clean lines changes nothing."""
    once = clean(lines)
    assert clean(once) == once


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=40), max_size=8))
def test_idempotent_on_any_characters(lines: list[str]) -> None:
    """Whatever characters were in them, clean lines are in NFC, single-spaced, and stay as they are."""
    once = clean([Line(f"Ủy ban {text} nhân dân", 1) for text in lines])
    assert clean(once) == once
    assert all(line.text == unicodedata.normalize("NFC", " ".join(line.text.split())) for line in once)


def test_decomposed_letters() -> None:
    """Text in decomposed Unicode (NFD) becomes the same as text in composed Unicode (NFC)."""
    decomposed = [Line(unicodedata.normalize("NFD", "Điều 5. Mặt trận giám sát, phản biện"), 1)]
    assert texts(decomposed) == ["Điều 5. Mặt trận giám sát, phản biện"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("phản biện xã hộ\u00adi", "phản biện xã hội"),
        ("\ufeffSố: 75/2015/QH13", "Số: 75/2015/QH13"),
        ("giám\u200b sát\u200e", "giám sát"),
        ("Ban \u00a0thanh\ttra  nhân dân ", "Ban thanh tra nhân dân"),
        ("Nghị định số 128/2025/NĐ\ufffeCP", "Nghị định số 128/2025/NĐ-CP"),
    ],
    ids=[
        "soft hyphen",
        "byte order mark",
        "zero width",
        "spaces",
        "the PDF reader's mark for a hyphen at a line's end",
    ],
)
def test_invisible_characters(raw: str, expected: str) -> None:
    """Characters that no reader sees are gone, and a hyphen that the PDF reader masks is a hyphen again."""
    assert texts([Line(raw, 1)]) == [expected]


def test_empty_lines_go() -> None:
    """Lines of nothing but spaces and invisible characters are dropped."""
    assert texts([Line("Điều 1", 1), Line(" \u00a0 ", 1), Line("\u00ad", 1), Line("Nội dung.", 1)]) == [
        "Điều 1",
        "Nội dung.",
    ]


@pytest.mark.parametrize("number", ["5", "- 5 -", "– 12 –", "118"])
def test_page_numbers_go(number: str) -> None:
    """A line at the edge of a page that holds only its number goes, above or below the text."""
    above = printed(["Mở đầu.", "Điều 1. Phạm vi"], [number, "1. Nội dung.", "Hết."])
    below = printed(["Mở đầu.", "Điều 1. Phạm vi", number], ["1. Nội dung.", "Hết."])
    assert texts(above) == texts(below) == ["Mở đầu.", "Điều 1. Phạm vi", "1. Nội dung.", "Hết."]


def test_numbers_inside_the_text_stay() -> None:
    """A number inside a page, and a line at its edge that says more than a number, stay."""
    page = ["2026. Kế hoạch năm", "Mức chi", "150", "đồng", "12 tháng"]
    assert texts(printed(page)) == page


def test_running_headers_go() -> None:
    """A header that differs only in the page number goes from every page, left and right pages alike."""
    gazette = "CÔNG BÁO/Số 871 + 872/Ngày 29-7-2015"
    pages = [
        [f"{gazette} {number}" if number % 2 else f"{number} {gazette}", f"{number}. Nội dung khoản {number}."]
        for number in range(1, 7)
    ]
    assert texts(printed(*pages)) == [f"{number}. Nội dung khoản {number}." for number in range(1, 7)]


def test_running_footers_go() -> None:
    """A line that recurs at the foot of every page goes as well."""
    pages = [[f"{number}. Nội dung khoản {number}.", "Văn phòng Chính phủ xuất bản"] for number in range(1, 5)]
    assert texts(printed(*pages)) == [f"{number}. Nội dung khoản {number}." for number in range(1, 5)]


def test_header_above_a_page_number() -> None:
    """A header and a page number on lines of their own both go."""
    body = [[f"{number}. Nội dung khoản {number}.", f"Hết khoản {number} này."] for number in range(1, 5)]
    pages = [["ỦY BAN MẶT TRẬN", str(number), *lines] for number, lines in enumerate(body, start=1)]
    assert texts(printed(*pages)) == [line for lines in body for line in lines]


def test_lines_that_recur_by_chance_stay() -> None:
    """A line at the edge of two pages out of six is text."""
    ends = [
        "Chính phủ quy định chi tiết Điều này.",
        "Hết.",
        "Xong.",
        "Chính phủ quy định chi tiết Điều này.",
        "Rồi.",
        "Thôi.",
    ]
    pages = [[f"{number}. Nội dung khoản {number}.", end] for number, end in enumerate(ends, start=1)]
    assert texts(printed(*pages)) == [line for page in pages for line in page]


def test_headings_that_open_every_page_stay() -> None:
    """Articles without titles that each begin a page are no running header, though only their numbers differ."""
    pages = [[f"Điều {number}", f"Nội dung của điều thứ {number}."] for number in range(1, 6)]
    assert texts(printed(*pages)) == [line for page in pages for line in page]


def test_wrapped_lines_are_joined() -> None:
    """A line that reaches the margin goes on in the next one, with one space between."""
    assert clean(printed([WRAPPED, GOES_ON, "Câu sau."])) == [Line(f"{WRAPPED} {GOES_ON}", 1), Line("Câu sau.", 1)]


def test_wrapped_lines_are_joined_over_a_page_break() -> None:
    """A sentence cut by a page break is one paragraph of the page it began on, without header and page number."""
    gazette = "CÔNG BÁO/Số 871/Ngày 29-7-2015"
    lines = printed(
        [f"{gazette} 3", "Điều 25. Tính chất", f"1. {WRAPPED}"],
        [f"4 {gazette}", GOES_ON, "2. Hai."],
        [f"{gazette} 5", "3. Ba.", "Hết."],
    )
    assert clean(lines) == [
        Line("Điều 25. Tính chất", 1),
        Line(f"1. {WRAPPED} {GOES_ON}", 1),
        Line("2. Hai.", 2),
        Line("3. Ba.", 3),
        Line("Hết.", 3),
    ]


@pytest.mark.parametrize("opening", ["Điều 6. Nguyên tắc", "2. Hai.", "b) Hai;", "Chương II", "Mục 1. CHUNG"])
def test_an_opening_is_never_joined(opening: str) -> None:
    """A line that opens a provision begins its own paragraph, though the line before reached the margin."""
    assert texts(printed([WRAPPED, opening])) == [WRAPPED, opening]


def test_an_indented_line_is_never_joined() -> None:
    """An indented line begins its own paragraph, though the line before reached the margin."""
    lines = [Line(WRAPPED, 1, full=True), Line("Chính phủ quy định chi tiết.", 1, indented=True)]
    assert texts(lines) == [WRAPPED, "Chính phủ quy định chi tiết."]


def test_ligatures_and_tone_marks() -> None:
    """Ligatures become letters; where a tone mark stands is left as printed."""
    assert texts(printed(["Con\ufb01dence, e\ufb03cient; hoà giải, hòa giải."])) == [
        "Confidence, efficient; hoà giải, hòa giải."
    ]


def test_contents() -> None:
    """A line of a table of contents is dropped; an article whose title ends in dots or a number is not."""
    page = ["Điều 1. Phạm vi .......... 3", "Điều 2. Hiệu lực……… 12", "Điều 3. Mẫu số 01", "Họ và tên: ........"]
    assert texts(printed(page)) == ["Điều 3. Mẫu số 01", "Họ và tên: ........"]


def test_footnotes() -> None:
    """A footnote is dropped, and the sentence above it goes on over the page."""
    wide = "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp cùng các tổ chức ấy"
    lines = [Line(wide, 1, full=True), Line("1 Khoản này được sửa đổi.", 1, note=True), Line("giám sát.", 2)]
    assert texts(lines) == [f"{wide} giám sát."]
