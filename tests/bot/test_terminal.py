"""The bot in a terminal."""

from io import StringIO

import pytest

from bot.answering.answer import Answer
from bot.answering.follow_up import NOTHING, Before
from bot.terminal import WELCOME, converse
from bot.wiring import Assistant
from corpus.procedures import load_procedures
from tests.bot import samples

PROCEDURES = load_procedures()


class Person(StringIO):
    """Lines typed, or read, by a person."""

    def isatty(self) -> bool:
        """A person sits here."""
        return True


def echo(question: str, *, before: Before) -> Answer:
    """Answers every question with itself and those it may go on from."""
    said = " < ".join([question.strip(), *before.questions])
    return samples.answer(message=f"Đã nhận: {said}", question=question.strip())


def talk(typed: StringIO) -> str:
    """What is printed for what was typed."""
    out = StringIO()
    converse(echo, PROCEDURES, questions=typed, out=out)
    return out.getvalue()


def test_a_pipe_is_answered_line_by_line() -> None:
    """Each line gets its answer and an empty line, in order, without welcome or prompt."""
    assert talk(StringIO("câu một\ncâu hai\n")) == "Đã nhận: câu một\n\nĐã nhận: câu hai\n\n"


def test_the_last_line_needs_no_line_break() -> None:
    """`echo -n` loses no question."""
    assert talk(StringIO("câu một")) == "Đã nhận: câu một\n\n"


def test_empty_lines_and_an_empty_pipe_are_passed_over() -> None:
    """Nothing typed is nothing answered."""
    assert talk(StringIO("\n  \ncâu một\n\n")) == "Đã nhận: câu một\n\n"
    assert talk(StringIO("")) == ""


@pytest.mark.parametrize("word", ["/thoat", "/exit", "/quit", "  /thoat  "])
def test_leaving_words_end_the_talk(word: str) -> None:
    """What comes after the word for leaving is not answered."""
    assert talk(StringIO(f"câu một\n{word}\ncâu hai\n")) == "Đã nhận: câu một\n\n"


def test_a_person_may_go_on_from_the_question_before() -> None:
    """What a person asks next is answered knowing what was asked before, a line of a pipe is not."""
    assert "Đã nhận: còn cấp xã? < ai ký?\n" in talk(Person("ai ký?\n/quytrinh\ncòn cấp xã?\n"))
    assert "Đã nhận: còn cấp xã?\n" in talk(StringIO("ai ký?\ncòn cấp xã?\n"))


def test_a_person_is_welcomed_and_prompted() -> None:
    """A person sees the welcome once and a prompt before each question."""
    assert talk(Person("câu một\n/thoat\n")) == f"{WELCOME}\n> Đã nhận: câu một\n\n> "
    assert "/thoat" in WELCOME
    assert "/quytrinh" in WELCOME


def test_procedures_are_listed_and_shown() -> None:
    """/quytrinh lists every procedure with a number; with a number it shows that one, step by step."""
    listed = talk(StringIO("/quytrinh\n"))
    assert [line for line in listed.splitlines() if line[:1].isdigit()] == [
        f"{number}. {procedure.title}" for number, procedure in enumerate(PROCEDURES, start=1)
    ]
    shown = talk(StringIO("/quytrinh 2\n"))
    assert shown.startswith(f"Quy trình: {PROCEDURES[1].title}\n")
    assert all(f"{number}. {step.what}" in shown for number, step in enumerate(PROCEDURES[1].step, start=1))


@pytest.mark.parametrize("choice", ["0", "999", "-1", "hai", "1 2"])
def test_a_procedure_that_is_not_there_gets_the_list(choice: str) -> None:
    """A number or word that chooses nothing is answered with what can be chosen."""
    assert talk(StringIO(f"/quytrinh {choice}\n")) == talk(StringIO("/quytrinh\n"))


@pytest.mark.parametrize(("out", "shown"), [(Person(), "\x1b[1m3 ngày\x1b[0m"), (StringIO(), "trong 3 ngày.")])
def test_only_a_person_sees_bold_type(out: StringIO, shown: str) -> None:
    """The words that answer stand out on a screen; a pipe gets the bare text."""

    def answer(_question: str, *, before: Before) -> Answer:
        assert before == NOTHING
        return samples.answer(samples.quote(samples.passage("2. Trả lời trong 3 ngày."), emphasis=((17, 23),)))

    converse(answer, questions=StringIO("mấy ngày\n"), out=out)
    assert shown in out.getvalue()


def test_the_real_assistant_quotes_in_plain_text(assistant: Assistant) -> None:
    """A named provision comes as citation, text, validity and source, without any markup."""
    out = StringIO()
    converse(assistant.answer, questions=StringIO("khoản 2 Điều 27 Luật MTTQ\n"), out=out)
    shown = out.getvalue()
    assert "Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13\n“2. " in shown
    assert "Tóm lược của trợ lý, không phải nguyên văn" in shown
    assert "<" not in shown
