"""People: who may ask, what they chose, what they subscribed to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.memory.columns import now
from bot.memory.tables import LearnerRow, PersonRow, SubscriptionRow

NOTICES = "notices"  # the topic of the admins' notices


class AnswerLength(StrEnum):
    """How much of an answer a person wants to see at once."""

    SHORT = "short"
    FULL = "full"


class Rhythm(StrEnum):
    """How often learning cards come: every morning, or on Monday morning."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a person. `allowed` counts only where the bot is open to invited people alone."""

    id: int
    answer_length: AnswerLength = AnswerLength.FULL
    learning: Rhythm | None = None
    notices: bool = False
    blocked: bool = False
    allowed: bool = False
    unit: str | None = None


class People:
    """The people who have written to the bot, by Telegram id."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def find(self, person: int) -> Person:
        """What is known of `person`; the defaults for somebody who is not known."""
        with self._sessions() as session:
            row = session.get(PersonRow, person)
            notices = session.get(SubscriptionRow, (person, NOTICES)) is not None
            return _person(row, session.get(LearnerRow, person), notices=notices) if row else Person(person)

    def choose_length(self, person: int, length: AnswerLength) -> None:
        """Show `person` short or full answers from now on."""
        with self._sessions.begin() as session:
            row_of(session, person).answer_length = length

    def mark_blocked(self, person: int, *, blocked: bool = True) -> None:
        """Remember that `person` blocked the bot, or took it back: nothing is pushed to those who did."""
        with self._sessions.begin() as session:
            row_of(session, person).blocked = blocked

    def allow(self, person: int, *, unit: str | None = None) -> None:
        """Let `person` ask where only invited people may."""
        with self._sessions.begin() as session:
            row = row_of(session, person)
            row.allowed, row.unit = True, unit or row.unit

    def disallow(self, person: int) -> bool:
        """Take the permission of `person` away; False when there was none."""
        with self._sessions.begin() as session:
            row = session.get(PersonRow, person)
            had = row is not None and row.allowed
            if row:
                row.allowed = False
            return had

    def subscribe(self, person: int, topic: str, *, at: datetime | None = None) -> None:
        """Send `person` the messages of `topic` from now on; asking twice changes nothing."""
        with self._sessions.begin() as session:
            row_of(session, person)
            if session.get(SubscriptionRow, (person, topic)) is None:
                session.add(SubscriptionRow(person_id=person, topic=topic, since=at or now()))

    def unsubscribe(self, person: int, topic: str) -> None:
        """Stop sending `person` the messages of `topic`."""
        with self._sessions.begin() as session:
            row = session.get(SubscriptionRow, (person, topic))
            if row:
                session.delete(row)

    def subscribes(self, person: int, topic: str) -> bool:
        """Whether `person` wants the messages of `topic`."""
        with self._sessions() as session:
            return session.get(SubscriptionRow, (person, topic)) is not None

    def subscribers(self, topic: str) -> list[int]:
        """The people to send the messages of `topic` to, in a fixed order; those who blocked the bot are left out."""
        wanted = select(SubscriptionRow.person_id).join(PersonRow).where(SubscriptionRow.topic == topic)
        with self._sessions() as session:
            return list(session.scalars(wanted.where(~PersonRow.blocked).order_by(PersonRow.person_id)))


def row_of(session: Session, person: int, at: datetime | None = None) -> PersonRow:
    """The row of `person`, made when it is not there yet."""
    row = session.get(PersonRow, person)
    if row is None:
        row = PersonRow(person_id=person, first_seen=at or now())
        session.add(row)
        session.flush()
    return row


def _person(row: PersonRow, learner: LearnerRow | None, *, notices: bool) -> Person:
    return Person(
        id=row.person_id,
        answer_length=AnswerLength(row.answer_length),
        learning=Rhythm(learner.rhythm) if learner else None,
        notices=notices,
        blocked=row.blocked,
        allowed=row.allowed,
        unit=row.unit,
    )
