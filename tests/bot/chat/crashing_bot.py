"""A bot as a process of its own, to be killed: python -m tests.bot.chat.crashing_bot BASE_URL DATABASE MARKER.

It answers a question with itself. At the question "treo máy" it hangs, as long as the file MARKER is there.
"""

import sys
import time
from pathlib import Path

from bot.answering.answer import Answer
from bot.answering.follow_up import Before
from bot.answering.library import Library
from bot.chat.access import Access
from bot.chat.application import Parts, run
from bot.chat.connection import Connection
from bot.learning.lessons import Lessons
from bot.memory.memory import Memory
from bot.publishing.publisher import Publisher
from corpus.catalog import Catalog
from corpus.sources import SourceFolder
from index.store import Store
from tests.bot import samples
from tests.bot.chat.bot_api import TOKEN
from tests.index.samples import HashEncoder

HANGS = "treo máy"


def no_library() -> Library:
    """Its answers quote nothing, so nothing is looked at."""
    raise AssertionError("This bot has no library")


def main(base_url: str, database: str, marker: str) -> None:
    """Run until killed or told to stop."""

    def answer(text: str, *, limit: int, before: Before) -> Answer:
        del limit, before
        while text == HANGS and Path(marker).exists():
            time.sleep(0.05)
        return samples.answer(message=text)

    nowhere = Path(marker).with_name("nowhere")
    parts = Parts(
        answer=answer,
        library=no_library,
        file=lambda _: None,
        procedures=(),
        terms=(),
        memory=Memory.open(database),
        access=Access(),
        keep_days=90,
        publisher=Publisher(Store(nowhere), SourceFolder(nowhere), Catalog.of(()), HashEncoder()),
        lessons=Lessons(()),
    )
    run(parts, Connection(TOKEN, base_url))


if __name__ == "__main__":
    main(*sys.argv[1:])
