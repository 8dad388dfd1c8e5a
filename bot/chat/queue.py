"""The order in which updates are handled: one after another for each person, several people at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telegram.ext import BaseUpdateProcessor

from bot.chat.inbox import sender

_MOST_WAITING = 20_000  # beyond it updates wait in the inbox; a waiting one costs a few kilobytes


@dataclass(slots=True)
class _Line:
    """The updates of one person: `lock` lets them in as they came, `length` counts those not done."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class PersonQueues(BaseUpdateProcessor):
    """Handles up to `at_once` people's updates side by side, and each person's in the order they came.

    Somebody who sends a hundred messages takes one place of those, however long the line behind it. `done` is awaited
    after each update.
    """

    def __init__(self, at_once: int, done: Callable[[object], Awaitable[None]]) -> None:
        super().__init__(max_concurrent_updates=_MOST_WAITING)
        self._places = asyncio.Semaphore(at_once)
        self._lines: dict[int | None, _Line] = {}
        self._done = done

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle `update` when it is its turn."""
        async with self._turn(sender(update)), self._places:
            await coroutine
            await self._done(update)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""

    @property
    def waiting(self) -> int:
        """How many updates are under way or wait for their turn."""
        return sum(line.length for line in self._lines.values())

    @asynccontextmanager
    async def _turn(self, person: int | None) -> AsyncIterator[None]:
        line = self._lines.setdefault(person, _Line())
        line.length += 1
        try:
            async with line.lock:
                yield
        finally:
            line.length -= 1
            if not line.length:
                del self._lines[person]
