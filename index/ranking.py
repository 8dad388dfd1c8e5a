"""Several kinds of evidence for each candidate, on one scale."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from index.encoder import Vectors

_NEAR, _SAME = 0.85, 0.15  # a question asked about something else is about .85 near; the same one 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each candidate; every array has shape (candidates,).

    `article` and `regulation` number those that candidates belong to. `cosine` is that of the passage, `asked` that of
    the nearest question asked about it, -1 where none is; `bm25` and `asked_bm25` likewise. `coverage` is the share of
    the question's syllables, rare ones counting more, that the passage has. `named` is the share of the question that
    the article's title says, where the question holds all of it, `title` the share of the title that the question has.
    `quantity`: the passage gives a time, sum, share or number of people where the question asks for one.
    """

    article: npt.NDArray[np.int64]
    regulation: npt.NDArray[np.int64]
    cosine: Vectors
    asked: Vectors
    bm25: Vectors
    asked_bm25: Vectors
    coverage: Vectors
    named: Vectors
    title: Vectors
    quantity: Vectors
    sheet: Vectors


@dataclass(frozen=True, slots=True)
class Features:
    """The evidence on one scale, 0 to 1 within a question; every array has shape (candidates,).

    `*_place` is 1 for the best article by that evidence, 1/2 for the second, 0 where there is no such evidence;
    `regulation_*_place` likewise for regulations. `asked_nearness` is comparable between questions.
    """

    cosine: Vectors
    article_cosine: Vectors
    bm25: Vectors
    article_bm25: Vectors
    asked: Vectors
    asked_nearness: Vectors
    asked_bm25: Vectors
    coverage: Vectors
    article_coverage: Vectors
    named: Vectors
    title: Vectors
    quantity: Vectors
    cosine_place: Vectors
    bm25_place: Vectors
    asked_place: Vectors
    asked_bm25_place: Vectors
    regulation_cosine_place: Vectors
    regulation_bm25_place: Vectors
    regulation_asked_place: Vectors
    sheet: Vectors
    was_asked: Vectors

    def matrix(self) -> Vectors:
        """One row a candidate, one column a feature, in the order of the fields."""
        return np.stack([getattr(self, field.name) for field in fields(self)], axis=1).astype(np.float32)


FEATURES = tuple(field.name for field in fields(Features))
NO_EVIDENCE = frozenset({"sheet", "was_asked"})  # more of these need not speak for a candidate


def features(evidence: Evidence) -> Features:
    """The features of every candidate."""
    article, regulation = _Groups(evidence.article), _Groups(evidence.regulation)
    bm25, was_asked = _of_largest(evidence.bm25), evidence.asked > 0
    return Features(
        cosine=_stretch(evidence.cosine),
        article_cosine=_stretch(article.best(evidence.cosine)),
        bm25=bm25,
        article_bm25=article.best(bm25),
        asked=_stretch_among(evidence.asked, was_asked),
        asked_nearness=np.clip((evidence.asked - _NEAR) / _SAME, 0, 1),
        asked_bm25=_of_largest(evidence.asked_bm25),
        coverage=evidence.coverage,
        article_coverage=article.best(evidence.coverage),
        named=evidence.named,
        title=evidence.title,
        quantity=evidence.quantity,
        cosine_place=article.place(evidence.cosine),
        bm25_place=article.place(evidence.bm25) * (evidence.bm25 > 0),
        asked_place=article.place(evidence.asked) * was_asked,
        asked_bm25_place=article.place(evidence.asked_bm25) * (evidence.asked_bm25 > 0),
        regulation_cosine_place=regulation.place(evidence.cosine),
        regulation_bm25_place=regulation.place(evidence.bm25) * (evidence.bm25 > 0),
        regulation_asked_place=regulation.place(evidence.asked) * was_asked,
        sheet=evidence.sheet,
        was_asked=was_asked.astype(np.float32),
    )


class _Groups:
    """Candidates grouped by the article or the regulation they belong to."""

    def __init__(self, group: npt.NDArray[np.int64]) -> None:
        self._groups, self._of = np.unique(group, return_inverse=True)

    def best(self, values: Vectors) -> Vectors:
        """For every candidate the largest value in its group."""
        return self._best(values)[self._of]

    def place(self, values: Vectors) -> Vectors:
        """For every candidate 1 / the place of its group by its best value."""
        order = np.argsort(-self._best(values), kind="stable")
        places = np.empty(len(order), dtype=np.float32)
        places[order] = 1 / np.arange(1, len(order) + 1)
        return places[self._of]

    def _best(self, values: Vectors) -> Vectors:
        best = np.full(len(self._groups), -np.inf, dtype=np.float32)
        np.maximum.at(best, self._of, values)
        return best


def _stretch(values: Vectors) -> Vectors:
    low, high = values.min(), values.max()
    return np.zeros_like(values) if high == low else (values - low) / (high - low)


def _stretch_among(values: Vectors, counting: npt.NDArray[np.bool_]) -> Vectors:
    """The values that count on a scale from 0 to 1; 0 for all others."""
    stretched = np.zeros_like(values)
    if counting.any():
        stretched[counting] = _stretch(values[counting])
    return stretched


def _of_largest(values: Vectors) -> Vectors:
    largest = values.max()
    return values / largest if largest > 0 else np.zeros_like(values)
