"""The bot in a thread of its own, talking to the Bot API on loopback."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from bot.answering.answer import Answer
from bot.chat.access import Access
from bot.chat.application import Parts, TelegramApplication, application
from bot.chat.connection import Connection
from bot.memory.memory import Memory
from corpus.procedures import load_procedures
from tests.bot.chat.bot_api import TOKEN, BotApi

Answering = Callable[[str], Answer]
Running = Callable[[Answering], AbstractContextManager[None]]
PROCEDURES = load_procedures()
_PATIENCE_SECONDS = 30.0


@pytest.fixture
def api() -> Iterator[BotApi]:
    """The Bot API, fresh for each test."""
    with BotApi() as server:
        yield server


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """An empty memory."""
    opened = Memory.open(f"sqlite:///{tmp_path / 'memory.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def running(api: BotApi, memory: Memory) -> Running:
    """Runs a bot that answers as told inside a `with` block; leaving the block stops it as a signal would."""

    @contextmanager
    def run(answer: Answering) -> Iterator[None]:
        started, stop = threading.Event(), threading.Event()
        with ThreadPoolExecutor(max_workers=1) as thread:
            life = thread.submit(lambda: asyncio.run(_live(answer, memory, api.base_url, started, stop)))
            while not started.wait(0.05):
                if life.done():
                    life.result()
            try:
                yield
            finally:
                stop.set()
                life.result(_PATIENCE_SECONDS)

    return run


async def _live(
    answer: Answering, memory: Memory, base_url: str, started: threading.Event, stop: threading.Event
) -> None:
    """What `run_polling` does from its start to its stop, without its signal handlers, which need the main thread."""
    bot: TelegramApplication = application(
        Parts(answer, PROCEDURES, memory, Access(), keep_days=90), Connection(TOKEN, base_url), refused=stop.set
    )
    assert bot.updater is not None
    assert bot.post_init is not None
    assert bot.post_shutdown is not None
    async with bot:
        await bot.post_init(bot)
        await bot.updater.start_polling()
        await bot.start()
        started.set()
        await asyncio.to_thread(stop.wait)
        await bot.updater.stop()
        await bot.stop()
    await bot.post_shutdown(bot)
