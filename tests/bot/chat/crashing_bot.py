"""A bot as a process of its own, to be killed: python -m tests.bot.chat.crashing_bot BASE_URL DATABASE MARKER.

It answers a question with itself. At the question "treo máy" it hangs, as long as the file MARKER is there.
"""

import sys
import time
from pathlib import Path

from bot.answering.answer import Answer
from bot.chat.access import Access
from bot.chat.application import Parts, run
from bot.chat.connection import Connection
from bot.memory.memory import Memory
from tests.bot import samples
from tests.bot.chat.bot_api import TOKEN

HANGS = "treo máy"


def main(base_url: str, database: str, marker: str) -> None:
    """Run until killed or told to stop."""

    def answer(question: str) -> Answer:
        while question == HANGS and Path(marker).exists():
            time.sleep(0.05)
        return samples.answer(message=question)

    run(Parts(answer, (), Memory.open(database), Access(), keep_days=90), Connection(TOKEN, base_url))


if __name__ == "__main__":
    main(*sys.argv[1:])
