"""Tables of office files -> lines: rows stay readable, and a table that only places a letterhead is read by columns."""

import re
from collections.abc import Iterator, Sequence

_LETTERHEAD = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập - |Nơi nhận|\b(?:TM|KT|TL|TUQ)\.")
_LETTERHEAD_ROWS = 4
_LETTERHEAD_COLUMNS = 3  # two, and perhaps a gap between them
CELL_MARK = " | "


def table_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table whose cells are `rows`: "a | b | c" a row, or, for a letterhead, column after column."""
    if _places_a_letterhead(rows):
        for column in range(max(map(len, rows))):
            for row in rows:
                yield from row[column].splitlines() if column < len(row) else ()
        return
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells):
            yield CELL_MARK.join(cells) if len(cells) > 1 else cells[0]


def _places_a_letterhead(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the table is the two-column head (or signature) of a Vietnamese official letter."""
    small = 0 < len(rows) <= _LETTERHEAD_ROWS and max(map(len, rows)) <= _LETTERHEAD_COLUMNS
    return small and any(_LETTERHEAD.search(cell) for row in rows for cell in row)
