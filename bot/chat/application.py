"""The Telegram application: its connection, its life and its handlers."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from telegram import BotCommand, Update
from telegram.error import InvalidToken
from telegram.ext import AIORateLimiter, Application

from bot.answering.answer import Answer
from bot.chat import texts
from bot.chat.access import Access
from bot.chat.connection import Connection
from bot.chat.handlers import Handlers
from bot.chat.limit import PerPersonLimit
from bot.chat.recall import Recall
from bot.memory.memory import Memory
from corpus.procedures import Procedure

_RETRIES = 3
_AT_ONCE = 16  # updates handled side by side; answers still come from one worker thread, in order

# The six parameters are the library's context types, none of which is used here.
TelegramApplication = Application[Any, Any, Any, Any, Any, Any]


class ChatError(Exception):
    """Telegram does not accept the bot. The message says what to do, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the channel is made of: what answers, what is remembered and for how many days, and who may do what."""

    answer: Callable[[str], Answer]
    procedures: Sequence[Procedure]
    memory: Memory
    access: Access
    keep_days: int


def run(parts: Parts, connection: Connection) -> None:
    """Answer in Telegram until the process is told to stop; questions under way are finished first.

    Raises:
        ChatError: the token is not accepted.
    """
    try:
        application(parts, connection).run_polling(
            allowed_updates=[Update.MESSAGE, Update.CALLBACK_QUERY], bootstrap_retries=-1
        )
    except InvalidToken:
        raise ChatError("Telegram không nhận mã bot. Hãy kiểm tra TELEGRAM_BOT_TOKEN (lấy từ @BotFather).") from None


def application(parts: Parts, connection: Connection) -> TelegramApplication:
    """The application made of `parts`, over `connection`."""
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answer")
    memory_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="memory")

    async def introduce(app: TelegramApplication) -> None:
        await app.bot.set_my_commands([BotCommand(*command) for command in texts.COMMANDS.items()])

    async def close(_: TelegramApplication) -> None:
        worker.shutdown()
        memory_worker.shutdown()

    builder = (
        Application.builder()
        .token(connection.token)
        .base_url(connection.base_url)
        .base_file_url(connection.base_file_url)
        .rate_limiter(AIORateLimiter(max_retries=_RETRIES))
        .concurrent_updates(_AT_ONCE)
        .post_init(introduce)
        .post_shutdown(close)
    )
    if connection.proxy:
        builder = builder.proxy(connection.proxy).get_updates_proxy(connection.proxy)
    built = builder.build()
    recall = Recall(parts.memory, memory_worker)
    Handlers(parts.answer, parts.procedures, worker, PerPersonLimit(), recall).register(built)
    return built
