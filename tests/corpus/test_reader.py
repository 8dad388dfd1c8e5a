"""Files are read in a process with limits: whatever a file does to it costs that file one line, the others nothing."""

import os
import signal
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject, NameObject, TextStringObject

from corpus.extract import extract
from corpus.lines import ExtractionError, Line
from corpus.reader import Limits, Reader
from corpus.readings import Readings
from tests.corpus.formats.making_office import small_docx
from tests.corpus.making import pdf_writer, saved, small_pdf

PAGE = ["Số: 75/2015/QH13", "Điều 1. Phạm vi điều chỉnh", "Mặt trận giám sát, phản biện xã hội."]
GOOD = small_pdf(PAGE)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One reader for the whole module."""
    with Reader() as opened:
        yield opened


def refusal(reader: Reader, name: str, data: bytes) -> str:
    """The sentence with which the file is refused; after it the reader reads the next file."""
    with pytest.raises(ExtractionError) as caught:
        reader.read(name, data)
    assert reader.read("tot.pdf", GOOD) == extract("tot.pdf", GOOD)
    return str(caught.value)


def pages(count: int) -> bytes:
    """A PDF of `count` empty pages and one of text."""
    writer = pdf_writer(PAGE)
    for _ in range(count):
        writer.add_blank_page(100, 100)
    return saved(writer)


def bomb() -> bytes:
    """A PDF of a few kilobytes whose page unpacks to a gigabyte, through three layers of compression."""
    writer = pdf_writer(PAGE)
    packed = zlib.compressobj(9)
    layer = b"".join([*(packed.compress(bytes(2**20)) for _ in range(1024)), packed.flush()])
    stream = EncodedStreamObject()
    stream._data = zlib.compress(zlib.compress(layer, 9), 9)
    stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode")] * 3)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    return saved(writer)


def test_reads_what_extract_reads(reader: Reader) -> None:
    """A file comes out of the process line for line as it does without one, whatever its kind."""
    for name, data in (("a.pdf", GOOD), ("a.txt", "Điều 1.\nMột".encode()), ("a.docx", small_docx("Một", "Hai"))):
        assert reader.read(name, data) == extract(name, data)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("rong.pdf", b"", "Tệp rỗng"),
        ("dai.pdf", pages(4_999), "5000 trang, quá giới hạn 2000"),
        ("cut.pdf", GOOD[: len(GOOD) // 2], "bị hỏng"),
        ("long.rtf", b"{\\rtf1" + b"{" * 200_000, "."),
        ("anh.doc", b"\x89PNG\r\n\x1a\n", "không phải là Word"),
    ],
    ids=["empty", "5000 pages", "truncated", "nested", "wrongly named"],
)
def test_hostile_files(reader: Reader, name: str, data: bytes, words: str) -> None:
    """Each hostile file ends in one sentence, and the next file is read."""
    assert words in refusal(reader, name, data)


def test_decompression_bomb() -> None:
    """A bomb ends within the bounds of time and memory, in a sentence or as a page of nothing."""
    started = time.monotonic()
    with Reader(limits=Limits(memory=1024**3, silence=60)) as reader:
        data = bomb()
        assert len(data) < 100_000
        try:
            lines = reader.read("bom.pdf", data)
        except ExtractionError as error:
            assert str(error).endswith(".")  # noqa: PT017 - either is right
        else:
            assert not any(line.text for line in lines)
        assert reader.read("tot.pdf", GOOD) == extract("tot.pdf", GOOD)
    assert time.monotonic() - started < 120


def test_scripts_in_a_pdf_are_not_run(reader: Reader) -> None:
    """A PDF that carries JavaScript is read like any other."""
    writer = pdf_writer(PAGE)
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("while (true) {}")}
    action = DictionaryObject({NameObject(key): value for key, value in script.items()})
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)
    assert [line.text for line in reader.read("script.pdf", saved(writer))] == PAGE


def test_a_process_that_dies(reader: Reader) -> None:
    """When the process is killed in the middle of a file, that file has its sentence and the next is read."""
    reader.read("tot.pdf", GOOD)
    assert reader._process is not None
    victim = reader._process._popen.pid
    timer = threading.Timer(0.3, os.kill, (victim, signal.SIGKILL))
    timer.start()
    assert "dừng đột ngột" in refusal(reader, "dai.txt", b"{\\rtf1" + b"\\u7873?" * 3_000_000)
    timer.join()


def test_a_process_that_hangs() -> None:
    """A file on which nothing moves for as long as is allowed is given up."""
    with Reader(limits=Limits(silence=0.05)) as hasty, pytest.raises(ExtractionError, match="quá lâu"):
        hasty.read("dai.txt", b"{\\rtf1" + b"\\u7873?" * 3_000_000)


def test_a_machine_that_does_something_else_besides() -> None:
    """A good file is not given up because the processor was busy elsewhere for longer than is allowed."""
    with Reader(limits=Limits(silence=1.0)) as patient:
        patient.read("tot.pdf", GOOD)
        assert patient._process is not None
        victim = patient._process._popen.pid
        os.kill(victim, signal.SIGSTOP)
        timer = threading.Timer(2.0, os.kill, (victim, signal.SIGCONT))
        timer.start()
        assert patient.read("tot.pdf", GOOD) == extract("tot.pdf", GOOD)
        timer.join()


def test_one_process_for_many_files(reader: Reader) -> None:
    """Forty files are read by one process, and so in seconds."""
    reader.read("tot.pdf", GOOD)
    first = reader._process
    for number in range(40):
        reader.read(f"{number}.txt", f"Điều {number}.\nNội dung.".encode())
    assert reader._process is first


def test_scans_are_read_once(tmp_path: Path, shared: Path) -> None:
    """A scan is read from its picture and kept: the second time without the engine, with the same lines."""
    data = (shared / "pdfs" / "scanned" / "2450-kgvx.signed.pdf").read_bytes()
    told: list[tuple[str, int, int]] = []
    with Reader(readings=tmp_path, progress=lambda *page: told.append(page)) as reader:
        lines = reader.read("quet.pdf", data)
    assert told[-1] == ("quet.pdf", 1, 1)
    assert "CHÍNH PHỦ" in " ".join(line.text for line in lines)
    assert all(line.confidence is not None and line.page == 1 and line.legible for line in lines)
    with Reader(readings=tmp_path, limits=Limits(silence=0)) as reader:
        assert reader.read("quet.pdf", data) == lines


def test_a_damaged_kept_reading_is_made_anew(tmp_path: Path) -> None:
    """A kept reading that cannot be read back counts for nothing."""
    readings = Readings(tmp_path)
    readings.put("ab" * 32, [Line("Điều 1.", 1, confidence=0.9)])
    assert readings.get("ab" * 32) == [Line("Điều 1.", 1, confidence=0.9)]
    for damaged in (b"", b"{}", b'{"made_by": 1}', b"[1"):
        (tmp_path / f"{'ab' * 8}.json").write_bytes(damaged)
        assert readings.get("ab" * 32) is None


def test_the_process_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hostile file might make of the process finds no token in its environment."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "12345:bi-mat")
    with Reader() as opened:
        opened.read("tot.pdf", GOOD)
        assert opened._process is not None
        environment = Path(f"/proc/{opened._process._popen.pid}/environ").read_bytes()
    assert b"bi-mat" not in environment
    assert b"PATH=" in environment


def test_the_process_is_ended_first_when_memory_runs_out(reader: Reader) -> None:
    """Where a machine or container has less memory than a file may take, the kernel ends the reader, not the bot."""
    reader.read("tot.pdf", GOOD)
    assert reader._process is not None
    assert Path(f"/proc/{reader._process._popen.pid}/oom_score_adj").read_text().strip() == "1000"
