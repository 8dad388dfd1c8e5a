"""What goes wrong while an update is handled: what the log, the person and the admins are told."""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Collection
from contextlib import suppress

from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.watch import Watch

MANY, WITHIN_SECONDS = 3, 600.0  # so many faults in so long are an alarm
SILENT_SECONDS = 1800.0  # after an alarm
_DELETED = ("message to edit not found", "message can't be edited", "message to delete not found")

_log = logging.getLogger(__name__)


class Faults:
    """The error handler. Admins are told of repeated faults, once in half an hour at most."""

    def __init__(self, admins: Collection[int], watch: Watch) -> None:
        self._admins = admins
        self._watch = watch
        self._times: deque[float] = deque(maxlen=MANY)
        self._silent_until = 0.0

    async def handle(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log what happened; a fault of our own gets a short code, which the person is told too."""
        error = context.error
        if isinstance(error, Forbidden) or _is_of_a_deleted_message(error):
            _log.warning("Not delivered: %s", error)
        elif isinstance(error, Conflict):
            _log.error("Bot với mã này cũng đang chạy ở một cửa sổ hay máy khác. Hãy dừng một nơi (Ctrl+C). %s", error)
        elif isinstance(error, NetworkError | RetryAfter) and not isinstance(error, BadRequest):
            _log.warning("Telegram could not be reached: %s", type(error.__cause__ or error).__name__)
        else:
            await self._tell(update, context, secrets.token_hex(3))

    async def _tell(self, update: object, context: ContextTypes.DEFAULT_TYPE, code: str) -> None:
        _log.error("Fault %s", code, exc_info=context.error)
        self._watch.failed()
        message = update.effective_message if isinstance(update, Update) else None
        if message and not isinstance(context.error, TelegramError):
            with suppress(TelegramError):
                await message.reply_text(texts.FAULT.format(code=code))
        await self._alarm(context.bot, code)

    async def _alarm(self, bot: Bot, code: str) -> None:
        now = asyncio.get_running_loop().time()
        self._times.append(now)
        if len(self._times) < MANY or now - self._times[0] > WITHIN_SECONDS or now < self._silent_until:
            return
        self._silent_until = now + SILENT_SECONDS
        for admin in self._admins:
            with suppress(TelegramError):
                await bot.send_message(admin, texts.ALARM.format(count=MANY, code=code))


def _is_of_a_deleted_message(error: Exception | None) -> bool:
    """Whether Telegram refused because somebody deleted the message meanwhile; it has no code of its own for that."""
    return isinstance(error, BadRequest) and any(words in str(error).lower() for words in _DELETED)
