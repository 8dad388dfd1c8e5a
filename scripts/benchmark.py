"""Print what this machine takes to index and answer, beside other libraries: python -m scripts.benchmark [FOLDER]."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from scripts.compare import QUESTIONS, compared, missing, print_table
from scripts.processes import finished
from scripts.scale import REGULATIONS

app = typer.Typer(add_completion=False)
_FIRST_QUESTION = "MTTQ giám sát bằng những hình thức nào?"
_RUNNING = (
    ("đoạn", "passages"),
    ("mở, s", "opening_seconds"),
    ("p50 ms", "p50_ms"),
    ("p95 ms", "p95_ms"),
    ("CPU ms", "processor_ms"),
    ("hỏi lại p50", "again_p50_ms"),
    ("hỏi lại p95", "again_p95_ms"),
    ("P@1", "precision_at_1"),
    ("MRR@10", "mrr_at_10"),
    ("R@5", "recall_at_5"),
    ("R@10", "recall_at_10"),
)


@app.command()
def main(
    folder: Annotated[Path, typer.Argument(help="Thư mục văn bản để lập chỉ mục.", exists=True)] = REGULATIONS,
    data_dir: Annotated[
        Path | None, typer.Option(help="Đo cả bản dựng ở đây, ví dụ của scripts.scale.", exists=True)
    ] = None,
) -> None:
    """Đo lập chỉ mục, trả lời, bộ nhớ và chất lượng (nửa report), mỗi lần chạy một tiến trình riêng."""
    table = Table("bản dựng", *(heading for heading, _ in _RUNNING), "bộ nhớ, MB")
    with tempfile.TemporaryDirectory() as kept:
        library, regulations = Path(kept) / "library", Path(kept) / "regulations"
        _index(library, "library")
        table.add_row("library", *_running(library))
        _index(regulations, "regulations", str(folder))
        table.add_row(folder.name, *_running(regulations))
        if data_dir:
            table.add_row(data_dir.name, *_running(data_dir))
        Console(width=140).print(table)
        if left_out := missing():
            print(f"Chưa so sánh với: {', '.join(left_out)}. Hãy chạy: pip install '.[bench]' -c constraints.txt")
        print_table(compared(Path(kept) / "compared", folder, QUESTIONS))


def _index(data: Path, name: str, *given: str) -> None:
    """Index `given` into `data`, then print what that took, and what the commands over it take."""
    timed = {
        "re-index, first time": finished(["scripts.reindex", *given], data=data),
        "re-index, nothing changed": finished(["scripts.reindex", *given], data=data),
        "ask, cold": finished(["scripts.ask", _FIRST_QUESTION], data=data),
        "start, answer one question, stop": finished(["bot"], data=data, given=_FIRST_QUESTION),
    }
    for label, process in timed.items():
        print(f"{name}: {label:34} {process.seconds:8.2f} s, {process.megabytes:6} MB", file=sys.stderr, flush=True)


def _running(data: Path) -> Iterator[str]:
    process = finished(["scripts.running", *map(str, QUESTIONS), "--half", "report"], data=data)
    found = json.loads(process.output)
    yield from (f"{found[name]:.3g}" if isinstance(found[name], float) else str(found[name]) for _, name in _RUNNING)
    yield str(process.megabytes)


if __name__ == "__main__":
    app()
