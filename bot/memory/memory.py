"""Everything that is remembered, behind one object."""

from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from bot.memory.database import open_database
from bot.memory.erasure import Erasure
from bot.memory.feedback import Feedback
from bot.memory.files import SentFiles
from bot.memory.history import History
from bot.memory.invites import Invites
from bot.memory.learners import Learners
from bot.memory.notices import Notices
from bot.memory.people import People
from bot.memory.statistics import Statistics
from bot.memory.switch import Switch
from bot.memory.updates import Updates


class Memory:
    """The verbs, by subject. Each call is one short transaction; call them from one thread, away from an event loop."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        sessions = sessionmaker(engine)
        self.people = People(sessions)
        self.history = History(sessions)
        self.feedback = Feedback(sessions)
        self.invites = Invites(sessions)
        self.notices = Notices(sessions)
        self.learners = Learners(sessions)
        self.switch = Switch(sessions)
        self.updates = Updates(sessions)
        self.files = SentFiles(sessions)
        self.statistics = Statistics(sessions)
        self.erasure = Erasure(engine)

    @classmethod
    def open(cls, url: str) -> Self:
        """The memory in the database at `url`, brought up to date.

        Raises:
            bot.memory.database.MemoryFault: it cannot be used.
        """
        return cls(open_database(url))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
