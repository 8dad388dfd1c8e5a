"""Whether a question asked now would be answered, and if not, why not."""

import asyncio
from collections.abc import Awaitable

from bot.chat.desk import Desk
from bot.chat.polling import PollingRequest

_LONGEST_SILENCE = 60.0  # seconds; Telegram holds a call open for ten
_PATIENCE_SECONDS = 3.0


class Readiness:
    """Asks every part that an answer needs. `polling` is None where Telegram posts to a webhook."""

    def __init__(self, desk: Desk, polling: PollingRequest | None) -> None:
        self._desk = desk
        self._polling = polling

    async def __call__(self) -> list[str]:
        """The reasons against, none when all is well."""
        reasons = [
            self._telegram(),
            await _within(self._memory(), "memory: does not reply"),
            await _within(self._library(), "index: answers are waiting or the build cannot be read"),
        ]
        return [reason for reason in reasons if reason]

    def _telegram(self) -> str | None:
        if self._polling is None:
            return None
        silence = self._polling.silent_seconds
        if silence is None:
            return "telegram: has not replied yet"
        return f"telegram: silent for {silence:.0f} s" if silence > _LONGEST_SILENCE else None

    async def _memory(self) -> str | None:
        off = await self._desk.recall(lambda memory: memory.switch.state())
        return f"switched off since {off.since:%Y-%m-%d %H:%M} UTC" if off else None

    async def _library(self) -> str | None:
        await self._desk.read(lambda library: library)
        return None


async def _within(check: Awaitable[str | None], otherwise: str) -> str | None:
    try:
        return await asyncio.wait_for(check, _PATIENCE_SECONDS)
    except Exception:  # noqa: BLE001 - whatever it is, it is a reason
        return otherwise
