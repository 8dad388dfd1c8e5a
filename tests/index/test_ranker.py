"""The ranker: features to scores."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.ranker import Ranker
from index.ranking import FEATURES, NO_EVIDENCE

_EVIDENCE = [place for place, name in enumerate(FEATURES) if name not in NO_EVIDENCE]
_SHARES = st.floats(0, 1, width=32, allow_subnormal=False)


@given(
    before=st.lists(_SHARES, min_size=len(FEATURES), max_size=len(FEATURES)),
    more=_SHARES,
    place=st.sampled_from(_EVIDENCE),
)
@settings(deadline=None)
def test_more_evidence_never_lowers_a_score(before: list[float], more: float, place: int) -> None:
    """Whatever else speaks for a candidate, more of one kind of evidence leaves its score or raises it."""
    after = [*before]
    after[place] = max(before[place], more)
    lower, higher = Ranker.load().scores(np.array([before, after], np.float32))
    assert higher >= lower - 1e-5


def test_ranker_comes_back_from_disk_as_it_was(tmp_path: Path) -> None:
    """What is saved gives the same scores when it is loaded."""
    shipped, matrix = Ranker.load(), np.random.default_rng(1).random((20, len(FEATURES)), np.float32)
    shipped.save(tmp_path / "ranker.npz")
    np.testing.assert_array_equal(Ranker.load(tmp_path / "ranker.npz").scores(matrix), shipped.scores(matrix))


def test_ranker_of_other_features_is_refused(tmp_path: Path) -> None:
    """One that was learned for other features says which command learns it anew."""
    shipped = Ranker.load()
    np.savez(tmp_path / "ranker.npz", features=np.array(FEATURES[1:]), direct=shipped.direct)
    with pytest.raises(ValueError, match=r"scripts\.train_ranking"):
        Ranker.load(tmp_path / "ranker.npz")


def test_untrained_ranker_adds_up() -> None:
    """Before anything was learned every feature counts as much."""
    matrix = np.random.default_rng(1).random((5, len(FEATURES)), np.float32)
    np.testing.assert_allclose(Ranker.untrained().scores(matrix), matrix.sum(axis=1), rtol=1e-5)
