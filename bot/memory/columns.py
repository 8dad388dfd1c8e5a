"""Column types, and the two rules by which erasure knows what belongs to a person.

A column named `person_id` says "this row is that person's": the row goes when the person is erased. A column named
`admin_id` says "an admin did this": the row stays, the name goes. Every table keeps to it, so that no list of tables
has to be kept anywhere.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

PERSON = "person_id"
ADMIN = "admin_id"

BIG_ID = BigInteger().with_variant(
    Integer(), "sqlite"
)  # SQLite counts only INTEGER keys up by itself; both are 64 bits


class UtcTime(TypeDecorator[datetime]):
    """An instant. Aware datetimes go in and come out in UTC; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """The instant as naive UTC, which every database keeps alike."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """The instant, aware again."""
        return None if value is None else value.replace(tzinfo=UTC)


class Row(DeclarativeBase):
    """A row of any table."""

    type_annotation_map: dict[Any, Any] = {int: BIG_ID, str: Text(), datetime: UtcTime()}  # noqa: RUF012 - SQLAlchemy's


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)
