"""What an operator reads of the memory: fine, or what to do."""

import os
import sqlite3
from pathlib import Path

import pytest

from bot.memory.backup import back_up
from bot.memory.database import MemoryFault, migrate, open_database
from bot.settings import Settings
from scripts.doctor import _memory

OLDER = "0001"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a memory in use once."""
    open_database(f"sqlite:///{tmp_path / 'memory.sqlite'}").dispose()
    return tmp_path / "memory.sqlite"


def _told(file: Path) -> tuple[bool, str]:
    finding = _memory(Settings(data_dir=file.parent))
    return finding.fine, finding.message


def test_a_sound_memory_is_fine(file: Path) -> None:
    """Its size and version are told, and looking changed nothing."""
    before = file.read_bytes()
    fine, message = _told(file)
    assert fine
    assert message.startswith("0.")
    assert "phiên bản" in message
    assert file.read_bytes() == before


def test_no_memory_yet_is_fine_and_none_is_made(tmp_path: Path) -> None:
    """Before the first start there is nothing to look at."""
    fine, message = _told(tmp_path / "memory.sqlite")
    assert (fine, "chưa có" in message) == (True, True)
    assert not (tmp_path / "memory.sqlite").exists()


def test_an_older_version_is_fine_with_a_word_on_backups(file: Path) -> None:
    """The start brings it up to date; a backup before is advised."""
    engine = open_database(f"sqlite:///{file}")
    migrate(engine, OLDER)
    engine.dispose()
    fine, message = _told(file)
    assert fine
    assert f"phiên bản {OLDER}" in message
    assert "scripts.backup" in message


def test_a_restored_backup_is_fine(file: Path, tmp_path: Path) -> None:
    """A copy is one file without a log beside it; the start changes that."""
    back_up(f"sqlite:///{file}", tmp_path / "copy" / "memory.sqlite")
    fine, message = _told(tmp_path / "copy" / "memory.sqlite")
    assert fine
    assert "WAL" in message


def test_a_newer_version_is_not(file: Path) -> None:
    """A memory of a later program is told apart, by the command and at the start."""
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    fine, message = _told(file)
    assert (fine, "9999 mới hơn" in message) == (False, True)
    with pytest.raises(MemoryFault, match="phiên bản mới hơn"):
        open_database(f"sqlite:///{file}")


def test_a_damaged_file_is_told(file: Path) -> None:
    """Half of the pages overwritten: the message names the runbook."""
    data = bytearray(file.read_bytes())
    data[4096 : len(data) // 2] = os.urandom(len(data) // 2 - 4096)
    file.write_bytes(data)
    fine, message = _told(file)
    assert not fine
    assert "docs/runbooks/backup.md" in message


def test_a_file_that_others_may_read_is_told_with_the_command(file: Path) -> None:
    """What people ask is nobody else's business."""
    file.chmod(0o644)
    fine, message = _told(file)
    assert not fine
    assert f"chmod 600 {file}" in message


def test_a_memory_that_cannot_be_written_is_told(file: Path) -> None:
    """While another program holds it for good, nothing can be written."""
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    fine, message = _told(file)
    holder.close()
    assert not fine
    assert "không ghi được" in message
