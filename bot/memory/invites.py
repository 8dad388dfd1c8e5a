"""Links by which an admin lets a unit's people in."""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.memory.columns import now
from bot.memory.people import row_of
from bot.memory.tables import InviteRow

VALID_FOR = timedelta(days=30)
MOST_USES = 200
_TOKEN_BYTES = 16  # 22 characters: cannot be guessed, and fits a deep link with its prefix


class Refused(StrEnum):
    """Why an invite lets nobody in."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED_UP = "used_up"


class Invites:
    """Invites, kept by the hash of their token."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def make(self, admin: int, unit: str, *, at: datetime | None = None, most_uses: int = MOST_USES) -> str:
        """A new token for the people of `unit`, valid for 30 days. It is shown this once."""
        token, at = secrets.token_urlsafe(_TOKEN_BYTES), at or now()
        with self._sessions.begin() as session:
            session.add(
                InviteRow(
                    token_sha256=_hash(token),
                    unit=unit,
                    admin_id=admin,
                    made_at=at,
                    expires_at=at + VALID_FOR,
                    most_uses=most_uses,
                )
            )
        return token

    def accept(self, person: int, token: str, *, at: datetime | None = None) -> str | Refused:
        """Let `person` in and return the unit, or say why not. Somebody already let in uses nothing up."""
        at = at or now()
        with self._sessions.begin() as session:
            invite = session.scalars(select(InviteRow).where(InviteRow.token_sha256 == _hash(token))).first()
            if invite is None:
                return Refused.UNKNOWN
            if invite.expires_at <= at:
                return Refused.EXPIRED
            guest = row_of(session, person, at)
            if guest.allowed:
                return guest.unit or invite.unit
            if invite.uses >= invite.most_uses:
                return Refused.USED_UP
            invite.uses += 1
            guest.allowed, guest.unit = True, invite.unit
            return invite.unit

    def revoke_all(self, unit: str, *, at: datetime | None = None) -> int:
        """End every invite of `unit`; those it let in stay. Returns how many were still open."""
        at = at or now()
        with self._sessions.begin() as session:
            open_ones = session.scalars(
                select(InviteRow).where(InviteRow.unit == unit, InviteRow.expires_at > at)
            ).all()
            for invite in open_ones:
                invite.expires_at = at
            return len(open_ones)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
