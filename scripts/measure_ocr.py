"""Measure OCR on scans whose text is at hand: python -m scripts.measure_ocr SCAN.pdf TEXT.pdf ..."""

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from corpus.clean import clean
from corpus.extract import extract
from corpus.formats.layout import Printed
from corpus.formats.pdf import read_pages
from corpus.formats.picture import Picture
from corpus.lines import Line
from corpus.ocr import Recogniser, TrueOcr, TwoReaders, tesseract

app = typer.Typer(add_completion=False)
_BODY = re.compile(r"Theo đề nghị của.*?(?=Nơi nhận ?[:;.]|TM\. ?CHÍNH PHỦ|$)")
_ARTICLE = re.compile(r"Điều \d+[a-zđ]?")
_QUANTITY = re.compile(r"\d[\d.,]*(?= (?:ngày|tháng|năm|giờ|tuần|đồng|%))|\d{1,3}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class Plain:
    """An engine that gives only text, as a recogniser."""

    text_of: Callable[[Picture], str | None]

    def read(self, picture: Picture) -> list[Printed]:
        """The lines of the text, without places."""
        return [Printed(line, 0, 100) for line in (self.text_of(picture) or "").splitlines() if line.strip()]


ENGINES: dict[str, Recogniser] = {"trueocr": TrueOcr(), "tesseract": Plain(tesseract), "both": TwoReaders()}


@app.command()
def main(
    files: Annotated[list[Path], typer.Argument(help="Bản quét, rồi bản có lớp chữ của cùng văn bản.", exists=True)],
    *,
    only: Annotated[str | None, typer.Option(help="Chỉ đo bộ này: trueocr, tesseract hoặc both.")] = None,
) -> None:
    """Đo nhận dạng chữ: giây mỗi trang, tỷ lệ ký tự sai, số Điều và số lượng sai."""
    print("| scan | engine | s/page | CER | Điều wrong | durations and amounts wrong |\n|---|---|---|---|---|---|")
    for scan, text in zip(files[::2], files[1::2], strict=True):
        right = _body(extract(text.name, text.read_bytes()))
        for name, engine in ENGINES.items():
            if only not in {None, name}:
                continue
            started = time.perf_counter()
            data = scan.read_bytes()
            pages = len(read_pages(data, progress=lambda _done, _total: None))
            read = _body(extract(scan.name, data, recogniser=engine))
            seconds = (time.perf_counter() - started) / pages
            print(f"| {scan.name} | {name} | {seconds:.1f} | {_error_rate(right, read):.2%} |", end=" ")
            print(f"{_wrong(_ARTICLE, right, read)} | {_wrong(_QUANTITY, right, read)} |", flush=True)


def _body(lines: Sequence[Line]) -> str:
    """The words from the legal basis to the signature after cleaning, spaces folded: what is quoted from."""
    text = " ".join(unicodedata.normalize("NFC", line.text) for line in clean(lines))
    match = _BODY.search(" ".join(text.replace("|", " ").split()))
    return match[0] if match else ""


def _error_rate(right: str, read: str) -> float:
    """The edit distance of the two texts for each character of `right`."""
    codes = np.array([ord(char) for char in read])
    places = np.arange(len(codes) + 1)
    row = places.copy()
    for number, char in enumerate(right, start=1):
        changed = np.concatenate(([number], np.minimum(row[1:] + 1, row[:-1] + (codes != ord(char)))))
        row = np.minimum.accumulate(changed - places) + places
    return float(row[-1]) / max(len(right), 1)


def _wrong(pattern: re.Pattern[str], right: str, read: str) -> str:
    """How many of what `pattern` finds in `right` are missing from `read`, of how many."""
    wanted, found = Counter(pattern.findall(right)), Counter(pattern.findall(read))
    missing = wanted - found
    return f"{missing.total()} of {wanted.total()}" + (f" ({', '.join(missing)})" if missing else "")


if __name__ == "__main__":
    app()
