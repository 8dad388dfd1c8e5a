"""A question -> the passages that speak of it, best first."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from corpus.passage import Passage
from index.build import Build
from index.encoder import Encoder, Vectors
from index.fusion import fuse

DENSE_WEIGHT = 0.5
_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `rank` counts from 1; `fused_score` is comparable within one question only."""

    passage: Passage
    rank: int
    cosine_similarity: float
    bm25_score: float
    fused_score: float


class Retriever:
    """Finds passages of one build. Safe to call from several threads."""

    def __init__(self, build: Build, encoder: Encoder) -> None:
        self.build = build
        self._encoder = encoder
        self._rows_of = lru_cache(maxsize=16)(self._rows_of_numbers)

    def find(self, question: str, *, numbers: Collection[str], limit: int) -> list[Hit]:
        """Up to `limit` passages of the regulations `numbers`, best first.

        `question` is in full Vietnamese spelling; keywords are compared without diacritics anyway.
        """
        vector = self._encoder.encode_question(question)
        return self.rank(question, vector, numbers=numbers, limit=limit)

    def rank(self, question: str, vector: Vectors, *, numbers: Collection[str], limit: int) -> list[Hit]:
        """As `find`, for a question that is already encoded as `vector`."""
        rows = self._rows_of(frozenset(numbers))
        if not len(rows):
            return []
        keyword_scores = self.build.keywords.scores(question)
        candidates = self._candidates(vector, keyword_scores, rows)
        cosines = self.build.vectors.similarities(vector, candidates)
        bm25 = keyword_scores[candidates]
        fused = fuse(cosines, bm25, dense_weight=DENSE_WEIGHT)
        best = np.argsort(-fused, kind="stable")[:limit]
        return [
            Hit(self._passage(candidates[i]), rank, float(cosines[i]), float(bm25[i]), float(fused[i]))
            for rank, i in enumerate(best, start=1)
        ]

    def _candidates(
        self, vector: Vectors, keyword_scores: Vectors, rows: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int64]:
        """The rows that are among the best of either ranking, in row order."""
        nearest = [row for row, _ in self.build.vectors.nearest(vector, among=rows, limit=_CANDIDATES)]
        scores = keyword_scores[rows]
        by_keyword = rows[np.argsort(-scores, kind="stable")[: min(_CANDIDATES, int((scores > 0).sum()))]]
        return np.unique(np.concatenate((np.array(nearest, dtype=np.int64), by_keyword)))

    def _passage(self, row: int) -> Passage:
        return self.build.passages[self.build.searchable[row]]

    def _rows_of_numbers(self, numbers: frozenset[str]) -> npt.NDArray[np.int64]:
        rows = range(len(self.build.searchable))
        return np.array([row for row in rows if self._passage(row).reference.number in numbers], dtype=np.int64)
