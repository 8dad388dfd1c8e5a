"""Index regulation files and publish the result: python -m scripts.reindex FILES-OR-FOLDERS."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.settings import Settings
from bot.wiring import encoder
from corpus.catalog import Catalog
from corpus.formats.kinds import SUPPORTED
from corpus.ingest import File, Rejected, find_files
from corpus.sources import SourceFolder
from corpus.unpack import receive
from index.store import Store
from index.update import Report, is_needed, update
from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)


@app.command()
@exits_with_message
def main(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Tệp hoặc thư mục văn bản; bỏ trống để lập lại.", exists=True)
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Dòng cuối là báo cáo JSON.")] = False,
    if_needed: Annotated[bool, typer.Option(help="Chỉ lập khi chưa có hoặc thư viện đã đổi.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Lập chỉ mục văn bản và đưa vào dùng."""
    settings = Settings.read(data_dir)
    store = Store(settings.builds)
    if if_needed and not is_needed(store, model_name=settings.embedding_model):
        return
    found = list(find_files(paths or []))
    given, unread = _read(found)
    if paths and not found:
        unread.append(Rejected(str(paths[0]), f"Không có tệp nào đọc được ở đây. {SUPPORTED}"))
    with _progress_bar() as bar:
        pages = bar.add_task("Đọc tệp", total=None)
        task = bar.add_task("Mã hóa điều khoản", total=None)
        report = update(
            given,
            store=store,
            sources=SourceFolder(settings.sources),
            catalog=Catalog.load(),
            encoder=encoder(settings),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
            reading=lambda name, done, total: bar.update(
                pages, description=f"Đọc trang {name[:40]}", completed=done, total=total
            ),
        )
    report.rejected[:0] = unread
    _print(report)
    if as_json:
        print(json.dumps(as_contract(report), ensure_ascii=False))
    used = {document.source.sha256 for document in report.documents}
    if report.build_id is None or (paths and not any(file.sha256 in used for file in given)):
        sys.exit(1)


def as_contract(report: Report) -> dict[str, Any]:
    """The report in the form that other programs rely on (README, "For programs")."""
    return {
        "documents": len(report.documents),
        "passages": report.new_passages + report.unchanged_passages,
        "new": report.new_passages,
        "unchanged": report.unchanged_passages,
        "rejected": [{"file": rejected.file, "reason": rejected.reason} for rejected in report.rejected],
        "needs_review": [
            {"file": document.source.file, "number": document.number, "page": finding.page, "message": finding.message}
            for document in report.documents
            for finding in document.findings
        ],
        "seconds": report.seconds,
        "build_id": report.build_id,
    }


def _read(paths: list[Path]) -> tuple[list[File], list[Rejected]]:
    """The files at `paths`, ZIPs unpacked, and those that cannot be taken."""
    received = [result for path in paths for result in receive(path)]
    files = [result for result in received if isinstance(result, File)]
    return files, [result for result in received if isinstance(result, Rejected)]


def _progress_bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _print(report: Report) -> None:
    for rejected in report.rejected:
        print(f"✗ {rejected.file}: {rejected.reason}")
    for document in report.documents:
        for finding in document.findings:
            print(f"⚠ {document.source.file} ({document.number}): {finding.message}")
    if report.build_id is None:
        print("Chưa đưa vào dùng bản dựng nào.")
        return
    done = "Đã đưa vào dùng" if report.published else "Không có gì thay đổi, vẫn dùng"
    print(
        f"{done} bản dựng {report.build_id}: {len(report.documents)} văn bản, "
        f"{report.new_passages + report.unchanged_passages} điều khoản ({report.new_passages} mới)."
    )


if __name__ == "__main__":
    app()
