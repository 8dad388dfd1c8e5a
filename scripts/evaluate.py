"""Measure answers against gold provisions: python -m scripts.evaluate QUESTIONS.jsonl."""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from bot.answering.answer import Answer
from bot.answering.follow_up import Before
from bot.settings import Settings
from bot.wiring import Assistant, assistant, encoder
from corpus.number import fold_number
from scripts.exits import exits_with_message
from scripts.halves import Half, half_of
from scripts.metrics import Case, Outcome, Scores, judge, nearest_percentiles, summarise

app = typer.Typer(add_completion=False)
_QUOTES = 10


@app.command()
@exits_with_message
def main(  # noqa: PLR0913 - the options of a command
    questions: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Câu hỏi .jsonl, hoặc .txt gồm câu phải từ chối.")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
    half: Annotated[
        Half | None, typer.Option(help="Chỉ một nửa số câu: tune để chỉnh, report để báo cáo (mặc định: cả hai).")
    ] = None,
    held_only: Annotated[bool, typer.Option(help="Bỏ qua câu mà không văn bản nào trong chỉ mục trả lời.")] = False,
    misses: Annotated[bool, typer.Option(help="In từng câu không tìm thấy trong năm kết quả đầu.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Đo chất lượng trả lời theo từng loại câu hỏi."""
    cases = [case for path in questions for case in read_cases(path) if half in (None, half_of(case.id))]
    if not cases:
        print("Không có câu hỏi nào trong tệp.", file=sys.stderr)
        sys.exit(2)
    settings = Settings.read(data_dir)
    bot = assistant(settings, encoder(settings))
    bot.warm_up()
    if held_only:
        held = {fold_number(holding.number) for holding in bot.library().holdings(date.today())}
        cases = [case for case in cases if not case.gold or any(fold_number(g.number) in held for g in case.gold)]
    answers = [_asked(case, bot) for case in cases]
    outcomes = [judge(case, answer) for case, answer in zip(cases, answers, strict=True)]
    scores = summarise(outcomes)
    if as_json:
        print(json.dumps({kind: asdict(found) for kind, found in scores.items()}, ensure_ascii=False))
        return
    _print_table(scores)
    _print_percentiles(outcomes)
    if misses:
        for case, answer, outcome in zip(cases, answers, outcomes, strict=True):
            if outcome.in_five is False or outcome.refused_rightly is False:
                first = answer.quotes[0].passage.reference if answer.quotes else answer.status
                gold = "; ".join(f"{g.number} Đ{g.article}" for g in case.gold) or "từ chối"
                print(f"{case.id} [{case.type}] {case.question}\n    cần: {gold}\n    có:  {first}")


def read_cases(path: Path) -> list[Case]:
    """The cases of a .jsonl file; of a .txt file one for each line, to be refused."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".txt":
        return [
            Case(id=f"{path.stem}-{n}", question=line, type=path.stem)
            for n, line in enumerate(lines, start=1)
            if line.strip()
        ]
    try:
        return [Case.model_validate_json(line) for line in lines if line.strip()]
    except ValidationError as error:
        print(f"{path.name}: {error.errors()[0]['msg']}", file=sys.stderr)
        sys.exit(2)


def _asked(case: Case, bot: Assistant) -> Answer:
    """The answer to the question of `case`, after the one before it in the conversation."""
    if case.previous is None:
        return bot.answer(case.question, on=case.as_of, limit=_QUOTES)
    shown = bot.answer(case.previous, on=case.as_of, limit=1).quotes
    before = Before((case.previous,), shown[0].passage.reference if shown else None)
    return bot.answer(case.question, on=case.as_of, limit=_QUOTES, before=before)


def _print_table(scores: dict[str, Scores]) -> None:
    headings = (
        "loại",
        "số câu",
        "P@1",
        "R@5",
        "R@10",
        "MRR@10",
        "khoản",
        "có chữ",
        "từ chối đúng",
        "từ chối sai",
        "p50 ms",
        "p95 ms",
    )
    table = Table(*headings)
    for kind, found in scores.items():
        table.add_row(kind, *(_cell(value) for value in asdict(found).values()))
    Console(width=140).print(table)


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) or value > 1 else f"{value:.2f}"


def _print_percentiles(outcomes: list[Outcome]) -> None:
    for label, refused in (("có trong lĩnh vực", False), ("phải từ chối", True)):
        cuts = nearest_percentiles(outcomes, refused=refused)
        if cuts:
            print(f"Độ gần nhất (cosine), câu {label}, phân vị 1/5/50/95/99: " + " ".join(f"{cut:.3f}" for cut in cuts))


if __name__ == "__main__":
    app()
