"""RTF files -> lines."""

import re

from striprtf.striprtf import rtf_to_text

from corpus.formats.legacy import to_unicode
from corpus.formats.tables import table_lines
from corpus.lines import ExtractionError, Line

_ROW = re.compile(r"(?:[^|\n]*\|)+[ \t]*")  # how striprtf writes the cells of a row


def read_rtf(data: bytes) -> list[Line]:
    """The paragraphs and table rows of an RTF file, in order, on page 1.

    Raises:
        ExtractionError: the file is damaged.
    """
    try:
        text = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")
    except (ValueError, LookupError, RecursionError, OverflowError, TypeError, AttributeError) as error:
        raise ExtractionError("Tệp RTF bị hỏng, không mở được. Hãy tải lại từ nguồn.") from error
    return to_unicode([Line(line, page=1) for paragraph in text.splitlines() for line in _readable(paragraph)])


def _readable(paragraph: str) -> list[str]:
    if _ROW.fullmatch(paragraph):
        return list(table_lines([paragraph.rstrip().rstrip("|").split("|")]))
    return [paragraph]
