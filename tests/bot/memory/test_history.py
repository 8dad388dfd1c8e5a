"""Questions are remembered, and conversations end by themselves."""

from datetime import timedelta

import pytest

from bot.memory.history import IDLE, MOST_MESSAGES, Asked, Outcome, Where
from bot.memory.memory import Memory
from tests.bot.memory.conftest import NOON, OTHER, PERSON

FOUND = Outcome("answered", "Khoản 2 Điều 27 Luật thử", "2026-11-25-abc")


def test_a_question_is_remembered_whole(memory: Memory) -> None:
    """What was typed, what became of it, where and when come back as they went in, after opening anew too."""
    number = memory.history.remember(PERSON, "Giám sát là gì? 😀", FOUND, where=Where(-100_123, 7), at=NOON)
    expected = Asked(number, PERSON, NOON, "Giám sát là gì? 😀", FOUND, Where(-100_123, 7))
    assert memory.history.find(number) == expected
    assert memory.history.asked_in(Where(-100_123, 7)) == expected
    assert memory.history.recent(PERSON) == [expected]


def test_recent_are_the_newest_of_that_person(memory: Memory) -> None:
    """Newest first, as many as asked for, none of anybody else's."""
    for minute in range(5):
        memory.history.remember(PERSON, f"câu {minute}", FOUND, at=NOON + timedelta(minutes=minute))
    memory.history.remember(OTHER, "câu của người khác", FOUND, at=NOON + timedelta(hours=1))
    assert [asked.typed for asked in memory.history.recent(PERSON, 3)] == ["câu 4", "câu 3", "câu 2"]


def test_an_edited_question_takes_the_place_of_the_first(memory: Memory) -> None:
    """Same id, new text and outcome; the message that answers it can be edited, since its id is kept."""
    number = memory.history.remember(PERSON, "giam sat", Outcome("not_found"), where=Where(PERSON, 5), at=NOON)
    memory.history.replied(number, 6)
    memory.history.correct(number, "giám sát là gì", FOUND)
    found = memory.history.asked_in(Where(PERSON, 5))
    assert found is not None
    assert (found.id, found.typed, found.outcome, found.reply_id) == (number, "giám sát là gì", FOUND, 6)
    assert len(memory.history.recent(PERSON)) == 1


def test_what_is_not_kept_is_none(memory: Memory) -> None:
    """Unknown ids are no fault, neither when asked for nor when changed."""
    memory.history.correct(404, "x", FOUND)
    memory.history.replied(404, 1)
    assert memory.history.find(404) is None
    assert memory.history.asked_in(Where(1, 404)) is None
    assert memory.history.recent(PERSON) == []


def test_an_id_is_never_given_twice(memory: Memory) -> None:
    """After an erasure the next question gets a new id, so that an old button finds nothing rather than it."""
    first = memory.history.remember(PERSON, "một", FOUND, at=NOON)
    memory.erasure.forget(PERSON)
    assert memory.history.remember(OTHER, "hai", FOUND, at=NOON) > first


@pytest.mark.parametrize(("silence", "kept"), [(IDLE - timedelta(seconds=1), True), (IDLE, False)])
def test_a_silent_conversation_is_over(memory: Memory, silence: timedelta, *, kept: bool) -> None:
    """The last provision is spoken of for twelve hours."""
    memory.history.show(PERSON, "khoản 2 Điều 27", at=NOON)
    assert (memory.history.last_provision(PERSON, at=NOON + silence) == "khoản 2 Điều 27") is kept


def test_what_was_asked_before_is_that_conversations_own(memory: Memory) -> None:
    """Newest first; none of a conversation that is over, of another person, or from the question itself on."""
    for minute in range(3):
        memory.history.remember(PERSON, f"câu {minute}", FOUND, at=NOON + timedelta(minutes=minute))
    memory.history.remember(OTHER, "câu của người khác", FOUND, at=NOON)
    later = NOON + IDLE + timedelta(hours=1)
    assert [asked.typed for asked in memory.history.going_on(PERSON, 2, at=NOON)] == ["câu 2", "câu 1"]
    assert memory.history.going_on(PERSON, at=later) == []
    anew = memory.history.remember(PERSON, "câu 3", FOUND, at=later)
    last = memory.history.remember(PERSON, "câu 4", FOUND, at=later)
    assert [asked.typed for asked in memory.history.before(last)] == ["câu 3"]
    assert memory.history.before(anew) == memory.history.before(404) == []


def test_a_long_conversation_is_over(memory: Memory) -> None:
    """After two hundred questions a new one begins, which speaks of nothing yet."""
    memory.history.show(PERSON, "Điều 1", at=NOON)
    for number in range(MOST_MESSAGES):
        assert memory.history.last_provision(PERSON, at=NOON) == "Điều 1", number
        memory.history.remember(PERSON, f"câu {number}", FOUND, at=NOON)
    assert memory.history.last_provision(PERSON, at=NOON) is None


def test_conversations_are_each_persons_own(memory: Memory) -> None:
    """What one person saw is not what another speaks of; starting anew forgets it for that person alone."""
    memory.history.show(PERSON, "Điều 1", at=NOON)
    memory.history.show(OTHER, "Điều 2", at=NOON)
    memory.history.start_anew(PERSON, at=NOON)
    assert memory.history.last_provision(PERSON, at=NOON) is None
    assert memory.history.last_provision(OTHER, at=NOON) == "Điều 2"


def test_questions_can_be_listed_by_what_became_of_them(memory: Memory) -> None:
    """Those of a period and of the statuses asked for, oldest first."""
    for hour, status in enumerate(("not_found", "answered", "out_of_scope", "not_found")):
        memory.history.remember(PERSON, f"câu {hour}", Outcome(status), at=NOON + timedelta(hours=hour))
    listed = memory.history.between(NOON, NOON + timedelta(hours=3), statuses=("not_found", "out_of_scope"))
    assert [asked.typed for asked in listed] == ["câu 0", "câu 2"]
