"""The memory, from an event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

from bot.memory.memory import Memory

T = TypeVar("T")


class Recall:
    """`await recall(verb)` calls `verb(memory)` in the memory's one thread: writes never wait for each other there."""

    def __init__(self, memory: Memory, worker: Executor) -> None:
        self._memory = memory
        self._worker = worker

    async def __call__(self, verb: Callable[[Memory], T]) -> T:
        """What `verb` returns, for example `await recall(lambda memory: memory.history.recent(person))`."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, verb, self._memory)
