"""Inline mode: the bot's name and a few words offer provisions in any chat."""

from bot.chat import texts
from bot.chat.access import Access
from bot.chat.inline import CACHE_SECONDS
from bot.memory.memory import Memory
from tests.bot.chat.bot_api import BOT, PERSON, BotApi
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import ask
from tests.bot.chat.telegram_html import parse
from tests.bot.small_library import LONG_NUMBER


def _answer(api: BotApi, words: str) -> dict[str, object]:
    query = api.ask_inline(words)
    api.wait_until(lambda: any(answer["query"] == query for answer in api.methods.inline_answers))
    return next(answer for answer in api.methods.inline_answers if answer["query"] == query)


def test_provisions_are_offered_to_be_quoted(api: BotApi, running: Running) -> None:
    """Each result inserts citation, text, validity and source, with a link back to the bot."""
    with running():
        answer = _answer(api, "khoản 2 Điều 27 Luật MTTQ")
    results = answer["results"]
    assert isinstance(results, list)
    inserted = parse(results[0]["input_message_content"]["message_text"])
    assert results[0]["title"] == "Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"
    assert inserted.within("blockquote").startswith("2. ")
    assert "Còn hiệu lực" in inserted.text
    assert "start=c_" in results[0]["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert (answer["cache_time"], answer["is_personal"]) == (CACHE_SECONDS, False)


def test_a_long_provision_fits_a_message(api: BotApi, running: Running) -> None:
    """What is inserted is within Telegram's limit: the server would refuse it otherwise."""
    with running():
        answer = _answer(api, f"Điều 1 Luật {LONG_NUMBER}")
    assert isinstance(answer["results"], list)
    assert len(answer["results"]) == 1


def test_nothing_typed_or_found_leads_to_the_bot(api: BotApi, running: Running) -> None:
    """An empty query and one without an answer offer to ask in private."""
    with running():
        answers = [_answer(api, words) for words in ("", "ab", "cách nấu phở bò")]
    assert [answer["results"] for answer in answers] == [[], [], []]
    assert {answer["button"]["text"] for answer in answers if isinstance(answer["button"], dict)} == {
        texts.ASK_PRIVATELY
    }


def test_only_the_words_a_person_stops_at_are_searched(api: BotApi, running: Running) -> None:
    """Typing on makes the queries before it void."""
    with running():
        for words in ("khoản", "khoản 2 Điều", "khoản 2 Điều 27"):
            api.ask_inline(words)
        answer = _answer(api, "khoản 2 Điều 27 Luật MTTQ")
    assert api.methods.inline_answers == [answer]


def test_what_was_inserted_is_no_question(api: BotApi, running: Running) -> None:
    """A provision inserted into the chat with the bot itself, or into a group, is not answered."""
    inserted = {"text": f"Khoản 2 Điều 27 Luật MTTQ @{BOT['username']}", "via_bot": BOT}
    with running():
        api.deliver(inserted)
        api.deliver(inserted, chat=-1001)
        answered = ask(api, "khoản 3 Điều 27 Luật MTTQ")
    assert api.sent == [answered]


def test_what_is_typed_inline_is_not_kept(api: BotApi, running: Running) -> None:
    """Half-typed words are no questions; nothing is sent to any chat either."""
    with running():
        _answer(api, "khoản 2 Điều 27 Luật MTTQ")
    assert api.sent == []


def test_what_the_invited_find_is_not_handed_to_others(api: BotApi, running: Running, memory: Memory) -> None:
    """Telegram keeps results for everybody unless told not to: that would go round the gate."""
    memory.people.allow(PERSON)
    with running(access=Access(invited_only=True)):
        answer = _answer(api, "khoản 2 Điều 27 Luật MTTQ")
    assert answer["results"]
    assert answer["is_personal"]
