"""Each question is answered exactly once, whatever happens to the process."""

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.memory.memory import Memory
from tests.bot.chat.bot_api import TOKEN, BotApi
from tests.bot.chat.conftest import Running
from tests.bot.chat.crashing_bot import HANGS
from tests.bot.chat.test_questions import echo

ASKERS = range(1, 9)


@contextmanager
def bot_process(api: BotApi, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A bot that talks to `api` and remembers in `folder`; killed in the end."""
    arguments = (api.base_url, f"sqlite:///{folder / 'memory.sqlite'}", str(folder / "marker"))
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.bot.chat.crashing_bot", *arguments]
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_killed_bot_answers_the_rest_of_the_batch_once(tmp_path: Path) -> None:
    """Killed while it answers, with questions behind, some confirmed to Telegram: started again, it answers the rest.

    Each of seventeen questions is answered, none twice.
    """
    (tmp_path / "marker").touch()
    with BotApi(patience_seconds=60) as api:
        asked = [*(f"trước {person}" for person in ASKERS), HANGS, *(f"sau {person}" for person in ASKERS)]
        with bot_process(api, tmp_path):
            for person in ASKERS:
                api.say(f"trước {person}", sender=person)
            api.wait_for(len(ASKERS))
            api.say(HANGS, sender=99)
            for person in ASKERS:
                api.say(f"sau {person}", sender=person)
            _settle(api)
        (tmp_path / "marker").unlink()
        assert len(api.sent) == len(ASKERS)
        with bot_process(api, tmp_path):
            api.wait_for(len(asked))
            time.sleep(0.5)
        answered = Counter(sent.parsed.text.splitlines()[0] for sent in api.sent)
    assert answered == Counter(asked)


def _settle(api: BotApi) -> None:
    """Wait until the bot has taken every update and asked for more, which confirms them."""
    asyncio.run_coroutine_threadsafe(asyncio.sleep(0), api._loop).result()
    deadline = time.monotonic() + 30
    while api.updates.pending and time.monotonic() < deadline:
        time.sleep(0.1)
    assert api.updates.pending == 0


def test_an_update_that_comes_again_is_known(api: BotApi, running: Running) -> None:
    """Killed after the answer and before Telegram heard of it, the bot gets the update again, and drops it."""
    message = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "một"}
    message["from"] = {"id": 7, "is_bot": False, "first_name": "A"}
    with running(echo):
        again = api.update("message", message)
        api.wait_for(1)
    with running(echo):
        api.updates.add({"update_id": again, "message": message}, api._loop)
        api.say("hai")
        api.wait_for(2)
    assert [sent.parsed.text for sent in api.sent] == ["Đã nhận: một", "Đã nhận: hai"]


def test_a_handled_question_leaves_no_text_in_the_inbox(api: BotApi, running: Running, memory: Memory) -> None:
    """After the answer the inbox keeps the update's number only."""
    with running(echo):
        api.say("riêng tư", sender=7)
        api.wait_for(1)
    assert memory.updates.take_up(int(TOKEN.partition(":")[0])) == []
    assert "received_update" not in memory.erasure.export(7)
