"""Which calls go out again, and that one chat's trouble is nobody else's."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.chat.pace import Pace

Outcome = TelegramError | dict[str, Any]
OK: dict[str, Any] = {"message_id": 1}


def _lost(cause: Exception, error: type[NetworkError] = NetworkError) -> NetworkError:
    """The library's error for a connection that failed by `cause`."""
    failure = error("lost")
    failure.__cause__ = cause
    return failure


def _not_counted() -> None:
    """Nobody counts the calls made again."""


class Telegram:
    """Replies with the given outcomes, one a call, and counts the calls."""

    def __init__(self, *outcomes: Outcome) -> None:
        self._outcomes = list(outcomes)
        self.calls = 0

    async def __call__(self) -> dict[str, Any]:
        """The next outcome, returned or raised."""
        self.calls += 1
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, TelegramError):
            raise outcome
        return outcome


def _call(telegram: Telegram, endpoint: str = "sendMessage", chat: int = 7, pace: Pace | None = None) -> Awaitable[Any]:
    async def forget(_: int) -> None:
        """Nobody asks who blocked the bot."""

    return (pace or Pace(forget, _not_counted)).process_request(telegram, (), {}, endpoint, {"chat_id": chat}, None)


@pytest.mark.parametrize(
    "error",
    [
        NetworkError("Bad Gateway"),
        NetworkError("Internal Server Error"),
        _lost(httpx.ConnectError("refused")),
        _lost(httpx.ConnectTimeout("slow"), TimedOut),
        _lost(httpx.PoolTimeout("full"), TimedOut),
    ],
)
def test_a_call_that_was_not_carried_out_goes_out_again(error: TelegramError) -> None:
    """After 5xx, or when the call never left, the message is sent a second time, and once."""
    telegram = Telegram(error, OK)
    assert asyncio.run(_once(lambda: _call(telegram))) == OK
    assert telegram.calls == 2


@pytest.mark.parametrize(
    "error", [_lost(httpx.ReadTimeout("slow"), TimedOut), _lost(httpx.RemoteProtocolError("gone"))]
)
def test_a_message_that_may_have_arrived_is_not_sent_again(error: TelegramError) -> None:
    """Nobody reads an answer twice; what does no harm twice, such as an edit, is done again."""
    telegram, editing = Telegram(error), Telegram(error, OK)
    with pytest.raises(NetworkError):
        asyncio.run(_once(lambda: _call(telegram)))
    assert telegram.calls == 1
    assert asyncio.run(_once(lambda: _call(editing, "editMessageText"))) == OK


@pytest.mark.parametrize("error", [BadRequest("chat not found"), Forbidden("bot was blocked by the user")])
def test_a_refusal_is_final(error: TelegramError) -> None:
    """What Telegram refuses for good is not tried again."""
    telegram = Telegram(error)
    with pytest.raises(type(error)):
        asyncio.run(_once(lambda: _call(telegram)))
    assert telegram.calls == 1


def test_an_edit_that_changes_nothing_is_fine() -> None:
    """Pressing a button twice is no fault."""
    unchanged = BadRequest("Message is not modified: specified new message content is exactly the same")
    assert asyncio.run(_once(lambda: _call(Telegram(unchanged), "editMessageText"))) is True


def test_who_blocked_the_bot_is_remembered() -> None:
    """The person's id is handed on; a group that threw the bot out is no person."""
    told: list[int] = []

    async def blocked(person: int) -> None:
        told.append(person)

    async def story() -> None:
        pace = Pace(blocked, _not_counted)
        for chat in (7, -100):
            with pytest.raises(Forbidden):
                await _call(Telegram(Forbidden("blocked")), chat=chat, pace=pace)

    asyncio.run(story())
    assert told == [7]


def test_a_chat_that_must_be_quiet_keeps_no_other_waiting() -> None:
    """While one chat waits a second as asked, another chat's message goes out at once; both arrive."""

    async def story() -> tuple[float, float]:
        async def forget(_: int) -> None:
            """Nobody blocked the bot."""

        pace, started = Pace(forget, _not_counted), time.monotonic()
        slow = asyncio.ensure_future(_call(Telegram(RetryAfter(1), OK), chat=7, pace=pace))
        await asyncio.sleep(0.05)
        await _call(Telegram(OK), chat=8, pace=pace)
        other = time.monotonic() - started
        await slow
        return other, time.monotonic() - started

    other, slow = asyncio.run(story())
    assert other < 0.5
    assert slow >= 1.0


def test_a_wait_of_hours_is_refused() -> None:
    """Telegram has asked for hours; the person is not answered tomorrow."""
    with pytest.raises(RetryAfter):
        asyncio.run(_once(lambda: _call(Telegram(RetryAfter(13_938)))))


def test_it_gives_up_in_the_end() -> None:
    """Five times refused, the call fails."""
    telegram = Telegram(*[NetworkError("Bad Gateway")] * 5)
    with pytest.raises(NetworkError):
        asyncio.run(_once(lambda: _call(telegram)))
    assert telegram.calls == 5


def test_a_group_gets_twenty_messages_a_minute() -> None:
    """The twenty-first to the same group waits; another chat's does not."""

    async def story() -> None:
        async def forget(_: int) -> None:
            """Nobody blocked the bot."""

        pace = Pace(forget, _not_counted)
        for _ in range(20):
            await asyncio.wait_for(_call(Telegram(OK), chat=-100, pace=pace), 1)
        await asyncio.wait_for(_call(Telegram(OK), chat=7, pace=pace), 2)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_call(Telegram(OK), chat=-100, pace=pace), 0.5)

    asyncio.run(story())


async def _once(call: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - whatever it returns
    return await call()
