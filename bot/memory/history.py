"""Questions that were asked, and the conversations they belong to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, sessionmaker

from bot.memory.columns import now
from bot.memory.people import row_of
from bot.memory.tables import ConversationRow, QuestionRow

IDLE = timedelta(hours=12)  # a conversation silent this long is over
MOST_MESSAGES = 200  # and so is one this long


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: the status by name, the first citation as printed, the build that answered."""

    status: str
    citation: str | None = None
    build_id: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where a question stands in Telegram."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked. `reply_id` is the message that answers it, once `History.replied` said so."""

    id: int
    person: int
    at: datetime
    typed: str
    outcome: Outcome
    where: Where | None = None
    reply_id: int | None = None


class History:
    """What people asked."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def remember(
        self, person: int, typed: str, outcome: Outcome, *, where: Where | None = None, at: datetime | None = None
    ) -> int:
        """Keep a question and what became of it; returns its id, a small positive integer that fits any button."""
        at = at or now()
        with self._sessions.begin() as session:
            conversation = _conversation(session, person, at)
            conversation.messages += 1
            conversation.last_at = at
            row = QuestionRow(person_id=person, conversation_id=conversation.id, asked_at=at, typed=typed)
            _tell(row, outcome)
            if where:
                row.chat_id, row.message_id = where.chat_id, where.message_id
            session.add(row)
            session.flush()
            return row.id

    def correct(self, question: int, typed: str, outcome: Outcome) -> None:
        """Put the edited text and its outcome in the place of the first; nothing happens when it is no longer kept."""
        with self._sessions.begin() as session:
            row = session.get(QuestionRow, question)
            if row:
                row.typed = typed
                _tell(row, outcome)

    def replied(self, question: int, reply_id: int) -> None:
        """Keep which message answers the question."""
        with self._sessions.begin() as session:
            row = session.get(QuestionRow, question)
            if row:
                row.reply_id = reply_id

    def find(self, question: int) -> Asked | None:
        """The question of that id, None when it is no longer kept. Compare its `person` before showing it."""
        with self._sessions() as session:
            row = session.get(QuestionRow, question)
            return _asked(row) if row else None

    def asked_in(self, where: Where) -> Asked | None:
        """The question in that message, None when none is kept."""
        rows = select(QuestionRow).where(
            QuestionRow.chat_id == where.chat_id, QuestionRow.message_id == where.message_id
        )
        with self._sessions() as session:
            row = session.scalars(rows.order_by(QuestionRow.id.desc())).first()
            return _asked(row) if row else None

    def recent(self, person: int, limit: int = 10) -> list[Asked]:
        """The last questions of `person`, newest first."""
        rows = select(QuestionRow).where(QuestionRow.person_id == person)
        newest = rows.order_by(QuestionRow.asked_at.desc(), QuestionRow.id.desc()).limit(limit)
        with self._sessions() as session:
            return _all(session.scalars(newest))

    def before(self, question: int, limit: int = 5) -> list[Asked]:
        """The last questions of the same conversation before that one, newest first."""
        with self._sessions() as session:
            row = session.get(QuestionRow, question)
            return _all(session.scalars(_newest(row.conversation_id, limit, until=row.id))) if row else []

    def going_on(self, person: int, limit: int = 5, *, at: datetime | None = None) -> list[Asked]:
        """The last questions of the conversation of `person` still going on, newest first."""
        with self._sessions() as session:
            row = _last(session, person)
            going_on = row is not None and _goes_on(row, at or now())
            return _all(session.scalars(_newest(row.id, limit))) if row and going_on else []

    def between(self, start: datetime, end: datetime, *, statuses: Collection[str]) -> list[Asked]:
        """The questions from `start` until before `end` that ended in one of `statuses`, oldest first."""
        rows = select(QuestionRow).where(
            QuestionRow.asked_at >= start, QuestionRow.asked_at < end, QuestionRow.status.in_(statuses)
        )
        with self._sessions() as session:
            return _all(session.scalars(rows.order_by(QuestionRow.asked_at, QuestionRow.id)))

    def show(self, person: int, provision: str, *, at: datetime | None = None) -> None:
        """Keep `provision` as the one `person` saw last, for "còn khoản 3?"."""
        at = at or now()
        with self._sessions.begin() as session:
            conversation = _conversation(session, person, at)
            conversation.provision, conversation.last_at = provision, at

    def last_provision(self, person: int, *, at: datetime | None = None) -> str | None:
        """The provision `person` saw last in the conversation still going on, as `show` was given it."""
        with self._sessions() as session:
            row = _last(session, person)
            return row.provision if row and _goes_on(row, at or now()) else None

    def start_anew(self, person: int, *, at: datetime | None = None) -> None:
        """End the conversation of `person`: what follows speaks of nothing said before."""
        at = at or now()
        with self._sessions.begin() as session:
            if _last(session, person):
                session.add(ConversationRow(person_id=person, started_at=at, last_at=at))


def _conversation(session: Session, person: int, at: datetime) -> ConversationRow:
    """The conversation going on, or a new one."""
    row = _last(session, person)
    if row is None or not _goes_on(row, at):
        row_of(session, person, at)
        row = ConversationRow(person_id=person, started_at=at, last_at=at, messages=0)
        session.add(row)
        session.flush()
    return row


def _last(session: Session, person: int) -> ConversationRow | None:
    rows = select(ConversationRow).where(ConversationRow.person_id == person)
    return session.scalars(rows.order_by(ConversationRow.id.desc()).limit(1)).first()


def _newest(conversation: int, limit: int, *, until: int | None = None) -> Select[QuestionRow]:
    rows = select(QuestionRow).where(QuestionRow.conversation_id == conversation)
    earlier = rows if until is None else rows.where(QuestionRow.id < until)
    return earlier.order_by(QuestionRow.id.desc()).limit(limit)


def _goes_on(conversation: ConversationRow, at: datetime) -> bool:
    return at - conversation.last_at < IDLE and conversation.messages < MOST_MESSAGES


def _tell(row: QuestionRow, outcome: Outcome) -> None:
    row.status, row.citation, row.build_id = outcome.status, outcome.citation, outcome.build_id


def _all(rows: Iterable[QuestionRow]) -> list[Asked]:
    return [_asked(row) for row in rows]


def _asked(row: QuestionRow) -> Asked:
    known = row.chat_id is not None and row.message_id is not None
    return Asked(
        id=row.id,
        person=row.person_id,
        at=row.asked_at,
        typed=row.typed,
        outcome=Outcome(row.status, row.citation, row.build_id),
        where=Where(row.chat_id or 0, row.message_id or 0) if known else None,
        reply_id=row.reply_id,
    )
