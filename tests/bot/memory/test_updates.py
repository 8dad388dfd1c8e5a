"""Each update is handled once, over restarts too."""

from datetime import timedelta

from bot.memory.memory import Memory
from tests.bot.memory.conftest import NOON, PERSON


def test_an_update_is_new_once(memory: Memory) -> None:
    """Received again, before or after it was handled, it is not new; another bot's update of that number is."""
    assert memory.updates.receive(1, 10, "{}")
    assert not memory.updates.receive(1, 10, "{}")
    memory.updates.handled(1, 10)
    assert not memory.updates.receive(1, 10, "{}")
    assert memory.updates.receive(2, 10, "{}")


def test_what_was_not_handled_is_pending_in_order(memory: Memory) -> None:
    """After a crash the unhandled ones come back as they were, oldest first."""
    for number in (12, 10, 11):
        memory.updates.receive(1, number, f'{{"update_id": {number}}}', person=PERSON)
    memory.updates.handled(1, 11)
    assert memory.updates.take_up(1) == ['{"update_id": 10}', '{"update_id": 12}']
    assert memory.updates.take_up(2) == []


def test_an_update_is_given_up_in_the_end(memory: Memory) -> None:
    """Begun three times and never handled, it is not begun again, and nothing of its text is kept."""
    memory.updates.receive(1, 10, '{"text": "chết máy"}', person=PERSON)
    assert [len(memory.updates.take_up(1)) for _ in range(4)] == [1, 1, 0, 0]
    assert memory.erasure.export(PERSON) == {}
    assert not memory.updates.receive(1, 10, "{}")


def test_a_handled_update_keeps_its_number_only(memory: Memory) -> None:
    """Neither text nor sender stays, and an erasure in between changes nothing of that."""
    memory.updates.receive(1, 10, '{"text": "riêng"}', person=PERSON)
    memory.erasure.forget(PERSON)
    memory.updates.handled(1, 10)
    assert memory.erasure.export(PERSON) == {}
    assert not memory.updates.receive(1, 10, "{}")


def test_numbers_past_use_are_forgotten(memory: Memory) -> None:
    """After two days Telegram cannot deliver it again."""
    memory.updates.receive(1, 10, "{}", at=NOON)
    memory.updates.handled(1, 10)
    memory.erasure.expire(90, at=NOON + timedelta(days=2, seconds=1))
    assert memory.updates.receive(1, 10, "{}")
