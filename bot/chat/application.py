"""The Telegram application: its connection, its life and its handlers."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from telegram import BotCommand, Update
from telegram.error import InvalidToken
from telegram.ext import AIORateLimiter, Application

from bot.answering.answer import Answer
from bot.chat import texts
from bot.chat.handlers import Handlers
from bot.chat.limit import PerPersonLimit
from corpus.procedures import Procedure

_RETRIES = 3
_AT_ONCE = 16  # updates handled side by side; answers still come from one worker thread, in order

# The six parameters are the library's context types, none of which is used here.
TelegramApplication = Application[Any, Any, Any, Any, Any, Any]


class ChatError(Exception):
    """Telegram does not accept the bot. The message says what to do, in Vietnamese."""


def run(answer: Callable[[str], Answer], procedures: Sequence[Procedure], *, token: str, base_url: str) -> None:
    """Answer in Telegram until the process is told to stop; questions under way are finished first.

    Raises:
        ChatError: the token is not accepted.
    """
    try:
        application(answer, procedures, token=token, base_url=base_url).run_polling(
            allowed_updates=[Update.MESSAGE, Update.CALLBACK_QUERY], bootstrap_retries=-1
        )
    except InvalidToken:
        raise ChatError("Telegram không nhận mã bot. Hãy kiểm tra TELEGRAM_BOT_TOKEN (lấy từ @BotFather).") from None


def application(
    answer: Callable[[str], Answer], procedures: Sequence[Procedure], *, token: str, base_url: str
) -> TelegramApplication:
    """The application that answers with `answer` and shows `procedures` over the Bot API at `base_url`."""
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answer")

    async def introduce(app: TelegramApplication) -> None:
        await app.bot.set_my_commands([BotCommand(*command) for command in texts.COMMANDS.items()])

    async def close(_: TelegramApplication) -> None:
        worker.shutdown()

    built = (
        Application.builder()
        .token(token)
        .base_url(base_url)
        .rate_limiter(AIORateLimiter(max_retries=_RETRIES))
        .concurrent_updates(_AT_ONCE)
        .post_init(introduce)
        .post_shutdown(close)
        .build()
    )
    Handlers(answer, procedures, worker, PerPersonLimit()).register(built)
    return built
