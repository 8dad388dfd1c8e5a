"""The way to Telegram: through a proxy, over a line that fails, with a token that is taken back."""

from pathlib import Path

from bot.chat.connection import Connection
from tests.bot.chat.bot_api import PERSON, TOKEN, BotApi, Refusal
from tests.bot.chat.conftest import Running
from tests.bot.chat.test_admin import echo
from tests.bot.chat.test_restart import bot_process


def test_every_call_goes_through_the_proxy(api: BotApi, running: Running) -> None:
    """Telegram is at an address that does not exist here; the proxy alone can lead there, for questions and answers."""
    nowhere = "http://telegram.invalid/bot"
    with running(echo, base_url=nowhere, proxy=api.base_url.removesuffix("/bot")):
        api.say("câu hỏi")
        (sent,) = api.wait_for(1)
    assert "Đã nhận: câu hỏi" in sent.parsed.text


def test_a_server_in_trouble_loses_no_answer(api: BotApi, running: Running) -> None:
    """Three times 502, and the answer still comes, once."""
    with running(echo):
        api.refuse("sendMessage", Refusal(502, "Bad Gateway"), times=3)
        api.say("câu hỏi")
        api.wait_for(1)
        api.say("câu sau", sender=PERSON + 1)
        api.wait_for(2)
    assert len(api.sent) == 2
    assert api.calls.count("sendMessage") == 5


def test_a_reply_that_is_lost_doubles_no_answer(api: BotApi, running: Running) -> None:
    """Telegram takes the answer and the connection breaks before it says so: it is not sent again."""
    with running(echo):
        api.refuse("sendMessage", Refusal(500, "", lost=True))
        api.say("câu hỏi")
        api.wait_for(1)
        api.say("câu sau")
        api.wait_for(2)
    assert [sent.parsed.text.splitlines()[0] for sent in api.sent] == ["Đã nhận: câu hỏi", "Đã nhận: câu sau"]


def test_a_token_that_is_taken_back_ends_the_bot(tmp_path: Path) -> None:
    """It does not stay up deaf: the process ends and says which setting to mend."""
    with BotApi(patience_seconds=60) as api, bot_process(api, tmp_path) as process:
        api.say("câu hỏi")
        api.wait_for(1)
        api.revoked = True
        assert process.wait(60) != 0


def test_secrets_do_not_show_in_a_connection() -> None:
    """A connection printed by mistake shows neither token nor proxy."""
    shown = repr(Connection(TOKEN, proxy="http://ai:mat-khau@127.0.0.1:1"))
    assert TOKEN not in shown
    assert "mat-khau" not in shown
