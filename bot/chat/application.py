"""The Telegram application: its connection, its life and its handlers."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import Application, ApplicationBuilder

from bot.answering.library import Library
from bot.chat import (
    dictionary,
    groups,
    inline,
    leftovers,
    operation,
    opinions,
    paper,
    preferences,
    privacy,
    procedures,
    provisions,
    questions,
    recent,
    regulations,
    reminders,
    start,
    waiting,
)
from bot.chat.access import Access
from bot.chat.connection import Connection
from bot.chat.desk import Answering, Desk, TelegramApplication
from bot.chat.inbox import Inbox
from bot.chat.life import Life
from bot.chat.limit import PerPersonLimit
from bot.chat.pace import Pace
from bot.chat.polling import PollingRequest
from bot.chat.queue import PersonQueues
from bot.chat.readiness import Readiness
from bot.chat.recall import Recall
from bot.chat.watch import Watch
from bot.chat.webhook import WebhookRefused, hooked, stopped_by_signal
from bot.learning.lessons import Lessons
from bot.memory.columns import now
from bot.memory.memory import Memory
from bot.publishing.publisher import Publisher
from corpus.folding import fold
from corpus.glossary import Term
from corpus.passage import Source
from corpus.procedures import Procedure

_AT_ONCE = 16  # people served side by side; answers still come from one worker thread, in order
_CONNECT_SECONDS, _READ_SECONDS, _POOL_SECONDS = 10.0, 20.0, 30.0

# Handlers are tried in this order, the first that fits is the only one: what takes the rest comes last.
FEATURES = (
    start,
    waiting,
    questions,
    provisions,
    paper,
    opinions,
    regulations,
    procedures,
    dictionary,
    recent,
    preferences,
    reminders,
    privacy,
    groups,
    inline,
    leftovers,
)


class ChatError(Exception):
    """Telegram does not accept the bot. The message says what to do, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the channel is made of: what answers, what is remembered and for how many days, and who may do what.

    `file` gives the bytes of an official document, None when it is not kept; `publisher` takes new ones from admins.
    `lessons` are sent to those who want them, by the time that `clock` tells.
    """

    answer: Answering
    library: Callable[[], Library]
    file: Callable[[Source], bytes | None]
    procedures: Sequence[Procedure]
    terms: Sequence[Term]
    memory: Memory
    access: Access
    keep_days: int
    publisher: Publisher
    lessons: Lessons
    clock: Callable[[], datetime] = now


def run(parts: Parts, connection: Connection) -> None:
    """Answer in Telegram until the process is told to stop; questions under way are finished first.

    Raises:
        ChatError: the token is not accepted, or not any more; or the address of the webhook.
    """
    refusals: list[str] = []

    def refused() -> None:
        refusals.append("Telegram không nhận mã bot. Hãy kiểm tra TELEGRAM_BOT_TOKEN (lấy từ @BotFather).")
        app.stop_running()

    logging.getLogger("telegram.ext").addFilter(_has_to_be_told)
    app = application(parts, connection, refused=refused)
    try:
        if connection.webhook:
            asyncio.run(hooked(app, connection.webhook, until=stopped_by_signal))
        else:
            app.run_polling(allowed_updates=Update.ALL_TYPES, bootstrap_retries=-1)
    except InvalidToken:
        refused()
    except WebhookRefused as error:
        raise ChatError(f"Telegram không nhận WEBHOOK_URL ({error}). Hãy sửa trong tệp .env.") from None
    if refusals:
        raise ChatError(refusals[0])


def _has_to_be_told(record: logging.LogRecord) -> bool:
    """Not the traceback of a token that is refused: what to do about it is said at the end, where it can be seen."""
    return not (record.exc_info and isinstance(record.exc_info[1], InvalidToken))


def application(parts: Parts, connection: Connection, *, refused: Callable[[], None]) -> TelegramApplication:
    """The application made of `parts`, over `connection`; `refused` is called when its token is taken no longer."""
    workers = [
        ThreadPoolExecutor(max_workers=1, thread_name_prefix=name) for name in ("answer", "memory", "paper", "publish")
    ]
    polling = PollingRequest(proxy=connection.proxy, refused=refused)
    desk = _desk(parts, Watch(connection.token), workers)
    inbox = Inbox(desk.recall, connection.bot_id)
    readiness = Readiness(desk, None if connection.webhook else polling)
    life = Life(desk, inbox, readiness, connection.state, workers)

    async def note_block(person: int) -> None:
        await desk.recall(lambda memory: memory.people.mark_blocked(person))

    built = (
        _connected(connection, polling)
        .update_queue(inbox)
        .rate_limiter(Pace(note_block, desk.watch.repeated))
        .concurrent_updates(PersonQueues(_AT_ONCE, inbox.handled))
        .post_init(life.begin)
        .post_stop(life.pause)
        .post_shutdown(life.end)
        .build()
    )
    desk.install(built)
    for feature in FEATURES:
        feature.register(built)
    operation.register(built, desk)
    return built


def _connected(connection: Connection, polling: PollingRequest) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    """A builder that knows the way to Telegram. Updates have a connection of their own, which answers cannot block."""
    builder = (
        Application.builder()
        .token(connection.token)
        .base_url(connection.base_url)
        .base_file_url(connection.base_file_url)
        .connect_timeout(_CONNECT_SECONDS)
        .read_timeout(_READ_SECONDS)
        .pool_timeout(_POOL_SECONDS)
        .get_updates_request(polling)
    )
    return builder.proxy(connection.proxy) if connection.proxy else builder


def _desk(parts: Parts, watch: Watch, workers: Sequence[Executor]) -> Desk:
    answer, memory, paper, publish = workers
    return Desk(
        answer=parts.answer,
        library=parts.library,
        file=parts.file,
        procedures={procedure.id: procedure for procedure in parts.procedures},
        terms=tuple(sorted(parts.terms, key=lambda term: fold(term.term))),
        recall=Recall(parts.memory, memory),
        worker=answer,
        paper=paper,
        publishing=publish,
        publisher=parts.publisher,
        limit=PerPersonLimit(),
        access=parts.access,
        keep_days=parts.keep_days,
        watch=watch,
        lessons=parts.lessons,
        clock=parts.clock,
    )
