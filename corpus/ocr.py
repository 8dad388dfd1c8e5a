"""Pictures of pages -> printed lines, by TrueOCR, whose models come with its package, and Tesseract as a second reader.

Which engine, at which resolution, and what each gets wrong: docs/measurements-reading.md.
"""

import os
import re
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from shutil import which
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image

from corpus.boxes import Box, rows, split_at_gaps
from corpus.columns import corrected, strayed, uncovered
from corpus.formats.layout import Printed
from corpus.formats.picture import Picture
from corpus.formats.tables import CELL_MARK
from corpus.second_opinion import merged, unconfirmed
from corpus.syllables import is_syllable
from corpus.wording import Wording

DPI = 200
_THREADS = 2
_PROCESSOR_SECONDS = 120  # that Tesseract may take for a page; how long that is depends on what else the machine does
_LONGEST_WAIT = 900.0  # seconds
_WITHIN_LIMIT = 'ulimit -t "$0"; exec "$@"'
_NO_SPACE = re.compile(r"((?<=[^\W\d_])[,;]|(?<=^\d)\.|(?<=^\d\d)\.|(?<=^[a-zđ])\))(?=[^\W\d_])")
_CLAUSE_STOP = re.compile(r"^(\d{1,2}), ?(?!Điều|Khoản|Điểm|Mục|Chương)([^\W\d_])")
_ENDED_INSIDE = re.compile(r"(“[^“”]*?\w)['’*] ?(?=\w)")
_ROMAN = re.compile(r"(?<!\w)([^\W\d_]+?)([IVX]{1,4})(?!\w)")
_OPENING = re.compile(r"(?<!\S)[+*'’‘](?=\w)")
_CLOSING = re.compile(r"(?<=[\w.;])['’*](?=[.,;)]|\s|$)|(?<=\d)[nmh](?=[.,;)]|\s|$)")
_ARTICLE = re.compile(r"\bĐi[eêếểễẻ]u(?= \d)")
_ARTICLE_STOP = re.compile(r"^(Điều \d+[a-zđ]?)[.,;:]+ ?([^\W\d_])")
_POINTS_AN_INCH = 72
HOW_TO_INSTALL = "Máy này chưa có bộ nhận dạng chữ (OCR): hãy cài gói trueocr (pip install trueocr)."

_POINTS_AN_INCH = 72


class Recogniser(Protocol):
    """Reads the picture of a page."""

    def read(self, picture: Picture) -> list[Printed]:
        """The lines of `picture` in reading order, places in points, each with the engine's confidence."""
        ...


class TwoReaders:
    """TrueOCR, corrected by Tesseract: fewer wrong words than either, and figures they disagree on are reported."""

    def read(self, picture: Picture) -> list[Printed]:
        """The lines of `picture` in reading order, with `doubt` where the engines read different figures."""
        with ThreadPoolExecutor(max_workers=1) as beside:
            beside_it = beside.submit(tesseract, picture)
            first = TrueOcr().read(picture)
            second = beside_it.result()
        return unconfirmed(first) if second is None else merged(first, second, Wording.of_library())


def tesseract(picture: Picture) -> str | None:
    """The text of `picture` by Tesseract; None when it fails."""
    read = ["tesseract", "-", "-", "-l", "vie", "--psm", "4", "--dpi", str(picture.dpi)]
    command = ["sh", "-c", _WITHIN_LIMIT, str(_PROCESSOR_SECONDS), *read]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with suppress(subprocess.TimeoutExpired, OSError):
        done = subprocess.run(  # noqa: S603 - a fixed command; the picture goes in on standard input
            command, input=picture.pgm, capture_output=True, timeout=_LONGEST_WAIT, check=False, env=environment
        )
        return done.stdout.decode(errors="replace") if done.returncode == 0 else None
    return None


class TrueOcr:
    """The engine of the package trueocr. It loads OpenCV, ONNX Runtime and its models when the first scan comes."""

    def read(self, picture: Picture) -> list[Printed]:
        """The lines of `picture` in reading order; the cells of a table's row stand on one line."""
        pixels = np.frombuffer(picture.pixels, dtype=np.uint8).reshape(picture.height, picture.width)
        boxes = _found(pixels)
        cells = strayed(boxes)
        if cells:
            boxes = corrected(boxes, cells, _found(uncovered(pixels, cells)))
        return [printed_row(row, scale=_POINTS_AN_INCH / picture.dpi) for row in rows(boxes)]


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


def _found(pixels: npt.NDArray[np.uint8]) -> list[Box]:
    """The pieces of text that the engine finds in a page, in its reading order."""
    boxes = (_box(line) for line in _model().predict(Image.fromarray(pixels)).lines)
    return [box for box in boxes if box.text]


def _box(line: dict[str, Any]) -> Box:
    left, top, right, bottom = line["bbox"]
    return Box(line["text"].strip(), left, top, right, bottom, line["confidence"])


def _punctuated(text: str) -> str:
    """`text` with the spaces and quotation marks that the engine loses, and "Điểu 5, Tên" as "Điều 5. Tên"."""
    headed = _CLAUSE_STOP.sub(_with_stop, _ARTICLE_STOP.sub(_with_stop, _ARTICLE.sub("Điều", text)))
    numbered = _ROMAN.sub(_with_space, headed)
    quoted = _CLOSING.sub("”", _OPENING.sub("“", _NO_SPACE.sub(r"\1 ", numbered)))
    return _ENDED_INSIDE.sub(r"\1” ", quoted)


def _with_space(numbered: re.Match[str]) -> str:
    """A syllable and the Roman number that stuck to it, as "Vùng IV"."""
    word = numbered[1]
    return f"{word} {numbered[2]}" if word[-1].islower() and is_syllable(word) else numbered[0]


def _with_stop(label: re.Match[str]) -> str:
    """A label at the head of a line with the full stop that was read as a comma, where a capital follows."""
    return f"{label[1]}. {label[2]}" if label[2].isupper() else label[0]


def printed_row(row: Sequence[Box], *, scale: float) -> Printed:
    """The line that the pieces of one row are, its columns told apart; `scale` is the points a pixel."""
    groups = split_at_gaps(row)
    return Printed(
        text=CELL_MARK.join(_punctuated(" ".join(box.text for box in group)) for group in groups),
        left=row[0].left * scale,
        right=max(box.right for box in row) * scale,
        confidence=min(box.confidence for box in row),
        doubt="; ".join(box.doubt for box in row if box.doubt),
    )
