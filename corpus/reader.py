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

_CRASHED = "Bộ đọc tệp dừng đột ngột khi đọc tệp này: tệp hỏng nặng hoặc cố ý gây lỗi. Hãy dùng bản khác."
_TOO_SLOW = "Đọc tệp này quá lâu nên đã dừng. Hãy tách nhỏ hoặc dùng bản khác."


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: bytes of memory, seconds without a page, seconds in all."""

    memory: int = 4 * 1024**3
    silence: float = 120.0
    total: float = 3 * 3600.0


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
        deadline = time.monotonic() + limits.total
        while True:
            answer = self._answer(min(limits.silence, deadline - time.monotonic()))
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

    def _answer(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=max(seconds, 0.0))
        except queue.Empty:
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
