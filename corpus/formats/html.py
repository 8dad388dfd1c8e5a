"""Web pages -> lines. Scripts and styles are never read, let alone run."""

import re
from html.parser import HTMLParser

from corpus.formats.legacy import to_unicode
from corpus.formats.plain import decode
from corpus.formats.tables import table_lines
from corpus.lines import Line

_BLOCKS = frozenset(
    "address article aside blockquote br caption center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table title tr ul".split()
)
_HIDDEN = frozenset("head script style template noscript iframe object svg math select textarea".split())
_SPACE = re.compile(r"\s+")


def read_html(data: bytes) -> list[Line]:
    """The paragraphs and table rows of a web page, in order, on page 1.

    Raises:
        ExtractionError: the bytes are no text.
    """
    reader = _Reader()
    reader.feed(decode(data))
    reader.close()
    reader.end_paragraph()
    return to_unicode([Line(text, page=1) for text in reader.texts])


class _Reader(HTMLParser):
    """Collects paragraphs, and tables row by row; a table within a table is read as part of its cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._words: list[str] = []
        self._hidden: str | None = None
        self._hidden_depth = 0
        self._tables = 0
        self._rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's
        if self._hidden is not None:
            self._hidden_depth += tag == self._hidden
        elif tag in _HIDDEN:
            self._hidden, self._hidden_depth = tag, 1
        elif tag == "table":
            self._open_table()
        elif self._tables == 1 and tag == "tr":
            self._rows.append([])
        elif self._tables == 1 and tag in {"td", "th"}:
            self._words.clear()
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._hidden is not None:
            self._hidden_depth -= tag == self._hidden
            if self._hidden_depth <= 0:
                self._hidden = None
        elif tag == "table" and self._tables:
            self._close_table()
        elif self._tables == 1 and tag in {"td", "th"}:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._hidden is None:
            self._words.append(_SPACE.sub(" ", data))

    def end_paragraph(self) -> None:
        """Keep the words read since the last paragraph, and the rows of a table that was never closed."""
        self.texts += table_lines(self._rows)
        self._rows = []
        text = "".join(self._words).strip()
        self._words.clear()
        if text:
            self.texts += [line.strip() for line in text.split("\n")]

    def _break(self) -> None:
        if self._tables:
            self._words.append("\n")
        else:
            self.end_paragraph()

    def _open_table(self) -> None:
        if self._tables == 0:
            self.end_paragraph()
        self._tables += 1

    def _close_table(self) -> None:
        self._tables -= 1
        if self._tables == 0:
            self.end_paragraph()

    def _end_cell(self) -> None:
        cell = "\n".join(line.strip() for line in "".join(self._words).split("\n") if line.strip())
        self._words.clear()
        if not self._rows:
            self._rows.append([])
        self._rows[-1].append(cell)
