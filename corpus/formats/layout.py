"""Printed lines with their places on the page -> lines that know whether they reach the margins."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from corpus.formats.plain import FULL_LINE
from corpus.lines import Line

_MARGIN_TOLERANCE = 8.0  # points, about the width of two letters


@dataclass(frozen=True, slots=True)
class Printed:
    """A line's text and the x-coordinates, in points, of its first and last character.

    `sizes` are those of its characters, in points, where they are known; `confidence` and `doubt` are as in `Line`.
    """

    text: str
    left: float
    right: float
    sizes: tuple[float, ...] = ()
    confidence: float | None = None
    doubt: str = ""


def as_lines(printed: Sequence[Printed], page: int) -> list[Line]:
    """`printed` as the lines of `page`; one empty line for a page without any."""
    if not printed:
        return [Line("", page)]
    left, right = _margins(printed)
    return [
        Line(
            line.text,
            page,
            full=line.right >= left + FULL_LINE * (right - left),
            indented=line.left > left + _MARGIN_TOLERANCE,
            confidence=line.confidence,
            doubt=line.doubt,
        )
        for line in printed
    ]


def _margins(lines: Sequence[Printed]) -> tuple[float, float]:
    """The page's text margins: where the leftmost tenth of lines begins, where the widest tenth ends."""
    if len(lines) == 1:
        return lines[0].left, lines[0].right
    left = quantiles((line.left for line in lines), n=10, method="inclusive")[0]
    right = quantiles((line.right for line in lines), n=10, method="inclusive")[-1]
    return left, right
