"""Files that Telegram already has."""

from sqlalchemy.orm import Session, sessionmaker

from bot.memory.tables import SentFileRow

WHOLE = 0  # as a page: the whole document


class SentFiles:
    """`file_id`s by bot, content and page: Telegram takes one instead of the bytes, from the same bot only."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def find(self, bot: int, sha256: str, *, page: int = WHOLE, kind: str) -> str | None:
        """The `file_id` under which Telegram has that page of that file as `kind` ("photo", "document")."""
        with self._sessions() as session:
            row = session.get(SentFileRow, (bot, sha256, page, kind))
            return row.file_id if row else None

    def keep(self, bot: int, sha256: str, file_id: str, *, page: int = WHOLE, kind: str) -> None:
        """Keep `file_id`, in the place of an earlier one."""
        with self._sessions.begin() as session:
            session.merge(SentFileRow(bot_id=bot, sha256=sha256, page=page, kind=kind, file_id=file_id))

    def drop(self, bot: int, sha256: str, *, page: int = WHOLE, kind: str) -> None:
        """Forget a `file_id` that Telegram no longer takes."""
        with self._sessions.begin() as session:
            row = session.get(SentFileRow, (bot, sha256, page, kind))
            if row:
                session.delete(row)
