"""The updates a bot has yet to take: by long polling with offsets, or pushed to its webhook."""

import asyncio
import re
from collections import deque
from collections.abc import Collection
from typing import Any

import aiohttp

from tests.bot.chat.bot_api_rules import Call, Refusal, bad_request

Update = dict[str, Any]
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_AGAIN_SECONDS = 0.2
_NOT_BY_DEFAULT = {"message_reaction", "chat_member"}


class Updates:
    """Updates in order. All methods but `add` run on the server's loop.

    `deliver_to` is where the webhook's pushes really go: what stands behind the public https address of the bot.
    `statuses` are the replies to the pushes; any but 2xx makes the update come again.
    """

    def __init__(self) -> None:
        self.webhook_url = ""
        self.deliver_to: str | None = None
        self.statuses: list[int] = []
        self._secret = ""
        self._allowed: Collection[str] = ()
        self._pending: deque[Update] = deque()
        self._arrived = asyncio.Event()
        self._polls = 0

    @property
    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._pending)

    def add(self, update: Update, loop: asyncio.AbstractEventLoop) -> None:
        """Let `update` arrive; may be called from any thread."""

        def take() -> None:
            self._pending.append(update)
            self._arrived.set()

        loop.call_soon_threadsafe(take)

    async def get(self, call: Call) -> list[Update]:
        """Updates from `offset` on; those before it are confirmed and forgotten. Waits for one up to `timeout`."""
        if self.webhook_url:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        self._polls += 1
        mine, until = self._polls, asyncio.get_running_loop().time() + (call.number("timeout") or 0)
        self._allowed = call.json("allowed_updates") or self._allowed
        self._confirm(call.number("offset") or 0)
        limit = call.number("limit") or 100
        while not (due := self._due()[:limit]):
            remaining = until - asyncio.get_running_loop().time()
            if remaining <= 0:
                break
            if mine != self._polls:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
            await self._wait(min(remaining, 1.0))
        return due

    def set_webhook(self, call: Call) -> bool:
        """Push updates to `url` from now on; an empty one, or none, goes back to polling."""
        url, secret = call.text("url"), call.text("secret_token")
        if url and not url.startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self.webhook_url, self._secret = url, secret
        self._allowed = call.json("allowed_updates") or self._allowed
        if call.flag("drop_pending_updates"):
            self._pending.clear()
        self._arrived.set()
        return True

    def info(self) -> dict[str, Any]:
        """What getWebhookInfo tells."""
        return {"url": self.webhook_url, "has_custom_certificate": False, "pending_update_count": self.pending}

    async def push_for_ever(self) -> None:
        """Push one update after another to the webhook, each until it is taken."""
        async with aiohttp.ClientSession() as session:
            while True:
                due = self._due() if self.webhook_url and self.deliver_to else []
                if not due:
                    await self._wait(1.0)
                elif await self._push(session, due[0]):
                    self._pending.remove(due[0])
                else:
                    await asyncio.sleep(_AGAIN_SECONDS)

    async def _push(self, session: aiohttp.ClientSession, update: Update) -> bool:
        headers = {_SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.deliver_to or "", json=update, headers=headers) as reply:
                self.statuses.append(reply.status)
                return reply.ok
        except aiohttp.ClientError:
            return False

    async def _wait(self, seconds: float) -> None:
        self._arrived.clear()
        try:
            await asyncio.wait_for(self._arrived.wait(), seconds)
        except TimeoutError:
            return

    def _confirm(self, offset: int) -> None:
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()

    def _due(self) -> list[Update]:
        """The updates of the kinds the bot asked for; the others are not kept for it."""
        wanted = [update for update in self._pending if self._is_allowed(update)]
        if len(wanted) < len(self._pending):
            self._pending = deque(wanted)
        return wanted

    def _is_allowed(self, update: Update) -> bool:
        kind = next(key for key in update if key != "update_id")
        return kind in self._allowed if self._allowed else kind not in _NOT_BY_DEFAULT
