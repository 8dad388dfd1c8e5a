"""The plug is pulled while an admin's file is indexed: whatever moment it is, what is served stays whole.

`make plug` kills fifty runs; `make test` a few.
"""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.answering.answer import Status
from bot.wiring import Assistant
from index.encoder import Encoder
from index.store import Store
from tests.journeys.processes import PATIENCE_SECONDS, environment, run

_TEXT = """UBND XÃ ĐÔNG
Số: 15/2025/QĐ-UBND
QUYẾT ĐỊNH
VỀ VIỆC ĐỌC SỔ Ở XÃ ĐÔNG
Điều 1. Thời hạn
Trưởng thôn đọc sổ xanh trong {days} ngày.
"""
_ASKED = "Điều 1 Quyết định 15/2025/QĐ-UBND"
_AFTER_WRITING_BEGAN = 2.0  # seconds: what comes after the first file is written is soon over, and is what can go wrong


def _start(data: Path, days: int) -> subprocess.Popen[bytes]:
    """An indexing run, under way, of the decision in which the time limit is so many days."""
    (data / "quyet-dinh.txt").write_text(_TEXT.format(days=days), encoding="utf-8")
    command = [sys.executable, "-m", "scripts.reindex", str(data / "quyet-dinh.txt"), "--data-dir", str(data)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=data, env=environment(data), stdout=quiet, stderr=quiet)  # noqa: S603 - ours


def _kill_some_time(process: subprocess.Popen[bytes], store: Store, moments: random.Random, usual: float) -> None:
    """Kill the run at a moment of its usual length, or, every second time, soon after it began to write."""
    if moments.random() < 0.5:
        deadline = time.monotonic() + moments.uniform(0, usual)
    else:
        while process.poll() is None and not list(store.folder.glob(".new-*")):
            time.sleep(0.002)
        deadline = time.monotonic() + moments.uniform(0, _AFTER_WRITING_BEGAN)
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    process.kill()
    process.wait(PATIENCE_SECONDS)


def _limit_told(store: Store, encoder: Encoder) -> int | None:
    """The days that the answer to what the decision says names; None when the decision is not held."""
    assistant = Assistant(store, encoder)
    law = assistant.answer("khoản 2 Điều 27 Luật MTTQ")
    assert (law.status, len(law.quotes)) == (Status.LOOKED_UP, 1)
    quotes = assistant.answer(_ASKED).quotes
    return int(quotes[0].passage.text.partition("trong ")[2].split()[0]) if quotes else None


def test_killed_at_any_moment_it_leaves_a_build_that_answers(
    library_data: Path, tmp_path: Path, encoder: Encoder, pytestconfig: pytest.Config
) -> None:
    """After each kill the store opens and answers by the old text or the new one; the last run puts all in order."""
    data = Path(shutil.copytree(library_data, tmp_path / "data"))
    store, moments = Store(data / "builds"), random.Random()  # noqa: S311 - moments, not secrets
    begun = time.monotonic()
    assert _start(data, days=1).wait(PATIENCE_SECONDS) == 0
    usual, told = time.monotonic() - begun, 1
    for days in range(2, 2 + pytestconfig.getoption("kills")):
        _kill_some_time(_start(data, days), store, moments, usual)
        found = _limit_told(store, encoder)
        assert found in {told, days}
        told = found or told
    done = run("scripts.reindex", str(data / "quyet-dinh.txt"), "--data-dir", str(data), data=data, folder=data)
    assert done.returncode == 0, done.stderr.decode()
    assert _limit_told(store, encoder) == days
    assert [path.name for path in store.folder.iterdir() if path.name.startswith((".new", ".old"))] == []
    assert len(store.manifests()) <= 4
