"""Two questions in one message."""

import pytest

from bot.answering.answer import Status
from bot.answering.several import separate
from bot.wiring import Assistant
from tests.bot.samples import TODAY

_FORMS = "MTTQ giám sát bằng những hình thức nào?"
_MONEY = "Chi bồi dưỡng thành viên đoàn giám sát bao nhiêu tiền một ngày?"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{_FORMS} {_MONEY}", [_FORMS, _MONEY]),
        (f"{_FORMS}\n{_MONEY}", [_FORMS, _MONEY]),
        (_FORMS, [_FORMS]),
        (f"{_FORMS} Đúng không?", [f"{_FORMS} Đúng không?"]),
        (f"{_FORMS} Em cảm ơn anh chị nhiều", [f"{_FORMS} Em cảm ơn anh chị nhiều"]),
        ("Một hai ba bốn? " * 4, ["Một hai ba bốn? " * 4]),
    ],
)
def test_only_whole_questions_are_separated(text: str, parts: list[str]) -> None:
    """Two or three sentences that each ask something come apart; a tail, thanks or a flood of questions do not."""
    assert separate(text) == parts


def test_each_question_gets_its_provision(assistant: Assistant) -> None:
    """The first two quotations answer the two questions in order, and the message says which answers which."""
    answer = assistant.answer(f"{_FORMS} {_MONEY}", on=TODAY)
    first, second, *_ = (quote.passage.reference for quote in answer.quotes)
    assert answer.status is Status.ANSWERED
    assert (first.number, first.article) == ("75/2015/QH13", "27")
    assert (second.number, second.article) == ("337/2016/TT-BTC", "5")
    assert [line[:2] for line in answer.message.split("\n")[1:]] == ["1.", "2."]
    assert len(answer.quotes) == len({quote.passage for quote in answer.quotes}) == 3


def test_a_part_that_has_no_answer_does_not_divide_the_message(assistant: Assistant) -> None:
    """With a second sentence that nothing answers, the message is searched as one."""
    alone = assistant.answer(_FORMS, on=TODAY)
    answer = assistant.answer(f"{_FORMS} Cách nấu phở bò thế nào?", on=TODAY)
    assert not answer.message.startswith("Có 2 câu hỏi")
    assert alone.quotes[0].passage.reference.article == "27"
