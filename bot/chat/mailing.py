"""Sending confirmed notices: to one subscriber after the other, from where an earlier run stopped."""

from aiolimiter import AsyncLimiter
from telegram import Bot
from telegram.error import TelegramError

from bot.chat import admin_texts as texts
from bot.chat.beside import Ending
from bot.chat.pace import goes_out_later
from bot.chat.recall import Recall
from bot.memory.database import Unavailable
from bot.memory.notices import Notice

A_SECOND = 20  # of Telegram's 30; the rest is for those who ask meanwhile
_LOOK_SECONDS = 1.0
_AGAIN_SECONDS = 30.0


class Mailing:
    """Sends notices. Each person is noted as soon as Telegram took or refused the message.

    So nobody gets it twice, unless the process is killed in the milliseconds between the two (docs/decisions/0007).
    """

    def __init__(self, recall: Recall, bot: Bot) -> None:
        self._recall = recall
        self._bot = bot
        self._limiter = AsyncLimiter(A_SECOND, 1.0)

    async def send_confirmed(self, ending: Ending) -> None:
        """Send what is confirmed, until the bot ends."""
        while not await ending.within(_LOOK_SECONDS):
            for notice in await self._recall(lambda memory: memory.notices.under_way()):
                await self._send(notice, ending)

    async def _send(self, notice: Notice, ending: Ending) -> None:
        """Send `notice` to those still to get it, then tell the admin how it ended."""
        while person := await self._recall(lambda memory: memory.notices.next_recipient(notice.id)):
            await self._limiter.acquire()
            if ending.begun:
                return
            delivered = await self._delivered(person, texts.NOTICE.format(text=notice.text))
            if delivered is None:
                await ending.within(_AGAIN_SECONDS)
                return
            await self._note(notice.id, person, ending, delivered=delivered)
        delivered_to, failed = await self._recall(lambda memory: memory.notices.counts(notice.id))
        if notice.admin:
            await self._delivered(notice.admin, texts.SENT.format(delivered=delivered_to, failed=failed))
        await self._recall(lambda memory: memory.notices.finish(notice.id))

    async def _delivered(self, person: int, text: str) -> bool | None:
        """Whether `person` got the message; None when nothing went out and it may yet."""
        try:
            await self._bot.send_message(person, text)
        except TelegramError as error:  # of who blocked the bot a note is made where calls go out
            return None if goes_out_later(error) else False
        return True

    async def _note(self, notice: int, person: int, ending: Ending, *, delivered: bool) -> None:
        """Write down that `person` was sent the notice; a full disk must not send it to them again and again."""
        while True:
            try:
                await self._recall(lambda memory: memory.notices.sent(notice, person, delivered=delivered))
            except Unavailable:
                if await ending.within(_AGAIN_SECONDS):
                    raise
            else:
                return
