"""Download official texts from the catalog's addresses: python -m scripts.fetch [NUMBER ...]."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from bot.settings import Settings
from corpus.catalog import Catalog, Entry
from corpus.download import DownloadError, client, download
from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)


@app.command()
@exits_with_message
def main(
    numbers: Annotated[list[str] | None, typer.Argument(help="Số, ký hiệu văn bản; bỏ trống để tải tất cả.")] = None,
    *,
    catalog_file: Annotated[Path | None, typer.Option("--catalog", help="Danh mục khác danh mục có sẵn.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Tải văn bản chính thức từ các địa chỉ trong danh mục."""
    catalog = Catalog.load(catalog_file) if catalog_file else Catalog.load()
    folder = Settings.read(data_dir).sources / "downloaded"
    asked = numbers or []
    missed = [f"{number}: không có trong danh mục." for number in asked if not catalog.numbered(number)]
    wanted = [entry for number in asked for entry in catalog.numbered(number)] if asked else catalog.entries
    missed += _fetch(wanted, folder)
    for line in missed:
        print(f"✗ {line}")
    fetched = sorted(folder.glob("*.pdf")) if folder.exists() else []
    print(f"Đã có {len(fetched)} tệp trong {folder}; {len(missed)} văn bản không tải được.")
    if fetched:
        print(f"Hãy chạy: .venv/bin/python -m scripts.reindex {folder}")
    if missed:
        sys.exit(1)


def _fetch(entries: Sequence[Entry], folder: Path) -> list[str]:
    """Download each entry into `folder` as <id>.pdf; what could not be had, one line each."""
    missed = []
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with client() as http, Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        for entry in entries:
            task = bar.add_task(entry.number, total=None)
            try:
                _save(download(_address(entry), http, partial(bar.advance, task)), folder, entry)
            except DownloadError as error:
                missed.append(f"{entry.number}: {error}")
            bar.remove_task(task)
    return missed


def _address(entry: Entry) -> str:
    if entry.address is None:
        raise DownloadError("Danh mục chưa có địa chỉ của văn bản này.")
    return entry.address


def _save(data: bytes, folder: Path, entry: Entry) -> None:
    """Write the file; it appears whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{entry.id}.new"
    fresh.write_bytes(data)
    fresh.replace(folder / f"{entry.id}.pdf")


if __name__ == "__main__":
    app()
