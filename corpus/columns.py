"""Columns of amounts: a cell that a stain or stamp lengthens is read again in the width of its column.

Nothing is guessed: the ink outside the column is covered and the engine looks once more. What it reads then counts only
if it is an amount of the same figures, and the place is reported all the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np
import numpy.typing as npt

from corpus.boxes import Box, on_one_row

_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SURE = 0.95  # confidence of the amounts that show where a column stands, and of one that was read again
_FEWEST = 2  # amounts that make a column
_BORDER = 0.3  # of a cell's height: uncovered around it
_STAIN = 0.5  # confidence below which a piece of text beside the column is the stain


@dataclass(frozen=True, slots=True)
class Strayed:
    """A box that begins in a column of amounts and reaches out of it; `left` and `right` are the column's edges."""

    box: Box
    left: float
    right: float


def strayed(boxes: Sequence[Box]) -> list[Strayed]:
    """The boxes that begin like the amounts of their column, and are no amounts."""
    amounts = [box for box in boxes if box.confidence >= _SURE and _AMOUNT.fullmatch(box.text)]
    found = []
    for box in boxes:
        column = [amount for amount in amounts if abs(amount.left - box.left) < box.height]
        if len(column) >= _FEWEST and box.text[:1].isdigit() and not _AMOUNT.fullmatch(box.text):
            left, right = min(amount.left for amount in column), max(amount.right for amount in column)
            found.append(Strayed(box, min(left, box.left), right))
    return found


def uncovered(pixels: npt.NDArray[np.uint8], cells: Sequence[Strayed]) -> npt.NDArray[np.uint8]:
    """The page in white, with nothing left of it but what stands in the column where the `cells` do."""
    page = np.full_like(pixels, 255)
    for cell in cells:
        border = _BORDER * cell.box.height
        rows = slice(max(round(cell.box.top - border), 0), round(cell.box.bottom + border))
        columns = slice(max(round(cell.left - border), 0), round(cell.right + border))
        page[rows, columns] = pixels[rows, columns]
    return page


def corrected(boxes: Sequence[Box], cells: Sequence[Strayed], again: Sequence[Box]) -> list[Box]:
    """`boxes` with the amounts read `again` in the place of those that strayed, and without the stains beside them."""
    mended = {cell.box: box for cell in cells for box in again if _is_the_same_amount(cell.box, box)}
    stains = {box for box in boxes for amount in mended.values() if _is_stain(box, amount)} - mended.keys()
    kept = [box for box in boxes if box not in stains]
    return [replace(mended[box], doubt=mended[box].text) if box in mended else box for box in kept]


def _is_the_same_amount(before: Box, again: Box) -> bool:
    """Whether `again` is an amount for certain, of the figures that the first reading began with."""
    first = "".join(takewhile(lambda char: char.isdigit() or char == ".", before.text))
    is_amount = _AMOUNT.fullmatch(again.text) is not None and again.confidence >= _SURE
    return is_amount and on_one_row(before, again) and again.text.replace(".", "") == first.replace(".", "")


def _is_stain(box: Box, amount: Box) -> bool:
    return box.confidence < _STAIN and box.left >= amount.right and on_one_row(box, amount)
