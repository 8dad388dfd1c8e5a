"""In what condition a database is, looked at without changing it."""

import os
from dataclasses import dataclass
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.memory.database import MemoryFault, sqlite_file, versions

_PRIVATE = 0o077  # what nobody but the owner may do with the file


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found. `version` is None in a database without tables; `newest` is the one this program makes.

    `file` is that of SQLite, None for a database elsewhere, of which only the version is looked at.
    """

    version: str | None
    newest: str
    known: bool
    file: Path | None = None
    writable: bool = True
    private: bool = True
    sound: bool = True
    write_ahead: bool = True

    @property
    def is_current(self) -> bool:
        """Whether its tables are those this program works with."""
        return self.version == self.newest

    @property
    def bytes(self) -> int:
        """The size of its files together."""
        if self.file is None:
            return 0
        return sum(path.stat().st_size for path in self.file.parent.glob(f"{self.file.name}*") if path.is_file())


def condition_of(url: str) -> Condition | None:
    """The condition of the database at `url`; None when SQLite has no file there yet.

    Raises:
        MemoryFault: it cannot be opened. The message does not show a password.
    """
    try:
        parsed = make_url(url)
        file = sqlite_file(parsed)
        if file and not file.is_file():
            return None
        with create_engine(parsed, poolclass=NullPool).connect() as connection:
            return _looked_at(connection, file)
    except (ArgumentError, SQLAlchemyError, ImportError, OSError) as error:
        raise MemoryFault(
            f"không mở được ({type(error).__name__}). Hãy kiểm tra DATABASE_URL và quyền đọc; tệp hỏng thì khôi phục "
            "theo docs/runbooks/backup.md"
        ) from error


def _looked_at(connection: Connection, file: Path | None) -> Condition:
    scripts = ScriptDirectory.from_config(versions())
    version, newest = MigrationContext.configure(connection).get_current_revision(), scripts.get_current_head() or ""
    known = version is None or version in {script.revision for script in scripts.walk_revisions()}
    if file is None:
        return Condition(version, newest, known)
    return Condition(
        version,
        newest,
        known,
        file,
        writable=os.access(file.parent, os.W_OK) and _takes_a_writer(connection),
        private=not file.stat().st_mode & _PRIVATE,
        sound=connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok",
        write_ahead=connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal",
    )


def _takes_a_writer(connection: Connection) -> bool:
    """Whether somebody may write; nothing is written."""
    connection.rollback()
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError:
        return False
    connection.rollback()
    return True
