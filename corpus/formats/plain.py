"""Text and Markdown files -> lines."""

import re
from statistics import quantiles

from corpus.formats.legacy import decoder_for
from corpus.lines import ExtractionError, Line
from corpus.syllables import is_vietnamese

FULL_LINE = 0.85  # of the widest lines' width: a line this long was broken by the margin, not by its author
_HARD_WRAP_WIDTH = 130  # characters: no text file in which 1 line in 20 is longer was wrapped at a margin
_WRAPPED_SHARE = 1 / 3  # of the lines of a text wrapped at a margin reach it
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_TABLE_RULE = re.compile(r"[|:\- ]+")


def decode(data: bytes) -> str:
    """The text in `data`: UTF-8, or an 8-bit Vietnamese encoding.

    Raises:
        ExtractionError: it is neither.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        western = data.decode("cp1252", errors="replace")
        text = decoder_for(western)(western)
        if text == western or not is_vietnamese(text):
            raise ExtractionError("Tệp không phải là văn bản UTF-8. Hãy lưu lại ở dạng UTF-8 rồi thử lại.") from error
    if "\0" in text:
        raise ExtractionError("Tệp chứa dữ liệu nhị phân, không phải văn bản.")
    return text


def read_text(data: bytes) -> list[Line]:
    """The lines of a text file; those that reach the margin are full where a margin wrapped them."""
    texts = decode(data).splitlines()
    widths = [len(text) for text in texts if text.strip()]
    width = quantiles(widths, n=20)[-1] if len(widths) > 1 else 0
    reaching = sum(length >= FULL_LINE * width for length in widths)
    wrapped = width < _HARD_WRAP_WIDTH and reaching >= _WRAPPED_SHARE * len(widths)
    return [Line(text, page=1, full=wrapped and len(text) >= FULL_LINE * width) for text in texts]


def read_markdown(data: bytes) -> list[Line]:
    """The paragraphs of a Markdown file: no front matter, no marks of headings and emphasis, table rows by " | "."""
    text = _FRONT_MATTER.sub("", decode(data).replace("\r\n", "\n"), count=1) if data[:3] == b"---" else decode(data)
    return [Line(_plain(line), page=1) for line in text.splitlines() if not _is_table_rule(line)]


def _plain(line: str) -> str:
    text = line.lstrip("#").strip() if line.startswith("#") else line
    if text.startswith("|") and text.rstrip().endswith("|"):
        text = " | ".join(cell.strip() for cell in text.strip().strip("|").split("|"))
    return _EMPHASIS.sub(r"\2", text)


def _is_table_rule(line: str) -> bool:
    return "|" in line and "-" in line and _TABLE_RULE.fullmatch(line) is not None
