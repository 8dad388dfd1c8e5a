"""A page of a PDF as a person sees it: as a picture, or as a PDF of its own."""

import threading
from io import BytesIO

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, PyPdfError

_LONGEST_SIDE = 1_600  # pixels: sharp on a phone when zoomed in, and far below what Telegram takes
_MOST_SCALE = 4.0  # pixels a point: a page the size of a stamp is not blown up further
_QUALITY = 85
_pdfium = threading.Lock()  # the library may be in one thread only


class PageError(Exception):
    """A page that cannot be shown: there is no such page, or the file cannot be opened."""


def page_image(data: bytes, page: int) -> bytes:
    """Page `page`, counted from 1, of the PDF `data` as a JPEG picture of at most 1,600 pixels a side.

    Raises:
        PageError: the page cannot be shown.
    """
    try:
        with _pdfium, pypdfium2.PdfDocument(data) as document:
            if not 1 <= page <= len(document):
                raise PageError(f"There is no page {page} of {len(document)}")
            shown = document[page - 1]
            scale = min(_MOST_SCALE, _LONGEST_SIDE / max(shown.get_size()))
            picture = BytesIO()
            shown.render(scale=scale).to_pil().convert("RGB").save(picture, "JPEG", quality=_QUALITY)
            return picture.getvalue()
    except pypdfium2.PdfiumError as error:
        raise PageError(f"Page {page} cannot be drawn: {error}") from error


def single_page(data: bytes, page: int) -> bytes:
    """A PDF that holds page `page`, counted from 1, of the PDF `data` and nothing else.

    Raises:
        PageError: the page cannot be cut out.
    """
    try:
        reader = PdfReader(BytesIO(data))
        if not 1 <= page <= len(reader.pages):
            raise PageError(f"There is no page {page} of {len(reader.pages)}")
        writer = PdfWriter()
        writer.add_page(reader.pages[page - 1])
        cut = BytesIO()
        writer.write(cut)
    except (PyPdfError, DependencyError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PageError(f"Page {page} cannot be cut out: {error}") from error
    return cut.getvalue()
