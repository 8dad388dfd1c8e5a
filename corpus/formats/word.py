"""Word files since 2007 (.docx) -> lines."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from lxml.etree import LxmlError

from corpus.formats.legacy import to_unicode
from corpus.formats.numbering import Numbering
from corpus.formats.tables import table_lines
from corpus.lines import ExtractionError, Line

# What python-docx, the ZIP and the XML under it raise on damaged files.
_DAMAGED = (
    *(PackageNotFoundError, BadZipFile, zlib.error, LxmlError, LookupError, ValueError, AttributeError, TypeError),
    *(OSError, EOFError, NotImplementedError, RuntimeError, OverflowError),
)


def read_docx(data: bytes) -> list[Line]:
    """The paragraphs and tables of a .docx, in order, on page 1: Word breaks pages anew on every machine.

    Raises:
        ExtractionError: the file is damaged.
    """
    try:
        lines = [Line(text, page=1) for text in _texts(docx.Document(BytesIO(data)))]
    except _DAMAGED as error:
        raise ExtractionError("Tệp Word (.docx) bị hỏng, không mở được. Hãy tải lại từ nguồn.") from error
    return to_unicode(lines)


def _texts(document: WordDocument) -> Iterator[str]:
    numbering = Numbering.of(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from table_lines(_cells(block))
        else:
            yield from f"{numbering.label(block)}{block.text}".splitlines()


def _cells(table: Table) -> list[list[str]]:
    """The texts of the cells, row by row; a cell that spans several columns counts once."""
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]
