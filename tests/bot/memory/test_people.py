"""People, invites, the switch and files."""

from datetime import timedelta

from bot.memory.invites import VALID_FOR, Refused
from bot.memory.memory import Memory
from bot.memory.people import AnswerLength, Person, Rhythm
from tests.bot.memory.conftest import ADMIN, NOON, OTHER, PERSON


def test_a_stranger_has_the_defaults(memory: Memory) -> None:
    """Nobody has to be known before being asked about, and asking keeps nothing."""
    assert memory.people.find(PERSON) == Person(PERSON)
    assert memory.erasure.export(PERSON) == {}


def test_choices_are_kept(memory: Memory) -> None:
    """Each choice changes itself only."""
    memory.people.choose_length(PERSON, AnswerLength.SHORT)
    memory.learners.choose(PERSON, Rhythm.WEEKLY)
    assert memory.people.find(PERSON) == Person(PERSON, AnswerLength.SHORT, learning=Rhythm.WEEKLY)
    assert memory.people.find(OTHER) == Person(OTHER)


def test_nothing_is_pushed_to_those_who_blocked_the_bot(memory: Memory) -> None:
    """A subscriber who blocks it is left out until it is taken back; unsubscribing ends it."""
    memory.people.subscribe(PERSON, "notices")
    memory.people.subscribe(PERSON, "notices")
    memory.people.subscribe(OTHER, "notices")
    memory.people.subscribe(OTHER, "daily")
    memory.people.mark_blocked(PERSON)
    assert memory.people.subscribers("notices") == [OTHER]
    memory.people.mark_blocked(PERSON, blocked=False)
    assert memory.people.subscribers("notices") == [OTHER, PERSON]
    assert memory.people.find(OTHER).notices
    memory.people.unsubscribe(OTHER, "notices")
    assert not memory.people.find(OTHER).notices
    assert memory.people.subscribers("notices") == [PERSON]
    assert memory.people.subscribes(OTHER, "daily")


def test_an_invite_lets_people_in(memory: Memory) -> None:
    """Whoever follows the link may ask from then on, and belongs to the unit."""
    token = memory.invites.make(ADMIN, "Mặt trận xã Đông", at=NOON)
    assert len(f"m_{token}") <= 64
    assert memory.invites.accept(PERSON, token, at=NOON) == "Mặt trận xã Đông"
    assert memory.people.find(PERSON) == Person(PERSON, allowed=True, unit="Mặt trận xã Đông")
    assert memory.people.disallow(PERSON)
    assert not memory.people.find(PERSON).allowed


def test_an_invite_that_counts_no_more_lets_nobody_in(memory: Memory) -> None:
    """A guessed, an expired, a used-up and a revoked one each say so; following it twice uses it once."""
    token = memory.invites.make(ADMIN, "Xã Đông", at=NOON, most_uses=1)
    assert memory.invites.accept(PERSON, "guessed", at=NOON) is Refused.UNKNOWN
    assert memory.invites.accept(PERSON, token, at=NOON + VALID_FOR) is Refused.EXPIRED
    assert not memory.people.find(PERSON).allowed
    assert memory.invites.accept(PERSON, token, at=NOON) == memory.invites.accept(PERSON, token, at=NOON) == "Xã Đông"
    assert memory.invites.accept(OTHER, token, at=NOON) is Refused.USED_UP
    assert memory.invites.revoke_all("Xã Đông", at=NOON) == 1
    assert memory.invites.accept(OTHER, token, at=NOON + timedelta(seconds=1)) is Refused.EXPIRED


def test_the_switch_is_as_it_was_left(memory: Memory) -> None:
    """On at first; off with its reason; on again."""
    assert memory.switch.state() is None
    memory.switch.turn_off(ADMIN, "trích sai", at=NOON)
    state = memory.switch.state()
    assert state is not None
    assert (state.since, state.reason) == (NOON, "trích sai")
    memory.switch.turn_on(ADMIN)
    assert memory.switch.state() is None


def test_files_are_known_by_bot_content_page_and_kind(memory: Memory) -> None:
    """A `file_id` is found again for the same four only; a later one replaces it, a dropped one is gone."""
    memory.files.keep(1, "a" * 64, "old", page=3, kind="photo")
    memory.files.keep(1, "a" * 64, "new", page=3, kind="photo")
    assert memory.files.find(1, "a" * 64, page=3, kind="photo") == "new"
    others = [(2, "a" * 64, 3, "photo"), (1, "b" * 64, 3, "photo"), (1, "a" * 64, 4, "photo"), (1, "a" * 64, 3, "doc")]
    assert [memory.files.find(bot, digest, page=page, kind=kind) for bot, digest, page, kind in others] == [None] * 4
    memory.files.drop(1, "a" * 64, page=3, kind="photo")
    assert memory.files.find(1, "a" * 64, page=3, kind="photo") is None
