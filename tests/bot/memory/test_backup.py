"""A backup is whole, private, and can be restored."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.memory.backup import back_up
from bot.memory.database import MemoryFault
from bot.memory.history import Outcome
from bot.memory.memory import Memory
from tests.bot.memory.conftest import NOON, PERSON


def test_a_backup_restores_everything(memory: Memory, tmp_path: Path) -> None:
    """Put in the place of a lost database, the copy holds all that was there, and can be written to."""
    memory.history.remember(PERSON, "câu", Outcome("answered"), at=NOON)
    copy = tmp_path / "sao-luu" / "memory.sqlite"
    assert back_up(f"sqlite:///{tmp_path / 'memory.sqlite'}", copy) == 1
    restored = Path(shutil.copy(copy, tmp_path / "moi.sqlite"))
    again = Memory.open(f"sqlite:///{restored}")
    assert again.erasure.export(PERSON) == memory.erasure.export(PERSON)
    again.history.remember(PERSON, "câu sau", Outcome("answered"), at=NOON)
    again.close()


def test_a_backup_under_load_is_of_one_instant(memory: Memory, tmp_path: Path) -> None:
    """While questions keep being written, the copy is sound and holds each question with its conversation."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.wait(0.001):
            number += 1
            memory.history.remember(number % 50 + 1, "câu " * 20, Outcome("answered"), at=NOON)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        copies = [tmp_path / f"copy{number}.sqlite" for number in range(3)]
        for copy in copies:
            back_up(f"sqlite:///{tmp_path / 'memory.sqlite'}", copy)
    finally:
        stop.set()
        writing.join()
    for copy in copies:
        connection = sqlite3.connect(copy)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()


def test_a_backup_is_its_owners_alone(memory: Memory, tmp_path: Path) -> None:
    """One file, and nobody else on the machine may read it."""
    del memory
    copy = tmp_path / "sao-luu" / "memory.sqlite"
    back_up(f"sqlite:///{tmp_path / 'memory.sqlite'}", copy)
    assert [path.name for path in copy.parent.iterdir()] == ["memory.sqlite"]
    assert copy.stat().st_mode & 0o077 == 0


def test_an_old_backup_is_not_overwritten(memory: Memory, tmp_path: Path) -> None:
    """The name is refused, and the old copy stays as it was."""
    del memory
    (tmp_path / "cu.sqlite").write_bytes(b"old")
    with pytest.raises(MemoryFault, match=r"cu\.sqlite đã có"):
        back_up(f"sqlite:///{tmp_path / 'memory.sqlite'}", tmp_path / "cu.sqlite")
    assert (tmp_path / "cu.sqlite").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("url", "told"), [("postgresql://h/d", "chỉ sao lưu SQLite"), ("sqlite:///khong-co/memory.sqlite", "DATA_DIR")]
)
def test_what_cannot_be_backed_up_is_said(tmp_path: Path, url: str, told: str) -> None:
    """Another database, or none, gets a sentence, and no empty file is left behind."""
    with pytest.raises(MemoryFault, match=told):
        back_up(url, tmp_path / "copy.sqlite")
    assert not (tmp_path / "copy.sqlite").exists()


def test_a_damaged_database_gives_no_backup(tmp_path: Path) -> None:
    """What is no database is not copied in silence."""
    (tmp_path / "memory.sqlite").write_bytes(b"garbage " * 1000)
    with pytest.raises(MemoryFault, match="Không sao lưu được"):
        back_up(f"sqlite:///{tmp_path / 'memory.sqlite'}", tmp_path / "copy.sqlite")
    assert not (tmp_path / "copy.sqlite").exists()
