"""Whether a new build may be published: its passages find themselves, and it finds no less than before."""

from dataclasses import replace

import numpy as np
import pytest

from index.acceptance import MARGIN, TOP, Check, check
from index.build import Build
from index.encoder import Encoder
from index.store import StoreError
from index.vectors import VectorIndex
from tests.index.samples import ASKED

_TEXTS = {asked.text for asked in ASKED}


def _turned(build: Build) -> Build:
    """`build` with every vector one row further down."""
    rows = np.stack([build.vectors.row(row) for row in range(len(build.vectors))])
    return replace(build, vectors=VectorIndex.build(np.roll(rows, 1, axis=0)))


def test_a_build_is_as_good_as_itself(build: Build, encoder: Encoder) -> None:
    """The same questions find the same; those about provisions that are not held are not asked."""
    found = check(build, build, encoder, asked=_TEXTS)
    assert (found.questions, found.is_worse) == (3, False)
    assert found.before == found.after == 1.0, f"three questions over thirteen passages, {TOP} looked at"


def test_the_first_build_has_nothing_to_be_compared_with(build: Build, encoder: Encoder) -> None:
    """It is checked for its own passages, and not called worse than nothing."""
    found = check(build, None, encoder, asked=_TEXTS)
    assert (found.before, found.is_worse) == (None, False)


def test_vectors_in_wrong_rows_are_refused(build: Build, encoder: Encoder) -> None:
    """A build whose vectors stand beside the wrong passages names a passage that does not find itself."""
    with pytest.raises(StoreError, match=r"không tìm lại được .* số \d+/20\d\d/"):
        check(_turned(build), build, encoder, asked=_TEXTS)


def test_a_provision_that_is_gone_is_not_found(build: Build, encoder: Encoder) -> None:
    """A text in which an article is missing is worse than the one that had it."""
    without = replace(build, questions=tuple(q for q in build.questions if "nhà thầu" not in q.text))
    vectors = [build.question_vectors.row(i) for i, q in enumerate(build.questions) if "nhà thầu" not in q.text]  # type: ignore[union-attr]
    found = check(replace(without, question_vectors=VectorIndex.build(np.stack(vectors))), build, encoder, asked=_TEXTS)
    assert found.after == pytest.approx(2 / 3)
    assert found.is_worse


@pytest.mark.parametrize(("after", "worse"), [(0.8, False), (0.8 - MARGIN, False), (0.8 - MARGIN - 0.01, True)])
def test_the_margin_is_what_is_tolerated(after: float, *, worse: bool) -> None:
    """A build may find as much less as the margin says, and no more."""
    assert Check(100, after, 0.8).is_worse is worse
