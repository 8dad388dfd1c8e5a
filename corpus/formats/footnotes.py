"""Footnotes and their marks, told by the size of their type. They are notes of the office that printed the text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.formats.layout import Printed

_RAISED = 0.75  # of the page's type: a figure smaller than this is a mark
_SMALL = 0.93  # of the page's type: a footnote is set smaller than this
_UNIT = re.compile(r"\b(?:m|km|cm|dm|mm|ha)$")


def body_size(lines: Iterable[Printed]) -> float:
    """The size in which most of the characters of `lines` are set; 0 when there are none."""
    counts = Counter(size for line in lines for size in line.sizes if size > 0)
    return counts.most_common(1)[0][0] if counts else 0


def split_notes(lines: Sequence[Printed], body: float) -> tuple[list[Printed], list[Printed]]:
    """The text and the footnotes of a page whose text is set in `body` points; marks in the text are gone.

    Footnotes stand at the foot of the page in smaller type, the first behind a raised figure.
    """
    foot = len(lines)
    while foot and _is_small(lines[foot - 1], body):
        foot -= 1
    first = next((index for index in range(foot, len(lines)) if _opens_note(lines[index], body)), len(lines))
    text = [_without_marks(line, body) for line in lines[:first]]
    return [line for line in text if line.text], list(lines[first:])


def _is_small(line: Printed, body: float) -> bool:
    letters = [size for size, char in zip(line.sizes, line.text, strict=True) if size and not char.isspace()]
    return bool(letters) and max(letters) < _SMALL * body


def _opens_note(line: Printed, body: float) -> bool:
    return line.text[0].isdigit() and line.sizes[0] < _RAISED * body


def _without_marks(line: Printed, body: float) -> Printed:
    """`line` without its raised figures, those of units such as m² aside."""
    if not body or not any(0 < size < _RAISED * body for size in line.sizes):
        return line
    marks = [
        char.isdigit() and 0 < size < _RAISED * body and not _UNIT.search(line.text[:index].rstrip("0123456789"))
        for index, (char, size) in enumerate(zip(line.text, line.sizes, strict=True))
    ]
    kept = [index for index, mark in enumerate(marks) if not mark]
    return replace(
        line, text="".join(line.text[index] for index in kept).strip(), sizes=tuple(line.sizes[i] for i in kept)
    )
