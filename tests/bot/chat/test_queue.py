"""One person's updates in order, several people's side by side."""

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.chat.queue import PersonQueues

Story = Callable[[PersonQueues, list[str]], Awaitable[None]]


def _update(number: int, person: int) -> Update:
    user = {"id": person, "is_bot": False, "first_name": "A"}
    message = {"message_id": number, "date": 1, "chat": {"id": person, "type": "private"}, "from": user, "text": "x"}
    update = Update.de_json({"update_id": number, "message": message}, None)
    assert update is not None
    return update


async def _nothing(_: object) -> None:
    """What follows an update in these tests."""


def _run(story: Story, *, at_once: int = 4) -> list[str]:
    """The log that `story` leaves."""
    log: list[str] = []
    asyncio.run(_with_queues(story, log, at_once))
    return log


async def _with_queues(story: Story, log: list[str], at_once: int) -> None:
    async with PersonQueues(at_once, _nothing) as queues:
        await story(queues, log)
        assert queues.waiting == 0


async def _work(log: list[str], name: str, seconds: float) -> None:
    log.append(f"+{name}")
    await asyncio.sleep(seconds)
    log.append(f"-{name}")


def test_a_persons_updates_are_handled_in_order() -> None:
    """The second begins when the first is done, though the first takes longer."""

    async def story(queues: PersonQueues, log: list[str]) -> None:
        updates = [(1, "first", 0.05), (2, "second", 0.0), (3, "third", 0.01)]
        await asyncio.gather(
            *(queues.process_update(_update(number, 7), _work(log, name, time)) for number, name, time in updates)
        )

    assert _run(story) == ["+first", "-first", "+second", "-second", "+third", "-third"]


def test_a_flood_of_one_person_keeps_nobody_waiting() -> None:
    """A hundred messages of one person take one place of two: another's message is handled at once."""

    async def story(queues: PersonQueues, log: list[str]) -> None:
        flood = [queues.process_update(_update(number, 7), _work([], "flood", 0.02)) for number in range(100)]
        other = queues.process_update(_update(200, 8), _work(log, "other", 0.0))
        done = asyncio.gather(*flood)
        await asyncio.wait_for(other, 0.5)
        assert queues.waiting > 50
        await done

    assert _run(story, at_once=2) == ["+other", "-other"]


def test_no_more_people_at_once_than_told() -> None:
    """Of ten people, three are served side by side."""
    most = 0

    async def story(queues: PersonQueues, log: list[str]) -> None:
        async def work() -> None:
            nonlocal most
            log.append("+")
            most = max(most, log.count("+") - log.count("-"))
            await asyncio.sleep(0.01)
            log.append("-")

        await asyncio.gather(*(queues.process_update(_update(person, person), work()) for person in range(1, 11)))

    assert len(_run(story, at_once=3)) == 20
    assert most == 3
