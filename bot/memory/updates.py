"""Updates that Telegram delivered, so that each is handled exactly once, also over a restart."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.memory.columns import now
from bot.memory.tables import UpdateRow

MOST_TRIES = 3


class Updates:
    """The updates of one bot: those under way whole, those handled by id only."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def receive(
        self, bot: int, update: int, payload: str, *, person: int | None = None, at: datetime | None = None
    ) -> bool:
        """Keep an update until it is handled; False when it was received before, whether or not it is handled yet."""
        with self._sessions.begin() as session:
            if session.get(UpdateRow, (bot, update)):
                return False
            received = at or now()
            session.add(
                UpdateRow(bot_id=bot, update_id=update, received_at=received, person_id=person, payload=payload)
            )
            return True

    def handled(self, bot: int, update: int, *, at: datetime | None = None) -> None:
        """Keep of the update nothing but its id."""
        with self._sessions.begin() as session:
            row = session.get(UpdateRow, (bot, update))
            if row is None:  # erased meanwhile, on its sender's wish
                session.add(UpdateRow(bot_id=bot, update_id=update, received_at=at or now()))
            else:
                row.payload = row.person_id = None

    def take_up(self, bot: int) -> list[str]:
        """The payloads of updates received and not handled, in the order they came, to be tried once more.

        One that was tried three times is given up: the bot must not die of the same update for ever.
        """
        waiting = select(UpdateRow).where(UpdateRow.bot_id == bot, UpdateRow.payload.is_not(None))
        with self._sessions.begin() as session:
            rows = session.scalars(waiting.order_by(UpdateRow.update_id)).all()
            payloads = [row.payload for row in rows if row.payload and row.tries < MOST_TRIES]
            for row in rows:
                if row.tries < MOST_TRIES:
                    row.tries += 1
                else:
                    row.payload = row.person_id = None
            return payloads
