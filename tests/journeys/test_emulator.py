"""The same journey against somebody else's idea of the Bot API: the emulator `lo-bot-api-emulator`, over loopback.

It knows fewer parameters than Telegram; those it does not know are dropped on the way and counted. It keeps no texts,
so what was said is taken down on the way too.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from bot.chat.access import Access
from bot.chat.application import Parts, application
from bot.chat.connection import Connection
from bot.learning.lessons import Lessons
from bot.memory.memory import Memory
from corpus.procedures import load_procedures
from tests.bot.chat.bot_api import PERSON, TOKEN
from tests.bot.small_library import PDF_NUMBER, Small

_UNKNOWN = {"link_preview_options", "scope"}  # parameters of the Bot API that the emulator refuses
_NOT_THERE = {"setMyDescription", "setMyShortDescription"}  # methods it does not have
_NAME = "fixture_bot"  # every bot has one; the emulator's has not
_PATIENCE_SECONDS = 120


@dataclass(slots=True)
class Passage:
    """The way between the bot and the emulator: passes calls on, without the parameters the emulator does not know."""

    target: str
    said: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    refused: list[tuple[str, int]] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)

    async def pass_on(self, request: web.Request) -> web.Response:
        """One call there and its reply back."""
        method, form = request.match_info["method"], await request.post()
        if method in _NOT_THERE:
            return web.json_response({"ok": True, "result": True})
        self.dropped |= _UNKNOWN & set(form)
        data = aiohttp.FormData()
        for name, value in form.items():
            if name in _UNKNOWN:
                continue
            if isinstance(value, web.FileField):
                data.add_field(name, value.file.read(), filename=value.filename)
            else:
                data.add_field(name, value)
        async with aiohttp.ClientSession() as session, session.post(f"{self.target}{request.path}", data=data) as reply:
            told, status = await reply.json(), reply.status
        if method == "getMe":
            told["result"]["username"] = _NAME
        if method != "getUpdates":
            self.said.append((method, {name: value for name, value in form.items() if isinstance(value, str)}))
            if status != 200:
                self.refused.append((method, status))
        return web.json_response(told, status=status)


async def _serve(app: web.Application) -> tuple[web.AppRunner, str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


def _message(number: int, text: str) -> dict[str, Any]:
    command = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
    person = {"id": PERSON, "is_bot": False, "first_name": "Cán bộ"}
    where = {"id": PERSON, "type": "private"}
    return {"message_id": number, "date": 1, "from": person, "chat": where, "text": text, "entities": command}


def _press(number: int, data: str) -> dict[str, Any]:
    shown = _message(number, "?") | {"from": {"id": 1, "is_bot": True, "first_name": "Bot"}}
    person = {"id": PERSON, "is_bot": False, "first_name": "Cán bộ"}
    return {"id": str(number), "from": person, "chat_instance": "1", "data": data, "message": shown}


async def _journey(parts: Parts) -> Passage:
    emulator = LoBotApiEmulator()
    emulating, target = await _serve(emulator.app())
    way = Passage(target)
    between = web.Application(client_max_size=60 * 1024**2)
    between.router.add_post("/bot{token}/{method}", way.pass_on)
    passing, address = await _serve(between)
    bot = application(parts, Connection(TOKEN, f"{address}/bot"), refused=lambda: None)
    assert bot.updater is not None
    assert bot.post_init is not None
    assert bot.post_shutdown is not None

    async def until(said: Callable[[list[tuple[str, dict[str, str]]]], bool]) -> None:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not said(way.said):  # noqa: ASYNC110 - what is waited for happens in another program
                await asyncio.sleep(0.05)

    async def tell(kind: str, content: dict[str, Any], method: str) -> dict[str, str]:
        """Let an update arrive; returns the parameters of the next call of `method`."""
        before = len(way.said)
        await emulator.enqueue_update({kind: content}, token=TOKEN)
        await until(lambda said: any(name == method for name, _ in said[before:]))
        return next(parameters for name, parameters in way.said[before:] if name == method)

    async with bot:
        await bot.post_init(bot)
        await bot.updater.start_polling(allowed_updates=["message", "callback_query", "inline_query"])
        await bot.start()
        try:
            await _talk(tell)
        finally:
            await bot.updater.stop()
            await bot.stop()
    await bot.post_shutdown(bot)
    await passing.cleanup()
    await emulating.cleanup()
    return way


async def _talk(tell: Callable[..., Any]) -> None:
    welcome = await tell("message", _message(1, "/start"), "sendMessage")
    assert "Trợ lý Giám sát và Phản biện xã hội" in welcome["text"]
    answer = await tell("message", _message(2, f"khoản 2 Điều 1 Quyết định {PDF_NUMBER}"), "sendMessage")
    assert "2. Sổ ghi theo khoản 2 Điều 27" in answer["text"]
    rows = json.loads(answer["reply_markup"])["inline_keyboard"]
    keys = [button.get("callback_data", "") for row in rows for button in row]
    article = await tell("callback_query", _press(3, next(k for k in keys if k.startswith("p:"))), "sendMessage")
    assert "Điều 1. Lập sổ" in article["text"]
    picture = await tell("callback_query", _press(4, next(k for k in keys if k.startswith("i:"))), "sendPhoto")
    assert "Trang 1 của tệp" in picture["caption"]
    page = await tell("callback_query", _press(5, next(k for k in keys if k.startswith("o:"))), "sendDocument")
    assert "Trang 1 của tệp" in page["caption"]
    turned = await tell("callback_query", _press(6, "v:0:i:0"), "editMessageText")
    assert "Thư viện văn bản" in turned["text"]
    person = {"id": PERSON, "is_bot": False, "first_name": "Cán bộ"}
    inline = {"id": "7", "from": person, "query": "khoản 2 Điều 27 Luật MTTQ", "offset": ""}
    offered = await tell("inline_query", inline, "answerInlineQuery")
    assert json.loads(offered["results"])[0]["title"].startswith("Khoản 2 Điều 27 ")


@contextmanager
def _memory(folder: Path) -> Iterator[Memory]:
    memory = Memory.open(f"sqlite:///{folder / 'memory.sqlite'}")
    yield memory
    memory.close()


def test_the_journey_against_the_emulator(small: Small, tmp_path: Path) -> None:
    """All that the emulator knows is accepted by it: texts, cards, buttons, edits, a picture, a PDF, inline results."""
    with _memory(tmp_path) as memory, ThreadPoolExecutor(max_workers=1) as thread:
        parts = Parts(
            answer=small.assistant.answer,
            library=small.assistant.library,
            file=small.file,
            procedures=load_procedures(),
            terms=small.assistant.terms,
            memory=memory,
            access=Access(),
            keep_days=90,
            publisher=small.publisher,
            lessons=Lessons(()),
        )
        way = thread.submit(lambda: asyncio.run(_journey(parts))).result(2 * _PATIENCE_SECONDS)
    assert way.refused == []
    assert way.dropped == _UNKNOWN
