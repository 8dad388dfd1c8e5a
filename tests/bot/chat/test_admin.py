"""What admins do, and that nobody else can."""

import csv
import io
import json
import re
import time

import pytest

from bot.answering.answer import Answer, Status
from bot.chat import admin_texts as texts
from bot.chat.access import Access
from bot.chat.admin import as_csv
from bot.chat.gate import MESSAGES
from bot.memory.history import Asked, Outcome
from bot.memory.memory import Memory
from bot.memory.people import NOTICES
from tests.bot import samples
from tests.bot.chat.bot_api import PERSON, BotApi, Sent
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import turned
from tests.bot.memory.conftest import NOON

ADMIN = 77_001
ACCESS = Access(frozenset({ADMIN}))
INVITED = Access(frozenset({ADMIN}), invited_only=True)
PNG = b"\x89PNG\r\n"


def echo(question: str) -> Answer:
    """Answers every question with itself; those with "gì" are not found."""
    status = Status.NOT_FOUND if "gì" in question else Status.ANSWERED
    return samples.answer(samples.quote(), message=f"Đã nhận: {question}", question=question, status=status)


def _to(api: BotApi, person: int) -> list[Sent]:
    return [sent for sent in api.sent if sent.chat == person]


def _says(api: BotApi, text: str, sender: int, count: int = 1) -> Sent:
    """What the bot says back, its `count`-th message."""
    before = len(api.sent)
    api.say(text, sender=sender)
    return api.wait_for(before + count)[-1]


@pytest.mark.parametrize("command", [f"/{name} thử" for name in texts.COMMANDS])
def test_others_are_refused_politely(api: BotApi, running: Running, memory: Memory, command: str) -> None:
    """Whoever is not an admin gets one sentence, and nothing happens."""
    with running(echo, access=ACCESS):
        sent = _says(api, command, PERSON)
    assert sent.parsed.text == texts.ADMINS_ONLY
    assert len(api.sent) == 1
    assert memory.switch.state() is None


def test_admins_are_offered_their_commands(api: BotApi, running: Running) -> None:
    """The menu in an admin's chat has the admins' commands; the menu for everybody has not."""
    with running(echo, access=ACCESS):
        pass
    mine = next(commands for scope, commands in api.methods.scoped_commands.items() if str(ADMIN) in scope)
    assert {command["command"] for command in mine} >= set(texts.COMMANDS)
    others = [commands for scope, commands in api.methods.scoped_commands.items() if str(ADMIN) not in scope]
    assert not {command["command"] for commands in others for command in commands} & set(texts.COMMANDS)


def test_switching_off_outlasts_a_restart(api: BotApi, running: Running) -> None:
    """Off, askers read why, admins still get answers, one's data stays in reach; on again, all is as before."""
    with running(echo, access=ACCESS):
        assert _says(api, "/tat", ADMIN).parsed.text == texts.WHY_OFF
        assert _says(api, "/tat đang sửa", ADMIN).parsed.text == texts.NOW_OFF
    with running(echo, access=ACCESS):
        assert "đang sửa." in _says(api, "câu hỏi", PERSON).parsed.text
        assert "Đã nhận" in _says(api, "câu hỏi", ADMIN).parsed.text
        assert "tạm dừng" not in _says(api, "/help", PERSON).parsed.text
        assert "tạm dừng" in _says(api, "/start c_0123456789abcdef", PERSON).parsed.text
        assert _says(api, "/bat", ADMIN).parsed.text == texts.NOW_ON
        assert "Đã nhận" in _says(api, "câu hỏi", PERSON).parsed.text
        assert _says(api, "/bat", ADMIN).parsed.text == texts.ALREADY_ON


def test_an_invite_lets_in_whoever_follows_it(api: BotApi, running: Running) -> None:
    """Uninvited nobody is answered; the link lets a person in; taking the right away shuts the door again."""
    with running(echo, access=INVITED):
        assert _says(api, "câu hỏi", PERSON).parsed.text == texts.NOT_INVITED
        link = re.search(r"start=(m_\S+)", _says(api, "/moi Mặt trận xã Đông", ADMIN).parsed.text)
        assert link is not None
        assert _says(api, "/start m_sai", PERSON).parsed.text == texts.NOT_ACCEPTED["unknown"]
        assert "Mặt trận xã Đông" in _says(api, f"/start {link[1]}", PERSON).parsed.text
        assert "Đã nhận" in _says(api, "câu hỏi", PERSON).parsed.text
        assert str(PERSON) in _says(api, f"/thuquyen {PERSON}", ADMIN).parsed.text
        assert _says(api, "câu hỏi", PERSON).parsed.text == texts.NOT_INVITED


def test_ended_invites_let_nobody_in(api: BotApi, running: Running) -> None:
    """After /ngungmoi the link says that it has expired."""
    with running(echo, access=INVITED):
        link = re.search(r"start=(m_\S+)", _says(api, "/moi Xã Đông", ADMIN).parsed.text)
        assert link is not None
        assert "1 liên kết" in _says(api, "/ngungmoi Xã Đông", ADMIN).parsed.text
        assert _says(api, f"/start {link[1]}", PERSON).parsed.text == texts.NOT_ACCEPTED["expired"]


def test_numbers_come_as_picture_and_text(api: BotApi, running: Running) -> None:
    """A PNG, and a text with the counts, what is cited and what found no answer."""
    with running(echo, access=ACCESS):
        for question in ("Nấu phở thế nào gì", "nau pho the nao gi gì", "MTTQ giám sát ra sao"):
            _says(api, question, PERSON)
        numbers = _says(api, "/thongke 7", ADMIN, count=2)
        assert "1 đến 90" in _says(api, "/thongke 91", ADMIN).parsed.text
        assert "1 đến 90" in _says(api, "/thongke năm", ADMIN).parsed.text
    picture = next(sent for sent in api.sent if sent.kind == "photo")
    assert picture.file is not None
    assert picture.file.data.startswith(PNG)
    assert "3 câu hỏi của 1 người" in numbers.parsed.text
    assert "không tìm thấy 2" in numbers.parsed.text
    assert "Khoản 2 Điều 27" in numbers.parsed.text or "khoản 2 Điều 27" in numbers.parsed.text
    assert "(2)" in numbers.parsed.text


def test_unanswered_questions_come_as_a_spreadsheet(api: BotApi, running: Running) -> None:
    """Those without an answer, without who asked."""
    with running(echo, access=ACCESS):
        assert _says(api, "/chuatraloi", ADMIN).parsed.text == texts.NOTHING_UNANSWERED
        _says(api, "Cái gì, đâu?", PERSON)
        _says(api, "MTTQ giám sát ra sao", PERSON)
        sent = _says(api, "/chuatraloi", ADMIN)
    assert sent.file is not None
    rows = list(csv.reader(io.StringIO(sent.file.data.decode("utf-8-sig"))))
    assert [row[1:] for row in rows[1:]] == [["không tìm thấy", "Cái gì, đâu?"]]
    assert str(PERSON) not in sent.file.data.decode("utf-8-sig")


@pytest.mark.parametrize("typed", ["giám sát;=1+1", "giám sát\t=1+1", "giám sát, @SUM(A1)", "giám sát\n-1"])
def test_a_question_cannot_hide_a_formula(typed: str) -> None:
    """A spreadsheet set to Vietnamese begins a new cell at each semicolon: there nothing runs either."""
    lines = as_csv([Asked(1, PERSON, NOON, typed, Outcome("not_found"))]).decode("utf-8-sig")
    assert not re.search(r"[;,\t\n]\s*[=+\-@]", list(csv.reader(io.StringIO(lines)))[1][2])


@pytest.mark.parametrize("typed", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_question_cannot_be_a_formula(typed: str) -> None:
    """What a spreadsheet would run is written as text."""
    lines = as_csv([Asked(1, PERSON, NOON, typed, Outcome("not_found"))]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(lines)))[1][2] == f"'{typed}"


def test_a_notice_goes_to_subscribers_after_a_second_look(api: BotApi, running: Running, memory: Memory) -> None:
    """Nothing goes out before it is confirmed; then each subscriber gets it once, and the admin the result."""
    people = [PERSON, PERSON + 1, PERSON + 2]
    for person in people:
        memory.people.subscribe(person, NOTICES)
    with running(echo, access=ACCESS):
        api.block(PERSON + 1)
        question = _says(api, "/thongbao Có luật mới <b>", ADMIN)
        api.press(question.buttons[0], sender=ADMIN, on=question)
        api.wait_until(lambda: any("Đã gửi" in sent.parsed.text for sent in _to(api, ADMIN)))
        api.press(question.buttons[0], sender=ADMIN, on=question)
        time.sleep(0.3)
    assert [(sent.chat, sent.parsed.text) for sent in api.sent if sent.chat in people] == [
        (person, texts.NOTICE.format(text="Có luật mới <b>")) for person in (PERSON, PERSON + 2)
    ]
    assert "2 người nhận" in _to(api, ADMIN)[-1].parsed.text


def test_a_notice_for_nobody_is_not_offered_to_be_sent(api: BotApi, running: Running) -> None:
    """The admin is told that nobody subscribed, and where people do; there is nothing to press."""
    with running(echo, access=ACCESS):
        reply = _says(api, "/thongbao Có luật mới", ADMIN)
    assert reply.parsed.text == texts.NOBODY_SUBSCRIBED
    assert reply.all_buttons == ()


def test_only_an_admin_can_confirm_a_notice(api: BotApi, running: Running, memory: Memory) -> None:
    """A forged press of the button sends nothing; the admin can still drop the notice."""
    memory.people.subscribe(PERSON, NOTICES)
    with running(echo, access=ACCESS):
        question = _says(api, "/thongbao Tin giả", ADMIN)
        api.press(question.buttons[0], sender=PERSON, on=question)
        api.wait_until(lambda: "answerCallbackQuery" in api.calls)
        api.press(question.buttons[1], sender=ADMIN, on=question)
        api.wait_until(lambda: "editMessageText" in api.calls)
    assert _to(api, PERSON) == []


def test_repeated_faults_alarm_the_admins_once(api: BotApi, running: Running) -> None:
    """Three faults alarm each admin; the faults after that alarm nobody again so soon."""

    def broken(_: str) -> Answer:
        raise RuntimeError("hỏng")

    with running(broken, access=ACCESS):
        for number in range(5):
            api.say(f"câu {number}", sender=PERSON)
        api.wait_for(6)
        time.sleep(0.3)
    assert len(_to(api, PERSON)) == 5
    (alarm,) = _to(api, ADMIN)
    assert "3 lỗi" in alarm.parsed.text


def test_a_flood_is_answered_with_one_sentence(api: BotApi, running: Running) -> None:
    """Beyond sixty updates in a minute a person is told once, and then gets nothing more; others are served."""
    with running(echo, access=ACCESS):
        for _ in range(2 * MESSAGES):
            api.press("nút-cũ", sender=PERSON)
        api.say("câu hỏi", sender=PERSON)
        api.say("câu hỏi", sender=PERSON + 1)
        api.wait_until(lambda: bool(_to(api, PERSON + 1)))
    assert [text for _, text in api.methods.notices].count(texts.TOO_FAST) == 1
    assert _to(api, PERSON) == []


def test_what_is_asked_shows_in_no_admin_command_with_a_name(api: BotApi, running: Running) -> None:
    """Numbers and lists never say who asked."""
    with running(echo, access=ACCESS):
        _says(api, "Cái gì?", PERSON)
        _says(api, "/thongke", ADMIN, count=2)
        _says(api, "/chuatraloi", ADMIN)
    assert str(PERSON) not in json.dumps([sent.parsed.text for sent in _to(api, ADMIN)])


@pytest.mark.parametrize("why", ["off", "not invited"])
def test_erasing_ones_data_is_open_to_everybody(api: BotApi, running: Running, memory: Memory, why: str) -> None:
    """Whether the bot is off or a right was taken back: the button that erases works as the command does."""
    memory.history.remember(PERSON, "câu hỏi", Outcome("answered"), at=NOON)
    if why == "off":
        memory.switch.turn_off(ADMIN, "đang sửa")
    with running(echo, access=ACCESS if why == "off" else INVITED):
        turned(api, "Xóa hết", _says(api, "/xoadulieu", PERSON))
    assert memory.history.recent(PERSON) == []
