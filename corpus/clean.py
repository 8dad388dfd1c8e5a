"""Small named repairs that turn printed lines into paragraphs. `REPAIRS` is the whole list, in order."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.lines import Line
from corpus.markers import is_marker

Repair = Callable[[Sequence[Line]], list[Line]]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]|[\x00-\x08\x0b-\x1f\x7f]")
_SPACES = re.compile(r"[^\S\n]+")
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,4}[-–\s]*")
_RULE = re.compile(r"[_\-–—=*\s]{5,}")
_CUT_REFERENCE = re.compile(r".*(?:\b(?:tại|khoản \d+[a-zđ]?|điểm [a-zđ]\d?|và|hoặc|theo|của|đến)|,)")
_BARE_ARTICLE = re.compile(r"Điều \d+[a-zđ]?\.?")
_LONGEST_PAGE_NUMBER = 4  # digits
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})
_HEADER_SHARE = 0.4  # of the pages must carry a line at the same edge before it counts as a running header
_HEADER_PAGES = 3


def clean(lines: Sequence[Line]) -> list[Line]:
    """`lines` after every repair, until none finds anything more: one paragraph or heading a line, none empty."""
    while True:
        repaired = list(lines)
        for repair in REPAIRS:
            repaired = repair(repaired)
        if repaired == list(lines):
            return repaired
        lines = repaired


def normalise_characters(lines: Sequence[Line]) -> list[Line]:
    """Unicode NFC, plain spaces, no ligatures, soft hyphens or other invisible characters, no empty lines or rules.

    Where a tone mark stands (hoà, hòa) is the author's: it is quoted as printed, and search folds it away.
    """
    normalised = (replace(line, text=_normalise(line.text)) for line in lines)
    return [line for line in normalised if line.text and not _RULE.fullmatch(line.text)]


def drop_contents(lines: Sequence[Line]) -> list[Line]:
    """Without the table of contents: "Điều 5. Hiệu lực ........ 12" would open an article of its own."""
    return [line for line in lines if not _is_of_contents(line.text)]


def drop_footnotes(lines: Sequence[Line]) -> list[Line]:
    """Without the notes of the office that printed or consolidated the text."""
    return [line for line in lines if not line.note]


def drop_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Without lines at the edge of a page that hold nothing but its number."""
    return _drop_at_edges(lines, lambda line: _PAGE_NUMBER.fullmatch(line.text) is not None)


def drop_running_headers(lines: Sequence[Line]) -> list[Line]:
    """Without lines that recur, page number aside, at the edge of many pages: "CÔNG BÁO/Số 871/Ngày 29-7-2015 5"."""
    edges = _edges(lines)
    counts = Counter(key for page in edges.values() for key in {_header_key(lines[index]) for index in page})
    needed = max(_HEADER_PAGES, _HEADER_SHARE * len(edges))
    return _drop_at_edges(lines, lambda line: counts[_header_key(line)] >= needed and not is_marker(line.text))


def join_wrapped_lines(lines: Sequence[Line]) -> list[Line]:
    """One line a paragraph: a line that reached the margin goes on in the next, also over a page break."""
    joined: list[Line] = []
    for line in lines:
        if joined and joined[-1].full and not line.indented and not _opens(joined[-1].text, line.text):
            before = joined[-1]
            legible = before.legible and line.legible
            joined[-1] = replace(before, text=f"{before.text} {line.text}", full=line.full, legible=legible)
        else:
            joined.append(line)
    return [replace(line, full=False) for line in joined]


def _opens(before: str, text: str) -> bool:
    """Whether `text` opens a provision; a bare "Điều 9." after "khoản 2" is the rest of a reference."""
    return is_marker(text) and not (_BARE_ARTICLE.fullmatch(text) and _CUT_REFERENCE.fullmatch(before))


def drop_furniture(lines: Sequence[Line]) -> list[Line]:
    """Without page numbers and running headers, layer by layer."""
    while True:
        fewer = drop_running_headers(drop_page_numbers(lines))
        if len(fewer) == len(lines):
            return fewer
        lines = fewer


REPAIRS: tuple[Repair, ...] = (
    normalise_characters,
    drop_footnotes,
    drop_contents,
    drop_furniture,
    join_wrapped_lines,
)


def _normalise(text: str) -> str:
    visible = _INVISIBLE.sub("", text.translate(_LIGATURES).replace("\t", " ").replace("\ufffe", "-"))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", visible)).strip()


def _is_of_contents(text: str) -> bool:
    """Whether the line ends with a row of dots and a page number."""
    stem = text.rstrip("0123456789")
    dots = stem[-12:].replace(" ", "")
    return 0 < len(text) - len(stem) <= _LONGEST_PAGE_NUMBER and dots.endswith((".....", "……"))


def _edges(lines: Sequence[Line]) -> dict[int, set[int]]:
    """For each page, the positions in `lines` of its first and its last line."""
    positions: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        positions[line.page].append(index)
    return {page: {indices[0], indices[-1]} for page, indices in positions.items()}


def _header_key(line: Line) -> str:
    return re.sub(r"\W+", " ", re.sub(r"(?<![\w/+-])\d{1,4}$|^\d{1,4}(?= )", "", line.text)).strip()


def _drop_at_edges(lines: Sequence[Line], unwanted: Callable[[Line], bool]) -> list[Line]:
    dropped = {index for page in _edges(lines).values() for index in page if unwanted(lines[index])}
    return [line for index, line in enumerate(lines) if index not in dropped]
