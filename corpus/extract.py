"""A file as received -> lines on pages. The bytes say what kind of file it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.formats.html import read_html
from corpus.formats.kinds import Kind, kind_of
from corpus.formats.layout import as_lines
from corpus.formats.pdf import MAX_PAGES, PdfPage, draw_pages, read_pages
from corpus.formats.plain import read_markdown, read_text
from corpus.formats.rtf import read_rtf
from corpus.formats.word import read_docx
from corpus.formats.word97 import read_doc
from corpus.lines import ExtractionError, Line, PageProgress
from corpus.ocr import DPI, Recogniser
from corpus.syllables import is_vietnamese

__all__ = ["MAX_BYTES", "MAX_PAGES", "ExtractionError", "Line", "extract"]

MAX_BYTES = 50 * 1024 * 1024
MAX_CHARACTERS = 5_000_000  # the longest code has 600,000

_READERS: dict[Kind, Callable[[bytes], list[Line]]] = {
    Kind.DOCX: read_docx,
    Kind.DOC: read_doc,
    Kind.RTF: read_rtf,
    Kind.HTML: read_html,
    Kind.MARKDOWN: read_markdown,
    Kind.TEXT: read_text,
}
NO_TEXT = "Không đọc được chữ nào: có thể là bản quét (ảnh). Hãy dùng bản có lớp chữ."
_NOTHING_LEGIBLE = "Không đọc được chữ nào chắc chắn, kể cả bằng nhận dạng chữ (OCR). Hãy tìm bản rõ hơn."


def extract(
    name: str,
    data: bytes,
    *,
    recogniser: Recogniser | None = None,
    progress: PageProgress = lambda _done, _total: None,
) -> list[Line]:
    """The lines of the file `name` holding `data`, in reading order, pages counted from 1.

    A page of a PDF whose text layer cannot be trusted is read from its picture by `recogniser`; a page that is still no
    Vietnamese text is kept with lines that are not legible.

    Raises:
        ExtractionError: the file is empty, too large or long, damaged, encrypted, has no text, or is of no known kind.
    """
    if not data.strip():
        raise ExtractionError("Tệp rỗng, không có nội dung.")
    if len(data) > MAX_BYTES:
        raise ExtractionError(f"Tệp lớn hơn {MAX_BYTES // 1024**2} MB. Hãy tách nhỏ rồi thử lại.")
    kind = kind_of(name, data)
    lines = _read_pdf(data, recogniser, progress) if kind is Kind.PDF else _READERS[kind](data)
    if not any(line.text.strip() and line.legible for line in lines):
        raise ExtractionError(_NOTHING_LEGIBLE if recogniser else NO_TEXT)
    if sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        raise ExtractionError("Văn bản dài hơn 5 triệu ký tự. Hãy tách nhỏ rồi thử lại.")
    return lines


def _read_pdf(data: bytes, recogniser: Recogniser | None, progress: PageProgress) -> list[Line]:
    pages = read_pages(data, progress=progress)
    doubtful = [page.number for page in pages if not page.is_trusted]
    recognised = dict(_recognise(data, doubtful, recogniser, progress)) if recogniser else {}
    return [line for page in pages for line in recognised.get(page.number) or _as_far_as_trusted(page)]


def _recognise(
    data: bytes, numbers: Sequence[int], recogniser: Recogniser, progress: PageProgress
) -> Iterator[tuple[int, list[Line]]]:
    """The pages `numbers` as read from their pictures, without those on which there is nothing to read."""
    for done, (number, picture) in enumerate(zip(numbers, draw_pages(data, numbers, dpi=DPI), strict=True), start=1):
        printed = recogniser.read(picture)
        if printed:
            yield number, _judged(as_lines(printed, number))
        progress(done, len(numbers))


def _as_far_as_trusted(page: PdfPage) -> list[Line]:
    return [replace(line, legible=page.is_trusted or not line.text) for line in page.lines]


def _judged(lines: Sequence[Line]) -> list[Line]:
    legible = is_vietnamese("\n".join(line.text for line in lines))
    return [replace(line, legible=legible) for line in lines]
