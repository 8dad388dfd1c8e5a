"""A question -> the passages that speak of it, best first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import perf_counter

import numpy as np
import numpy.typing as npt

from corpus.passage import Passage
from corpus.reference import Level
from index.build import Build
from index.encoder import Encoder, Vectors
from index.fusion import fuse
from index.titles import TitleIndex

DENSE_WEIGHT = 0.6
QUESTION_MARGIN = 0.02  # two questions about one thing are nearer to each other than a question is to its passage
TITLE_BONUS = 0.15  # on a scale of 0 to 1: a question that holds an article's whole title is about that article
SHEET_PENALTY = 0.1  # our own note on a regulation goes after a provision that speaks as well of the question
_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `rank` counts from 1; `fused_score` is comparable within one question only.

    `cosine_similarity` is that of the passage, or of the nearest question asked about it less `QUESTION_MARGIN`.
    """

    passage: Passage
    rank: int
    cosine_similarity: float
    bm25_score: float
    fused_score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The hits for a question, best first, and what finding them took, in milliseconds.

    `pages` are the pages of the library (procedures, reviewed answers) by id, each with the largest cosine similarity
    of a question that leads to it.
    """

    hits: tuple[Hit, ...]
    pages: Mapping[str, float]
    encode_ms: float
    search_ms: float

    @property
    def nearest(self) -> float | None:
        """The largest cosine similarity among the hits."""
        return max((hit.cosine_similarity for hit in self.hits), default=None)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The question's vector, and for every row its BM25 score and how near a question asked about it is."""

    vector: Vectors
    bm25_scores: Vectors
    asked: Vectors


class Retriever:
    """Finds passages of one build. Safe to call from several threads."""

    def __init__(self, build: Build, encoder: Encoder) -> None:
        self.build = build
        self._encoder = encoder
        self._titles = TitleIndex([build.passages[index] for index in build.searchable])
        self._rows_of = lru_cache(maxsize=16)(self._rows_counting)
        pairs = [(asking, row) for asking, question in enumerate(build.questions) for row in question.rows]
        self._leading = [(row, q.leads_to) for row, q in enumerate(build.questions) if q.leads_to]
        self._is_sheet = np.array([build.passages[index].level is Level.SHEET for index in build.searchable])
        self._asking, self._answering = np.array(pairs, dtype=np.int64).reshape(-1, 2).T

    def find(
        self, question: str, *, terms: Sequence[str] = (), numbers: Collection[str], on: date, limit: int
    ) -> Found:
        """Up to `limit` passages of the regulations `numbers` in their wording of the day `on`, best first.

        `question` is in full Vietnamese spelling. `terms`, the law's words for everyday ones in it, are searched by
        keyword too. Keywords are compared without diacritics.
        """
        started = perf_counter()
        vector = self._encoder.encode_questions([question])[0]
        encoded = perf_counter()
        rows = self._rows_of(frozenset(numbers), on)
        bm25_scores = self.build.keywords.scores(" ".join((question, *terms)))
        similarities = self._similar_questions(vector)
        evidence = _Evidence(vector, bm25_scores, self._asked_about_rows(similarities))
        hits = tuple(self._rank(question, evidence, rows, limit)) if len(rows) else ()
        pages = self._pages(similarities)
        return Found(hits, pages, 1000 * (encoded - started), 1000 * (perf_counter() - encoded))

    def _rank(self, question: str, evidence: _Evidence, rows: npt.NDArray[np.int64], limit: int) -> list[Hit]:
        vector, bm25_scores, asked = evidence.vector, evidence.bm25_scores, evidence.asked
        candidates = self._candidates(vector, bm25_scores, asked, rows)
        cosines = np.maximum(self.build.vectors.similarities(vector, candidates), asked[candidates])
        fused = fuse(cosines, bm25_scores[candidates], dense_weight=DENSE_WEIGHT)
        fused += TITLE_BONUS * self._titles.named_in(question)[candidates]
        fused -= SHEET_PENALTY * self._is_sheet[candidates]
        best = np.argsort(-fused, kind="stable")[:limit]
        return [
            Hit(self._passage(row), rank, float(cosines[i]), float(bm25_scores[row]), float(fused[i]))
            for rank, i in enumerate(best, start=1)
            for row in (int(candidates[i]),)
        ]

    def _similar_questions(self, vector: Vectors) -> Vectors:
        """The cosine similarity of every question of the build."""
        asked = self.build.question_vectors
        return asked.all_similarities(vector) if asked else np.empty(0, dtype=np.float32)

    def _asked_about_rows(self, similarities: Vectors) -> Vectors:
        """For every row, the similarity of the nearest question asked about it less the margin; -1 for none."""
        evidence = np.full(len(self.build.searchable), -1, dtype=np.float32)
        np.maximum.at(evidence, self._answering, similarities[self._asking] - QUESTION_MARGIN)
        return evidence

    def _pages(self, similarities: Vectors) -> dict[str, float]:
        pages: dict[str, float] = {}
        for row, page in self._leading:
            pages[page] = max(float(similarities[row]), pages.get(page, -1.0))
        return pages

    def _candidates(
        self, vector: Vectors, bm25_scores: Vectors, asked: Vectors, rows: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int64]:
        """The rows that are among the best by one of the three kinds of evidence, in row order."""
        nearest = self.build.vectors.nearest(vector, among=rows, limit=_CANDIDATES)
        return np.unique(np.concatenate((nearest, _best(bm25_scores, rows), _best(asked, rows))))

    def _passage(self, row: int) -> Passage:
        return self.build.passages[self.build.searchable[row]]

    def _rows_counting(self, numbers: frozenset[str], on: date) -> npt.NDArray[np.int64]:
        rows = ((row, self._passage(row)) for row in range(len(self.build.searchable)))
        counting = [row for row, passage in rows if passage.reference.number in numbers and passage.counts_on(on)]
        return np.array(counting, dtype=np.int64)


def _best(scores: Vectors, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Those of `rows` with the best positive scores."""
    of_rows = scores[rows]
    return rows[np.argsort(-of_rows, kind="stable")[: min(_CANDIDATES, int((of_rows > 0).sum()))]]
