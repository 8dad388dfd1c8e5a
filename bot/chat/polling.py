"""The connection over which the bot asks for updates, and what is known of it."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram.request import HTTPXRequest

_READ_SECONDS = 20.0  # beyond the ten that Telegram may hold a call open
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)  # the token was revoked, or never was one


class PollingRequest(HTTPXRequest):
    """Knows when Telegram last replied. `refused` is called when it takes the token no longer."""

    def __init__(self, *, proxy: str | None, refused: Callable[[], None]) -> None:
        super().__init__(connection_pool_size=4, read_timeout=_READ_SECONDS, pool_timeout=_READ_SECONDS, proxy=proxy)
        self._refused = refused
        self._last_reply: float | None = None

    @property
    def silent_seconds(self) -> float | None:
        """How long ago Telegram last replied as it should, None when it never did."""
        return None if self._last_reply is None else time.monotonic() - self._last_reply

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - passed on
        """The status and body of the reply."""
        status, body = await super().do_request(*args, **kwargs)
        if status == HTTPStatus.OK:
            self._last_reply = time.monotonic()
        elif status in _REFUSED:
            self._refused()
        return status, body
