"""Who wants learning cards, how often, and who is due for one: at most one in each of their periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, sessionmaker

from bot.memory.columns import now
from bot.memory.people import Rhythm, row_of
from bot.memory.statistics import VIET_NAM
from bot.memory.tables import LearnerRow, PersonRow

FIRST_HOUR, LAST_HOUR = (
    8,
    20,
)  # in Viet Nam: cards come from eight, and after a pause not later than eight in the evening


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody whose card is due; `before` is when the last one was, to give the turn back when nothing went out."""

    person: int
    before: datetime


class Learners:
    """The people who want learning cards."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def choose(self, person: int, rhythm: Rhythm, *, at: datetime | None = None) -> None:
        """Send `person` cards from the next period on."""
        with self._sessions.begin() as session:
            row_of(session, person)
            session.merge(LearnerRow(person_id=person, rhythm=rhythm, last_at=at or now()))

    def stop(self, person: int) -> None:
        """Send `person` no cards any more."""
        with self._sessions.begin() as session:
            row = session.get(LearnerRow, person)
            if row:
                session.delete(row)

    def due(self, at: datetime) -> list[int]:
        """The people whose card is due at `at`, in a fixed order; nobody at night, nobody who blocked the bot."""
        if not FIRST_HOUR <= at.astimezone(VIET_NAM).hour < LAST_HOUR:
            return []
        beginnings = period_beginnings(at)
        waiting = [(LearnerRow.rhythm == rhythm) & (LearnerRow.last_at < begun) for rhythm, begun in beginnings.items()]
        people = select(LearnerRow.person_id).join(PersonRow).where(~PersonRow.blocked, or_(*waiting))
        with self._sessions() as session:
            return list(session.scalars(people.order_by(LearnerRow.person_id)))

    def take_turn(self, person: int, at: datetime) -> Turn | None:
        """Note that `person` gets this period's card; None when they got it, or want none any more."""
        with self._sessions.begin() as session:
            row = session.get(LearnerRow, person)
            if row is None or row.last_at >= period_beginnings(at)[Rhythm(row.rhythm)]:
                return None
            turn = Turn(person, row.last_at)
            row.last_at = at
            return turn

    def give_back(self, turn: Turn) -> None:
        """Take it back, since nothing went out: the card is due again."""
        with self._sessions.begin() as session:
            row = session.get(LearnerRow, turn.person)
            if row:
                row.last_at = turn.before


def period_beginnings(at: datetime) -> Mapping[Rhythm, datetime]:
    """When the day and the week that `at` falls in began in Viet Nam."""
    midnight = datetime.combine(at.astimezone(VIET_NAM), time(), VIET_NAM)
    return {Rhythm.DAILY: midnight, Rhythm.WEEKLY: midnight - timedelta(days=midnight.weekday())}
