"""A command run as a process of its own: how long it took, how much memory it held, what it printed."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finished:
    """One process. `megabytes` is the most memory it, or a process it waited for, ever held."""

    seconds: float
    megabytes: int
    output: str


def finished(command: Sequence[str], *, data: Path, given: str = "") -> Finished:
    """What `python -m command` took over the data folder `data`, `given` being its standard input.

    Raises:
        subprocess.CalledProcessError: it failed; what it complained of is on standard error.
    """
    here = {"PYTHONPATH": str(Path(__file__).resolve().parents[1]), "DATA_DIR": str(data), "TELEGRAM_BOT_TOKEN": ""}
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as printed:
        asked.write(given.encode())
        asked.seek(0)
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - this interpreter and this project's own commands
            [sys.executable, "-m", *command], stdin=asked, stdout=printed, env={**os.environ, **here}
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        output = printed.read().decode()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command), output)
    unit = 1 if sys.platform == "darwin" else 1024
    return Finished(seconds, used.ru_maxrss * unit // 1_000_000, output)
