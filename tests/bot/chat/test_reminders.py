"""Learning cards: to whom, when, once each, and how they end."""

import time
from datetime import timedelta

import pytest

from bot.chat import texts
from bot.chat.access import Access
from bot.memory.memory import Memory
from bot.memory.people import Rhythm
from tests.bot.chat.bot_api import PERSON, BotApi, Refusal, Sent
from tests.bot.chat.conftest import MORNING, Clock, Running
from tests.bot.chat.talking import ask, follow, noticed, turned

A_DAY = timedelta(days=1)
LOOKS_SECONDS = 3.0  # the bot looks every two


def _cards(api: BotApi) -> list[Sent]:
    return [sent for sent in api.sent if sent.parsed.text.startswith("🎓")]


def test_a_card_comes_once_a_day_until_it_is_stopped(
    api: BotApi, running: Running, memory: Memory, clock: Clock
) -> None:
    """Chosen in the evening, the first comes in the morning, over a restart none again; the button ends them."""
    with running():
        turned(api, "Nhắc hằng ngày", ask(api, "/caidat"))
        clock.now = MORNING
        api.wait_until(lambda: len(_cards(api)) == 1)
    with running():
        time.sleep(LOOKS_SECONDS)
        clock.now = MORNING + A_DAY
        api.wait_until(lambda: len(_cards(api)) == 2)
        last = _cards(api)[-1]
        assert noticed(api, last.button("Tắt nhắc").data, under=last) == texts.NO_MORE_CARDS
        clock.now = MORNING + 2 * A_DAY
        time.sleep(LOOKS_SECONDS)
    assert len(_cards(api)) == 2
    assert memory.people.find(PERSON).learning is None


def test_cards_differ_and_open_what_they_cite(api: BotApi, running: Running, memory: Memory, clock: Clock) -> None:
    """Three days bring a term, a step and a question; the button opens the provision, or the procedure."""
    memory.learners.choose(PERSON, Rhythm.DAILY, at=clock.now)
    with running():
        for day in range(3):
            clock.now = MORNING + day * A_DAY
            api.wait_until(lambda: len(_cards(api)) == day + 1)  # noqa: B023 - awaited at once
        opened = [follow(api, "📖" if "📖" in str(card.rows) else "📋", card) for card in _cards(api)]
    kinds = {card.parsed.text[:6] for card in _cards(api)}
    assert kinds == {"🎓 Thuậ", "🎓 Quy ", "🎓 Ôn t"}
    question = next(card for card in _cards(api) if "Ôn tập" in card.parsed.text)
    cited = question.parsed.within("tg-spoiler").splitlines()[0]
    assert any(cited in card.parsed.text for card in opened)


@pytest.mark.parametrize("why", ["blocked", "erased", "off", "not invited"])
def test_who_must_not_get_a_card_gets_none(
    api: BotApi, running: Running, memory: Memory, clock: Clock, why: str
) -> None:
    """Nobody who blocked the bot or erased their data, nobody whose right ended, nobody while it is off."""
    memory.learners.choose(PERSON, Rhythm.DAILY, at=clock.now)
    with running(access=Access(frozenset({1}), invited_only=why == "not invited")):
        if why == "blocked":
            api.block(PERSON)
        elif why == "erased":
            turned(api, "Xóa hết", ask(api, "/xoadulieu"))
        elif why == "off":
            memory.switch.turn_off(1, "đang sửa")
        clock.now = MORNING
        time.sleep(LOOKS_SECONDS)
    assert _cards(api) == []


def test_a_block_found_on_the_way_ends_the_cards(api: BotApi, running: Running, memory: Memory, clock: Clock) -> None:
    """Telegram's 403 is remembered; the other person gets theirs."""
    api.chats.blocked.add(PERSON)
    for person in (PERSON, PERSON + 1):
        memory.learners.choose(person, Rhythm.DAILY, at=clock.now)
    clock.now = MORNING
    with running():
        api.wait_until(lambda: len(_cards(api)) == 1)
    assert memory.people.find(PERSON).blocked
    assert _cards(api)[0].chat == PERSON + 1


def test_a_card_that_did_not_go_out_is_due_again(api: BotApi, running: Running, memory: Memory, clock: Clock) -> None:
    """Telegram asks for an hour of quiet: the turn is given back, and the next start sends the card once."""
    memory.learners.choose(PERSON, Rhythm.DAILY, at=clock.now)
    clock.now = MORNING
    api.refuse("sendMessage", Refusal(429, "Too Many Requests: retry after 3600", retry_after=3600))
    with running():
        api.wait_until(lambda: "sendMessage" in api.calls)
    with running():
        api.wait_until(lambda: len(_cards(api)) == 1)
        time.sleep(LOOKS_SECONDS)
    assert len(_cards(api)) == 1
