"""What people think of answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.memory.columns import now
from bot.memory.people import row_of
from bot.memory.tables import FeedbackRow, QuestionRow


class Verdict(StrEnum):
    """Thumbs."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thought: of the answer to `question`, or, where that is None, of the bot."""

    question: int | None
    verdict: Verdict | None
    reason: str | None
    at: datetime


class Feedback:
    """Opinions: one for each person and question, the last one given; and any number of suggestions."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def give(self, person: int, question: int, verdict: Verdict, *, at: datetime | None = None) -> bool:
        """Keep the verdict of `person` on the answer to `question`; False when that question is no longer kept."""
        at = at or now()
        with self._sessions.begin() as session:
            if session.get(QuestionRow, question) is None:
                return False
            row_of(session, person, at)
            row = _opinion(session, person, question)
            if row is None:
                row = FeedbackRow(person_id=person, question_id=question)
                session.add(row)
            row.verdict, row.given_at = verdict, at
            return True

    def explain(self, person: int, question: int, reason: str) -> bool:
        """Add the reason to the verdict `person` gave; False when there is none."""
        with self._sessions.begin() as session:
            row = _opinion(session, person, question)
            if row is None:
                return False
            row.reason = reason
            return True

    def suggest(self, person: int, text: str, *, at: datetime | None = None) -> None:
        """Keep a suggestion of `person` about the bot."""
        at = at or now()
        with self._sessions.begin() as session:
            row_of(session, person, at)
            session.add(FeedbackRow(person_id=person, reason=text, given_at=at))

    def since(self, start: datetime) -> list[Opinion]:
        """Every opinion given from `start` on, oldest first."""
        rows = select(FeedbackRow).where(FeedbackRow.given_at >= start).order_by(FeedbackRow.given_at, FeedbackRow.id)
        with self._sessions() as session:
            return [_given(row) for row in session.scalars(rows)]


def _opinion(session: Session, person: int, question: int) -> FeedbackRow | None:
    rows = select(FeedbackRow).where(FeedbackRow.person_id == person, FeedbackRow.question_id == question)
    return session.scalars(rows).first()


def _given(row: FeedbackRow) -> Opinion:
    return Opinion(row.question_id, Verdict(row.verdict) if row.verdict else None, row.reason, row.given_at)
