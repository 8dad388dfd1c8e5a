"""The webhook: who may post, what is taken, and a whole question over it."""

import asyncio
import json
import socket
import urllib.error
import urllib.request
from dataclasses import replace
from typing import Any

import pytest
from telegram import Bot, Update

from bot.chat.connection import Webhook
from bot.chat.web import serving
from bot.chat.webhook import receiver
from tests.bot.chat.bot_api import PERSON, TOKEN, BotApi
from tests.bot.chat.conftest import Running
from tests.bot.chat.test_admin import echo

SECRET = "mot-bi-mat-du-dai-0123"  # noqa: S105 - of a webhook that does not exist
HOOK = Webhook("https://bot.example.vn/telegram", SECRET, "127.0.0.1", 0)
GOOD = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
UPDATE: dict[str, Any] = {"update_id": 5}


def _post(port: int, body: bytes, headers: dict[str, str], path: str) -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:  # noqa: S310 - loopback
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code


def _posted(body: bytes, headers: dict[str, str], path: str = "/telegram") -> tuple[int, list[object]]:
    """The status of the reply to one post, and what arrived in the inbox."""

    async def story() -> tuple[int, list[object]]:
        inbox: asyncio.Queue[object] = asyncio.Queue()
        async with serving(receiver(HOOK, inbox, Bot(TOKEN)), HOOK.listen, HOOK.port) as port:
            status = await asyncio.to_thread(_post, port, body, headers, path)
        return status, [inbox.get_nowait() for _ in range(inbox.qsize())]

    return asyncio.run(story())


def test_an_update_with_the_secret_is_taken() -> None:
    """It stands in the inbox when the reply comes."""
    status, arrived = _posted(json.dumps(UPDATE).encode(), GOOD)
    assert status == 200
    assert [update.update_id for update in arrived if isinstance(update, Update)] == [5]


@pytest.mark.parametrize("secret", [None, "", "khac", SECRET[:-1], SECRET + "0", "có-dấu"])
def test_nobody_else_may_post(secret: str | None) -> None:
    """Without the secret, or with another one, nothing arrives."""
    headers = {"Content-Type": "application/json"}
    if secret is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret.encode().decode("latin-1")
    assert _posted(json.dumps(UPDATE).encode(), headers) == (403, [])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"not json", 400),
        (b"[]", 400),
        (b'{"update_id": 1, "message": {"text": 5}}', 400),
        (b'{"update_id": 1, "x": "' + b"a" * 300_000 + b'"}', 413),
    ],
)
def test_what_is_no_update_is_refused(body: bytes, status: int) -> None:
    """Broken, foreign and oversized bodies do not arrive, and are no fault."""
    assert _posted(body, GOOD) == (status, [])


@pytest.mark.parametrize("path", ["/", "/metrics", "/telegram/x"])
def test_there_is_nothing_else(path: str) -> None:
    """Any other path is not found, secret or not."""
    assert _posted(json.dumps(UPDATE).encode(), GOOD, path) == (404, [])


def test_a_question_over_the_webhook_is_answered(api: BotApi, running: Running) -> None:
    """Telegram posts the question with the secret it was told, and the answer goes out."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    api.updates.deliver_to = f"http://127.0.0.1:{port}/telegram"
    with running(echo, webhook=replace(HOOK, port=port)):
        api.say("câu hỏi", sender=PERSON)
        (sent,) = api.wait_for(1)
    assert "Đã nhận: câu hỏi" in sent.parsed.text
    assert api.updates.statuses == [200]
    assert api.updates.webhook_url == HOOK.url
