"""A copy of the database as it is at one instant, made while others write."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from bot.memory.database import MemoryFault


def back_up(url: str, file: Path) -> int:
    """Write a checked copy of the database at `url` to `file`; returns how many people are in it.

    Raises:
        MemoryFault: there is nothing to copy, `file` is there already, or the copy is not sound.
    """
    address = make_url(url)
    source = Path(address.database or "")
    if address.get_backend_name() != "sqlite":
        raise MemoryFault("Lệnh này chỉ sao lưu SQLite. Với cơ sở dữ liệu khác, hãy dùng công cụ của chính nó.")
    if not source.is_file():
        raise MemoryFault(f"Chưa có bộ nhớ nào ở {source}. Hãy kiểm tra DATA_DIR hoặc DATABASE_URL.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise MemoryFault(f"Tệp {file} đã có. Hãy chọn tên khác để không ghi đè bản sao lưu cũ.") from None
    except OSError as error:
        raise MemoryFault(
            f"Không ghi được {file} ({error.strerror}). Hãy kiểm tra quyền ghi và dung lượng đĩa."
        ) from None
    try:
        return _copy(source, file)
    except sqlite3.Error as error:
        file.unlink()
        raise MemoryFault(f"Không sao lưu được {source}: {error}. Hãy chạy lại; nếu vẫn lỗi, xem nhật ký.") from None


def _copy(source: Path, file: Path) -> int:
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(file)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, which can be moved by itself
        (sound,) = copy.execute("PRAGMA integrity_check").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        (people,) = copy.execute("SELECT count(*) FROM person").fetchone()
        return int(people)
