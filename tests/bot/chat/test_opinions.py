"""Verdicts, reasons and suggestions: kept for the one who gave them, and for nobody else's questions."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import texts
from bot.memory.feedback import Opinion, Verdict
from bot.memory.memory import Memory
from tests.bot.chat.bot_api import PERSON, BotApi
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import ask, follow, noticed, turned

QUESTION = "khoản 2 Điều 27 Luật MTTQ"


def _opinions(memory: Memory) -> list[Opinion]:
    return memory.feedback.since(datetime.now(UTC) - timedelta(hours=1))


def test_a_thumb_up_is_kept_and_thanked_for(api: BotApi, running: Running, memory: Memory) -> None:
    """The verdict belongs to the question; the last one counts."""
    with running():
        answer = ask(api, QUESTION)
        down = noticed(api, answer.button("👎").data, under=answer)
        up = noticed(api, answer.button("👍").data, under=answer)
    assert (down, up) == (texts.THANKS_DOWN, texts.THANKS_UP)
    assert [opinion.verdict for opinion in _opinions(memory)] == [Verdict.UP]


def test_a_thumb_down_may_be_explained_by_a_button(api: BotApi, running: Running, memory: Memory) -> None:
    """The reasons stand ready, and the one chosen is kept."""
    with running():
        asked = follow(api, "👎", ask(api, QUESTION))
        thanked = turned(api, texts.REASONS[1], asked)
    assert asked.parsed.text == texts.WHY
    assert thanked.parsed.text == f"{texts.THANKS}\n{texts.REASONS[1]}"
    assert thanked.rows == ()
    assert [(opinion.verdict, opinion.reason) for opinion in _opinions(memory)] == [(Verdict.DOWN, texts.REASONS[1])]


def test_a_thumb_down_may_be_explained_in_own_words(api: BotApi, running: Running, memory: Memory) -> None:
    """The next message is the reason, not a question; the one after it is a question again."""
    with running():
        prompt = follow(api, "Viết lý do", follow(api, "👎", ask(api, QUESTION)))
        thanked = ask(api, "Thiếu khoản 3 <b>")
        answered = ask(api, QUESTION)
    assert (prompt.parsed.text, thanked.parsed.text) == (texts.WRITE_REASON, texts.THANKS)
    assert [opinion.reason for opinion in _opinions(memory)] == ["Thiếu khoản 3 <b>"]
    assert answered.parsed.within("blockquote").startswith("2. ")


@pytest.mark.parametrize("steps", [["/gopy Xin thêm bản in"], ["/gopy", "Xin thêm bản in"]])
def test_a_suggestion_is_kept(api: BotApi, running: Running, memory: Memory, steps: list[str]) -> None:
    """Written after the command or after being asked for it."""
    with running():
        said = [ask(api, step).parsed.text for step in steps]
    assert said == [texts.SUGGEST, texts.THANKS][-len(steps) :]
    assert [(opinion.question, opinion.reason) for opinion in _opinions(memory)] == [(None, "Xin thêm bản in")]


def test_what_was_begun_can_be_taken_back(api: BotApi, running: Running, memory: Memory) -> None:
    """After /huy the next message is a question; a second /huy says that there is nothing to take back."""
    with running():
        ask(api, "/gopy")
        said = [ask(api, "/huy").parsed.text, ask(api, "/huy").parsed.text]
        answered = ask(api, QUESTION)
    assert said == [texts.CANCELLED, texts.NOTHING_TO_CANCEL]
    assert answered.parsed.within("blockquote").startswith("2. ")
    assert _opinions(memory) == []


def test_nobody_judges_or_sees_the_question_of_another(api: BotApi, running: Running, memory: Memory) -> None:
    """Forged buttons with the number of somebody else's question lead nowhere."""
    with running():
        answer = ask(api, QUESTION)
        number = answer.button("👍").data.partition(":")[2]
        forged = [f"up:{number}", f"dn:{number}", f"w:{number}:0", f"w:{number}:4", f"a:{number}:0", f"h:{number}"]
        notices = {noticed(api, data, sender=PERSON + 1) for data in forged}
    assert notices == {texts.STALE}
    assert len(api.sent) == 1
    assert _opinions(memory) == []


def test_a_verdict_on_an_erased_question_is_stale(api: BotApi, running: Running, memory: Memory) -> None:
    """A question no longer kept cannot be judged, and its button says so."""
    with running():
        answer = ask(api, QUESTION)
        memory.erasure.forget(PERSON)
        notice = noticed(api, answer.button("👍").data, under=answer)
    assert notice == texts.STALE
