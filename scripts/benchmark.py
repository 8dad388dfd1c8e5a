"""Print what re-indexing and answering take on this machine: python -m scripts.benchmark [FOLDER]."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated

import typer

from bot.settings import Settings
from bot.wiring import assistant, encoder

app = typer.Typer(add_completion=False)

_REGULATIONS = Path("../shared/data/regulations")
_QUESTIONS = Path("tests/data/questions/questions.jsonl")
_FIRST_QUESTION = "MTTQ giám sát bằng những hình thức nào?"


@app.command()
def main(
    folder: Annotated[Path, typer.Argument(help="Thư mục văn bản để lập chỉ mục.", exists=True)] = _REGULATIONS,
    questions: Annotated[Path, typer.Option(help="Câu hỏi để đo, mỗi dòng một JSON.", exists=True)] = _QUESTIONS,
) -> None:
    """Đo thời gian lập chỉ mục và trả lời; mọi số đo trong một thư mục dữ liệu tạm."""
    with tempfile.TemporaryDirectory() as data:
        for label, command in (
            ("re-index, first time", ["scripts.reindex", str(folder)]),
            ("re-index, nothing changed", ["scripts.reindex", str(folder)]),
            ("ask, cold", ["scripts.ask", _FIRST_QUESTION]),
            ("start, answer one question, stop", ["bot"]),
        ):
            print(f"{label:34} {_seconds(command, data):8.2f} s", flush=True)
        first, again = _answer_times(Settings.read(Path(data)), questions)
    for label, times in (("question in a running bot", first), ("the same asked again", again)):
        p95 = quantiles(times, n=20)[-1]
        print(f"{label:34} {median(times):8.1f} ms median, {p95:.1f} ms p95   ({len(times)} questions)")


def _seconds(command: Sequence[str], data: str) -> float:
    """How long `python -m command` takes as a whole process, asked one question on standard input."""
    environment = {**os.environ, "DATA_DIR": data, "TELEGRAM_BOT_TOKEN": ""}
    run = partial(subprocess.run, text=True, check=True, capture_output=True, env=environment)
    started = time.perf_counter()
    run([sys.executable, "-m", *command], input=_FIRST_QUESTION)
    return time.perf_counter() - started


def _answer_times(settings: Settings, path: Path) -> tuple[list[float], list[float]]:
    """Milliseconds for each question, asked for the first time and once more."""
    bot = assistant(settings, encoder(settings))
    bot.warm_up()
    questions = list(dict.fromkeys(json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()))
    bot.answer(_FIRST_QUESTION)
    first, again = ([bot.answer(question).timings.total for question in questions] for _ in range(2))
    return first, again


if __name__ == "__main__":
    app()
