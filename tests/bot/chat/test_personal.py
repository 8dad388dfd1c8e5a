"""What belongs to a person: their questions, their choices, their data and its erasure."""

import json

from bot.chat import texts
from bot.memory.memory import Memory
from bot.memory.people import NOTICES, AnswerLength, Rhythm
from tests.bot.chat.bot_api import PERSON, BotApi
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import ask, follow, noticed, turned

CLAUSE, ARTICLE = "khoản 2 Điều 27 Luật MTTQ", "Điều 27 Luật MTTQ"


def test_the_last_questions_are_listed_and_asked_again(api: BotApi, running: Running) -> None:
    """Newest first; a number asks that question again; another person's list is empty."""
    with running():
        ask(api, CLAUSE)
        ask(api, "<b>điều 7</b> nqlt 403")
        listed = ask(api, "/lichsu")
        again = follow(api, "↻ 2", listed)
        other = ask(api, "/lichsu", sender=PERSON + 1)
    lines = listed.parsed.text.splitlines()
    assert lines[1].endswith("<b>điều 7</b> nqlt 403")
    assert lines[2].endswith(CLAUSE)
    assert again.parsed.within("blockquote").startswith("2. ")
    assert other.parsed.text == texts.NOTHING_ASKED


def test_choices_are_kept_and_shown_in_place(api: BotApi, running: Running, memory: Memory) -> None:
    """Choosing short answers changes the next answer; reminders and notices are switched on."""
    with running():
        choices = ask(api, "/caidat")
        short = turned(api, "Ngắn gọn", choices)
        reminded = turned(api, "Nhắc hằng ngày", short)
        turned(api, "Nhận thông báo", reminded)
        answer = ask(api, ARTICLE)
    person = memory.people.find(PERSON)
    assert choices.button("Đầy đủ").text == "● Đầy đủ"
    assert short.button("Ngắn gọn").text == "● Ngắn gọn"
    assert (person.answer_length, person.learning, person.notices) == (AnswerLength.SHORT, Rhythm.DAILY, True)
    assert memory.people.subscribers(NOTICES) == [PERSON]
    assert answer.parsed.within("blockquote").endswith("[…]")
    assert answer.button("Đọc hết Điều 27")


def test_choosing_what_is_chosen_is_no_fault(api: BotApi, running: Running) -> None:
    """Telegram refuses an edit that changes nothing; the person sees "đã lưu" all the same."""
    with running():
        choices = ask(api, "/caidat")
        notice = noticed(api, choices.button("Đầy đủ").data, under=choices)
        still_there = ask(api, CLAUSE)
    assert notice == texts.CHOSEN
    assert still_there.parsed.within("blockquote").startswith("2. ")


def test_what_is_kept_can_be_seen(api: BotApi, running: Running) -> None:
    """/riengtu says what is kept and for how long; the export is a file that holds the question itself."""
    with running():
        ask(api, CLAUSE)
        policy = ask(api, "/privacy")
        export = follow(api, "Xem mọi thứ", policy)
    assert "tự xóa sau 90 ngày" in policy.parsed.text
    assert export.file is not None
    kept = json.loads(export.file.data)
    assert export.file.name == "du-lieu-cua-toi.json"
    assert kept["question"][0]["typed"] == CLAUSE
    assert kept["person"][0]["person_id"] == PERSON


def test_erasure_asks_erases_and_proves_it(api: BotApi, running: Running, memory: Memory) -> None:
    """Nothing is erased before it is confirmed; then everything is, and of this person only."""
    with running():
        ask(api, CLAUSE)
        ask(api, ARTICLE, sender=PERSON + 1)
        confirm = ask(api, "/xoadulieu")
        before = len(memory.history.recent(PERSON))
        proof = turned(api, "Xóa hết", confirm)
    assert before == 1
    assert "Câu hỏi: 1" in proof.parsed.text
    assert "còn 0 dòng" in proof.parsed.text
    assert proof.rows == ()
    assert memory.erasure.export(PERSON).keys() <= {"received_update"}, "the press itself is being handled"
    assert len(memory.history.recent(PERSON + 1)) == 1


def test_erasure_can_be_declined(api: BotApi, running: Running, memory: Memory) -> None:
    """Pressing "giữ lại" keeps everything."""
    with running():
        ask(api, CLAUSE)
        kept = turned(api, "giữ lại", ask(api, "/xoadulieu"))
    assert kept.parsed.text == texts.KEPT
    assert len(memory.history.recent(PERSON)) == 1


def test_after_erasure_nothing_is_remembered_in_the_process_either(api: BotApi, running: Running) -> None:
    """A follow-up has nothing to go on from, and a prompt is forgotten."""
    with running():
        answer = ask(api, CLAUSE)
        ask(api, "/gopy")
        turned(api, "Xóa hết", ask(api, "/xoadulieu"))
        follow_up = ask(api, "còn khoản 3?")
        notice = noticed(api, answer.button("👍").data, under=answer)
    assert follow_up.parsed.within("blockquote") == ""
    assert notice == texts.STALE
