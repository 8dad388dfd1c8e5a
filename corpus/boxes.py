"""Pieces of text with their places on a page -> rows in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SAME_ROW = 0.5  # of the lower of two boxes: two that overlap by more stand on one row
_GAP = 2.0  # times the height of a row: words further apart stand in different columns
_FEWEST_COLUMNS = 3  # two may be the letterhead or the signature, which are read column after column


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of text and its place, in pixels. `doubt` is what a person must compare with the paper."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    doubt: str = ""

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


def rows(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """The boxes in their reading order, those that make up one line or one row of a table together."""
    left = list(boxes)
    while left:
        first = left[0]
        band = sorted((box for box in left if on_one_row(first, box)), key=lambda box: box.left)
        groups = split_at_gaps(band)
        own = band if len(groups) >= _FEWEST_COLUMNS else next(group for group in groups if first in group)
        yield own
        left = [box for box in left if box not in own]


def on_one_row(one: Box, other: Box) -> bool:
    """Whether the two stand beside each other."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > _SAME_ROW * min(one.height, other.height)


def split_at_gaps(band: Sequence[Box]) -> list[list[Box]]:
    """The boxes of a row, from left to right, by the columns they stand in."""
    groups = [[band[0]]]
    for before, after in pairwise(band):
        if after.left - before.right > _GAP * before.height:
            groups.append([])
        groups[-1].append(after)
    return groups
