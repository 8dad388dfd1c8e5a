"""What happens when the application begins and when it ends."""

import logging
from collections.abc import Iterable
from concurrent.futures import Executor
from contextlib import AsyncExitStack
from functools import partial

from bot.chat import operation
from bot.chat.beside import going_on
from bot.chat.commands import PRIVATE, as_commands, introduce
from bot.chat.connection import Address
from bot.chat.desk import Desk, TelegramApplication
from bot.chat.inbox import Inbox
from bot.chat.mailing import Mailing
from bot.chat.readiness import Readiness
from bot.chat.reminders import Reminders
from bot.chat.web import serving, state

_log = logging.getLogger(__name__)


class Life:
    """Introduces the bot, takes up what an earlier run left, and does what goes on beside the answers until the end.

    The state is served at `served_at`, if anywhere. `workers` are told to stop in the end.
    """

    def __init__(
        self, desk: Desk, inbox: Inbox, readiness: Readiness, served_at: Address | None, workers: Iterable[Executor]
    ) -> None:
        self._desk = desk
        self._inbox = inbox
        self._readiness = readiness
        self._served_at = served_at
        self._workers = workers
        self._beside = AsyncExitStack()

    async def begin(self, application: TelegramApplication) -> None:
        """After the connection to Telegram is made and before updates come."""
        desk, bot = self._desk, application.bot
        await introduce(bot)
        await operation.offer_commands(bot, desk.access, as_commands(PRIVATE))
        await self._inbox.resume(bot)
        for work in (
            partial(operation.expire, desk.recall, desk.keep_days),
            Mailing(desk.recall, bot).send_confirmed,
            Reminders(desk, bot).send_due,
        ):
            await self._beside.enter_async_context(going_on(work))
        if self._served_at:
            served = serving(state(desk.watch, self._readiness), self._served_at.host, self._served_at.port)
            await self._beside.enter_async_context(served)
        _log.info("Trợ lý đang trả lời trên Telegram: t.me/%s (dừng: Ctrl+C)", bot.username)

    async def pause(self, _: TelegramApplication) -> None:
        """After the last answer, while Telegram can still be reached."""
        await self._beside.aclose()

    async def end(self, application: TelegramApplication) -> None:
        """When the connection is closed, or could not be made."""
        await self.pause(application)
        for worker in self._workers:
            worker.shutdown()
