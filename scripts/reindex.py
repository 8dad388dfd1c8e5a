"""Index regulation files and publish the result: python -m scripts.reindex FILES-OR-FOLDERS."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from bot.publishing.publisher import Publisher
from bot.publishing.review import Review, reviews
from bot.publishing.told import told
from bot.settings import Settings
from bot.wiring import encoder, publisher
from corpus.formats.kinds import SUPPORTED
from corpus.ingest import File, Rejected, find_files
from corpus.passage import Source
from corpus.reader import ReadingProgress
from corpus.sources import SourceFolder
from corpus.unpack import receive
from index.acceptance import Check
from index.store import Store
from index.update import Accepts, Report, is_needed
from scripts.exits import exits_with_message
from scripts.report import as_contract, print_report
from scripts.review_page import write_page

app = typer.Typer(add_completion=False)


@app.command()
@exits_with_message
def main(  # noqa: PLR0913 - one argument an option
    paths: Annotated[list[Path] | None, typer.Argument(help="Tệp hoặc thư mục văn bản; bỏ trống để lập lại.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Dòng cuối là báo cáo JSON.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Chỉ đọc và cho biết sẽ thay đổi gì; không đưa vào dùng.")] = False,
    accept_worse: Annotated[
        bool, typer.Option(help="Vẫn đưa vào dùng khi bản mới tìm kém bản đang dùng quá mức cho phép.")
    ] = False,
    if_needed: Annotated[bool, typer.Option(help="Chỉ lập khi chưa có hoặc thư viện đã đổi.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Lập chỉ mục văn bản và đưa vào dùng."""
    _stop_at_missing(paths or [])
    settings = Settings.read(data_dir)
    store = Store(settings.builds)
    if if_needed and not is_needed(store, model_name=settings.embedding_model):
        return
    found = list(find_files(paths or []))
    given, unread = _read(found)
    if paths and not found:
        unread.append(Rejected(str(paths[0]), f"Không có tệp nào đọc được ở đây. {SUPPORTED}"))
    publishing = publisher(settings, encoder(settings))
    if dry_run:
        report = _previewed(given, publishing)
    else:
        # What the project ships was measured by the project, and a start must not wait for a person.
        report = _published(given, publishing, accept=lambda check: if_needed or accept_worse or _asked(check))
    report.rejected[:0] = unread
    shown = reviews(report, given, publishing.catalog)
    print_report(report, shown, dry_run=dry_run)
    if shown:
        print(f"Xem lại trong trình duyệt: {_write_page(report, shown, given, settings, dry_run=dry_run)}")
    if as_json:
        print(json.dumps(as_contract(report, shown, dry_run=dry_run), ensure_ascii=False))
    if not _succeeded(report, given, asked=bool(paths)):
        sys.exit(1)


def _stop_at_missing(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            print(
                f"Không có tệp hay thư mục {path}. Đường dẫn có dấu cách thì đặt trong dấu nháy kép.", file=sys.stderr
            )
            sys.exit(2)


def _published(given: Sequence[File], publishing: Publisher, *, accept: Accepts) -> Report:
    with _progress_bar() as bar:
        pages = bar.add_task("Đọc tệp", total=None, visible=bool(given))
        task = bar.add_task("Mã hóa điều khoản", total=None)

        def ask(check: Check) -> bool:
            bar.stop()
            return accept(check)

        return publishing.publish(
            given,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
            accept=ask,
            reading=_shown_on(bar, pages),
        )


def _previewed(given: Sequence[File], publishing: Publisher) -> Report:
    with _progress_bar() as bar:
        return publishing.preview(given, reading=_shown_on(bar, bar.add_task("Đọc tệp", total=None)))


def _shown_on(bar: Progress, task: TaskID) -> ReadingProgress:
    def show(name: str, done: int, total: int) -> None:
        bar.update(task, description=f"Đọc trang {name[:40]}", completed=done, total=total)

    return show


def _write_page(
    report: Report, shown: Sequence[Review], given: Sequence[File], settings: Settings, *, dry_run: bool
) -> Path:
    """The path of a page for the browser; those of builds that are gone are removed."""
    just_given = {file.sha256: file.data for file in given}

    def read(source: Source) -> bytes | None:
        kept = SourceFolder(settings.sources).read(source.sha256, source.file)
        return just_given.get(source.sha256) or (kept.data if kept else None)

    name = "chay-thu" if dry_run or report.build_id is None else report.build_id
    folder = settings.data_dir / "review"
    kept = {manifest.id for manifest in Store(settings.builds).manifests()}
    for old in folder.glob("*.html"):
        if old.stem not in kept:
            old.unlink()
    return write_page(folder, name, shown, report.documents, read)


def _asked(check: Check) -> bool:
    """Whether the person at the terminal wants the build nevertheless; nobody there, nobody does."""
    print(told(check))
    return sys.stdin.isatty() and typer.confirm("Vẫn đưa bản mới vào dùng?")


def _succeeded(report: Report, given: Sequence[File], *, asked: bool) -> bool:
    """Whether a build serves, or in a dry run would serve, what was given."""
    used = {document.source.sha256 for document in report.documents}
    refused = report.check is not None and not report.published
    return bool(report.documents) and not refused and (not asked or any(file.sha256 in used for file in given))


def _read(paths: list[Path]) -> tuple[list[File], list[Rejected]]:
    """The files at `paths`, ZIPs unpacked, and those that cannot be taken."""
    received = [result for path in paths for result in receive(path)]
    files = [result for result in received if isinstance(result, File)]
    return files, [result for result in received if isinstance(result, Rejected)]


def _progress_bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


if __name__ == "__main__":
    app()
