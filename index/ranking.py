"""Several kinds of evidence for each candidate -> one score."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.encoder import Vectors

SHIPPED = Path(__file__).with_name("ranking.toml")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each candidate; every array has shape (candidates,).

    `article` numbers the articles that candidates belong to. `cosine` is that of the passage, `asked` that of the
    nearest question asked about it, -1 where none is; `bm25` and `asked_bm25` likewise. `coverage` is the share of the
    question's syllables, rare ones counting more, that the passage has. `named`: the question holds the article's whole
    title. `quantity`: the passage gives a time, sum, share or number of people where the question asks for one.
    """

    article: npt.NDArray[np.int64]
    cosine: Vectors
    asked: Vectors
    bm25: Vectors
    asked_bm25: Vectors
    coverage: Vectors
    named: Vectors
    quantity: Vectors
    sheet: Vectors


@dataclass(frozen=True, slots=True)
class Features:
    """The evidence on one scale, 0 to 1 within a question; every array has shape (candidates,).

    `*_place` is 1 for the best article by that evidence, 1/2 for the second, 0 where there is no such evidence.
    """

    cosine: Vectors
    article_cosine: Vectors
    bm25: Vectors
    article_bm25: Vectors
    asked_bm25: Vectors
    coverage: Vectors
    named: Vectors
    quantity: Vectors
    sheet: Vectors
    cosine_place: Vectors
    bm25_place: Vectors
    asked_place: Vectors
    asked_bm25_place: Vectors

    def matrix(self) -> Vectors:
        """One row a candidate, one column a feature, in the order of the fields."""
        return np.stack([getattr(self, field.name) for field in fields(self)], axis=1).astype(np.float32)


FEATURES = tuple(field.name for field in fields(Features))


def features(evidence: Evidence) -> Features:
    """The features of every candidate."""
    article = _Articles(evidence.article)
    bm25 = _of_largest(evidence.bm25)
    return Features(
        cosine=_stretch(evidence.cosine),
        article_cosine=_stretch(article.best(evidence.cosine)),
        bm25=bm25,
        article_bm25=article.best(bm25),
        asked_bm25=_of_largest(evidence.asked_bm25),
        coverage=evidence.coverage,
        named=evidence.named,
        quantity=evidence.quantity,
        sheet=evidence.sheet,
        cosine_place=article.place(evidence.cosine),
        bm25_place=article.place(evidence.bm25) * (evidence.bm25 > 0),
        asked_place=article.place(evidence.asked) * (evidence.asked > 0),
        asked_bm25_place=article.place(evidence.asked_bm25) * (evidence.asked_bm25 > 0),
    )


def load_weights(path: Path = SHIPPED) -> Vectors:
    """The weight of every feature, in the order of `FEATURES`. `scripts/train_ranking.py` learns them."""
    weights: Mapping[str, float] = tomllib.loads(path.read_text(encoding="utf-8"))
    return np.array([weights[name] for name in FEATURES], dtype=np.float32)


class _Articles:
    """Candidates grouped by the article they belong to."""

    def __init__(self, article: npt.NDArray[np.int64]) -> None:
        self._articles, self._of = np.unique(article, return_inverse=True)

    def best(self, values: Vectors) -> Vectors:
        """For every candidate the largest value in its article."""
        return self._best(values)[self._of]

    def place(self, values: Vectors) -> Vectors:
        """For every candidate 1 / the place of its article by its best value."""
        order = np.argsort(-self._best(values), kind="stable")
        places = np.empty(len(order), dtype=np.float32)
        places[order] = 1 / np.arange(1, len(order) + 1)
        return places[self._of]

    def _best(self, values: Vectors) -> Vectors:
        best = np.full(len(self._articles), -np.inf, dtype=np.float32)
        np.maximum.at(best, self._of, values)
        return best


def _stretch(values: Vectors) -> Vectors:
    low, high = values.min(), values.max()
    return np.zeros_like(values) if high == low else (values - low) / (high - low)


def _of_largest(values: Vectors) -> Vectors:
    largest = values.max()
    return values / largest if largest > 0 else np.zeros_like(values)
