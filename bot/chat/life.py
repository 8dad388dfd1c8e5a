"""What happens when the application begins and when it ends."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable
from concurrent.futures import Executor
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from bot.chat import operation
from bot.chat.commands import PRIVATE, as_commands, introduce
from bot.chat.connection import Address
from bot.chat.desk import Desk, TelegramApplication
from bot.chat.inbox import Inbox
from bot.chat.readiness import Readiness
from bot.chat.web import serving, state


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
        await self._beside.enter_async_context(_doing(operation.expire_for_ever(desk.recall, desk.keep_days)))
        if self._served_at:
            served = serving(state(desk.watch, self._readiness), self._served_at.host, self._served_at.port)
            await self._beside.enter_async_context(served)

    async def end(self, _: TelegramApplication) -> None:
        """After the last answer."""
        await self._beside.aclose()
        for worker in self._workers:
            worker.shutdown()


@asynccontextmanager
async def _doing(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Does `work` beside the block, and breaks it off when the block ends."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
