"""Whether the bot is switched off, which a restart does not change."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.memory.columns import now
from bot.memory.tables import SwitchRow


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """Since when the bot is off, and why."""

    since: datetime
    reason: str


class Switch:
    """The switch. Every turn of it is kept."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def state(self) -> SwitchedOff | None:
        """Why the bot is off, None when it is on."""
        with self._sessions() as session:
            row = session.scalars(select(SwitchRow).order_by(SwitchRow.id.desc()).limit(1)).first()
            return SwitchedOff(row.at, row.reason or "") if row and row.off else None

    def turn_off(self, admin: int, reason: str, *, at: datetime | None = None) -> None:
        """Switch the bot off."""
        self._turn(SwitchRow(off=True, reason=reason, admin_id=admin, at=at or now()))

    def turn_on(self, admin: int, *, at: datetime | None = None) -> None:
        """Switch the bot on."""
        self._turn(SwitchRow(off=False, admin_id=admin, at=at or now()))

    def _turn(self, row: SwitchRow) -> None:
        with self._sessions.begin() as session:
            session.add(row)
