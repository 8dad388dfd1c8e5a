"""A real HTTP server on loopback that speaks the part of the Bot API the assistant uses, and is as strict."""

import json
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl

from tests.bot.chat.telegram_html import Parsed, TelegramHtmlError, parse, utf16_length

TOKEN = "7654321098:AAH-ma-thu_nghiem-khong-co-that"  # noqa: S105 - of a bot that does not exist
PERSON = 4242
_BOT = {"id": 7654321098, "is_bot": True, "first_name": "Trợ lý", "username": "tro_ly_gspb_bot"}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST_MESSAGE = 4096


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """An error reply of the Bot API."""

    code: int
    description: str
    retry_after: int | None = None

    def body(self) -> dict[str, Any]:
        """The reply as JSON."""
        wait = {} if self.retry_after is None else {"parameters": {"retry_after": self.retry_after}}
        return {"ok": False, "error_code": self.code, "description": self.description, **wait}


@dataclass(frozen=True, slots=True)
class Sent:
    """A message the bot sent: `html` as sent, `parsed` as a reader sees it, `buttons` what pressing each would send."""

    chat: int
    html: str
    parsed: Parsed
    reply_to: int | None
    buttons: tuple[str, ...] = ()


class BotApi:
    """The server and what it saw. `calls` are the methods called, in order, without getUpdates; `sent` the messages."""

    def __init__(self, *, patience_seconds: float = 20.0) -> None:
        self._patience = patience_seconds
        self.calls: list[str] = []
        self.sent: list[Sent] = []
        self.commands: list[dict[str, str]] = []
        self.revoked = False
        self._updates: deque[dict[str, Any]] = deque()
        self._refusals: dict[str, deque[Refusal]] = defaultdict(deque)
        self._last_id = 100
        self._closing = False
        self._changed = threading.Condition()
        self._server = _Server(self)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._server.shutdown()
        self._server.server_close()

    @property
    def base_url(self) -> str:
        """What TELEGRAM_BASE_URL is to be set to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/bot"

    def say(self, text: str, *, sender: int = PERSON) -> int:
        """Let `sender` write `text` to the bot; returns the message's id."""
        length = re.match(r"/\w+", text)
        command = {"entities": [{"type": "bot_command", "offset": 0, "length": length.end()}]} if length else {}
        return self.deliver({"text": text, **command}, sender=sender)

    def deliver(
        self, content: Mapping[str, Any], *, sender: int = PERSON, kind: str = "message", chat: str = "private"
    ) -> int:
        """Let an update of `kind` arrive whose message holds `content`; returns the message's id."""
        with self._changed:
            number = self._next_id()
            where = {"id": sender if chat == "private" else -sender, "type": chat, "title": "Tổ"}
            message = {
                "message_id": number,
                "date": int(time.time()),
                "from": _person(sender),
                "chat": where,
                **content,
            }
            self._updates.append({"update_id": number, kind: message})
            self._changed.notify_all()
            return number

    def press(self, button: str, *, sender: int = PERSON) -> None:
        """Let `sender` press a button that sends `button`."""
        with self._changed:
            number = self._next_id()
            message = {"message_id": number, "date": 1, "chat": {"id": sender, "type": "private"}, "text": "?"}
            pressed = {"id": str(number), "from": _person(sender), "chat_instance": "1", "data": button}
            self._updates.append({"update_id": number, "callback_query": pressed | {"message": message}})
            self._changed.notify_all()

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

    def answer(self, token: str, method: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The reply to one call."""
        try:
            return {"ok": True, "result": self._result(token, method, parameters)}
        except Refusal as refusal:
            return refusal.body()

    def _result(self, token: str, method: str, parameters: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        if method == "getUpdates":
            self._check_token(token)
            return self._get_updates(parameters)
        with self._changed:
            self._changed.notify_all()
            self.calls.append(method)
            self._check_token(token)
            if self._refusals[method]:
                raise self._refusals[method].popleft()
            return self._methods()[method](parameters)

    def _check_token(self, token: str) -> None:
        if self.revoked or token != TOKEN:
            raise Refusal(401, "Unauthorized")

    def _methods(self) -> dict[str, Callable[[Mapping[str, Any]], Any]]:
        return {
            "getMe": lambda _: _BOT,
            "deleteWebhook": lambda _: True,
            "setMyCommands": self._set_my_commands,
            "sendChatAction": lambda parameters: parameters["action"] == "typing",
            "sendMessage": self._send_message,
            "answerCallbackQuery": lambda _: True,
        }

    def _get_updates(self, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Updates from `offset` on; those before it are confirmed and forgotten. Waits for one up to `timeout`."""
        offset, allowed = int(parameters.get("offset", 0)), json.loads(parameters.get("allowed_updates", "[]"))

        def due() -> list[dict[str, Any]]:
            return [update for update in self._updates if not allowed or set(allowed) & set(update)]

        with self._changed:
            while self._updates and self._updates[0]["update_id"] < offset:
                self._updates.popleft()
            self._changed.wait_for(lambda: due() or self._closing, float(parameters.get("timeout", 0)))
            return due()

    def _set_my_commands(self, parameters: Mapping[str, Any]) -> bool:
        commands = json.loads(parameters["commands"])
        for command in commands:
            if not _COMMAND.fullmatch(command["command"]) or not 1 <= len(command["description"]) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        self.commands = commands
        return True

    def _send_message(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        chat, html = int(parameters["chat_id"]), parameters["text"]
        parsed = _parsed(html, parameters.get("parse_mode"))
        reply_to = json.loads(parameters.get("reply_parameters", "{}")).get("message_id")
        self.sent.append(Sent(chat, html, parsed, reply_to, _buttons(parameters)))
        private = {"id": chat, "type": "private"}
        return {"message_id": self._next_id(), "date": 0, "chat": private, "from": _BOT, "text": parsed.text}

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id


def _person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Cán bộ"}


def _buttons(parameters: Mapping[str, Any]) -> tuple[str, ...]:
    """What the buttons under a message send, checked as Telegram checks it."""
    rows = json.loads(parameters.get("reply_markup", "{}")).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if not all(button["text"] and 1 <= len(button["callback_data"].encode()) <= 64 for button in buttons):
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return tuple(button["callback_data"] for button in buttons)


def _parsed(text: str, mode: str | None) -> Parsed:
    """What a reader sees, or the refusal that Telegram would give."""
    try:
        parsed = parse(text) if mode == "HTML" else Parsed(text, ((),) * len(text))
    except TelegramHtmlError as error:
        raise Refusal(400, f"Bad Request: can't parse entities: {error}") from error
    if not parsed.text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if utf16_length(parsed.text) > _LONGEST_MESSAGE:
        raise Refusal(400, "Bad Request: message is too long")
    return parsed


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, api: BotApi) -> None:
        self.api = api
        super().__init__(("127.0.0.1", 0), _Exchange)

    def handle_error(self, *_: object) -> None:
        """A bot that stops breaks off its long poll; that is no fault of the server's."""


class _Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        """Hand the call to the API: /bot<token>/<method> with form parameters, as python-telegram-bot sends them."""
        token, _, method = self.path.removeprefix("/bot").rpartition("/")
        form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        reply = self.server.api.answer(token, method, dict(parse_qsl(form, keep_blank_values=True)))
        body = json.dumps(reply).encode()
        self.send_response(reply.get("error_code", 200))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
