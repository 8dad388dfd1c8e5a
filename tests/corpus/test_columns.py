"""A cell that a stain lengthens is read again in the width of its column, and nothing is invented."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.boxes import Box
from corpus.columns import corrected, strayed, uncovered


def box(text: str, row: int, *, left: float = 100, right: float = 180, sure: float = 0.99) -> Box:
    """A piece of text on line `row`."""
    return Box(text, left, row * 50, right, row * 50 + 30, sure)


COLUMN = [box("25.500", 0), box("22.700", 1)]
STRAYED = box("20000-01", 2, right=300, sure=0.8)
STAIN = box("0ậ", 2, left=320, right=400, sure=0.2)


def test_a_lengthened_cell_is_found() -> None:
    """What begins in a column of amounts like one and is none is looked at again, within the edges of the column."""
    (found,) = strayed([*COLUMN, STRAYED, STAIN])
    assert (found.box, found.left, found.right) == (STRAYED, 100, 180)


@pytest.mark.parametrize(
    "boxes",
    [
        [COLUMN[0], STRAYED],
        [*COLUMN, box("20000-01", 2, left=400, right=600)],
        [*COLUMN, box("Vùng III", 2)],
        [*COLUMN, box("20.000", 2)],
    ],
    ids=["no column", "elsewhere", "words", "an amount"],
)
def test_what_is_no_lengthened_cell(boxes: list[Box]) -> None:
    """One amount is no column; words, amounts and what stands elsewhere are left alone."""
    assert strayed(boxes) == []


def test_only_the_cell_is_seen_again() -> None:
    """The page is white but for the part of the cell that lies in its column."""
    page = np.zeros((200, 500), dtype=np.uint8)
    dark = np.argwhere(uncovered(page, strayed([*COLUMN, STRAYED])) == 0)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    assert (90 < top <= 100, 90 < left <= 100) == (True, True)
    assert (130 <= bottom < 140, 180 <= right < 190) == (True, True)


def test_the_amount_takes_its_place_and_is_reported() -> None:
    """An amount of the same figures counts, in doubt; the stain beside it goes."""
    boxes = [*COLUMN, STRAYED, STAIN]
    again = box("20.000", 2)
    mended = corrected(boxes, strayed(boxes), [again])
    assert [(one.text, one.doubt) for one in mended] == [("25.500", ""), ("22.700", ""), ("20.000", "20.000")]


@given(text=st.from_regex(r"\d{1,3}(\.\d{3}){0,2}", fullmatch=True), sure=st.floats(0, 1), row=st.integers(0, 4))
def test_figures_are_never_invented(text: str, sure: float, row: int) -> None:
    """Whatever the second look says, the figures of a cell are those that it began with at first."""
    boxes = [*COLUMN, STRAYED, STAIN]
    mended = corrected(boxes, strayed(boxes), [box(text, row, sure=sure)])
    assert [one.text for one in mended[:2]] == ["25.500", "22.700"]
    assert mended[2].text in {"20000-01", "20.000"}
    assert mended[2].text == "20000-01" or (text, row) == ("20.000", 2)
