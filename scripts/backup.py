"""Copy the memory while the bot runs: python -m scripts.backup FILE."""

from pathlib import Path
from typing import Annotated

import typer

from bot.memory.backup import back_up
from bot.settings import Settings
from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)


@app.command()
@exits_with_message
def main(
    file: Annotated[Path, typer.Argument(help="Tệp sao lưu sẽ tạo; chưa được có sẵn.")],
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Sao lưu bộ nhớ (người dùng, lịch sử, đánh giá) khi bot vẫn chạy."""
    people = back_up(Settings.read(data_dir).database, file)
    print(
        f"Đã sao lưu vào {file}: {file.stat().st_size:,} byte, {people} người. Cách khôi phục: docs/runbooks/backup.md"
    )


if __name__ == "__main__":
    app()
