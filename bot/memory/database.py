"""Opening the database: connection, safe settings, and the newest version of the tables."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

Unavailable = SQLAlchemyError  # what any call may raise when the database fails under it: a full disk, a lost server
NEWEST = "head"
OLDEST = "base"

_PRAGMAS = {
    "journal_mode": "WAL",  # readers (backup, exports) and the writer do not wait for each other
    "synchronous": "NORMAL",
    "foreign_keys": "ON",
    "secure_delete": "ON",  # what is erased is overwritten, not only unlinked
    "busy_timeout": "5000",
}


class MemoryFault(Exception):
    """The database cannot be used. The message says which and what to do, in Vietnamese."""


def open_database(url: str) -> Engine:
    """The database at `url`, in the newest version; a missing SQLite file and its folder are made.

    Raises:
        MemoryFault: it cannot be opened or brought up to date. The message does not show a password.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise MemoryFault("DATABASE_URL không đúng dạng. Ví dụ: sqlite:////srv/gspb/memory.sqlite") from None
    try:
        if (file := sqlite_file(parsed)) is not None:
            _make_private(file)
        engine = create_engine(parsed)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_pragmas)
        migrate(engine)
    except CommandError:
        raise MemoryFault(
            f"Bộ nhớ {parsed.render_as_string(hide_password=True)} do phiên bản mới hơn ghi. Hãy cài phiên bản mới của "
            "trợ lý, hoặc khôi phục bản sao lưu cũ theo docs/runbooks/backup.md."
        ) from None
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise MemoryFault(
            f"Không mở được bộ nhớ {parsed.render_as_string(hide_password=True)} ({type(error).__name__}). Hãy kiểm "
            "tra DATABASE_URL, quyền ghi và dung lượng đĩa; tệp hỏng thì khôi phục theo docs/runbooks/backup.md."
        ) from error
    return engine


def sqlite_file(url: URL) -> Path | None:
    """The plain file that SQLite is to open; None when it is its memory, an address, or another database."""
    is_path = url.get_backend_name() == "sqlite" and url.database and not url.database.startswith((":memory:", "file:"))
    return Path(url.database or "") if is_path else None


def _make_private(file: Path) -> None:
    """Make `file`, readable by its owner alone; SQLite gives the files it writes beside it the same rights."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)


def versions() -> Config:
    """Where Alembic finds the versions of the tables."""
    config = Config()
    config.set_main_option("script_location", "bot.memory:migrations")
    return config


def migrate(engine: Engine, version: str = NEWEST) -> None:
    """Bring the tables to `version`, the newest by default. Going to an older one loses what it had no place for."""
    config = versions()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        (command.upgrade if version == NEWEST else command.downgrade)(config, version)


def empty_write_ahead_log(engine: Engine) -> None:
    """Move everything into the database file, so that no erased text stays behind in the log beside it."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_pragmas(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own class
    cursor = connection.cursor()
    for name, value in _PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()
