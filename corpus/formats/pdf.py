"""PDF files -> lines and pictures of pages. The only module that opens a PDF."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from corpus.formats.footnotes import body_size, split_notes
from corpus.formats.layout import Printed, as_lines
from corpus.formats.legacy import to_unicode
from corpus.formats.picture import Picture
from corpus.lines import ExtractionError, Line, PageProgress
from corpus.syllables import is_vietnamese

MAX_PAGES = 2_000

_SCAN_SHARE = 0.5  # of the page: a picture that covers more may be the page itself
_SCAN_CHARS = 300  # a page with such a picture and less text than this is a scan with a stamp or watermark on it
_POINTS_AN_INCH = 72
_LARGEST_SIDE = 4_000  # pixels; a page of any size is drawn within this square
_BROKEN = "Tệp PDF bị hỏng, không mở được. Hãy tải lại từ nguồn."
_LOCKED = "Tệp PDF có mật khẩu. Hãy gỡ mật khẩu rồi thử lại."


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The text layer of page `number`, and whether a picture covers so much of it that it may be a scan."""

    number: int
    lines: tuple[Line, ...]
    pictured: bool

    @property
    def is_trusted(self) -> bool:
        """Whether the text layer may stand for the page: it is Vietnamese, and more than a stamp on a scan."""
        text = "\n".join(line.text for line in self.lines)
        return bool(text) and is_vietnamese(text) and not (self.pictured and len(text) < _SCAN_CHARS)


def read_pages(data: bytes, *, progress: PageProgress) -> list[PdfPage]:
    """The text layer of every page, by pdfium.

    pypdf, which splits words in gazette PDFs, judges structure and encryption beforehand.

    Raises:
        ExtractionError: the file is damaged, encrypted, has no page or too many.
    """
    _check(data)
    printed: list[list[Printed]] = []
    pictured: list[bool] = []
    with _opened(data) as document:
        for index in range(len(document)):
            page = document[index]
            printed.append(list(_printed_lines(page.get_textpage())))
            pictured.append(_is_pictured(page))
            progress(index + 1, len(document))
    body = body_size(line for page_lines in printed for line in page_lines)
    return [
        PdfPage(number, tuple(to_unicode(_page_lines(page, number, body))), picture)
        for number, (page, picture) in enumerate(zip(printed, pictured, strict=True), start=1)
    ]


def draw_pages(data: bytes, pages: Sequence[int], *, dpi: int) -> Iterator[Picture]:
    """The `pages` of a PDF, counted from 1, as pictures in grey."""
    with _opened(data) as document:
        for number in pages:
            page = document[number - 1]
            scale = min(dpi / _POINTS_AN_INCH, _LARGEST_SIDE / max(page.get_size()))
            bitmap = page.render(scale=scale, grayscale=True)
            pixels = bytes(bitmap.buffer)
            rows = (pixels[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height))
            yield Picture(b"".join(rows), bitmap.width, bitmap.height, round(scale * _POINTS_AN_INCH))


def _check(data: bytes) -> None:
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ExtractionError(_LOCKED)
        pages = len(reader.pages)
    except DependencyError:
        return  # AES: pdfium decrypts it without the package that pypdf would need
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExtractionError(_BROKEN) from error
    if pages == 0:
        raise ExtractionError("Tệp PDF không có trang nào.")
    if pages > MAX_PAGES:
        raise ExtractionError(f"Tệp PDF có {pages} trang, quá giới hạn {MAX_PAGES}. Hãy tách nhỏ rồi thử lại.")


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        with pypdfium2.PdfDocument(data) as document:
            yield document
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise ExtractionError(_LOCKED if locked else _BROKEN) from error


def _page_lines(page: Sequence[Printed], number: int, body: float) -> list[Line]:
    text, notes = split_notes(page, body)
    lines = as_lines(text, number)
    noted = [Line(line.text, number, note=True) for line in notes]
    return [*lines, *noted]


def _is_pictured(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    boxes = (image.get_bounds() for image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))
    return any((right - left) * (top - bottom) > _SCAN_SHARE * width * height for left, bottom, right, top in boxes)


def _printed_lines(textpage: pypdfium2.PdfTextPage) -> Iterator[Printed]:
    start = 0
    text = textpage.get_text_range()
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            first = start + raw.index(stripped[0])
            last = start + len(raw.rstrip()) - 1
            sizes = (pypdfium2.raw.FPDFText_GetFontSize(textpage.raw, index) for index in range(first, last + 1))
            yield Printed(
                stripped,
                textpage.get_charbox(first)[0],
                textpage.get_charbox(last)[2],
                tuple(round(s, 1) for s in sizes),
            )
        start += len(raw)
