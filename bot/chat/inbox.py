"""What arrives from Telegram, kept until it is handled: nothing is lost and nothing done twice over a restart."""

import asyncio
import json
import logging

from telegram import Bot, Update

from bot.chat.recall import Recall
from bot.memory.database import Unavailable

_log = logging.getLogger(__name__)


class Inbox(asyncio.Queue[object]):
    """The queue between Telegram and the handlers.

    An update is written down before `put` returns, and only then does the library confirm it to Telegram (the next
    getUpdates, or the webhook's 200). So an update is always with Telegram, here, or handled; one that comes again is
    known by its id and dropped.
    """

    def __init__(self, recall: Recall, bot_id: int) -> None:
        super().__init__()
        self._recall = recall
        self._bot_id = bot_id

    async def put(self, item: object) -> None:
        """Take an update, unless it was taken before; other items (the library's signal to stop) always."""
        if not isinstance(item, Update) or await self._is_new(item):
            await super().put(item)

    async def handled(self, update: object) -> None:
        """Keep of `update` its id alone."""
        if isinstance(update, Update):
            try:
                await self._recall(lambda memory: memory.updates.handled(self._bot_id, update.update_id))
            except Unavailable:
                _log.exception("Update %d could not be marked as handled", update.update_id)

    async def resume(self, bot: Bot) -> None:
        """Take up what an earlier run received and did not finish."""
        payloads = await self._recall(lambda memory: memory.updates.take_up(self._bot_id))
        for payload in payloads:
            self.put_nowait(Update.de_json(json.loads(payload), bot))
        if payloads:
            _log.info("Took up %d updates of an earlier run", len(payloads))

    async def _is_new(self, update: Update) -> bool:
        payload, person = update.to_json(), sender(update)
        try:
            return await self._recall(
                lambda memory: memory.updates.receive(self._bot_id, update.update_id, payload, person=person)
            )
        except Unavailable:  # a full disk must not make the bot deaf as well
            _log.exception("Update %d could not be written down", update.update_id)
            return True


def sender(update: object) -> int | None:
    """Who sent `update`: the person, else the chat, as for a channel's posts, else None."""
    if not isinstance(update, Update):
        return None
    source = update.effective_user or update.effective_chat
    return source.id if source else None
