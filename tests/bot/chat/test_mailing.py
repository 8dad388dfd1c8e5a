"""A notice under way goes on after a restart, and reaches each subscriber exactly once."""

from collections import Counter
from pathlib import Path

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.chat import admin_texts as texts
from bot.chat.access import Access
from bot.chat.pace import goes_out_later
from bot.memory.memory import Memory
from bot.memory.people import NOTICES
from tests.bot.chat.bot_api import PERSON, BotApi, Refusal
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import ask, turned
from tests.bot.chat.test_admin import ACCESS, ADMIN, echo
from tests.bot.chat.test_restart import bot_process

READERS = range(PERSON, PERSON + 45)
TEXT = "Có văn bản mới"


def _subscribed(memory: Memory) -> None:
    for person in READERS:
        memory.people.subscribe(person, NOTICES)


def _received(api: BotApi) -> Counter[int]:
    """How often each reader got the notice."""
    return Counter(sent.chat for sent in api.sent if sent.parsed.text == texts.NOTICE.format(text=TEXT))


def _reported(api: BotApi) -> list[str]:
    return [sent.parsed.text for sent in api.sent if sent.chat == ADMIN and sent.parsed.text.startswith("Đã gửi")]


def test_a_stopped_bot_goes_on_where_it_was(api: BotApi, running: Running, memory: Memory) -> None:
    """Stopped in the middle and started again: each of 45 people gets the notice once, and the admin one report."""
    _subscribed(memory)
    with running(echo, access=ACCESS):
        turned(api, texts.SEND, ask(api, f"/thongbao {TEXT}", sender=ADMIN), sender=ADMIN)
        api.wait_until(lambda: sum(_received(api).values()) >= 5)
    before = sum(_received(api).values())
    assert before < len(READERS)
    with running(echo, access=ACCESS):
        api.wait_until(lambda: bool(_reported(api)))
    assert _received(api) == Counter(READERS)
    assert _reported(api) == [texts.SENT.format(delivered=len(READERS), failed=0)]
    assert memory.notices.under_way() == []


def test_a_killed_bot_goes_on_where_it_was(tmp_path: Path) -> None:
    """Killed while Telegram lets it wait, started again: each of 45 people gets the notice once."""
    memory = Memory.open(f"sqlite:///{tmp_path / 'memory.sqlite'}")
    _subscribed(memory)
    memory.notices.confirm(memory.notices.draft(ADMIN, TEXT))
    memory.close()
    with BotApi(patience_seconds=60) as api:
        wait = Refusal(429, "Too Many Requests: retry after 60", retry_after=60)
        api.faults = lambda method, _: wait if method == "sendMessage" and len(api.sent) >= 7 else None
        with bot_process(api, tmp_path):
            api.wait_until(lambda: api.calls.count("sendMessage") > 7)
        api.faults = None
        assert len(api.sent) == 7
        with bot_process(api, tmp_path):
            api.wait_until(lambda: bool(_reported(api)))
        assert _received(api) == Counter(READERS)


def test_pressing_again_over_a_restart_sends_nothing_twice(api: BotApi, running: Running, memory: Memory) -> None:
    """The draft outlasts a restart; a second press of the same button, handled after another, changes nothing."""
    memory.people.subscribe(PERSON, NOTICES)
    with running(echo, access=ACCESS):
        question = ask(api, f"/thongbao {TEXT}", sender=ADMIN)
    with running(echo, access=ACCESS):
        turned(api, texts.SEND, question, sender=ADMIN)
        api.wait_until(lambda: bool(_reported(api)))
    with running(echo, access=ACCESS):
        assert turned(api, texts.SEND, question, sender=ADMIN).parsed.text == texts.NOTICE_GONE
    assert _received(api) == Counter([PERSON])


def test_a_dropped_notice_is_gone(api: BotApi, running: Running, memory: Memory) -> None:
    """Dropped, it can be sent no more, and nobody gets it."""
    memory.people.subscribe(PERSON, NOTICES)
    with running(echo, access=Access(frozenset({ADMIN}))):
        question = ask(api, f"/thongbao {TEXT}", sender=ADMIN)
        assert turned(api, texts.CANCEL, question, sender=ADMIN).parsed.text == texts.CANCELLED
        assert turned(api, texts.SEND, question, sender=ADMIN).parsed.text == texts.NOTICE_GONE
    assert _received(api) == Counter()


@pytest.mark.parametrize(
    ("error", "later"),
    [
        (RetryAfter(7200), True),
        (NetworkError("Bad Gateway"), True),
        (Forbidden("bot was blocked by the user"), False),
        (BadRequest("chat not found"), False),
    ],
)
def test_what_may_go_out_later(error: TelegramError, later: bool) -> None:  # noqa: FBT001 - a case
    """Somebody is passed over only when Telegram refuses the message itself, not when Telegram is out of reach."""
    assert goes_out_later(error) is later
