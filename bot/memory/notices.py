"""Notices to subscribers: drafted, confirmed once, and who is still to get one: a restart goes on from there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, func, insert, literal, select
from sqlalchemy.orm import Session, sessionmaker

from bot.memory.columns import now
from bot.memory.people import NOTICES
from bot.memory.tables import DeliveryRow, NoticeRow, PersonRow, SubscriptionRow


@dataclass(frozen=True, slots=True)
class Notice:
    """A confirmed notice that has not gone to everybody yet. `admin` is None when they erased their data meanwhile."""

    id: int
    text: str
    admin: int | None


class Notices:
    """The notices of admins. A person stands in the list of a notice until it was sent to them."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def draft(self, admin: int, text: str, *, at: datetime | None = None) -> int:
        """Keep a notice that nobody gets before it is confirmed; returns its id."""
        with self._sessions.begin() as session:
            row = NoticeRow(admin_id=admin, text=text, made_at=at or now())
            session.add(row)
            session.flush()
            return row.id

    def confirm(self, notice: int, *, at: datetime | None = None) -> int | None:
        """List those who subscribe now and did not block the bot; returns how many the list holds.

        Confirming again changes nothing. None: there is no such notice, or it went to everybody already.
        """
        with self._sessions.begin() as session:
            row = session.get(NoticeRow, notice)
            if row is None or row.finished_at:
                return None
            if row.confirmed_at is None:
                row.confirmed_at = at or now()
                subscribed = select(literal(notice), PersonRow.person_id).join(SubscriptionRow)
                wanted = subscribed.where(SubscriptionRow.topic == NOTICES, ~PersonRow.blocked)
                session.execute(insert(DeliveryRow).from_select(["notice_id", "person_id"], wanted))
            listed = select(func.count()).where(DeliveryRow.notice_id == notice)
            return session.scalar(listed) or 0

    def drop(self, notice: int) -> bool:
        """Throw a draft away; False when there is none, or it was confirmed."""
        with self._sessions.begin() as session:
            row = session.get(NoticeRow, notice)
            is_draft = row is not None and row.confirmed_at is None
            if is_draft:
                session.delete(row)
            return is_draft

    def under_way(self) -> list[Notice]:
        """The notices confirmed and not finished, in that order."""
        rows = select(NoticeRow).where(NoticeRow.confirmed_at.is_not(None), NoticeRow.finished_at.is_(None))
        with self._sessions() as session:
            found = session.scalars(rows.order_by(NoticeRow.confirmed_at, NoticeRow.id))
            return [Notice(row.id, row.text, row.admin_id) for row in found]

    def next_recipient(self, notice: int) -> int | None:
        """Who is to get the notice next; None when nobody is left. Who unsubscribed since is passed over."""
        with self._sessions() as session:
            return session.scalar(_waiting(notice).order_by(DeliveryRow.person_id).limit(1))

    def sent(self, notice: int, person: int, *, delivered: bool) -> None:
        """Note that the notice went out to `person`, and whether Telegram took it."""
        with self._sessions.begin() as session:
            row = session.get(DeliveryRow, (notice, person))
            if row:
                row.delivered = delivered

    def counts(self, notice: int) -> tuple[int, int]:
        """To how many the notice was delivered, and to how many it could not be."""
        with self._sessions() as session:
            outcomes = select(DeliveryRow.delivered, func.count()).where(DeliveryRow.notice_id == notice)
            counted = dict(session.execute(outcomes.group_by(DeliveryRow.delivered)).all())
            return counted.get(True, 0), counted.get(False, 0)

    def finish(self, notice: int, *, at: datetime | None = None) -> None:
        """Note that the notice went to everybody; who they were is forgotten."""
        with self._sessions.begin() as session:
            session.execute(delete(DeliveryRow).where(DeliveryRow.notice_id == notice))
            row = session.get(NoticeRow, notice)
            if row:
                row.finished_at = at or now()


def _waiting(notice: int) -> Select[int]:
    subscribed = select(SubscriptionRow.person_id).where(SubscriptionRow.topic == NOTICES)
    return select(DeliveryRow.person_id).where(
        DeliveryRow.notice_id == notice, DeliveryRow.delivered.is_(None), DeliveryRow.person_id.in_(subscribed)
    )
