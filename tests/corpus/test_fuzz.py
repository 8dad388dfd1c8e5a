"""Damaged files never crash, hang or swell the reader: `make fuzz` tries 2,000 of them, a plain test run fewer."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.lines import ExtractionError
from corpus.reader import Limits, Reader
from tests.corpus.formats.making_office import small_docx
from tests.corpus.making import HEAD, small_pdf

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "150"))
LARGEST = 600 * 1024**2  # bytes that the process may hold after all the files
TEXT = f"{HEAD}Điều 1. Một\n1. Nội dung một.\n2. Nội dung hai.\n"
SEEDS = {
    "a.pdf": small_pdf(TEXT.splitlines(), ["Điều 2. Hai", "Nội dung hai."]),
    "a.docx": small_docx(*TEXT.splitlines(), [["STT", "Mức chi"], ["1", "150.000 đồng"]]),
    "a.rtf": b"{\\rtf1\\ansi\\trowd\\cellx100 \\u272?i\\u7873?u 1.\\cell\\row "
    + b"{\\b Gi\\u225?m s\\u225?t\\par}" * 5
    + b"}",
    "a.html": f"<html><table><tr><td>{TEXT}</td></tr></table><p>Một</p><!-- x --></html>".encode(),
    "a.md": f"---\ntitle: a\n---\n# Luật\n{TEXT}| a | b |\n|---|---|\n".encode(),
    "a.txt": TEXT.encode(),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """A reader with narrow limits and without OCR, which would only cost time here."""
    with Reader(limits=Limits(memory=2 * 1024**3, silence=30), recognise=False) as opened:
        yield opened


def mutated(data: bytes, seed: int) -> bytes:
    """`data` with up to eight pieces changed, doubled, taken out or put elsewhere, and perhaps cut off."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(damaged) + 1)
        piece = damaged[start : start + chance.choice([1, 4, 32, 256])]
        place = chance.randrange(len(damaged) + 1)
        match chance.randrange(5):
            case 0:
                damaged[start : start + len(piece)] = chance.randbytes(len(piece))
            case 1:
                damaged[place:place] = bytes(piece) * chance.choice([1, 2, 50])
            case 2:
                del damaged[start : start + len(piece)]
            case 3:
                damaged[place : place + 4] = chance.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"9999", b"-1 0"])
            case 4 if chance.random() < 0.2:
                del damaged[place:]
    return bytes(damaged)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(SEEDS)), seed=st.integers(0, 2**32))
def test_damaged_files(reader: Reader, name: str, seed: int) -> None:
    """A damaged file is read or refused with a Vietnamese sentence, by a process that lives on within its bounds."""
    read_or_refuse(reader, name, mutated(SEEDS[name], seed))


def test_damaged_old_word_files(reader: Reader, shared: Path) -> None:
    """The same for .doc, whose seeds are real files."""
    paths = sorted((shared / "docs" / "tcvn3_doc").glob("*.DOC"))
    for seed in range(EXAMPLES // 5):
        read_or_refuse(reader, "a.doc", mutated(paths[seed % len(paths)].read_bytes(), seed))


def read_or_refuse(reader: Reader, name: str, data: bytes) -> None:
    """Give the file to `reader` and hold the process to its bounds."""
    try:
        reader.read(name, data)
    except ExtractionError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either is right
        assert "dừng đột ngột" not in str(error)  # noqa: PT017
        assert "quá lâu" not in str(error)  # noqa: PT017
    process = reader._process
    if process is not None:
        held = Path(f"/proc/{process._popen.pid}/statm").read_text(encoding="ascii").split()[1]
        assert int(held) * os.sysconf("SC_PAGE_SIZE") < LARGEST
