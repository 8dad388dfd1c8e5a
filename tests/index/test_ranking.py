"""Evidence to one score."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder import Vectors
from index.ranker import Ranker
from index.ranking import FEATURES, Evidence, features

_CANDIDATES = 6
_KINDS = [field.name for field in fields(Evidence) if field.name not in {"article", "regulation"}]
_VALUES = st.lists(
    st.floats(0, 1, width=32, allow_subnormal=False),
    min_size=_CANDIDATES * len(_KINDS),
    max_size=_CANDIDATES * len(_KINDS),
)


def _evidence(**kinds: list[float]) -> Evidence:
    """Four candidates of three articles, with no evidence but that of `kinds`."""
    none = {kind: np.zeros(4, np.float32) for kind in _KINDS} | {"asked": np.full(4, -1, np.float32)}
    given_ = {kind: np.array(values, np.float32) for kind, values in kinds.items()}
    return Evidence(article=np.array([7, 7, 2, 5]), regulation=np.array([1, 1, 1, 3]), **(none | given_))


def test_cosines_are_stretched_and_shared_within_an_article() -> None:
    """0.80 to 0.90 become 0 to 1; each clause also has the best of its article, and the article's place."""
    found = features(_evidence(cosine=[0.80, 0.90, 0.85, 0.80]))
    np.testing.assert_allclose(found.cosine, [0, 1, 0.5, 0], atol=1e-5)
    np.testing.assert_allclose(found.article_cosine, [1, 1, 0.5, 0], atol=1e-5)
    np.testing.assert_allclose(found.cosine_place, [1, 1, 1 / 2, 1 / 3], atol=1e-6)


def test_keyword_scores_are_shares_of_the_largest() -> None:
    """BM25 scores of 0, 5 and 10 become 0, 1/2 and 1; a score of 0 has no place."""
    found = features(_evidence(bm25=[0, 5, 10, 0]))
    np.testing.assert_allclose(found.bm25, [0, 0.5, 1, 0])
    np.testing.assert_allclose(found.article_bm25, [0.5, 0.5, 1, 0])
    np.testing.assert_allclose(found.bm25_place, [0, 1 / 2, 1, 0])


def test_no_question_asked_no_place() -> None:
    """Where nobody asked, nothing is claimed; where somebody did, the nearest question's article is first."""
    assert not features(_evidence()).asked_place.any()
    np.testing.assert_allclose(features(_evidence(asked=[-1, -1, 0.9, 0.8])).asked_place, [0, 0, 1, 1 / 2])


@given(_VALUES)
@settings(max_examples=50, deadline=None)
def test_features_lie_between_zero_and_one(values: list[float]) -> None:
    """Whatever the evidence, there is one row a candidate and no feature leaves the scale."""
    columns = np.array(values, np.float32).reshape(len(_KINDS), _CANDIDATES)
    matrix = features(
        Evidence(np.array([1, 1, 2, 3, 3, 4]), np.array([0, 0, 0, 1, 1, 1]), **dict(zip(_KINDS, columns, strict=True)))
    ).matrix()
    assert matrix.shape == (_CANDIDATES, len(FEATURES))
    assert ((matrix >= 0) & (matrix <= 1 + 1e-6)).all()


@pytest.mark.parametrize("kind", ["cosine", "bm25", "asked", "asked_bm25", "coverage", "named", "title", "quantity"])
def test_more_evidence_never_lowers_a_candidate(kind: str) -> None:
    """With the shipped weights, the candidate that has more of one kind of evidence comes first."""
    more = np.array([0.5, 0.5, 0.9, 0.5], np.float32)
    scores: Vectors = Ranker.load().scores(features(_evidence(**{kind: more.tolist()})).matrix())
    assert scores.argmax() == 2


def test_our_own_note_goes_after_a_provision_that_says_as_much() -> None:
    """Of two candidates with the same evidence the sheet has the lower score."""
    evidence = _evidence(cosine=[0.8, 0.8, 0.9, 0.9], sheet=[0, 0, 1, 0])
    scores = Ranker.load().scores(features(evidence).matrix())
    assert scores[2] < scores[3]
