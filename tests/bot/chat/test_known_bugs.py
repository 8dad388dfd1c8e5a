"""What other bots got wrong, where no other test here looks: README.md has the whole list."""

import json
import socket
import time
from dataclasses import replace
from pathlib import Path

from bot.answering.answer import Answer
from bot.memory.memory import Memory
from tests.bot.chat.bot_api import BOT, PERSON, BotApi
from tests.bot.chat.bot_api_rules import Call
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import ask
from tests.bot.chat.test_bot_api import act
from tests.bot.chat.test_questions import echo
from tests.bot.chat.test_restart import bot_process
from tests.bot.chat.test_webhook import GOOD, HOOK, _post

CLAUSE = "khoản 2 Điều 27 Luật MTTQ"


def test_a_follow_up_goes_on_over_a_restart(api: BotApi, running: Running) -> None:
    """What "còn khoản 3?" speaks of was shown before the restart."""
    with running():
        ask(api, CLAUSE)
    with running():
        followed = ask(api, "còn khoản 3?")
    assert followed.parsed.within("blockquote").startswith("3. ")


def test_a_question_that_failed_is_remembered(api: BotApi, running: Running, memory: Memory) -> None:
    """It stands in the history, to be asked again, with what became of it."""

    def broken(_: str) -> Answer:
        raise RuntimeError("hỏng")

    with running(broken):
        ask(api, "câu hỏng")
    (asked,) = memory.history.recent(PERSON)
    assert (asked.typed, asked.outcome.status) == ("câu hỏng", "fault")


def test_typing_lasts_as_long_as_the_answer_takes(api: BotApi, running: Running) -> None:
    """Telegram shows it for five seconds; of an answer that takes longer it is told again, and not after it."""

    def slow(question: str) -> Answer:
        time.sleep(5)
        return echo(question)

    with running(slow):
        ask(api, "câu hỏi")
        told = len(api.methods.actions[PERSON])
        time.sleep(4.5)
    assert told >= 2
    assert len(api.methods.actions[PERSON]) == told


def test_a_question_deleted_meanwhile_is_answered(api: BotApi, running: Running) -> None:
    """The answer then replies to nothing, instead of getting lost."""

    def deleted_meanwhile(question: str) -> Answer:
        api.chats.forget(PERSON, number)
        return echo(question)

    with running(deleted_meanwhile):
        number = api.say("câu hỏi")
        (sent,) = api.wait_for(1)
    assert sent.reply_to is None
    assert "Đã nhận: câu hỏi" in sent.parsed.text


def test_a_name_behind_emoji_is_found(api: BotApi, running: Running) -> None:
    """Telegram counts in UTF-16: an emoji before the bot's name moves it by two."""
    with running(echo):
        sent = ask(api, f"😀👨‍👩‍👧 @{BOT['username']} câu hỏi", chat=-5)
    assert "câu hỏi" in sent.parsed.text
    assert str(BOT["username"]) not in sent.parsed.text


def test_a_message_that_telegram_cut_in_two_is_answered_twice(api: BotApi, running: Running) -> None:
    """Both halves of a long question come within a second: each is answered, in order, and nobody has to wait."""
    with running(echo):
        for half in ("a" * 4096, "nửa sau"):
            api.say(half)
        first, second = api.wait_for(2)
    assert [sent.parsed.text[:12] for sent in (first, second)] == ["Đã nhận: aaa", "Đã nhận: nửa"]


def test_no_message_shows_a_preview(api: BotApi, running: Running) -> None:
    """A link in an answer or a document must not put a picture of some site under it."""
    seen: list[Call] = []

    def look(method: str, call: Call) -> None:
        if method in {"sendMessage", "editMessageText"}:
            seen.append(call)

    api.faults = look
    with running():
        for text in ("/start", CLAUSE, "/help", "/caidat"):
            ask(api, text)
    assert len(seen) == 4
    assert all(call.json("link_preview_options") == {"is_disabled": True} for call in seen)


def test_the_commands_every_bot_has_work(api: BotApi, running: Running) -> None:
    """/settings, /privacy and /cancel do what /caidat, /riengtu and /huy do."""
    with running(echo):
        for known, ours in (("/settings", "/caidat"), ("/privacy", "/riengtu"), ("/cancel", "/huy")):
            assert ask(api, known).parsed == ask(api, ours).parsed


def test_updates_in_another_order_are_all_handled(api: BotApi, running: Running) -> None:
    """On a webhook a later update may come first: both questions are answered, and the one that comes again is not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    person = {"id": PERSON, "is_bot": False, "first_name": "A"}
    chat = {"id": PERSON, "type": "private"}
    with running(echo, webhook=replace(HOOK, port=port)):
        api.wait_until(lambda: "setWebhook" in api.calls)
        for number in (9, 8, 9):
            message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": f"câu {number}"}
            assert _post(port, json.dumps({"update_id": number, "message": message}).encode(), GOOD, "/telegram") == 200
        api.wait_for(2)
    assert [sent.parsed.text.splitlines()[0] for sent in api.sent] == ["Đã nhận: câu 9", "Đã nhận: câu 8"]


def test_another_program_with_the_same_token_does_not_end_the_bot(api: BotApi, running: Running) -> None:
    """Telegram answers one of the two with 409; when the other is gone, questions are answered as before."""
    with running(echo):
        act(api, lambda bot: bot.get_updates(timeout=0))
        api.say("câu hỏi")
        (sent,) = api.wait_for(1)
    assert "Đã nhận: câu hỏi" in sent.parsed.text


def test_a_bot_that_starts_before_its_network_waits_for_it(tmp_path: Path) -> None:
    """On a server the bot often starts first: nothing listens yet, and when something does, it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    api = BotApi(patience_seconds=60)
    api._port = port
    with bot_process(api, tmp_path) as process:
        time.sleep(3)
        assert process.poll() is None
        with api:
            api.say("câu hỏi")
            (sent,) = api.wait_for(1)
    assert sent.parsed.text.splitlines()[0] == "câu hỏi"
