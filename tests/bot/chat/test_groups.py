"""Groups: spoken to, it answers once and briefly; not spoken to, it is silent."""

from time import monotonic

import pytest

from bot.chat import texts
from tests.bot.chat.bot_api import BOT, PERSON, BotApi, Sent
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import ask, brought, noticed

GROUP = -1001
NAME = f"@{BOT['username']}"
QUESTION = "khoản 2 Điều 27 Luật MTTQ"


def _from_bot(sent: Sent) -> dict[str, object]:
    """A message of the bot, as the message that replies to it holds it."""
    where = {"id": GROUP, "type": "supergroup", "title": "Tổ"}
    return {"message_id": sent.number, "date": 1, "chat": where, "from": BOT, "text": sent.parsed.text}


@pytest.mark.parametrize(
    "said",
    [
        f"{NAME} {QUESTION}",
        f"{QUESTION} {NAME.upper()}?",
        f"/hoi {QUESTION}",
        f"/hoi{NAME} {QUESTION}",
        "/dieu 27.2 luật mttq",
    ],
)
def test_spoken_to_it_answers_briefly(api: BotApi, running: Running, said: str) -> None:
    """One message that quotes the provision and has one button, to the same provision in private."""
    with running():
        answer = ask(api, said, chat=GROUP)
        ask(api, "/start", sender=PERSON + 1)
    assert (answer.chat, len([sent for sent in api.sent if sent.chat == GROUP])) == (GROUP, 1)
    assert answer.parsed.within("blockquote").startswith("2. ")
    (button,) = answer.all_buttons
    assert button.text == "💬 Xem riêng"
    assert f"{BOT['username']}?start=c_" in button.url


def test_a_reply_to_it_is_a_question(api: BotApi, running: Running) -> None:
    """Who replies to the bot's message speaks to it, and may go on from what it said."""
    with running():
        first = ask(api, f"{NAME} {QUESTION}", chat=GROUP)
        reply = {"text": "còn khoản 3?", "reply_to_message": _from_bot(first)}
        answer = brought(api, lambda: api.deliver(reply, chat=GROUP))
    assert answer.parsed.within("blockquote").startswith("3. ")


def test_a_group_is_not_shown_what_was_asked_in_private(api: BotApi, running: Running) -> None:
    """A short question in a group does not go on from the person's private one, there it does."""
    private, short = "Mặt trận giám sát bằng những hình thức nào?", "còn quyền và trách nhiệm?"
    with running():
        ask(api, private)
        in_group = ask(api, f"{NAME} {short}", chat=GROUP)
        in_private = ask(api, short)
    assert private not in in_group.parsed.text
    assert private in in_private.parsed.text


def test_not_spoken_to_it_is_silent(api: BotApi, running: Running) -> None:
    """Talk among people, commands for others, stickers and commands of the private chat get nothing."""
    sticker = {"sticker": {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "type": "regular"}}
    sticker["sticker"] |= {"is_animated": False, "is_video": False}
    with running():
        for said in ("mọi người ơi", "@bot_khac giám sát gì?", "/hoi@bot_khac giám sát", "/start", "/vanban", "/abc"):
            api.say(said, chat=GROUP)
        api.deliver(sticker, chat=GROUP)
        ask(api, QUESTION)
    assert {sent.chat for sent in api.sent} == {PERSON}


def test_a_mention_alone_is_told_how_to_ask(api: BotApi, running: Running) -> None:
    """The name without a question gets one sentence."""
    with running():
        answer = ask(api, NAME, chat=GROUP)
    assert answer.parsed.text == texts.GROUP_HELP.format(bot=BOT["username"])


def test_a_topic_is_answered_in_its_topic(api: BotApi, running: Running) -> None:
    """In a forum the answer stays in the thread; in its General topic no thread may be named."""
    api.chats.topics[GROUP] = {77}
    in_topic = {"text": f"/hoi {QUESTION}", "message_thread_id": 77, "is_topic_message": True}
    in_topic["entities"] = [{"type": "bot_command", "offset": 0, "length": 4}]
    with running():
        threaded = brought(api, lambda: api.deliver(in_topic, chat=GROUP))
        general = ask(api, f"/hoi {QUESTION}", chat=GROUP)
    assert (threaded.thread, general.thread) == (77, None)


def test_a_refusal_in_a_group_is_one_sentence(api: BotApi, running: Running) -> None:
    """What is out of the field gets the sentence and a way to the private chat."""
    with running():
        answer = ask(api, f"{NAME} cách nấu phở bò", chat=GROUP)
    assert answer.parsed.within("blockquote") == ""
    assert [button.text for button in answer.all_buttons] == ["💬 Hỏi riêng trợ lý"]


def test_a_flood_in_a_group_is_not_answered_with_a_flood(api: BotApi, running: Running) -> None:
    """Beyond the limit of the chat, which lets one more in every three seconds, no question is answered in full."""
    started = monotonic()
    with running():
        for number in range(25):
            api.say(f"/hoi {QUESTION} {number}", sender=PERSON + number, chat=GROUP)
        api.wait_until(lambda: len(api.sent) >= 20)
        ask(api, QUESTION)
    answered = [sent for sent in api.sent if sent.chat == GROUP and sent.parsed.within("blockquote")]
    assert len(answered) <= 20 + (monotonic() - started) / 3


def test_a_long_answer_in_a_group_is_one_message(api: BotApi, running: Running) -> None:
    """However long the article, the group gets its beginning."""
    with running():
        answer = ask(api, "/dieu 1 luật 12/2025/QH15", chat=GROUP)
    assert answer.parsed.length < 900
    assert answer.parsed.within("blockquote").endswith("[…]")


def test_a_forged_press_changes_no_answer(api: BotApi, running: Running) -> None:
    """Answers in groups have no buttons to press; who sends a press nevertheless cannot rewrite what others read."""
    with running():
        answer = ask(api, f"{NAME} {QUESTION}", chat=GROUP)
        for forged in ("v:0:a:0", "x:keep", "k:0"):
            assert noticed(api, forged, sender=PERSON + 1, under=answer) == texts.STALE
    assert "editMessageText" not in api.calls
    assert len(api.sent) == 1
