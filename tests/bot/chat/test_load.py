"""Many people at once, and part of all calls failing."""

from pathlib import Path

import pytest

from scripts.exits import CommandError
from scripts.load import run
from tests.bot.small_library import Small


@pytest.fixture(autouse=True)
def _another_bot_is_set_up_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own bot is for invited people, behind a webhook: none of the load run's business."""
    monkeypatch.setenv("ACCESS_MODE", "allowlist")
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example")


def test_under_load_and_faults_every_question_is_answered_once(small: Small) -> None:
    """Twenty people chat for ten seconds while 5 % of the calls fail: no answer is lost, none comes twice.

    Times are for `python -m scripts.load` to measure on a quiet machine; here an answer only has to come in time.
    """
    result = run(small.data, people=20, seconds=10, faults=0.05)
    assert result.asked >= 15
    assert (result.lost, result.doubled) == (0, 0)
    assert result.faults > 0
    assert result.p95 < 30


def test_without_a_build_the_run_says_what_to_do(tmp_path: Path) -> None:
    """A newcomer who has indexed nothing reads one sentence with the command to run."""
    with pytest.raises(CommandError, match=r"^Bot không khởi động được: .*python -m scripts\.reindex$"):
        run(tmp_path, people=1, seconds=1, faults=0)
