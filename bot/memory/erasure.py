"""Erasing a person, showing a person everything that is kept of them, and forgetting what is old.

All three go through every table there is, by the rules in `columns`; a new table needs no line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, select, update

from bot.memory.columns import ADMIN, PERSON, Row, now
from bot.memory.database import empty_write_ahead_log
from bot.memory.tables import ConversationRow, FeedbackRow, InviteRow, NoticeRow, QuestionRow, UpdateRow

UPDATES_KEPT = timedelta(days=2)  # Telegram delivers nothing older than a day


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of a person were erased in each table, and how many were found when looked for afterwards."""

    rows: Mapping[str, int]
    left: int


class Erasure:
    """What must be forgotten, on request or by age."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def forget(self, person: int) -> Erased:
        """Erase `person` from every table, then look again in every table."""
        rows: dict[str, int] = {}
        with self._engine.begin() as connection:
            for table in reversed(Row.metadata.sorted_tables):
                rows[table.name] = _erase(connection, table, person)
        empty_write_ahead_log(self._engine)
        with self._engine.connect() as connection:
            left = sum(_count(connection, table, person) for table in Row.metadata.sorted_tables)
        return Erased({name: count for name, count in rows.items() if count}, left)

    def export(self, person: int) -> dict[str, list[dict[str, Any]]]:
        """Everything kept of `person`, by table, as JSON values; a table without anything of theirs is left out."""
        found: dict[str, list[dict[str, Any]]] = {}
        with self._engine.connect() as connection:
            for table in Row.metadata.sorted_tables:
                columns = [table.c[name] for name in (PERSON, ADMIN) if name in table.c]
                rows = [row for column in columns for row in connection.execute(select(table).where(column == person))]
                if rows:
                    found[table.name] = [{key: _json(value) for key, value in row._asdict().items()} for row in rows]
        return found

    def expire(self, days: int, *, at: datetime | None = None) -> int:
        """Erase questions, feedback, conversations and notices older than `days`, old invites, and update ids past use.

        Returns how many rows that were. A conversation goes when its last message is that old.
        """
        at = at or now()
        before = at - timedelta(days=days)
        old = (
            delete(FeedbackRow).where(FeedbackRow.given_at < before),
            delete(QuestionRow).where(QuestionRow.asked_at < before),
            delete(ConversationRow).where(ConversationRow.last_at < before),
            delete(InviteRow).where(InviteRow.expires_at < before),
            delete(NoticeRow).where(NoticeRow.made_at < before),
            delete(UpdateRow).where(UpdateRow.received_at < at - UPDATES_KEPT),
        )
        with self._engine.begin() as connection:
            erased = sum(connection.execute(statement).rowcount for statement in old)
        empty_write_ahead_log(self._engine)
        return erased


def _erase(connection: Connection, table: Table, person: int) -> int:
    erased = 0
    if PERSON in table.c:
        erased += connection.execute(delete(table).where(table.c[PERSON] == person)).rowcount
    if ADMIN in table.c:
        unsigned = update(table).where(table.c[ADMIN] == person).values({ADMIN: None})
        erased += connection.execute(unsigned).rowcount
    return erased


def _count(connection: Connection, table: Table, person: int) -> int:
    columns = [table.c[name] for name in (PERSON, ADMIN) if name in table.c]
    return sum(
        connection.scalar(select(func.count()).select_from(table).where(column == person)) or 0 for column in columns
    )


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
