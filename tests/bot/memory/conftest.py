"""A real database for each test, in a folder of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.memory.database import open_database
from bot.memory.memory import Memory

PERSON, OTHER, ADMIN = 987_654_321_012, 55_501, 77_001
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The database, newly made."""
    database = open_database(f"sqlite:///{tmp_path / 'memory.sqlite'}")
    yield database
    database.dispose()


@pytest.fixture
def memory(engine: Engine) -> Memory:
    """The memory in it."""
    return Memory(engine)
