"""Reads files in a process of its own, with limits: a parser that crashes, hangs or swells costs one file, no more."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Self

from corpus.lines import ExtractionError, Line
from corpus.readings import Readings

# All that the process sees of the environment: a hostile file must not find the bot's token there.
_PASSED_ON = ("PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "XDG_CACHE_HOME")

ReadingProgress = Callable[[str, int, int], None]
"""Called with the name of the file, the number of pages read and the number of pages in all."""

_PATIENCE = 10
_TIMES = slice(11, 15)  # of what follows the name in /proc/PID/stat: own and children's time, user's and system's
_CRASHED = "Bộ đọc tệp dừng đột ngột khi đọc tệp này: tệp hỏng nặng hoặc cố ý gây lỗi. Hãy dùng bản khác."
_TOO_SLOW = "Đọc tệp này quá lâu nên đã dừng. Hãy tách nhỏ hoặc dùng bản khác."


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: bytes of memory, seconds without a page, seconds in all.

    The seconds are those of the processor where it can be asked, since a machine that does something else besides takes
    longer over a good file; by the clock it may take `_PATIENCE` times as long.
    """

    memory: int = 4 * 1024**3
    silence: float = 120.0
    total: float = 6 * 3600.0


class Reader:
    """Reads file after file in one helper process, which is started when it is first needed and again when it died."""

    def __init__(
        self,
        *,
        readings: Path | None = None,
        limits: Limits | None = None,
        recognise: bool = True,
        progress: ReadingProgress = lambda _name, _done, _total: None,
    ) -> None:
        """`readings` is the folder in which pages read by OCR are kept; `recognise` is whether OCR is to be used."""
        self._readings = Readings(readings) if readings else None
        self._limits = limits or Limits()
        self._recognise = recognise
        self._progress = progress
        self._process: _Process | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the helper process."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def read(self, name: str, data: bytes) -> list[Line]:
        """What `corpus.extract.extract` makes of the file, with OCR.

        Raises:
            ExtractionError: it cannot be read, or not within the limits.
        """
        key = sha256(data).hexdigest()
        known = self._readings.get(key) if self._readings else None
        if known is not None:
            return known
        lines = self._read(name, data)
        if self._readings and any(line.confidence is not None for line in lines):
            self._readings.put(key, lines)
        return lines

    def _read(self, name: str, data: bytes) -> list[Line]:
        if self._process is None:
            self._process = _Process(self._limits.memory, recognise=self._recognise)
        try:
            return self._process.read(name, data, self._limits, self._progress)
        except _Died as died:
            self.close()
            raise ExtractionError(str(died)) from died


class _Died(Exception):
    """The helper process is of no more use. The message is for the admin whose file it was reading."""


class _Allowance:
    """`seconds` of processor time for the process `pid` from now on, and `_PATIENCE` times that by the clock."""

    def __init__(self, seconds: float, pid: int) -> None:
        self._seconds, self._pid = seconds, pid
        self._used, self._began = _processor_seconds(pid), time.monotonic()

    def left(self) -> float:
        """How many seconds it may go on at least; 0 or less when it is used up."""
        passed = time.monotonic() - self._began
        used = _processor_seconds(self._pid)
        if used is None or self._used is None:
            return self._seconds - passed
        return min(self._seconds - (used - self._used), _PATIENCE * self._seconds - passed)


def _processor_seconds(pid: int) -> float | None:
    """What the process and those it waited for have used of the processor; None where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return sum(map(int, fields[_TIMES])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        return None


class _Process:
    def __init__(self, memory: int, *, recognise: bool) -> None:
        package = Path(__file__).resolve().parents[1]
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        self._popen = subprocess.Popen(  # noqa: S603 - this interpreter and this project's own module
            [sys.executable, "-m", "corpus.reader_process", str(memory), str(int(recognise))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**passed_on, "PYTHONPATH": str(package), "OMP_NUM_THREADS": "2"},
        )
        self._answers: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=_pump, args=(self._popen.stdout, self._answers), daemon=True).start()

    def read(self, name: str, data: bytes, limits: Limits, progress: ReadingProgress) -> list[Line]:
        self._send(name, data)
        whole = _Allowance(limits.total, self._popen.pid)
        while True:
            answer = self._answer(whole, _Allowance(limits.silence, self._popen.pid))
            if "error" in answer:
                raise ExtractionError(answer["error"])
            if "fatal" in answer:
                raise _Died(answer["fatal"])
            if "lines" in answer:
                return [Line(*row) for row in answer["lines"]]
            progress(name, answer["done"], answer["total"])

    def end(self) -> None:
        self._popen.kill()
        self._popen.wait()
        for pipe in (self._popen.stdin, self._popen.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _send(self, name: str, data: bytes) -> None:
        assert self._popen.stdin is not None
        try:
            self._popen.stdin.write(json.dumps({"name": name, "size": len(data)}).encode() + b"\n" + data)
            self._popen.stdin.flush()
        except OSError as error:
            raise _Died(_CRASHED) from error

    def _answer(self, *allowances: _Allowance) -> dict[str, Any]:
        line = None
        while line is None:
            try:
                line = self._answers.get(timeout=max(min(allowance.left() for allowance in allowances), 0.0))
            except queue.Empty:
                if any(allowance.left() <= 0 for allowance in allowances):
                    raise _Died(_TOO_SLOW) from None
        if not line:
            raise _Died(_CRASHED)
        answer: dict[str, Any] = json.loads(line)
        return answer


def _pump(source: IO[bytes], answers: queue.Queue[bytes]) -> None:
    """Pass on what the process says, line by line, and an empty line when it has ended."""
    with suppress(OSError, ValueError):
        for line in source:
            answers.put(line)
    answers.put(b"")
