"""What is erased is gone from every table, and from the bytes of the files."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot.memory.columns import Row
from bot.memory.feedback import Verdict
from bot.memory.history import Outcome, Where
from bot.memory.memory import Memory
from bot.memory.people import Rhythm
from tests.bot.memory.conftest import ADMIN, NOON, OTHER, PERSON

SECRET = "câu hỏi rất riêng"  # noqa: S105 - a question


@pytest.fixture
def filled(memory: Memory) -> Memory:
    """A memory in which PERSON and OTHER each stand in every table that can hold a person."""
    for person in (PERSON, OTHER):
        memory.people.subscribe(person, "notices", at=NOON)
        question = memory.history.remember(
            person, f"{SECRET} {person}", Outcome("answered", "Điều 1"), where=Where(person, 5), at=NOON
        )
        memory.history.show(person, "Điều 1", at=NOON)
        memory.feedback.give(person, question, Verdict.DOWN, at=NOON)
        memory.feedback.explain(person, question, f"{SECRET} {person}")
        memory.feedback.suggest(person, f"{SECRET} {person}", at=NOON)
        memory.learners.choose(person, Rhythm.DAILY, at=NOON)
        memory.invites.make(person, "xã", at=NOON)
        memory.switch.turn_off(person, "thử", at=NOON)
        payload = json.dumps({"from": person, "text": SECRET}, ensure_ascii=False)
        memory.updates.receive(1, person % 1000, payload, person=person, at=NOON)
    for person in (PERSON, OTHER):
        memory.notices.confirm(memory.notices.draft(person, "tin", at=NOON), at=NOON)
    memory.files.keep(1, "a" * 64, "file", kind="photo")
    return memory


def _cells(engine: Engine) -> dict[str, list[object]]:
    """Every value in every table, by table."""
    with engine.connect() as connection:
        return {
            table.name: [cell for row in connection.execute(select(table)) for cell in row]
            for table in Row.metadata.sorted_tables
        }


def test_every_table_was_filled(filled: Memory, engine: Engine) -> None:
    """A table added later must be added to `filled` too, or the tests below would pass without looking at it."""
    assert filled.switch.state() is not None
    empty = [name for name, cells in _cells(engine).items() if not cells]
    assert empty == []


def test_a_person_is_erased_from_every_table(filled: Memory, engine: Engine) -> None:
    """No cell of any table holds their id or their words; the counts say what went, and nothing is left."""
    erased = filled.erasure.forget(PERSON)
    assert erased.left == 0
    assert erased.rows == {
        "person": 1, "subscription": 1, "conversation": 1, "question": 1, "feedback": 2,
        "learner": 1, "delivery": 2, "notice": 1, "invite": 1, "switch": 1, "received_update": 1,
    }  # fmt: skip
    for name, cells in _cells(engine).items():
        assert not [cell for cell in cells if str(PERSON) in str(cell)], name


def test_nobody_else_loses_anything(filled: Memory) -> None:
    """Everything kept of the other person is as it was."""
    before = filled.erasure.export(OTHER)
    filled.erasure.forget(PERSON)
    assert filled.erasure.export(OTHER) == before
    assert filled.erasure.export(PERSON) == {}


def test_what_an_admin_did_stays_without_the_name(filled: Memory) -> None:
    """An invite made by somebody who was erased still works, and the switch stays as it is."""
    token = filled.invites.make(ADMIN, "Xã Đoài", at=NOON)
    filled.erasure.forget(ADMIN)
    assert filled.invites.accept(PERSON, token, at=NOON) == "xã" or filled.people.find(PERSON).allowed
    assert filled.switch.state() is not None


def test_no_byte_of_the_words_stays_in_the_files(filled: Memory, tmp_path: Path) -> None:
    """Neither the database file nor the log beside it holds the erased text any more."""
    words = SECRET.encode()
    everything = b"".join(path.read_bytes() for path in tmp_path.glob("memory.sqlite*"))
    assert words in everything
    filled.erasure.forget(PERSON)
    filled.erasure.forget(OTHER)
    everything = b"".join(path.read_bytes() for path in tmp_path.glob("memory.sqlite*"))
    assert words not in everything


def test_the_export_is_everything_as_json(filled: Memory) -> None:
    """All that is kept of a person, by table, can be written as JSON; nothing of anybody else is in it."""
    exported = filled.erasure.export(PERSON)
    text = json.dumps(exported, ensure_ascii=False)
    assert set(exported) == {
        "person", "subscription", "conversation", "question", "feedback", "learner", "delivery", "notice", "invite",
        "switch", "received_update",
    }  # fmt: skip
    assert exported["question"][0]["typed"] == f"{SECRET} {PERSON}"
    assert exported["question"][0]["asked_at"] == "2026-11-25T12:00:00+00:00"
    assert str(OTHER) not in text


def test_old_questions_are_erased(filled: Memory) -> None:
    """What is older than the number of days goes, with its feedback; what is younger stays; people stay."""
    young = filled.history.remember(PERSON, "câu mới", Outcome("answered"), at=NOON + timedelta(days=60))
    erased = filled.erasure.expire(90, at=NOON + timedelta(days=90, seconds=1))
    assert erased >= 6
    assert [asked.id for asked in filled.history.recent(PERSON)] == [young]
    assert filled.history.recent(OTHER) == []
    assert filled.feedback.since(NOON) == []
    assert filled.people.subscribers("notices") == [OTHER, PERSON]


def test_young_questions_are_kept(filled: Memory) -> None:
    """On the day itself nothing is erased but what is past use anyway."""
    filled.erasure.expire(90, at=NOON + timedelta(days=90))
    assert len(filled.history.recent(PERSON)) == 1
