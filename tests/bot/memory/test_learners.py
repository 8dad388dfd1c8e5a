"""A card is due once in a period, by the Vietnamese calendar, and never at night."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.memory.learners import FIRST_HOUR, LAST_HOUR, period_beginnings
from bot.memory.memory import Memory
from bot.memory.people import Rhythm
from bot.memory.statistics import VIET_NAM
from tests.bot.memory.conftest import PERSON

WEDNESDAY = datetime(2026, 11, 25, 9, tzinfo=VIET_NAM)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(("rhythm", "days"), [(Rhythm.DAILY, 1), (Rhythm.WEEKLY, 5)])
def test_the_first_card_comes_in_the_next_period(memory: Memory, rhythm: Rhythm, days: int) -> None:
    """Chosen on a Wednesday: tomorrow, or on Monday, and not before."""
    memory.learners.choose(PERSON, rhythm, at=WEDNESDAY)
    for day in range(days):
        assert memory.learners.due(WEDNESDAY + day * A_DAY) == []
    assert memory.learners.due(WEDNESDAY + days * A_DAY) == [PERSON]


def test_a_turn_is_taken_once_in_a_period(memory: Memory) -> None:
    """Taken, it is not due again that day; given back, it is."""
    memory.learners.choose(PERSON, Rhythm.DAILY, at=WEDNESDAY - A_DAY)
    turn = memory.learners.take_turn(PERSON, WEDNESDAY)
    assert turn is not None
    assert memory.learners.take_turn(PERSON, WEDNESDAY) is None
    assert memory.learners.due(WEDNESDAY) == []
    memory.learners.give_back(turn)
    assert memory.learners.due(WEDNESDAY) == [PERSON]


@pytest.mark.parametrize("ends", ["stops", "blocks", "is erased"])
def test_who_wants_no_cards_any_more_gets_none(memory: Memory, ends: str) -> None:
    """Switching off, blocking the bot and erasing one's data all end it."""
    memory.learners.choose(PERSON, Rhythm.DAILY, at=WEDNESDAY - A_DAY)
    if ends == "stops":
        memory.learners.stop(PERSON)
    elif ends == "blocks":
        memory.people.mark_blocked(PERSON)
    else:
        memory.erasure.forget(PERSON)
    assert memory.learners.due(WEDNESDAY) == []


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(VIET_NAM)))  # noqa: DTZ001 - zoned
def test_a_moment_lies_in_its_periods(moment: datetime) -> None:
    """Its day began at most 24 hours before, its week on a Monday at most seven days before, both at midnight there."""
    begun = period_beginnings(moment)
    assert timedelta() <= moment - begun[Rhythm.DAILY] < A_DAY
    assert timedelta() <= moment - begun[Rhythm.WEEKLY] < 7 * A_DAY
    assert begun[Rhythm.WEEKLY].weekday() == 0
    assert {(each.hour, each.minute) for each in begun.values()} == {(0, 0)}


@pytest.mark.parametrize(("hour", "awake"), [(FIRST_HOUR - 1, False), (FIRST_HOUR, True), (LAST_HOUR, False)])
def test_nobody_is_woken(memory: Memory, hour: int, awake: bool) -> None:  # noqa: FBT001 - a case
    """Before eight in the morning and from eight in the evening nothing is due."""
    memory.learners.choose(PERSON, Rhythm.DAILY, at=WEDNESDAY - A_DAY)
    assert memory.learners.due(WEDNESDAY.replace(hour=hour)) == ([PERSON] if awake else [])
