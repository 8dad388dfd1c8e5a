"""What a running bot takes and finds: python -m scripts.running QUESTIONS.jsonl ... prints one JSON object.

A process of its own, so that its memory is that of a bot which opens a build and answers, and of nothing else.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Annotated

import typer

from bot.settings import Settings
from bot.wiring import Assistant, assistant, encoder
from index.store import Store
from scripts.evaluate import read_cases
from scripts.exits import exits_with_message
from scripts.halves import Half, half_of
from scripts.metrics import Case, judge, summarise

app = typer.Typer(add_completion=False)
_QUOTES = 10
_FIRST = "Thư viện mở cửa mấy giờ?"


@dataclass(frozen=True, slots=True)
class Running:
    """One bot over one build. Times of a question are milliseconds.

    `processor_ms` is the mean processor time, which other work on the machine hardly changes. `again_*` are of
    questions asked before. `opening_seconds` end with the first answer. The shares are of the questions that have an
    answer, by article.
    """

    passages: int
    opening_seconds: float
    questions: int
    p50_ms: float
    p95_ms: float
    processor_ms: float
    again_p50_ms: float
    again_p95_ms: float
    precision_at_1: float | None
    mrr_at_10: float | None
    recall_at_5: float | None
    recall_at_10: float | None


@app.command()
@exits_with_message
def main(
    questions: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Câu hỏi .jsonl.")],
    *,
    half: Annotated[Half | None, typer.Option(help="Chỉ một nửa số câu (mặc định: cả hai).")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Mở bản dựng, hỏi từng câu hai lần, in một đối tượng JSON."""
    cases = [case for path in questions for case in read_cases(path) if half in (None, half_of(case.id))]
    print(json.dumps(asdict(measure(Settings.read(data_dir), cases))))


def measure(settings: Settings, cases: Sequence[Case]) -> Running:
    """The figures of a bot that is opened now and asked every one of `cases`."""
    started = perf_counter()
    bot = assistant(settings, encoder(settings))
    bot.warm_up()
    bot.answer(_FIRST)
    opened = perf_counter() - started
    used = process_time()
    outcomes = [judge(case, bot.answer(case.question, on=case.as_of, limit=_QUOTES)) for case in cases]
    used = process_time() - used
    manifest = Store(settings.builds).current_manifest()
    assert manifest is not None, "the assistant has opened it"
    found = summarise(outcomes)["all"]
    first = [outcome.milliseconds for outcome in outcomes]
    again = list(_asked_again(bot, cases))
    return Running(
        passages=manifest.searchable,
        opening_seconds=round(opened, 2),
        questions=len(cases),
        p50_ms=round(median(first), 1),
        p95_ms=round(quantiles(first, n=20)[-1], 1),
        processor_ms=round(1000 * used / len(cases), 1),
        again_p50_ms=round(median(again), 1),
        again_p95_ms=round(quantiles(again, n=20)[-1], 1),
        precision_at_1=found.precision_at_1,
        mrr_at_10=found.mrr_at_10,
        recall_at_5=found.recall_at_5,
        recall_at_10=found.recall_at_10,
    )


def _asked_again(bot: Assistant, cases: Iterable[Case]) -> Iterable[float]:
    return (bot.answer(case.question, on=case.as_of, limit=_QUOTES).timings.total for case in cases)


if __name__ == "__main__":
    app()
