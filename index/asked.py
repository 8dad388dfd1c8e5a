"""The questions people ask, as evidence for the passages that answer them."""

from collections.abc import Sequence

import numpy as np

from index.encoder import Vectors
from index.keywords import KeywordIndex
from index.rows import Question
from index.vectors import VectorIndex


class AskedIndex:
    """The questions of a build, by meaning and by keyword. `rows` is how many passages they may lead to."""

    def __init__(
        self,
        questions: Sequence[Question],
        vectors: VectorIndex | None,
        keywords: KeywordIndex | None,
        *,
        rows: int,
    ) -> None:
        # Some thousands of rows: one product is quicker than a search that also sorts them.
        self._vectors = np.stack([vectors.row(row) for row in range(len(vectors))]) if vectors else None
        self._keywords = keywords
        self._rows = rows
        pairs = [(place, row) for place, question in enumerate(questions) for row in question.rows]
        self._asking, self._answering = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        self._leading = [(place, q.leads_to) for place, q in enumerate(questions) if q.leads_to]

    def evidence(self, vector: Vectors, keywords: str) -> tuple[Vectors, Vectors]:
        """For every row the largest cosine similarity (-1 for none) and BM25 score (0) of a question about it."""
        similar = np.full(self._rows, -1, dtype=np.float32)
        sharing = np.zeros(self._rows, dtype=np.float32)
        if self._keywords is not None:
            np.maximum.at(similar, self._answering, self._similarities(vector)[self._asking])
            np.maximum.at(sharing, self._answering, self._keywords.scores(keywords)[self._asking])
        return similar, sharing

    def pages(self, vector: Vectors) -> dict[str, float]:
        """The pages of the library by id, each with the largest cosine similarity of a question that leads to it."""
        similarities = self._similarities(vector)
        pages: dict[str, float] = {}
        for place, page in self._leading:
            pages[page] = max(float(similarities[place]), pages.get(page, -1.0))
        return pages

    def _similarities(self, vector: Vectors) -> Vectors:
        return np.empty(0, dtype=np.float32) if self._vectors is None else self._vectors @ vector
