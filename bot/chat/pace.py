"""How fast calls go out to Telegram, and which are made again."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from datetime import timedelta
from typing import Any

import httpx
from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

Result = bool | dict[str, Any] | list[dict[str, Any]]

# Telegram's figures: about 30 messages a second in all, 20 a minute in a group, to a person one a second on average.
_OVERALL = (30, 1.0)
_GROUP = (20, 60.0)
_PRIVATE = (20, 20.0)
_MOST_CHATS = 10_000  # remembered at a time; the longest silent are forgotten first
_PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds before a call is made again
_LONGEST_WAIT = 300.0  # Telegram has asked for hours; nobody waits that long for an answer

_NEW_MESSAGE = ("send", "copy", "forward")
_MESSAGE = (*_NEW_MESSAGE, "edit")
_NO_MESSAGE = "sendChatAction"
_NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_UNCHANGED = "message is not modified"  # Telegram has no code of its own for it

_log = logging.getLogger(__name__)


class _Chat:
    """The pace of one chat, and until when Telegram wants quiet there."""

    def __init__(self, rate: tuple[float, float]) -> None:
        self._limiter = AsyncLimiter(*rate)
        self._quiet_until = 0.0

    async def may_send(self) -> None:
        await self._limiter.acquire()

    def be_quiet(self, seconds: float) -> None:
        self._quiet_until = max(self._quiet_until, _now() + seconds)

    async def quiet_is_over(self) -> None:
        while (left := self._quiet_until - _now()) > 0:  # noqa: ASYNC110 - what is waited for is the time itself
            await asyncio.sleep(left)


class Pace(BaseRateLimiter[int]):
    """Keeps within Telegram's rates; a chat that Telegram wants quiet in keeps no other chat waiting.

    A call is made again after 429, 5xx and lost connections. A call that sends a new message is not made again when
    it may have arrived, since nobody wants to read an answer twice. `blocked` is told of people who blocked the bot,
    `repeated` of each call made again.
    """

    def __init__(self, blocked: Callable[[int], Awaitable[None]], repeated: Callable[[], None]) -> None:
        self._blocked = blocked
        self._repeated = repeated
        self._overall = AsyncLimiter(*_OVERALL)
        self._chats: OrderedDict[int | str, _Chat] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's own
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,  # noqa: ANN401 - the library's own
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """What Telegram replies to the call, made when the pace allows and again when that may help.

        Raises:
            telegram.error.TelegramError: it does not help.
        """
        del rate_limit_args
        chat = self._chat(data.get("chat_id") or data.get("inline_message_id") or endpoint)
        pauses = iter(_PAUSES)
        while True:
            await chat.quiet_is_over()
            if endpoint.startswith(_MESSAGE) and endpoint != _NO_MESSAGE:
                await chat.may_send()
                await self._overall.acquire()
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                chat.be_quiet(_seconds_asked(error, pauses))
            except Forbidden:
                await self._note_block(data.get("chat_id"))
                raise
            except BadRequest as error:
                if _UNCHANGED in str(error).lower():
                    return True
                raise
            except NetworkError as error:
                await _pause(error, endpoint, pauses)
            self._repeated()

    async def _note_block(self, chat_id: object) -> None:
        if isinstance(chat_id, int) and chat_id > 0:
            await self._blocked(chat_id)

    def _chat(self, key: int | str) -> _Chat:
        group = isinstance(key, int) and key < 0
        chat = self._chats.setdefault(key, _Chat(_GROUP if group else _PRIVATE))
        self._chats.move_to_end(key)
        if len(self._chats) > _MOST_CHATS:
            self._chats.popitem(last=False)
        return chat


def goes_out_later(error: TelegramError) -> bool:
    """Whether a new message that ended in `error` has not gone out, and may another time: Telegram was out of reach."""
    if isinstance(error, BadRequest | Forbidden):
        return False
    return not isinstance(error, NetworkError) or _may_repeat(error, "sendMessage")


async def _pause(error: NetworkError, endpoint: str, pauses: Iterator[float]) -> None:
    """Wait before the call is made again, or raise `error` when it must not be or was often enough."""
    seconds = next(pauses, None) if _may_repeat(error, endpoint) else None
    if seconds is None:
        raise error
    _log.warning("%s goes out again: %s", endpoint, type(error.__cause__ or error).__name__)
    await asyncio.sleep(seconds)


def _may_repeat(error: NetworkError, endpoint: str) -> bool:
    """Whether the call has not been carried out, or does no harm when carried out twice."""
    refused = not isinstance(error.__cause__, httpx.HTTPError)  # Telegram replied, with 5xx
    return refused or isinstance(error.__cause__, _NEVER_ARRIVED) or not endpoint.startswith(_NEW_MESSAGE)


def _seconds_asked(error: RetryAfter, pauses: Iterator[float]) -> float:
    """How long Telegram wants quiet; raises `error` when that is too long or was asked for often enough."""
    asked = error.retry_after
    seconds = asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
    if seconds > _LONGEST_WAIT or next(pauses, None) is None:
        raise error
    return seconds


def _now() -> float:
    return asyncio.get_running_loop().time()
