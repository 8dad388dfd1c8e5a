"""An edited question is answered once more, in the place of the first answer."""

from collections.abc import Mapping

from bot.memory.memory import Memory
from tests.bot.chat.bot_api import PERSON, BotApi
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import ask

SECOND, THIRD = "khoản 2 Điều 27 Luật MTTQ", "khoản 3 Điều 27 Luật MTTQ"
GROUP = -1001


def _edit(api: BotApi, number: int, text: str, *, chat: int | None = None, **more: object) -> None:
    content: Mapping[str, object] = {"message_id": number, "text": text, "edit_date": 2, **more}
    api.deliver(content, kind="edited_message", chat=chat)


def _asked(api: BotApi, text: str) -> int:
    """Ask and wait for the answer; returns the number of the question."""
    count = len(api.sent)
    number = api.say(text)
    api.wait_for(count + 1)
    return number


def test_the_answer_is_changed_in_place(api: BotApi, running: Running, memory: Memory) -> None:
    """No second message comes; the history has the question as it reads now, and a follow-up goes on from there."""
    with running():
        number = _asked(api, SECOND)
        _edit(api, number, THIRD)
        api.wait_until(lambda: len(api.chats.edited) == 1)
        changed = api.chats.edited[0]
        followed = ask(api, "còn khoản 4?")
    assert changed.number == api.sent[0].number
    assert changed.parsed.within("blockquote").startswith("3. ")
    assert followed.parsed.within("blockquote").startswith("4. ")
    assert len(api.sent) == 2
    assert [asked.typed for asked in memory.history.recent(PERSON)] == ["còn khoản 4?", THIRD]


def test_an_edited_command_is_read_as_a_command(api: BotApi, running: Running) -> None:
    """/hoi and /dieu keep their meaning."""
    with running():
        number = _asked(api, f"/hoi {SECOND}")
        _edit(api, number, "/dieu 26 luật mttq")
        api.wait_until(lambda: len(api.chats.edited) == 1)
    assert api.chats.edited[0].parsed.within("blockquote").startswith("Điều 26. ")


def test_an_edit_that_asks_nothing_new_is_left_alone(api: BotApi, running: Running) -> None:
    """The same text again, a text of which nothing is kept and a command that is no question get nothing."""
    with running():
        number = _asked(api, SECOND)
        _edit(api, number, SECOND)
        _edit(api, 999, THIRD)
        _edit(api, _asked(api, "/vanban"), "/help")
        ask(api, THIRD)
    assert api.chats.edited == []
    assert len(api.sent) == 3


def test_an_answer_that_was_deleted_is_given_anew(api: BotApi, running: Running) -> None:
    """When there is nothing left to change, the new answer is a new message."""
    with running():
        number = _asked(api, SECOND)
        api.chats.forget(PERSON, api.sent[0].number)
        _edit(api, number, THIRD)
        (_, anew) = api.wait_for(2)
    assert anew.parsed.within("blockquote").startswith("3. ")


def test_an_edit_in_a_group_changes_the_short_answer(api: BotApi, running: Running) -> None:
    """The group's answer stays short and has its one button."""
    command = {"entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
    with running():
        number = api.say(f"/hoi {SECOND}", chat=GROUP)
        api.wait_for(1)
        _edit(api, number, f"/hoi {THIRD}", chat=GROUP, **command)
        api.wait_until(lambda: len(api.chats.edited) == 1)
    changed = api.chats.edited[0]
    assert changed.parsed.within("blockquote").startswith("3. ")
    assert [button.text for button in changed.all_buttons] == ["💬 Xem riêng"]
