"""One ranking out of two: the laws of the weighted mean."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder import Vectors
from index.fusion import fuse

_COSINES = st.floats(-1, 1, width=32, allow_subnormal=False)
_BM25 = st.floats(0, 100, width=32, allow_subnormal=False)
_SCORES = st.lists(st.tuples(_COSINES, _BM25), min_size=1, max_size=30).map(lambda rows: np.array(rows, np.float32).T)
_WEIGHTS = st.floats(0, 1, width=32, allow_subnormal=False)


def test_scores_are_the_weighted_mean_of_stretched_scores() -> None:
    """By hand: cosines 0.8 to 0.9 and BM25 scores 0 to 10 are stretched to 0..1, then meet at 0.6 to 0.4."""
    cosines = np.array([0.80, 0.90, 0.85, 0.80], np.float32)
    bm25_scores = np.array([0, 5, 0, 10], np.float32)
    fused = fuse(cosines, bm25_scores, dense_weight=0.6)
    np.testing.assert_allclose(fused, [0, 0.8, 0.3, 0.4], atol=1e-6)


def test_no_candidates_no_scores() -> None:
    """Nothing to rank gives nothing."""
    assert fuse(np.empty(0, np.float32), np.empty(0, np.float32), dense_weight=0.6).shape == (0,)


@given(_SCORES, _WEIGHTS)
@settings(max_examples=100, deadline=None)
def test_scores_stay_within_bounds(scores: Vectors, weight: float) -> None:
    """A fused score is never below 0 or above 1, and there is one for each candidate."""
    fused = fuse(*scores, dense_weight=weight)
    assert fused.shape == scores[0].shape
    assert ((fused >= 0) & (fused <= 1 + 1e-6)).all()


@given(_SCORES, _WEIGHTS)
@settings(max_examples=100, deadline=None)
def test_better_in_both_is_never_ranked_below(scores: Vectors, weight: float) -> None:
    """A candidate at least as good by both scores has at least as high a fused score."""
    fused = fuse(*scores, dense_weight=weight)
    as_good = (scores[:, :, None] >= scores[:, None, :]).all(axis=0)
    assert (fused[:, None] >= fused[None, :])[as_good].all()


@given(_SCORES)
@settings(max_examples=100, deadline=None)
def test_whole_weight_gives_one_score_s_order(scores: Vectors) -> None:
    """With weight 1 the cosines alone order the candidates, with weight 0 the BM25 scores."""
    for weight, own in ((1, scores[0]), (0, scores[1])):
        fused = fuse(*scores, dense_weight=weight)
        assert (np.diff(fused[np.argsort(own, kind="stable")]) >= 0).all()
        assert fused[own.argmax()] == fused.max()


@given(_SCORES, _WEIGHTS, st.integers(0, 1000))
@settings(max_examples=100, deadline=None)
def test_order_of_candidates_does_not_matter(scores: Vectors, weight: float, seed: int) -> None:
    """Candidates handed over in another order get the same scores."""
    order = np.random.default_rng(seed).permutation(scores.shape[1])
    np.testing.assert_array_equal(
        fuse(*scores[:, order], dense_weight=weight), fuse(*scores, dense_weight=weight)[order]
    )


@given(_SCORES, _WEIGHTS)
@settings(max_examples=100, deadline=None)
def test_constant_score_says_nothing(scores: Vectors, weight: float) -> None:
    """A score equal for all candidates leaves the other to decide; two such scores give 0 for all."""
    constant = np.full_like(scores[0], 0.87)
    by_bm25 = fuse(constant, scores[1], dense_weight=weight)
    np.testing.assert_allclose(by_bm25, (1 - weight) * fuse(constant, scores[1], dense_weight=0), atol=1e-6)
    assert not fuse(constant, constant, dense_weight=weight).any()


@pytest.mark.parametrize("weight", [0.0, 0.6, 1.0])
def test_single_candidate_scores_zero(weight: float) -> None:
    """One candidate alone is best and worst at once: 0, and no division by zero."""
    one = np.array([0.9], np.float32)
    assert fuse(one, one, dense_weight=weight).tolist() == [0]
