"""Work that goes on beside the answers until the bot ends."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

_PATIENCE_SECONDS = 10.0  # for a message just going out; what waits longer, for Telegram to allow it, has not gone out
_AGAIN_SECONDS = 60.0

_log = logging.getLogger(__name__)


class Ending:
    """Whether the bot is ending, for work that goes on until then."""

    def __init__(self) -> None:
        self._begun = asyncio.Event()

    def begin(self) -> None:
        """Let the work stop at the next place where it can."""
        self._begun.set()

    @property
    def begun(self) -> bool:
        """Whether to stop."""
        return self._begun.is_set()

    async def within(self, seconds: float) -> bool:
        """Wait `seconds`, or until the bot ends; whether it does."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._begun.wait(), seconds)
        return self.begun


Work = Callable[[Ending], Awaitable[None]]


@asynccontextmanager
async def going_on(work: Work) -> AsyncIterator[None]:
    """Does `work` beside the block, begins anew after a fault, and lets it finish what it is at when the block ends."""
    ending = Ending()
    task = asyncio.create_task(_surviving(work, ending))
    try:
        yield
    finally:
        ending.begin()
        await asyncio.wait({task}, timeout=_PATIENCE_SECONDS)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _surviving(work: Work, ending: Ending) -> None:
    while not ending.begun:
        try:
            await work(ending)
        except Exception:  # noqa: BLE001 - whatever it is, the log has it and the rest of the work is done
            _log.exception("Work beside the answers failed; it begins again in a minute")
            await ending.within(_AGAIN_SECONDS)
