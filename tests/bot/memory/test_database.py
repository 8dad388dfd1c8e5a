"""Opening, versions, and what an operator is told."""

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from bot.memory.columns import Row
from bot.memory.database import OLDEST, MemoryFault, migrate, open_database
from bot.memory.history import Outcome
from bot.memory.memory import Memory
from bot.memory.people import Rhythm
from tests.bot.memory.conftest import NOON, OTHER, PERSON


def test_the_versions_make_the_tables_of_the_code(engine: Engine) -> None:
    """A database made by the versions differs in nothing from what the code expects."""
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []


def test_going_back_and_forth(engine: Engine, memory: Memory) -> None:
    """Down to nothing and up again works, and the memory can be used as before."""
    migrate(engine, OLDEST)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    assert memory.history.remember(PERSON, "câu", Outcome("answered"), at=NOON) == 1


def test_an_older_database_loses_nothing(engine: Engine, memory: Memory) -> None:
    """Brought up to date, it still holds the questions, and who wished for reminders gets a card a day."""
    memory.history.remember(PERSON, "câu", Outcome("answered"), at=NOON)
    memory.learners.choose(PERSON, Rhythm.DAILY, at=NOON)
    memory.history.remember(OTHER, "câu", Outcome("answered"), at=NOON)
    migrate(engine, "0001")
    migrate(engine)
    assert memory.people.find(PERSON).learning is Rhythm.DAILY
    assert memory.people.find(OTHER).learning is None
    assert [len(memory.history.recent(person)) for person in (PERSON, OTHER)] == [1, 1]


def test_opening_again_loses_nothing(tmp_path: Path) -> None:
    """The folder is made; what was written is there after a restart."""
    url = f"sqlite:///{tmp_path / 'moi' / 'memory.sqlite'}"
    first = Memory.open(url)
    first.history.remember(PERSON, "câu", Outcome("answered"), at=NOON)
    first.close()
    second = Memory.open(url)
    assert [asked.typed for asked in second.history.recent(PERSON)] == ["câu"]
    second.close()


def test_connections_are_safe(engine: Engine) -> None:
    """Foreign keys are checked, writers do not block readers, erased text is overwritten."""
    with engine.connect() as connection:
        pragmas = ("journal_mode", "foreign_keys", "secure_delete")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert found == ["wal", 1, 1]


def test_a_naive_time_is_refused(memory: Memory) -> None:
    """A time without a zone would be somebody's guess."""
    with pytest.raises(Exception, match="no time zone"):
        memory.feedback.suggest(PERSON, "x", at=datetime(2026, 11, 25, 12))  # noqa: DTZ001 - the point


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """The message says which database and what to do, in one sentence each."""
    (tmp_path / "memory.sqlite").write_bytes(b"not a database at all, but long enough to look like one" * 40)
    with pytest.raises(MemoryFault, match=r"memory\.sqlite.*docs/runbooks/backup\.md"):
        open_database(f"sqlite:///{tmp_path / 'memory.sqlite'}")


@pytest.mark.parametrize("url", ["no url", "khong+co://x:bi-mat@h/d"])
def test_an_address_that_cannot_be_used_is_told_without_its_password(url: str) -> None:
    """The operator reads which setting to mend; no password is shown."""
    with pytest.raises(MemoryFault, match="DATABASE_URL") as caught:
        open_database(url)
    assert "bi-mat" not in str(caught.value)


def test_it_is_one_plain_sqlite_file(engine: Engine, tmp_path: Path) -> None:
    """Any SQLite tool can look into it."""
    del engine
    with sqlite3.connect(tmp_path / "memory.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
    connection.close()


def test_the_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """What people ask is not shown to the other users of the machine, nor is the log beside the file."""
    file = tmp_path / "memory.sqlite"
    opened = Memory.open(f"sqlite:///{file}")
    opened.history.remember(PERSON, "câu", Outcome("answered"), at=NOON)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    opened.close()
    assert modes["memory.sqlite"] == 0o600
    assert set(modes.values()) == {0o600}
