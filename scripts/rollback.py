"""Serve an earlier build again: python -m scripts.rollback [BUILD_ID]."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import Settings
from corpus.passage import SourceKind
from corpus.sources import SourceFolder
from index.manifest import Manifest
from index.store import Store
from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)


@app.command()
@exits_with_message
def main(
    build_id: Annotated[str | None, typer.Argument(help="Bản dựng; bỏ trống: bản ngay trước bản đang dùng.")] = None,
    *,
    only_list: Annotated[bool, typer.Option("--list", help="Chỉ liệt kê các bản dựng, không đổi gì.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Quay về một bản dựng trước; bot đang chạy tự chuyển theo."""
    settings = Settings.read(data_dir)
    store = Store(settings.builds)
    if not only_list:
        with store.alone():
            withdrawn = SourceFolder(settings.sources).withdrawn()
            manifest = store.roll_back(build_id, model_name=settings.embedding_model, withdrawn=withdrawn)
        print(f"Đã quay về bản dựng {manifest.id}. Lần chạy scripts.reindex tới sẽ bắt đầu từ các văn bản của bản này.")
    _print_table(store)


def _print_table(store: Store) -> None:
    current = store.current_id()
    table = Table("Bản dựng", "Lập lúc", "Văn bản", "Điều khoản", "Nguyên văn", title="Các bản dựng đang giữ")
    for manifest in store.manifests():
        table.add_row(
            f"{manifest.id} (đang dùng)" if manifest.id == current else manifest.id,
            f"{manifest.created.astimezone():%d/%m/%Y %H:%M}",
            str(len(manifest.documents)),
            str(manifest.passages),
            ", ".join(_official_numbers(manifest)) or "không có",
        )
    Console(width=140, highlight=False).print(table)


def _official_numbers(manifest: Manifest) -> list[str]:
    return [record.number for record in manifest.documents if record.kind is SourceKind.OFFICIAL]


if __name__ == "__main__":
    app()
