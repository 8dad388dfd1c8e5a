"""How often one person may ask."""

import asyncio

from bot.chat.limit import QUESTIONS, PerPersonLimit

MANY_PEOPLE = 10_000


async def _ask(limit: PerPersonLimit, *people: int) -> list[bool]:
    return [await limit.admits(person) for person in people]


def test_admits_as_many_questions_as_allowed() -> None:
    """The first three questions of a person are admitted, the fourth and fifth are not."""
    asked = asyncio.run(_ask(PerPersonLimit(3, 600), 1, 1, 1, 1, 1))
    assert asked == [True, True, True, False, False]


def test_counts_each_person_alone() -> None:
    """One person's questions take nothing from another's."""
    asked = asyncio.run(_ask(PerPersonLimit(1, 600), 1, 1, 2, 1, 2))
    assert asked == [True, False, True, False, False]


def test_the_default_is_the_documented_one() -> None:
    """Without arguments a person may ask twenty questions in a row."""
    asked = asyncio.run(_ask(PerPersonLimit(), *[7] * (QUESTIONS + 1)))
    assert QUESTIONS == 20
    assert asked == [True] * 20 + [False]


def test_the_right_to_ask_comes_back() -> None:
    """Once the time is over the person is admitted again."""

    async def story() -> list[bool]:
        limit = PerPersonLimit(1, 0.05)
        first = await _ask(limit, 1, 1)
        await asyncio.sleep(0.2)
        return first + await _ask(limit, 1)

    assert asyncio.run(story()) == [True, False, True]


def test_the_longest_silent_are_forgotten() -> None:
    """Ten thousand people are remembered; the one who has been silent longest makes room for the next."""
    limit = PerPersonLimit(1, 600)
    asked = asyncio.run(_ask(limit, 0, 1, 0, *range(2, MANY_PEOPLE + 1), 0, 1))
    assert asked[:3] == [True, True, False]
    assert all(asked[3:-2])
    assert asked[-2:] == [False, True], "person 0 spoke after person 1, so person 1 was forgotten"
