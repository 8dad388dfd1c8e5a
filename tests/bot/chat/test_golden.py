"""What people read, as reviewed text files: `pytest --rewrite-golden tests/bot/chat/test_golden.py` writes them."""

import pytest

from bot.memory.memory import Memory
from tests.bot.chat.bot_api import BotApi
from tests.bot.chat.conftest import Clock, Running
from tests.bot.chat.conversations import CONVERSATIONS, GOLDEN, Conversation


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_reads_as_reviewed(
    api: BotApi, running: Running, memory: Memory, clock: Clock, *, name: str, request: pytest.FixtureRequest
) -> None:
    """Every message and button is the one that somebody read and found good."""
    with running():
        transcript = Conversation(api, memory, clock).transcript(CONVERSATIONS[name])
    kept = GOLDEN / f"{name}.txt"
    if request.config.getoption("--rewrite-golden"):
        kept.write_text(transcript, encoding="utf-8")
    assert transcript == kept.read_text(encoding="utf-8")


def test_no_file_is_left_over() -> None:
    """Each golden file belongs to a conversation."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CONVERSATIONS)
