"""Print what re-indexing and answering take on this machine: python -m scripts.benchmark [FOLDER]."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from bot.settings import Settings
from bot.wiring import assistant, encoder

app = typer.Typer(add_completion=False)

_REGULATIONS = Path("../shared/data/regulations")
_QUESTIONS = (
    "MTTQ giám sát bằng những hình thức nào?",
    "dan bau ban thanh tra nhan dan the nao",
    "Gửi dự thảo cho Mặt trận phản biện trước bao nhiêu ngày?",
    "chi boi duong thanh vien doan giam sat bn tien",
    "Cách nấu phở bò",
)
_ROUNDS = 20


@app.command()
def main(
    folder: Annotated[Path, typer.Argument(help="Thư mục văn bản để lập chỉ mục.", exists=True)] = _REGULATIONS,
) -> None:
    """Đo thời gian lập chỉ mục và trả lời; mọi số đo trong một thư mục dữ liệu tạm."""
    with tempfile.TemporaryDirectory() as data:
        for label, command in (
            ("re-index, first time", ["scripts.reindex", str(folder)]),
            ("re-index, nothing changed", ["scripts.reindex", str(folder)]),
            ("ask, cold", ["scripts.ask", _QUESTIONS[0]]),
            ("start, answer one question, stop", ["bot"]),
        ):
            print(f"{label:34} {_seconds(command, data):8.2f} s", flush=True)
        times = _answer_times(Settings.read(Path(data)))
    print(f"{'question in a running bot, median':34} {median(times):8.1f} ms   ({len(times)} questions)")
    print(f"{'question in a running bot, slowest':34} {max(times):8.1f} ms")


def _seconds(command: Sequence[str], data: str) -> float:
    """How long `python -m command` takes as a whole process, asked one question on standard input."""
    environment = {**os.environ, "DATA_DIR": data, "TELEGRAM_BOT_TOKEN": ""}
    run = partial(subprocess.run, text=True, check=True, capture_output=True, env=environment)
    started = time.perf_counter()
    run([sys.executable, "-m", *command], input=_QUESTIONS[0])
    return time.perf_counter() - started


def _answer_times(settings: Settings) -> list[float]:
    bot = assistant(settings, encoder(settings))
    bot.warm_up()
    return [bot.answer(question).timings.total for _ in range(_ROUNDS) for question in _QUESTIONS]


if __name__ == "__main__":
    app()
