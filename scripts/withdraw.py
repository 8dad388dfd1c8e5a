"""Take a regulation out of answers: python -m scripts.withdraw NUMBER; put it back: --restore."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.publishing.publisher import Publisher
from bot.settings import Settings
from bot.wiring import encoder, publisher
from corpus.ingest import File
from corpus.withdrawn import Withdrawn
from index.withdrawal import put_back, take_out
from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)


@app.command()
@exits_with_message
def main(
    number: Annotated[str, typer.Argument(help="Số, ký hiệu; bỏ trống: liệt kê các văn bản đã rút.")] = "",
    *,
    restore: Annotated[bool, typer.Option("--restore", help="Dùng lại văn bản đã rút.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Rút một văn bản khỏi câu trả lời, hoặc dùng lại; bot đang chạy tự chuyển theo."""
    settings = Settings.read(data_dir)
    publishing = publisher(settings, encoder(settings))
    store, sources = publishing.store, publishing.sources
    if not number.strip():
        _print_list(sources.withdrawn())
        return
    if restore:
        _publish(put_back(number, store=store, sources=sources), publishing)
        print(f"Văn bản {number} được dùng lại.")
        return
    taken = take_out(number, store=store, sources=sources, catalog=publishing.catalog)
    _publish([], publishing)
    print(f"Đã rút {taken.number} ({taken.title}) khỏi câu trả lời.")
    print(f"Dùng lại: .venv/bin/python -m scripts.withdraw --restore {taken.number}")


def _publish(given: Sequence[File], publishing: Publisher) -> None:
    report = publishing.publish(given, accept=lambda _: True)  # fewer answers are what was asked for
    for rejected in report.rejected:
        print(f"✗ {rejected.file}: {rejected.reason}")
    if not report.documents:
        print("Không còn văn bản nào để đưa vào dùng, nên bản dựng cũ vẫn đang được dùng.", file=sys.stderr)
        sys.exit(1)
    print(f"Đang dùng bản dựng {report.build_id}: {len(report.documents)} văn bản.")


def _print_list(withdrawn: Withdrawn) -> None:
    if not withdrawn.entries:
        print("Không có văn bản nào đang bị rút.")
    for entry in withdrawn.entries:
        print(f"{entry.number}  {entry.title}  (rút ngày {entry.withdrawn_on:%d/%m/%Y})")


if __name__ == "__main__":
    app()
