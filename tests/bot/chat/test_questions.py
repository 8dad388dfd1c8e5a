"""What people meet in Telegram, through a real HTTP server that speaks the Bot API."""

from html import unescape

import pytest

from bot.answering.answer import Answer
from bot.chat import admin_texts, texts
from tests.bot import samples
from tests.bot.chat.bot_api import PERSON, BotApi
from tests.bot.chat.conftest import PROCEDURES, Running
from tests.bot.chat.telegram_html import parse
from tests.bot.small_library import Small

STICKER = {"sticker": {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "type": "regular"}}
STICKER["sticker"] |= {"is_animated": False, "is_video": False}
PHOTO = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}], "caption": "MTTQ giám sát gì?"}
VOICE = {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}}
DOCUMENT = {"document": {"file_id": "d", "file_unique_id": "d", "file_name": "ke hoach.pdf"}}
FORWARDED = STICKER | {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Ẩn danh"}}


def echo(question: str) -> Answer:
    """Answers every question with itself."""
    return samples.answer(message=f"Đã nhận: {question}")


@pytest.mark.parametrize(("command", "reply"), [("/start", texts.START), ("/help", texts.HELP)])
def test_commands_are_answered(api: BotApi, running: Running, command: str, reply: str) -> None:
    """/start and /help get their texts, as HTML."""
    with running(echo):
        api.say(command)
        (sent,) = api.wait_for(1)
    assert (sent.chat, sent.parsed.text) == (PERSON, parse(reply).text)


def test_an_unknown_command_points_to_help(api: BotApi, running: Running) -> None:
    """A command the bot does not know is not answered as a question."""
    with running(echo):
        api.say("/giamsat MTTQ")
        (sent,) = api.wait_for(1)
    assert sent.parsed.text == texts.UNKNOWN_COMMAND
    assert "/help" in sent.parsed.text


def test_introduces_its_commands(api: BotApi, running: Running) -> None:
    """Telegram is told the commands, so that it can offer them."""
    with running(echo):
        pass
    assert {command["command"] for command in api.commands} >= {"start", "help", "quytrinh"}
    assert [command["command"] for command in api.methods.scoped_commands["all_group_chats"]] == ["hoi", "dieu", "help"]


def test_procedures_are_offered_and_shown(api: BotApi, running: Running) -> None:
    """/quytrinh offers a button for each procedure; pressing one shows its steps, and Telegram is told it was heard."""
    with running(echo):
        api.say("/quytrinh")
        (offer,) = api.wait_for(1)
        api.press(offer.buttons[0], on=offer)
        shown = api.wait_for(2)[1]
    assert offer.buttons == tuple(f"q:{procedure.id}" for procedure in PROCEDURES)
    assert shown.parsed.within("b").startswith(f"Quy trình: {PROCEDURES[0].title}")
    assert PROCEDURES[0].step[0].what in shown.parsed.text
    assert "answerCallbackQuery" in api.calls


def test_a_button_of_an_older_version_says_so(api: BotApi, running: Running) -> None:
    """A procedure that is no longer there is no fault."""
    with running(echo):
        api.press("q:quy-trinh-da-bo")
        api.press("quy-trinh-da-bo")
        api.wait_until(lambda: len(api.methods.notices) == 2)
    assert {notice for _, notice in api.methods.notices} == {texts.NO_SUCH_PROCEDURE, texts.STALE}


def test_a_free_question_gets_typing_and_a_quotation(api: BotApi, running: Running, small: Small) -> None:
    """The person sees "typing…", then a reply to the question that quotes the right provision word for word."""
    with running():
        asked = api.say("MTTQ giám sát bằng những hình thức nào?")
        (sent,) = api.wait_for(1)
    first = small.assistant.answer("MTTQ giám sát bằng những hình thức nào?").quotes[0]
    assert api.calls.index("sendChatAction") < api.calls.index("sendMessage")
    assert sent.reply_to == asked
    assert sent.parsed.within("blockquote") == first.passage.text
    assert "Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13" in sent.parsed.within("b")


def test_a_named_provision_is_quoted(api: BotApi, running: Running) -> None:
    """Khoản 2 Điều 27 comes with its own citation and nothing but its own text."""
    with running():
        api.say("khoản 2 Điều 27 Luật MTTQ")
        (sent,) = api.wait_for(1)
    assert "Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13" in sent.parsed.within("b")
    assert sent.parsed.within("blockquote").startswith("2. ")
    assert "đoàn giám sát" in sent.parsed.within("blockquote")


@pytest.mark.parametrize("content", [STICKER, PHOTO, VOICE, FORWARDED])
def test_what_is_not_text_gets_a_polite_sentence(api: BotApi, running: Running, content: dict[str, object]) -> None:
    """A sticker, photo, voice message or forwarded sticker is answered, not ignored and not a fault."""
    with running(echo):
        api.deliver(content)
        (sent,) = api.wait_for(1)
    assert sent.parsed.text == texts.ONLY_TEXT


def test_a_file_of_a_cadre_is_declined(api: BotApi, running: Running) -> None:
    """Only admins hand in files; a cadre is told so."""
    with running(echo):
        api.deliver(DOCUMENT)
        (sent,) = api.wait_for(1)
    assert sent.parsed.text == admin_texts.DOCUMENTS_FROM_ADMINS_ONLY


@pytest.mark.parametrize("kind", ["edited_message", "channel_post"])
def test_only_new_messages_are_answered(
    api: BotApi, running: Running, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    """An edited message or a channel post gets nothing and is no fault; the question after it gets its one answer."""
    with running(echo):
        api.deliver({"text": "sửa câu cũ", "edit_date": 2}, kind=kind)
        api.say("câu mới")
        api.wait_for(1)
    assert [sent.parsed.text for sent in api.sent] == ["Đã nhận: câu mới"]
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_groups_are_left_alone(api: BotApi, running: Running) -> None:
    """A message in a group gets nothing, not even the sentence for stickers."""
    with running(echo):
        api.deliver({"text": "mọi người ơi"}, chat=-5)
        api.deliver(STICKER, chat=-5)
        api.say("câu riêng")
        api.wait_for(1)
    assert [sent.chat for sent in api.sent] == [PERSON]


def test_service_messages_are_left_alone(api: BotApi, running: Running) -> None:
    """Telegram's own notes, such as a permission given, are not answered."""
    with running(echo):
        api.deliver({"write_access_allowed": {"from_request": True}})
        api.say("câu hỏi")
        api.wait_for(1)
    assert [sent.parsed.text for sent in api.sent] == ["Đã nhận: câu hỏi"]


def test_each_answer_goes_to_its_asker(api: BotApi, running: Running) -> None:
    """Ten people asking at once each get the answer to their own question, once."""
    with running(echo):
        asked = {person: api.say(f"câu của {person}", sender=person) for person in range(1, 11)}
        api.wait_for(10)
    got = {sent.chat: (sent.parsed.text, sent.reply_to) for sent in api.sent}
    assert len(api.sent) == 10
    assert got == {person: (f"Đã nhận: câu của {person}", message) for person, message in asked.items()}


def test_what_a_person_types_is_escaped(api: BotApi, running: Running) -> None:
    """Markup in a question comes back as text."""
    with running(echo):
        api.say("<b>MTTQ</b> & <script>")
        (sent,) = api.wait_for(1)
    assert sent.parsed.text == unescape("Đã nhận: <b>MTTQ</b> & <script>")
    assert sent.parsed.within("b") == ""


def test_an_answer_once_confirmed_does_not_come_again(api: BotApi, running: Running) -> None:
    """A bot that was stopped and started again does not answer the old question a second time."""
    with running(echo):
        api.say("một")
        api.wait_for(1)
    with running(echo):
        api.say("hai")
        api.wait_for(2)
    assert [sent.parsed.text for sent in api.sent] == ["Đã nhận: một", "Đã nhận: hai"]


def test_a_person_who_asks_too_fast_is_asked_to_wait(api: BotApi, running: Running) -> None:
    """Twenty questions are answered, the next gets the request to wait, and another person is still answered."""
    with running(echo):
        for number in range(20):
            api.say(f"câu {number}")
        api.wait_for(20)
        api.say("câu thứ 21")
        api.wait_for(21)
        api.say("xin hỏi", sender=PERSON + 1)
        sent = api.wait_for(22)
    assert [message.parsed.text for message in sent[20:]] == [texts.TOO_MANY, "Đã nhận: xin hỏi"]
    assert texts.TOO_MANY not in [message.parsed.text for message in sent[:20]]
