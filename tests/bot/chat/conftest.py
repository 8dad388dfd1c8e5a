"""The bot in a thread of its own, talking to the Bot API on loopback."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.answering.answer import Answer
from bot.answering.follow_up import Before
from bot.chat.access import Access
from bot.chat.application import Parts, application
from bot.chat.connection import Connection
from bot.chat.desk import Answering
from bot.chat.webhook import hooked
from bot.learning.lessons import Lessons
from bot.memory.memory import Memory
from bot.memory.statistics import VIET_NAM
from corpus.asked import load_asked
from corpus.catalog import Catalog
from corpus.procedures import load_procedures
from corpus.reference import Level, Step
from tests.bot.chat.bot_api import TOKEN, BotApi
from tests.bot.small_library import PROCEDURE, Small

Running = Callable[..., AbstractContextManager[None]]
PROCEDURES = load_procedures()
EVERYBODY = Access()
MORNING = datetime(2026, 11, 19, 8, 5, tzinfo=VIET_NAM)  # gone by: golden files tell it from today
PATIENCE_SECONDS = 90.0  # the first question of a run waits for the model


@pytest.fixture
def api() -> Iterator[BotApi]:
    """The Bot API, fresh for each test."""
    with BotApi(patience_seconds=PATIENCE_SECONDS) as server:
        yield server


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """An empty memory."""
    opened = Memory.open(f"sqlite:///{tmp_path / 'memory.sqlite'}")
    yield opened
    opened.close()


@dataclass(slots=True)
class Clock:
    """What time it is for the bot's learning cards."""

    now: datetime


@pytest.fixture
def clock() -> Clock:
    """The evening of the day before, when nobody gets a card."""
    return Clock(MORNING - timedelta(hours=12))


@pytest.fixture
def running(api: BotApi, memory: Memory, small: Small, catalog: Catalog, clock: Clock) -> Running:
    """Runs a bot inside a `with` block; leaving the block stops it as a signal would.

    It answers from the small library, this test's own when it gives one as `small=`, or, given a function of the
    question, as that does. More parameters change the way to Telegram: `webhook=`, `proxy=`, `base_url=`.
    """
    lessons = _lessons(small, catalog)

    @contextmanager
    def run(
        answer: Callable[[str], Answer] | None = None,
        access: Access = EVERYBODY,
        *,
        small: Small = small,
        **way: Any,  # noqa: ANN401 - fields of a connection
    ) -> Iterator[None]:
        parts = Parts(
            answer=_answering(answer) if answer else small.assistant.answer,
            library=small.assistant.library,
            file=small.file,
            procedures=PROCEDURES,
            terms=small.assistant.terms,
            memory=memory,
            access=access,
            keep_days=90,
            publisher=small.publisher,
            lessons=lessons,
            clock=lambda: clock.now,
        )
        connection = replace(Connection(TOKEN, api.base_url, api.base_file_url), **way)
        live = _live_on_webhook if connection.webhook else _live
        started, stop = threading.Event(), threading.Event()
        with ThreadPoolExecutor(max_workers=1) as thread:
            life = thread.submit(lambda: asyncio.run(live(parts, connection, started, stop)))
            while not started.wait(0.05):
                if life.done():
                    life.result()
            try:
                yield
            finally:
                stop.set()
                life.result(PATIENCE_SECONDS)

    return run


def _lessons(small: Small, catalog: Catalog) -> Lessons:
    """A term, the steps of one procedure and a question, so that additions to the library change no transcript."""
    terms = [term for term in small.assistant.terms if term.term == "giám sát"]
    procedures = [procedure for procedure in PROCEDURES if procedure.id == PROCEDURE]
    clause = (Step(Level.ARTICLE, "27"), Step(Level.CLAUSE, "2"))
    asked = [asked for asked in load_asked(catalog) if (asked.number, asked.path) == ("75/2015/QH13", clause)]
    return Lessons.of(terms, procedures, asked[:1])


def _answering(answer: Callable[[str], Answer]) -> Answering:
    def adapted(text: str, *, limit: int, before: Before) -> Answer:
        del limit, before
        return answer(text)

    return adapted


async def _live(parts: Parts, connection: Connection, started: threading.Event, stop: threading.Event) -> None:
    """What `run_polling` does from its start to its stop, without its signal handlers, which need the main thread."""
    bot = application(parts, connection, refused=stop.set)
    assert bot.updater is not None
    assert bot.post_init is not None
    assert bot.post_stop is not None
    assert bot.post_shutdown is not None
    async with bot:
        await bot.post_init(bot)
        await bot.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        await bot.start()
        started.set()
        await asyncio.to_thread(stop.wait)
        await bot.updater.stop()
        await bot.stop()
        await bot.post_stop(bot)
    await bot.post_shutdown(bot)


async def _live_on_webhook(
    parts: Parts, connection: Connection, started: threading.Event, stop: threading.Event
) -> None:
    """The same on a webhook."""

    async def stopped() -> None:
        started.set()
        await asyncio.to_thread(stop.wait)

    assert connection.webhook is not None
    await hooked(application(parts, connection, refused=stop.set), connection.webhook, until=stopped)
