"""Opinions and numbers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.memory.feedback import Opinion, Verdict
from bot.memory.history import Outcome
from bot.memory.memory import Memory
from bot.memory.statistics import Unanswered, grouped
from tests.bot.memory.conftest import NOON, OTHER, PERSON

HOUR = timedelta(hours=1)


def test_the_last_verdict_counts(memory: Memory) -> None:
    """A person who changes their mind has one opinion; a reason joins it."""
    question = memory.history.remember(PERSON, "câu", Outcome("answered"), at=NOON)
    assert memory.feedback.give(PERSON, question, Verdict.UP, at=NOON)
    assert memory.feedback.give(PERSON, question, Verdict.DOWN, at=NOON)
    assert memory.feedback.explain(PERSON, question, "sai khoản")
    assert memory.feedback.since(NOON) == [Opinion(question, Verdict.DOWN, "sai khoản", NOON)]


def test_an_opinion_needs_its_question(memory: Memory) -> None:
    """A verdict on a question no longer kept, or a reason without a verdict, is told to be too late."""
    question = memory.history.remember(PERSON, "câu", Outcome("answered"), at=NOON)
    assert not memory.feedback.give(PERSON, question + 1, Verdict.UP)
    assert not memory.feedback.explain(OTHER, question, "lý do")
    assert memory.feedback.since(NOON) == []


def test_suggestions_stand_alone(memory: Memory) -> None:
    """A person may suggest as often as they like."""
    memory.feedback.suggest(PERSON, "thêm quy định của tỉnh", at=NOON)
    memory.feedback.suggest(PERSON, "chữ to hơn", at=NOON)
    assert [opinion.reason for opinion in memory.feedback.since(NOON)] == ["thêm quy định của tỉnh", "chữ to hơn"]


def test_numbers_of_a_period(memory: Memory) -> None:
    """Days are Viet Nam's, quiet days are listed, what lies outside the period is not counted."""
    evening = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)  # half past midnight of the 24th in Viet Nam
    first = memory.history.remember(PERSON, "a", Outcome("answered", "Điều 1"), at=evening)
    memory.history.remember(OTHER, "b", Outcome("answered", "Điều 1"), at=NOON)
    memory.history.remember(OTHER, "c", Outcome("not_found"), at=NOON)
    memory.history.remember(OTHER, "d", Outcome("looked_up", "Điều 2"), at=NOON + HOUR)
    memory.history.remember(OTHER, "sớm quá", Outcome("answered", "Điều 3"), at=NOON - timedelta(days=9))
    memory.feedback.give(PERSON, first, Verdict.UP, at=NOON)
    memory.feedback.suggest(PERSON, "gợi ý", at=NOON)
    numbers = memory.statistics.since(datetime(2026, 11, 22, 17, tzinfo=UTC), NOON + HOUR)
    assert numbers.days == {date(2026, 11, 23): 0, date(2026, 11, 24): 1, date(2026, 11, 25): 2}
    assert (numbers.questions, numbers.people) == (3, 2)
    assert numbers.statuses == {"answered": 2, "not_found": 1}
    assert numbers.cited == [("Điều 1", 2)]
    assert numbers.verdicts == {"up": 1}


def test_questions_without_an_answer_come_grouped(memory: Memory) -> None:
    """Those answered are left out; the others are counted together where they differ in marks, case or a word."""
    for typed in ("Đăng ký kết hôn ở đâu?", "dang ky ket hon o dau", "Ai cấp hộ chiếu?", "đăng ký kết hôn ở đâu nhỉ"):
        memory.history.remember(PERSON, typed, Outcome("not_found"), at=NOON)
    memory.history.remember(PERSON, "Giám sát là gì?", Outcome("answered"), at=NOON)
    assert memory.statistics.unanswered(NOON, NOON + HOUR) == [
        Unanswered("đăng ký kết hôn ở đâu nhỉ", 3),
        Unanswered("Ai cấp hộ chiếu?", 1),
    ]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("bầu Ban thanh tra nhân dân", "bau ban thanh tra nhan dan the nao", True),
        ("lương của chủ tịch xã", "lương của chủ tịch xã là bao nhiêu", True),
        ("lương của chủ tịch xã", "tuổi của trưởng thôn", False),
        ("???", "!!!", True),
        ("???", "giám sát", False),
    ],
)
def test_likeness(first: str, second: str, *, alike: bool) -> None:
    """Two questions are one when most of their syllables are."""
    assert (len(grouped([first, second])) == 1) is alike


def test_no_question_gets_lost_in_groups() -> None:
    """The counts of the groups add up."""
    questions = [f"câu hỏi số {number} về việc {number * 7}" for number in range(40)] * 2
    assert sum(group.count for group in grouped(questions)) == 80
