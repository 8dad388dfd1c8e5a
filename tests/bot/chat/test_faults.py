"""What goes wrong in Telegram, and what people and logs are told of it."""

import logging
import re
import threading
import time
from urllib.parse import quote

import pytest

from bot.answering.answer import Answer
from bot.chat import texts
from bot.logs import RedactingFormatter
from tests.bot import samples
from tests.bot.chat.bot_api import PERSON, TOKEN, BotApi, Refusal
from tests.bot.chat.conftest import Running

_SHOWN = RedactingFormatter((TOKEN,))


class BrokenIndexError(RuntimeError):
    """What an `answer` may raise."""


def broken(question: str) -> Answer:
    """Answers one question and fails at all others."""
    if question != "câu lành":
        raise BrokenIndexError("bí mật nội bộ: /srv/data/builds")
    return samples.answer(message="Vẫn chạy.")


def echo(question: str) -> Answer:
    """Answers every question with itself."""
    return samples.answer(message=question)


def test_a_fault_gets_a_calm_sentence_with_a_code(
    api: BotApi, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """The person reads one sentence and a code; the log has that code and the traceback; the bot lives on."""
    with running(broken):
        api.say("câu gây lỗi")
        (sent,) = api.wait_for(1)
        api.say("câu lành")
        api.wait_for(2)
    code = re.fullmatch(re.escape(texts.FAULT).replace(r"\{code\}", r"(\w+)"), sent.parsed.text)
    assert code is not None
    logged = next(record for record in caplog.records if code[1] in record.getMessage())
    assert logged.levelno == logging.ERROR
    assert "BrokenIndexError: bí mật nội bộ" in _SHOWN.format(logged)
    assert "bí mật" not in sent.parsed.text
    assert api.sent[1].parsed.text == "Vẫn chạy."


def test_each_fault_has_its_own_code(api: BotApi, running: Running) -> None:
    """Two faults are told apart by their codes."""
    with running(broken):
        api.say("lỗi một")
        api.say("lỗi hai")
        first, second = api.wait_for(2)
    assert first.parsed.text != second.parsed.text


def test_a_reply_telegram_asks_to_delay_is_sent_later(api: BotApi, running: Running) -> None:
    """After 429 the same answer is sent again, once, and the person sees nothing of it."""
    api.refuse("sendMessage", Refusal(429, "Too Many Requests: retry after 1", retry_after=1))
    with running(echo):
        asked = api.say("câu hỏi")
        (sent,) = api.wait_for(1)
    assert (sent.parsed.text, sent.reply_to) == ("câu hỏi", asked)
    assert api.calls.count("sendMessage") == 2


def test_a_refused_typing_action_costs_no_answer(api: BotApi, running: Running) -> None:
    """When Telegram does not take the "typing…", the answer is sent all the same."""
    api.refuse("sendChatAction", Refusal(400, "Bad Request: chat not found"), times=5)

    def slow(question: str) -> Answer:
        api.wait_until(lambda: "sendChatAction" in api.calls)
        time.sleep(0.3)  # for the refusal to arrive
        return echo(question)

    with running(slow):
        api.say("câu hỏi")
        (sent,) = api.wait_for(1)
    assert sent.parsed.text == "câu hỏi"


def test_a_person_who_blocked_the_bot_harms_nobody_else(
    api: BotApi, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """A reply refused for good is logged under a code, not repeated, and the next person is answered."""
    api.refuse("sendMessage", Refusal(403, "Forbidden: bot was blocked by the user"))
    with running(echo):
        api.say("câu một")
        api.wait_until(lambda: "sendMessage" in api.calls)
        api.say("câu hai", sender=PERSON + 1)
        (sent,) = api.wait_for(1)
    assert (sent.chat, sent.parsed.text) == (PERSON + 1, "câu hai")
    assert any("blocked by the user" in _SHOWN.format(record) for record in caplog.records)


def test_a_stop_finishes_the_question_under_way(api: BotApi, running: Running) -> None:
    """A question being answered when the bot is told to stop still gets its answer."""
    begun, may_end = threading.Event(), threading.Event()

    def slow(question: str) -> Answer:
        begun.set()
        may_end.wait(10)
        return echo(question)

    with running(slow):
        asked = api.say("câu dở dang")
        assert begun.wait(10)
        threading.Timer(0.3, may_end.set).start()
    assert [(sent.parsed.text, sent.reply_to) for sent in api.sent] == [("câu dở dang", asked)]


def test_the_token_is_in_no_log_line(api: BotApi, running: Running, caplog: pytest.LogCaptureFixture) -> None:
    """With every logger at DEBUG, over questions, faults and refusals, no line of ours and no shown line has it."""
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "telegram"):
        caplog.set_level(logging.DEBUG, logger=name)
    api.refuse("sendMessage", Refusal(500, "Internal Server Error"))
    with running(broken):
        api.say("/start")
        api.say("câu gây lỗi")
        api.wait_for(1)
    assert any(TOKEN in record.getMessage() for record in caplog.records), "the libraries' own lines do hold it"
    assert [record for record in caplog.records if record.name.startswith("bot") and TOKEN in record.getMessage()] == []
    assert _leaks(caplog.records) == []


def _leaks(records: list[logging.LogRecord]) -> list[str]:
    """The shown lines that hold the token, as it is or escaped for an address."""
    lines = [_SHOWN.format(record) for record in records]
    return [line for line in lines if TOKEN in line or quote(TOKEN, safe="") in line]


def test_a_deleted_message_is_nobodys_fault(api: BotApi, running: Running, caplog: pytest.LogCaptureFixture) -> None:
    """A button under a message deleted meanwhile changes nothing, gets no fault code and alarms nobody."""
    with running():
        api.say("/caidat")
        (choices,) = api.wait_for(1)
        api.refuse("editMessageText", Refusal(400, "Bad Request: message to edit not found"))
        api.press(choices.button("Ngắn gọn").data, on=choices)
        api.wait_until(lambda: "editMessageText" in api.calls)
        api.say("/help")
        api.wait_for(2)
    assert not any("Fault" in record.getMessage() for record in caplog.records)
