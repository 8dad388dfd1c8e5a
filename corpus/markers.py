"""The line beginnings that open a part, chapter, section, article, clause or point."""

import re
from dataclasses import dataclass

from corpus.reference import POINT_ALPHABET, Level

_DIVISIONS = {
    "phần": Level.PART,
    "chương": Level.CHAPTER,
    "mục": Level.SECTION,
    "tiểu mục": Level.SUBSECTION,
}
_DIVISION = re.compile(
    r"(?P<word>Phần|Chương|Tiểu mục|Mục) +(?P<label>(?:thứ )?[IVXLC]+|\d+|thứ \w+)(?P<stop>[.:]?)(?: +(?P<title>.*))?",
    re.IGNORECASE,
)
_ORDINALS = "nhất hai ba tư năm sáu bảy tám chín mười".split()  # of 1945: "Điều thứ nhất: ..."
_ARTICLE = re.compile(
    r"Điều +(?:(?P<label>\d+[a-zđ]?) *(?:[.:] *(?P<title>.*))?"
    rf"|thứ (?P<ordinal>{'|'.join(_ORDINALS)}) ?: *(?P<rest>.*))"
)
_SHEET = re.compile(r"Phiếu: *(?P<label>\S.*)")
_CLAUSE = re.compile(r"(?P<label>\d{1,3}[a-zđ]?) ?[.-](?!\d) *(?=\S)")
_POINT = re.compile(rf"(?P<label>[{POINT_ALPHABET}]\d?) ?\) *(?=\S)")


@dataclass(frozen=True, slots=True)
class Marker:
    """The opening of a provision: its level and label, and the rest of the line for an article and above."""

    level: Level
    label: str
    title: str = ""


def read_marker(line: str) -> Marker | None:
    """The marker that `line` begins with, if any. Whether it fits its surroundings is for the caller to judge."""
    return _read_division(line) or _read_article(line) or _read_sheet(line) or _read_inner(line)


def is_marker(line: str) -> bool:
    """Whether `line` begins a provision, judged by the line alone."""
    return read_marker(line) is not None


def _read_division(line: str) -> Marker | None:
    match = _DIVISION.fullmatch(line)
    if match is None:
        return None
    title = match["title"] or ""
    if title and title != title.upper() and not match["stop"]:
        return None  # running text: "Mục 2 Chương IX của Luật này"
    return Marker(_DIVISIONS[match["word"].lower()], match["label"], title)


def _read_article(line: str) -> Marker | None:
    match = _ARTICLE.fullmatch(line)
    if match and match["ordinal"]:
        return Marker(Level.ARTICLE, str(_ORDINALS.index(match["ordinal"]) + 1), match["rest"])
    return Marker(Level.ARTICLE, match["label"], match["title"] or "") if match else None


def _read_sheet(line: str) -> Marker | None:
    match = _SHEET.fullmatch(line)
    return Marker(Level.SHEET, match["label"]) if match else None


def _read_inner(line: str) -> Marker | None:
    if match := _CLAUSE.match(line):
        return Marker(Level.CLAUSE, match["label"])
    if match := _POINT.match(line):
        return Marker(Level.POINT, match["label"])
    return None
