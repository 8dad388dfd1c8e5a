"""A file as received -> pages of lines. The only module that opens a PDF."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import quantiles

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 2_000

_HARD_WRAP_WIDTH = 130  # characters: no text file in which 1 line in 20 is longer was wrapped at a margin
_WRAPPED_SHARE = 1 / 3  # of the lines of a text wrapped at a margin reach it
_FULL_LINE = 0.85  # of the widest lines' width: a line this long was broken by the margin, not by its author
_MARGIN_TOLERANCE = 8.0  # points, about the width of two letters


class ExtractionError(Exception):
    """A file that cannot be read. The message is one Vietnamese sentence for the admin who sent it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed. `full`: it reaches the right margin; `indented`: it begins right of the left margin."""

    text: str
    page: int
    full: bool = False
    indented: bool = False


def extract(name: str, data: bytes) -> list[Line]:
    """The lines of the file `name` holding `data`, in reading order, pages counted from 1.

    Raises:
        ExtractionError: the file is empty, too large, damaged, encrypted, has no text, or is of no known kind.
    """
    if not data.strip():
        raise ExtractionError("Tệp rỗng, không có nội dung.")
    if len(data) > MAX_BYTES:
        raise ExtractionError(f"Tệp lớn hơn {MAX_BYTES // 1024**2} MB. Hãy tách nhỏ rồi thử lại.")
    lines = _reader_for(name, data)(data)
    if not any(line.text.strip() for line in lines):
        raise ExtractionError("Không đọc được chữ nào: có thể là bản quét (ảnh). Hãy dùng bản có lớp chữ.")
    return lines


def _reader_for(name: str, data: bytes) -> Callable[[bytes], list[Line]]:
    """The reader for what the bytes are; the name only tells Markdown from plain text."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _read_pdf
    suffix = Path(name).suffix.lower()
    if suffix == ".pdf":
        raise ExtractionError("Tệp mang đuôi .pdf nhưng không phải là PDF. Hãy kiểm tra lại tệp gốc.")
    if suffix == ".md":
        return _read_markdown
    if suffix in {".txt", ""}:
        return _read_text
    raise ExtractionError(f"Chưa hỗ trợ định dạng “{suffix}”. Hãy gửi PDF có lớp chữ hoặc tệp văn bản UTF-8.")


def _decode(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExtractionError("Tệp không phải là văn bản UTF-8. Hãy lưu lại ở dạng UTF-8 rồi thử lại.") from error
    if "\0" in text:
        raise ExtractionError("Tệp chứa dữ liệu nhị phân, không phải văn bản.")
    return text.splitlines()


def _read_text(data: bytes) -> list[Line]:
    texts = _decode(data)
    widths = [len(text) for text in texts if text.strip()]
    width = quantiles(widths, n=20)[-1] if len(widths) > 1 else 0
    reaching = sum(length >= _FULL_LINE * width for length in widths)
    wrapped = width < _HARD_WRAP_WIDTH and reaching >= _WRAPPED_SHARE * len(widths)
    return [Line(text, page=1, full=wrapped and len(text) >= _FULL_LINE * width) for text in texts]


def _read_markdown(data: bytes) -> list[Line]:
    """A digest: headings lose their marks, every other line is a paragraph."""
    return [Line(text.lstrip("#").strip() if text.startswith("#") else text, page=1) for text in _decode(data)]


def _read_pdf(data: bytes) -> list[Line]:
    """Text by pypdfium2; pypdf, which splits words in gazette PDFs, judges structure and encryption beforehand."""
    _check_pdf(data)
    try:
        with pypdfium2.PdfDocument(data) as document:
            return [line for index in range(len(document)) for line in _page_lines(document[index], index + 1)]
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ExtractionError("Tệp PDF có mật khẩu. Hãy gỡ mật khẩu rồi thử lại.") from error
        raise ExtractionError("Tệp PDF bị hỏng, không mở được. Hãy tải lại từ nguồn.") from error


def _check_pdf(data: bytes) -> None:
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ExtractionError("Tệp PDF có mật khẩu. Hãy gỡ mật khẩu rồi thử lại.")
        pages = len(reader.pages)
    except DependencyError:
        return  # AES: pdfium decrypts it without the package that pypdf would need
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExtractionError("Tệp PDF bị hỏng, không mở được. Hãy tải lại từ nguồn.") from error
    if pages == 0:
        raise ExtractionError("Tệp PDF không có trang nào.")
    if pages > MAX_PAGES:
        raise ExtractionError(f"Tệp PDF có {pages} trang, quá giới hạn {MAX_PAGES}. Hãy tách nhỏ rồi thử lại.")


@dataclass(frozen=True, slots=True)
class _Printed:
    text: str
    left: float
    right: float


def _page_lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    printed = list(_printed_lines(page.get_textpage()))
    if not printed:
        return [Line("", number)]
    left, right = _margins(printed)
    return [
        Line(
            line.text,
            number,
            full=line.right >= left + _FULL_LINE * (right - left),
            indented=line.left > left + _MARGIN_TOLERANCE,
        )
        for line in printed
    ]


def _printed_lines(textpage: pypdfium2.PdfTextPage) -> Iterator[_Printed]:
    """The page's lines with the x-coordinates, in points, of their first and last character."""
    start = 0
    text = textpage.get_text_range()
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            first = start + raw.index(stripped[0])
            last = start + len(raw.rstrip()) - 1
            yield _Printed(stripped, textpage.get_charbox(first)[0], textpage.get_charbox(last)[2])
        start += len(raw)


def _margins(lines: Sequence[_Printed]) -> tuple[float, float]:
    """The page's text margins: where the leftmost tenth of lines begins, where the widest tenth ends."""
    if len(lines) == 1:
        return lines[0].left, lines[0].right
    left = quantiles((line.left for line in lines), n=10, method="inclusive")[0]
    right = quantiles((line.right for line in lines), n=10, method="inclusive")[-1]
    return left, right
