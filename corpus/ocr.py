"""Pictures of pages -> printed lines, by TrueOCR, whose models come with its package (docs/decisions on OCR)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from PIL import Image

from corpus.formats.layout import Printed
from corpus.formats.picture import Picture
from corpus.formats.tables import CELL_MARK

DPI = 200
_THREADS = 2
HOW_TO_INSTALL = "Máy này chưa có bộ nhận dạng chữ (OCR). Hãy cài bằng lệnh: pip install trueocr"

_POINTS_AN_INCH = 72
_SAME_ROW = 0.5  # of the lower of two boxes: two that overlap by more stand on one row
_GAP = 2.0  # times the height of a row: words further apart stand in different columns
_FEWEST_COLUMNS = 3  # two may be the letterhead or the signature, which are read column after column


class Recogniser(Protocol):
    """Reads the picture of a page."""

    def read(self, picture: Picture) -> list[Printed]:
        """The lines of `picture` in reading order, places in points, each with the engine's confidence."""
        ...


@dataclass(frozen=True, slots=True)
class _Box:
    """A piece of text and its place, in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


class TrueOcr:
    """The engine of the package trueocr. It loads OpenCV, ONNX Runtime and its models when the first scan comes."""

    def read(self, picture: Picture) -> list[Printed]:
        """The lines of `picture` in reading order; the cells of a table's row stand on one line."""
        pixels = np.frombuffer(picture.pixels, dtype=np.uint8).reshape(picture.height, picture.width)
        found = _model().predict(Image.fromarray(pixels)).lines
        boxes = [_box(line) for line in found]
        rows = _rows([box for box in boxes if box.text])
        return [_printed(row, scale=_POINTS_AN_INCH / picture.dpi) for row in rows]


@cache
def installed_recogniser() -> Recogniser | None:
    """The engine to read scans with, or None where its package is missing."""
    return TrueOcr() if find_spec("trueocr") else None


def engine_version() -> str:
    """Name and version of the engine, by which readings of another one are told apart."""
    return f"trueocr {version('trueocr')} at {DPI} dpi" if find_spec("trueocr") else "none"


@cache
def _model() -> Any:  # noqa: ANN401 - the package has no type hints
    from trueocr import load_model  # noqa: PLC0415 - only scans need it

    return load_model(threads=_THREADS)


def _box(line: dict[str, Any]) -> _Box:
    left, top, right, bottom = line["bbox"]
    return _Box(line["text"].strip(), left, top, right, bottom, line["confidence"])


def _rows(boxes: Sequence[_Box]) -> Iterator[list[_Box]]:
    """The boxes in their reading order, those that make up one line or one row of a table together."""
    left = list(boxes)
    while left:
        first = left[0]
        band = sorted((box for box in left if _on_one_row(first, box)), key=lambda box: box.left)
        groups = _split_at_gaps(band)
        own = band if len(groups) >= _FEWEST_COLUMNS else next(group for group in groups if first in group)
        yield own
        left = [box for box in left if box not in own]


def _on_one_row(one: _Box, other: _Box) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > _SAME_ROW * min(one.height, other.height)


def _split_at_gaps(band: Sequence[_Box]) -> list[list[_Box]]:
    groups = [[band[0]]]
    for before, after in pairwise(band):
        if after.left - before.right > _GAP * before.height:
            groups.append([])
        groups[-1].append(after)
    return groups


def _printed(row: Sequence[_Box], *, scale: float) -> Printed:
    groups = _split_at_gaps(row)
    return Printed(
        text=CELL_MARK.join(" ".join(box.text for box in group) for group in groups),
        left=row[0].left * scale,
        right=max(box.right for box in row) * scale,
        confidence=min(box.confidence for box in row),
    )
