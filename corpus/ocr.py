"""Pictures of pages -> printed lines, by TrueOCR, whose models come with its package, and Tesseract as a second reader.

Which engine, at which resolution, and what each gets wrong: docs/measurements-reading.md.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from shutil import which
from typing import Any, Protocol

import numpy as np
from PIL import Image

from corpus.formats.layout import Printed
from corpus.formats.picture import Picture
from corpus.formats.tables import CELL_MARK
from corpus.second_opinion import merged
from corpus.wording import Wording

DPI = 200
_THREADS = 2
_TESSERACT_SECONDS = 60
_NO_SPACE = re.compile(r"((?<=[^\W\d_])[,;]|(?<=^\d)\.|(?<=^\d\d)\.|(?<=^[a-zđ])\))(?=[^\W\d_])")
_OPENING = re.compile(r"(?<!\S)[+*'’‘](?=\w)")
_CLOSING = re.compile(r"(?<=[\w.;])['’*](?=[.,;)]|\s|$)|(?<=\d)[nmh](?=[.,;)]|\s|$)")
_ARTICLE = re.compile(r"\bĐi[eêếểễẻ]u(?= \d)")
HOW_TO_INSTALL = "Máy này chưa có bộ nhận dạng chữ (OCR): hãy cài gói trueocr (pip install trueocr)."

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


class TwoReaders:
    """TrueOCR, corrected by Tesseract: fewer wrong words than either, and figures they disagree on are reported."""

    def read(self, picture: Picture) -> list[Printed]:
        """The lines of `picture` in reading order, with `doubt` where the engines read different figures."""
        with ThreadPoolExecutor(max_workers=1) as beside:
            second = beside.submit(tesseract, picture)
            first = TrueOcr().read(picture)
            return merged(first, second.result(), Wording.of_library())


def tesseract(picture: Picture) -> str:
    """The text of `picture` by Tesseract; "" when it fails, which leaves the first reading as it is."""
    command = ["tesseract", "-", "-", "-l", "vie", "--psm", "4", "--dpi", str(picture.dpi)]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with suppress(subprocess.TimeoutExpired, OSError):
        done = subprocess.run(  # noqa: S603 - a fixed command; the picture goes in on standard input
            command, input=picture.pgm, capture_output=True, timeout=_TESSERACT_SECONDS, check=False, env=environment
        )
        return done.stdout.decode(errors="replace")
    return ""


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
    """The engine to read scans with: both where both are installed, None where TrueOCR is missing."""
    if not find_spec("trueocr"):
        return None
    return TwoReaders() if has_tesseract() else TrueOcr()


@cache
def has_tesseract() -> bool:
    """Whether Tesseract is installed with its Vietnamese model."""
    if which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False, text=True)  # noqa: S607
    return "vie" in listed.stdout.split()


def engine_version() -> str:
    """Name and version of the engine, by which readings of another one are told apart."""
    if not find_spec("trueocr"):
        return "none"
    return f"trueocr {version('trueocr')} at {DPI} dpi{' and tesseract' if has_tesseract() else ''}"


@cache
def _model() -> Any:  # noqa: ANN401 - the package has no type hints
    from trueocr import load_model  # noqa: PLC0415 - only scans need it

    return load_model(threads=_THREADS)


def _box(line: dict[str, Any]) -> _Box:
    left, top, right, bottom = line["bbox"]
    return _Box(line["text"].strip(), left, top, right, bottom, line["confidence"])


def _punctuated(text: str) -> str:
    """`text` with the spaces that the engine loses, the quotation marks it does not know, and "Điểu 5" as "Điều 5"."""
    spaced = _NO_SPACE.sub(r"\1 ", _ARTICLE.sub("Điều", text))
    return _CLOSING.sub("”", _OPENING.sub("“", spaced))


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
        text=CELL_MARK.join(_punctuated(" ".join(box.text for box in group)) for group in groups),
        left=row[0].left * scale,
        right=max(box.right for box in row) * scale,
        confidence=min(box.confidence for box in row),
    )
