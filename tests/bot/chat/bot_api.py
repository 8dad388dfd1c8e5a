"""A real HTTP server on loopback that speaks the part of the Bot API the assistant uses, and is as strict."""

import asyncio
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from aiohttp import web

from tests.bot.chat.bot_api_chats import BOT, Chats, Sent
from tests.bot.chat.bot_api_methods import Methods
from tests.bot.chat.bot_api_rules import Call, Refusal, Upload
from tests.bot.chat.bot_api_updates import Updates

__all__ = ["BOT", "PERSON", "TOKEN", "BotApi", "Refusal", "Sent", "Upload"]

TOKEN = "7654321098:AAH-ma-thu_nghiem-khong-co-that"  # noqa: S105 - of a bot that does not exist
PERSON = 4242
_LARGEST_BODY = 60 * 1024**2
_WORDS = re.compile(r"(?P<bot_command>/\w+(?:@\w+)?)|(?P<mention>@\w+)")

Faults = Callable[[str, Call], Refusal | None]


class BotApi:
    """The server and what it saw. `calls` are the methods called, in order, without getUpdates.

    `chats` hold the messages, `methods` what the bot told Telegram, `updates` what it has yet to take. `faults`, when
    set, is asked before every call whether it is to be refused, for runs in which some calls go wrong.
    """

    def __init__(self, *, patience_seconds: float = 20.0) -> None:
        self._patience = patience_seconds
        self.calls: list[str] = []
        self.revoked = False
        self.faults: Faults | None = None
        self.chats = Chats()
        self.updates = Updates()
        self.methods = Methods(self.chats, self.updates)
        self._refusals: dict[str, deque[Refusal]] = defaultdict(deque)
        self._changed = threading.Condition(threading.RLock())
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(self._patience)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(self._patience)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(self._patience)
        self._loop.close()

    @property
    def base_url(self) -> str:
        """What TELEGRAM_BASE_URL is to be set to."""
        return f"http://127.0.0.1:{self._port}/bot"

    @property
    def base_file_url(self) -> str:
        """Where files are downloaded from."""
        return f"http://127.0.0.1:{self._port}/file/bot"

    @property
    def sent(self) -> list[Sent]:
        """The bot's new messages, in order."""
        return self.chats.sent

    @property
    def commands(self) -> list[dict[str, str]]:
        """The commands the bot offers everybody."""
        return self.methods.commands

    def say(self, text: str, *, sender: int = PERSON, chat: int | None = None, **more: Any) -> int:  # noqa: ANN401
        """Let `sender` write `text`, privately or in the group `chat`; returns the message's id."""
        found = list(_WORDS.finditer(text))
        entities = [
            {"type": match.lastgroup, "offset": _units(text[: match.start()]), "length": _units(match.group())}
            for match in found
            if match.lastgroup == "mention" or match.start() == 0
        ]
        content = {"text": text, **({"entities": entities} if entities else {}), **more}
        return self.deliver(content, sender=sender, chat=chat)

    def deliver(
        self, content: Mapping[str, Any], *, sender: int = PERSON, kind: str = "message", chat: int | None = None
    ) -> int:
        """Let an update of `kind` arrive whose message holds `content`; returns the message's id."""
        number = content.get("message_id") or self.chats.next_number()
        where = _private(sender) if chat is None else _group(chat, forum=chat in self.chats.topics)
        message = {"message_id": number, "date": int(time.time()), "from": person(sender), "chat": where, **content}
        self.chats.receive(chat or sender, number)
        self.update(kind, message)
        return int(number)

    def update(self, kind: str, content: Mapping[str, Any]) -> int:
        """Let an update of `kind` arrive that holds `content`; returns the update's id."""
        with self._changed:
            number = self.chats.next_number()
            self.updates.add({"update_id": number, kind: dict(content)}, self._loop)
            return number

    def press(self, button: str, *, sender: int = PERSON, on: Sent | None = None) -> str:
        """Let `sender` press a button that sends `button`, under the message `on`; returns the query's id."""
        query = str(self.chats.next_number())
        where = _private(sender) if on is None or on.chat > 0 else _group(on.chat)
        words = {"text": on.parsed.text if on else "?"}
        message = {"message_id": on.number if on else 1, "date": 1, "chat": where, "from": BOT, **words}
        self.methods.pressed.add(query)
        pressed = {"id": query, "from": person(sender), "chat_instance": "1", "data": button, "message": message}
        self.update("callback_query", pressed)
        return query

    def ask_inline(self, words: str, *, sender: int = PERSON, offset: str = "") -> str:
        """Let `sender` type the bot's name and `words` in some chat; returns the query's id."""
        query = str(self.chats.next_number())
        self.methods.asked_inline.add(query)
        self.update("inline_query", {"id": query, "from": person(sender), "query": words, "offset": offset})
        return query

    def vote(self, poll: str, choices: Sequence[int], *, sender: int = PERSON) -> None:
        """Let `sender` choose options of a poll; none takes the vote back."""
        ids = [str(choice) for choice in choices]
        answer = {"poll_id": poll, "user": person(sender), "option_ids": list(choices), "option_persistent_ids": ids}
        self.update("poll_answer", answer)

    def block(self, sender: int = PERSON, *, blocked: bool = True) -> None:
        """Let `sender` block the bot, or let it in again."""
        (self.chats.blocked.add if blocked else self.chats.blocked.discard)(sender)
        inside: dict[str, Any] = {"user": BOT, "status": "member"}
        outside: dict[str, Any] = {"user": BOT, "status": "kicked", "until_date": 0}
        before, after = (inside, outside) if blocked else (outside, inside)
        change: dict[str, Any] = {"chat": _private(sender), "from": person(sender), "date": int(time.time())}
        self.update("my_chat_member", change | {"old_chat_member": before, "new_chat_member": after})

    def refuse(self, method: str, refusal: Refusal, *, times: int = 1) -> None:
        """Answer the next `times` calls of `method` with `refusal`."""
        self._refusals[method].extend([refusal] * times)

    def wait_for(self, count: int) -> list[Sent]:
        """The messages sent, as soon as there are `count`."""
        return self.wait_until(lambda: len(self.sent) >= count)

    def wait_until(self, reached: Callable[[], bool]) -> list[Sent]:
        """The messages sent, as soon as `reached` is true; looked at after every call the bot makes."""
        with self._changed:
            if not self._changed.wait_for(reached, self._patience):
                raise AssertionError(f"The bot did not do it; it sent {self.sent}")
            return list(self.sent)

    async def _open(self) -> None:
        app = web.Application(client_max_size=_LARGEST_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._exchange)
        app.router.add_get("/file/bot{token}/documents/{file_id}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self._pushing = asyncio.create_task(self.updates.push_for_ever())

    async def _close(self) -> None:
        await self._runner.cleanup()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _exchange(self, request: web.Request) -> web.StreamResponse:
        """One call: /bot<token>/<method> with form parameters, as python-telegram-bot sends them."""
        token, method, call = request.match_info["token"], request.match_info["method"], await _read(request)
        try:
            if self.revoked or token != TOKEN:
                raise Refusal(401, "Unauthorized")  # noqa: TRY301 - it is one of many refusals
            result = await self.updates.get(call) if method == "getUpdates" else self._result(method, call)
        except Refusal as refusal:
            if refusal.lost and request.transport:
                request.transport.abort()
            return web.json_response(refusal.body(), status=refusal.code)
        return web.json_response({"ok": True, "result": result})

    def _result(self, method: str, call: Call) -> Any:  # noqa: ANN401 - JSON
        with self._changed:
            try:
                self.calls.append(method)
                waiting = self._refusals[method]
                refusal = waiting.popleft() if waiting else self.faults(method, call) if self.faults else None
                if refusal and not refusal.lost:
                    raise refusal
                result = self.methods.call(method, call)
                if refusal:
                    raise refusal
                return result
            finally:
                self._changed.notify_all()

    async def _download(self, request: web.Request) -> web.Response:
        file = self.chats.files.get(request.match_info["file_id"])
        known = file is not None and request.match_info["token"] == TOKEN
        return web.Response(body=file.data) if known and file else web.Response(status=404)


async def _read(request: web.Request) -> Call:
    form = await request.post() if request.method == "POST" else {}
    parameters = {**request.query, **{name: value for name, value in form.items() if isinstance(value, str)}}
    files = {name: value for name, value in form.items() if isinstance(value, web.FileField)}
    return Call(parameters, {name: Upload(file.filename, file.file.read()) for name, file in files.items()})


def person(number: int) -> dict[str, Any]:
    """A person as updates name them."""
    return {"id": number, "is_bot": False, "first_name": "Cán bộ", "language_code": "vi"}


def _private(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private"}


def _group(chat: int, *, forum: bool = False) -> dict[str, Any]:
    return {"id": chat, "type": "supergroup", "title": "Tổ", "is_forum": forum}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
