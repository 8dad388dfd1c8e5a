"""A notice reaches each subscriber's list once, and the list shrinks until nobody is left."""

from datetime import timedelta

from bot.memory.memory import Memory
from bot.memory.notices import Notice
from bot.memory.people import NOTICES
from tests.bot.memory.conftest import ADMIN, NOON, OTHER, PERSON


def _confirmed(memory: Memory) -> int:
    """A notice for PERSON and OTHER."""
    for person in (PERSON, OTHER):
        memory.people.subscribe(person, NOTICES, at=NOON)
    notice = memory.notices.draft(ADMIN, "tin", at=NOON)
    memory.notices.confirm(notice, at=NOON)
    return notice


def test_a_draft_goes_to_nobody(memory: Memory) -> None:
    """Before it is confirmed nothing is under way; dropped, it cannot be confirmed any more."""
    notice = memory.notices.draft(ADMIN, "tin", at=NOON)
    assert memory.notices.under_way() == []
    assert memory.notices.drop(notice)
    assert memory.notices.confirm(notice) is None
    assert not memory.notices.drop(notice)


def test_confirming_lists_those_who_subscribe_then(memory: Memory) -> None:
    """Who blocked the bot or subscribes later is not listed; confirming again lists nobody anew, nor drops anything."""
    memory.people.subscribe(7, NOTICES, at=NOON)
    memory.people.mark_blocked(7)
    notice = _confirmed(memory)
    memory.people.subscribe(8, NOTICES, at=NOON)
    assert memory.notices.confirm(notice) == 2
    assert not memory.notices.drop(notice)
    assert memory.notices.under_way() == [Notice(notice, "tin", ADMIN)]


def test_each_comes_up_until_it_was_sent_to_them(memory: Memory) -> None:
    """One after the other, in a fixed order; the counts say to how many; finished, it is not under way, nor listed."""
    notice = _confirmed(memory)
    first = memory.notices.next_recipient(notice)
    assert first == memory.notices.next_recipient(notice) == min(PERSON, OTHER)
    memory.notices.sent(notice, min(PERSON, OTHER), delivered=True)
    assert memory.notices.next_recipient(notice) == max(PERSON, OTHER)
    memory.notices.sent(notice, max(PERSON, OTHER), delivered=False)
    assert memory.notices.next_recipient(notice) is None
    assert memory.notices.counts(notice) == (1, 1)
    memory.notices.finish(notice, at=NOON)
    assert memory.notices.under_way() == []
    assert memory.notices.confirm(notice) is None
    assert "delivery" not in memory.erasure.export(PERSON)


def test_who_unsubscribes_or_is_erased_meanwhile_is_passed_over(memory: Memory) -> None:
    """Nobody is left when one unsubscribed and the other erased their data."""
    notice = _confirmed(memory)
    memory.people.unsubscribe(PERSON, NOTICES)
    memory.erasure.forget(OTHER)
    assert memory.notices.next_recipient(notice) is None


def test_old_notices_are_erased(memory: Memory) -> None:
    """A notice goes as old questions do."""
    notice = memory.notices.draft(ADMIN, "tin", at=NOON)
    memory.erasure.expire(90, at=NOON + timedelta(days=91))
    assert memory.notices.confirm(notice) is None
