"""Many people at once, and part of all calls failing."""

from scripts.load import run
from tests.bot.small_library import Small


def test_under_load_and_faults_every_question_is_answered_once(small: Small) -> None:
    """Twenty people chat for ten seconds while 5 % of the calls fail: no answer is lost, none comes twice.

    Times are for `python -m scripts.load` to measure on a quiet machine; here an answer only has to come in time.
    """
    result = run(small.data, people=20, seconds=10, faults=0.05)
    assert result.asked >= 15
    assert (result.lost, result.doubled) == (0, 0)
    assert result.faults > 0
    assert result.p95 < 30
