"""Files as received become lines with their pages, or are refused with one Vietnamese sentence."""

import time
from pathlib import Path
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, NumberObject

from corpus.extract import MAX_BYTES, MAX_PAGES, ExtractionError, Line, extract
from corpus.formats.kinds import SUPPORTED, Kind, kind_of
from tests.corpus.making import pdf_writer, saved, small_pdf

DATA = Path(__file__).resolve().parents[1] / "data"
PAGE = ["Số: 75/2015/QH13", "Điều 1. Phạm vi điều chỉnh", "Mặt trận giám sát, phản biện xã hội; đ, Đ, ỹ, “ơ”."]
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
BROKEN = "Tệp PDF bị hỏng, không mở được. Hãy tải lại từ nguồn."
LOCKED = "Tệp PDF có mật khẩu. Hãy gỡ mật khẩu rồi thử lại."
NO_TEXT = "Không đọc được chữ nào: có thể là bản quét (ảnh). Hãy dùng bản có lớp chữ."
EMPTY = "Tệp rỗng, không có nội dung."
NOT_UTF8 = "Tệp không phải là văn bản UTF-8. Hãy lưu lại ở dạng UTF-8 rồi thử lại."


def locked_pdf(password: str) -> bytes:
    """A PDF that opens with `password`; with none, one that only restricts printing and copying."""
    writer = pdf_writer(PAGE)
    writer.encrypt(password, "chủ sở hữu", algorithm="RC4-128")
    return saved(writer)


def pdf_with_a_missing_page() -> bytes:
    """A PDF whose page tree promises a page that is not in the file."""
    writer = pdf_writer(PAGE)
    tree = cast("DictionaryObject", writer._root_object["/Pages"])
    cast("ArrayObject", tree["/Kids"]).append(NullObject())
    tree[NameObject("/Count")] = NumberObject(2)
    return saved(writer)


DAMAGED_DOCX = "Tệp nén hoặc tệp .docx bị hỏng, không mở được. Hãy tải lại từ nguồn."


REFUSALS = {
    "empty file": ("rong.txt", b"", EMPTY),
    "empty PDF": ("rong.pdf", b"", EMPTY),
    "whitespace only": ("trang.txt", b" \n\t\r\n ", EMPTY),
    "a JPEG named .pdf": ("anh.pdf", JPEG, "Tệp mang đuôi .pdf nhưng không phải là PDF. Hãy kiểm tra lại tệp gốc."),
    "a JPEG named .txt": ("anh.txt", JPEG, NOT_UTF8),
    "encrypted PDF (RC4)": ("khoa.pdf", locked_pdf("mật khẩu"), LOCKED),
    "encrypted PDF (AES-256)": ("khoa.pdf", (DATA / "locked_aes256.pdf").read_bytes(), LOCKED),
    "no pages": ("khong.pdf", saved(PdfWriter()), "Tệp PDF không có trang nào."),
    "only the PDF header": ("hong.pdf", b"%PDF-1.7\n", BROKEN),
    "garbage after the PDF header": ("hong.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 8, BROKEN),
    "a missing page": ("hong.pdf", pdf_with_a_missing_page(), BROKEN),
    "a page without text": ("quet.pdf", small_pdf([]), NO_TEXT),
    ".docx": ("van-ban.docx", b"PK\x03\x04", DAMAGED_DOCX),
    ".DOCX": ("VAN-BAN.DOCX", b"PK\x03\x04", DAMAGED_DOCX),
    ".xyz": ("van-ban.xyz", b"Van ban", f"Chưa hỗ trợ định dạng “.xyz”. {SUPPORTED}"),
    "UTF-16": ("van-ban.txt", "Số: 75/2015/QH13".encode("utf-16"), NOT_UTF8),
    "windows-1258": ("van-ban.txt", "Điều 1. Phạm vi".encode("cp1258", errors="ignore"), NOT_UTF8),
    "NUL bytes": ("van-ban.txt", b"Dieu 1.\x00\x00 Pham vi", "Tệp chứa dữ liệu nhị phân, không phải văn bản."),
    "too long": ("dai.txt", b"abcd\n" * 1_500_000, "Văn bản dài hơn 5 triệu ký tự. Hãy tách nhỏ rồi thử lại."),
    "too large": ("lon.txt", b"a" * (MAX_BYTES + 1), "Tệp lớn hơn 50 MB. Hãy tách nhỏ rồi thử lại."),
}


@pytest.mark.parametrize(("name", "data", "sentence"), REFUSALS.values(), ids=REFUSALS.keys())
def test_refusals(name: str, data: bytes, sentence: str) -> None:
    """A file that cannot be read is refused with a sentence that says what is wrong with it."""
    with pytest.raises(ExtractionError) as caught:
        extract(name, data)
    assert str(caught.value) == sentence


def test_too_many_pages() -> None:
    """A PDF of more pages than the limit is refused with both numbers."""
    writer = pdf_writer(PAGE)
    for _ in range(MAX_PAGES):
        writer.add_blank_page(100, 100)
    with pytest.raises(ExtractionError) as caught:
        extract("dai.pdf", saved(writer))
    assert str(caught.value) == "Tệp PDF có 2001 trang, quá giới hạn 2000. Hãy tách nhỏ rồi thử lại."


def test_truncated_pdf() -> None:
    """A PDF cut off anywhere is refused as damaged, or, cut in its last bytes, still read whole."""
    data = small_pdf(PAGE)
    whole = extract("van-ban.pdf", data)
    for length in range(8, len(data), 97):
        try:
            assert extract("cut.pdf", data[:length]) == whole
        except ExtractionError as error:
            assert str(error) in {BROKEN, NO_TEXT, "Tệp PDF không có trang nào."}  # noqa: PT017 - either is right
    with pytest.raises(ExtractionError, match="bị hỏng"):
        extract("cut.pdf", data[: len(data) // 2])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.pdf", "a.txt", "a.md", "a"]), st.sampled_from([b"", b"%PDF-1.4\n"]))
@example(b"trailer << /Root 1 0 R /Encrypt 1 0 R >>", "a.pdf", b"%PDF-1.4\n")
def test_garbage_raises_nothing_else(data: bytes, name: str, start: bytes) -> None:
    """Whatever the bytes are, they are read or refused; no other error comes out."""
    try:
        lines = extract(name, start + data)
    except ExtractionError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either is right
    else:
        assert any(line.text.strip() for line in lines)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_pdf_raises_nothing_else(data: st.DataObject) -> None:
    """A PDF with some bytes overwritten is read or refused; no other error comes out."""
    damaged = bytearray(small_pdf(PAGE))
    for position in data.draw(st.lists(st.integers(8, len(damaged) - 1), min_size=1, max_size=20)):
        damaged[position] = data.draw(st.integers(0, 255))
    try:
        assert extract("hong.pdf", bytes(damaged))
    except ExtractionError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either is right


@pytest.mark.parametrize("name", ["van-ban.pdf", "VAN-BAN.PDF", "van-ban.txt", "van-ban", "van-ban.docx"])
def test_a_pdf_is_known_by_its_bytes(name: str) -> None:
    """A PDF is read as one whatever it is called."""
    assert [line.text for line in extract(name, small_pdf(PAGE))] == PAGE


@pytest.mark.parametrize(
    "data", [locked_pdf(""), (DATA / "restricted_aes256.pdf").read_bytes()], ids=["RC4", "AES-256"]
)
def test_restricted_pdf(data: bytes) -> None:
    """A PDF that anybody may open but not copy or print is read."""
    assert extract("han-che.pdf", data)[0].text == "Số: 75/2015/QH13"


def test_pdf_pages_and_letters() -> None:
    """Lines of a PDF keep their order, their letters and their page, counted from 1; an empty page counts too."""
    lines = extract("van-ban.pdf", small_pdf(PAGE, [], ["Điều 2. Đối tượng áp dụng"]))
    assert [(line.page, line.text) for line in lines if line.text] == [
        *((1, text) for text in PAGE),
        (3, "Điều 2. Đối tượng áp dụng"),
    ]


def test_pdf_margins() -> None:
    """A line of a PDF that reaches the right margin is full; one that begins right of the left margin is indented."""
    wide, short = "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp cùng các tổ chức ấy", "tham gia giám sát."
    lines = extract("van-ban.pdf", small_pdf([wide, short, f"    {wide}", wide, wide, short]))
    assert [line.full for line in lines] == [True, False, True, True, True, False]
    assert [line.indented for line in lines] == [False, False, True, False, False, False]


def test_pdf_margins_of_a_short_page() -> None:
    """On a page of few lines, too, the one that reaches the margin is full and those at the left are not indented."""
    wide = "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp cùng các tổ chức ấy"
    lines = extract("van-ban.pdf", small_pdf([wide, "tham gia giám sát.", "    Hết.", "    Xong."]))
    assert [line.full for line in lines] == [True, False, False, False]
    assert [line.indented for line in lines] == [False, False, True, True]


@pytest.mark.parametrize(
    "data", ["Điều 1.\nNội dung".encode(), "\ufeffĐiều 1.\r\nNội dung".encode()], ids=["LF", "BOM, CRLF"]
)
def test_text(data: bytes) -> None:
    """A text file is one page of its lines, without byte order mark, whatever its line ends."""
    assert [(line.text, line.page) for line in extract("a.txt", data)] == [("Điều 1.", 1), ("Nội dung", 1)]


def test_text_of_one_line() -> None:
    """A text of a single line is read like any other."""
    assert [line.text for line in extract("a.txt", "Mặt trận giám sát.".encode())] == ["Mặt trận giám sát."]


def test_hard_wrapped_text() -> None:
    """In a text wrapped at a margin the lines that reach it are full."""
    wide = "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp cùng các tổ chức ấy"
    lines = extract("a.txt", "\n".join([wide] * 9 + ["giám sát."]).encode())
    assert [line.full for line in lines] == [True] * 9 + [False]


def test_text_of_whole_paragraphs() -> None:
    """In a text with a paragraph a line no line is full."""
    paragraph = "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp giám sát " * 5
    lines = extract("a.txt", "\n".join(["Điều 1.", *[paragraph] * 5]).encode())
    assert not any(line.full for line in lines)


def test_text_of_short_paragraphs() -> None:
    """In a text that no margin wrapped, the longest of its short paragraphs and headings are not taken for wrapped."""
    paragraphs = [
        "Điều 1. Trách nhiệm của Ủy ban Mặt trận Tổ quốc Việt Nam cấp xã trong việc giám sát",
        "Mặt trận xã giám sát việc thu chi.",
        "Ủy ban nhân dân xã trả lời kiến nghị.",
        "Điều 2. Hiệu lực",
        "1. Quy chế này có hiệu lực từ ngày ký và được gửi đến các chi hội, các tổ dân phố trong xã.",
        "2. Các cơ quan chịu trách nhiệm thi hành.",
        "Nơi nhận:",
        "- Lưu: VT.",
    ]
    assert not any(line.full for line in extract("a.txt", "\n".join(paragraphs).encode()))


def test_markdown() -> None:
    """A digest's headings lose their marks; every other line is a paragraph of its own."""
    data = "# Luật Mặt trận\n\n### Điều 27. Hình thức\n\n1. Một.\n".encode()
    lines = [line for line in extract("75.md", data) if line.text]
    assert lines == [Line("Luật Mặt trận", 1), Line("Điều 27. Hình thức", 1), Line("1. Một.", 1)]


def test_many_comments_cost_no_time() -> None:
    """The kind of a text that begins with hundreds of comments of a web page is told at once."""
    started = time.perf_counter()
    assert kind_of("a.txt", b"<!---->" * 500 + b"x") is Kind.TEXT
    assert kind_of("a.txt", b"<!-- a -->\n<!-- b --> <html>") is Kind.HTML
    assert time.perf_counter() - started < 1
