"""Compare with other libraries on the same passages, questions and model: python -m scripts.compare.

Needs the extra `bench` (`pip install '.[bench]'`). Every system runs in a process of its own.
"""

import json
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.answering.shelf import Shelf
from corpus.catalog import Catalog
from corpus.passage import Passage
from index.encoder import BUNDLED
from index.store import Store
from scripts.checkpoint import VECTORS
from scripts.evaluate import read_cases
from scripts.exits import exits_with_message
from scripts.halves import Half, half_of
from scripts.metrics import Case, place
from scripts.peers import PEERS
from scripts.processes import Finished, finished
from scripts.scale import REGULATIONS

app = typer.Typer(add_completion=False)
QUESTIONS = (Path("tests/data/questions/questions.jsonl"), Path("../shared/data/questions/dev.jsonl"))


@dataclass(frozen=True, slots=True)
class Row:
    """One system. Shares by article; times of a question in milliseconds, `processor_ms` the mean processor time.

    `index_seconds` are without the encoding of passages, which is the same for all; ours are with reading the files and
    trying the new build. `megabytes` is the most that the process which was asked ever held.
    """

    name: str
    precision_at_1: float
    mrr_at_10: float
    recall_at_5: float
    p50_ms: float
    p95_ms: float
    processor_ms: float
    index_seconds: float
    megabytes: int


@app.command()
@exits_with_message
def main(
    regulations: Annotated[Path, typer.Argument(exists=True, help="Văn bản để lập chỉ mục.")] = REGULATIONS,
    questions: Annotated[list[Path] | None, typer.Option(exists=True, dir_okay=False, help="Câu hỏi .jsonl.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Giữ bản dựng và vectơ ở đây (mặc định: thư mục tạm).")] = None,
) -> None:
    """So sánh với txtai, Haystack, LlamaIndex trên cùng văn bản, câu hỏi (nửa report) và mô hình."""
    with nullcontext(str(data_dir)) if data_dir else tempfile.TemporaryDirectory() as kept:
        print_table(compared(Path(kept), regulations, questions or QUESTIONS))
    if left_out := missing():
        print(f"Chưa so sánh với: {', '.join(left_out)}. Hãy chạy: pip install '.[bench]' -c constraints.txt")


def missing() -> list[str]:
    """The distributions of the extra `bench` that are not installed."""
    return [distribution for distribution, _ in PEERS.values() if not _installed(distribution)]


def compared(data: Path, regulations: Path, questions: Sequence[Path]) -> list[Row]:
    """Ours over `regulations`, indexed into the folder `data`, and every other library that is installed.

    All are asked the questions of the report half that have an answer today; all search what is in force today.
    """
    cases = [case for path in questions for case in read_cases(path)]
    cases = [case for case in cases if case.gold and not case.as_of and half_of(case.id) is Half.REPORT]
    rows = [_ours(data, regulations, cases)]
    passages = _in_force(data)
    texts, asked = [passage.search_text for passage in passages], [case.question for case in cases]
    given = json.dumps({"texts": texts, "questions": asked})
    for name, (distribution, _) in PEERS.items():
        if _installed(distribution):
            process = finished(["scripts.peers", name, str(data / VECTORS)], data=data, given=given)
            rows.append(_row(f"{name} {version(distribution)}", cases, passages, process))
    return rows


def print_table(rows: Sequence[Row]) -> None:
    """Print one line a system."""
    table = Table("hệ thống", "P@1", "MRR@10", "R@5", "p50 ms", "p95 ms", "CPU ms", "chỉ mục, s", "bộ nhớ, MB")
    for row in rows:
        shares = (f"{share:.3f}" for share in (row.precision_at_1, row.mrr_at_10, row.recall_at_5))
        times = (f"{row.p50_ms:.1f}", f"{row.p95_ms:.1f}", f"{row.processor_ms:.1f}", f"{row.index_seconds:.0f}")
        table.add_row(row.name, *shares, *times, str(row.megabytes))
    Console(width=120).print(table)


def _in_force(data: Path) -> list[Passage]:
    """The passages searched today."""
    build = Store(data / "builds").open_current(model_name=BUNDLED)
    shelf, today = Shelf(build, Catalog.load()), date.today()
    return [passage for index in build.searchable if shelf.counts(passage := build.passages[index], today)]


def _ours(data: Path, regulations: Path, cases: Sequence[Case]) -> Row:
    data.mkdir(parents=True, exist_ok=True)
    path = data / "compared.jsonl"
    path.write_text("\n".join(case.model_dump_json() for case in cases), encoding="utf-8")
    indexed = finished(["scripts.scale", "--data-dir", str(data), "--regulations", str(regulations)], data=data)
    asked = finished(["scripts.running", str(path)], data=data)
    found = json.loads(asked.output)
    measures = ("precision_at_1", "mrr_at_10", "recall_at_5", "p50_ms", "p95_ms", "processor_ms")
    return Row(
        name="ours",
        index_seconds=json.loads(indexed.output)["other_seconds"],
        megabytes=asked.megabytes,
        **{measure: found[measure] for measure in measures},
    )


def _row(name: str, cases: Sequence[Case], passages: Sequence[Passage], process: Finished) -> Row:
    told = json.loads(process.output)
    placed = [
        place(case, [passages[row].reference for row in rows]) for case, rows in zip(cases, told["found"], strict=True)
    ]
    return Row(
        name=name,
        precision_at_1=mean(each.first for each in placed),
        mrr_at_10=mean(each.reciprocal_rank for each in placed),
        recall_at_5=mean(each.in_five for each in placed),
        p50_ms=median(told["milliseconds"]),
        p95_ms=quantiles(told["milliseconds"], n=20)[-1],
        processor_ms=mean(told["processor"]),
        index_seconds=told["index_seconds"],
        megabytes=process.megabytes,
    )


def _installed(distribution: str) -> bool:
    try:
        version(distribution)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    app()
