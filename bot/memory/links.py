"""Short keys for provisions, for links and buttons that may hold 64 characters."""

import hashlib

from sqlalchemy.orm import Session, sessionmaker

from bot.memory.tables import DeepLinkRow

_KEY_DIGITS = 16


class Links:
    """Keys of provisions. A key is the same on every machine, and lasts as long as the database."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def key(self, provision: str) -> str:
        """The key of `provision`, 16 hexadecimal digits; from now on `provision(key)` finds it."""
        key = hashlib.sha256(provision.encode()).hexdigest()[:_KEY_DIGITS]
        with self._sessions.begin() as session:
            if session.get(DeepLinkRow, key) is None:
                session.add(DeepLinkRow(key=key, provision=provision))
        return key

    def provision(self, key: str) -> str | None:
        """The provision of `key` as it was given, None for a key that was never made."""
        with self._sessions() as session:
            row = session.get(DeepLinkRow, key)
            return row.provision if row else None
