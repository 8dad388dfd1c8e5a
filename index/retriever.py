"""A question -> the passages that speak of it, best first."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import perf_counter

import numpy as np
import numpy.typing as npt

from corpus.folding import fold
from corpus.passage import Passage
from corpus.reference import Level
from index.asked import AskedIndex
from index.build import Build
from index.encoder import BUNDLED, Encoder, Vectors
from index.quantities import QUANTITIES, Quantity, asked_for
from index.question_map import QuestionMap
from index.ranker import Ranker
from index.ranking import Evidence, features
from index.remembered import RememberedVectors
from index.sense import ANSWERABLE, FIELD, Sense
from index.titles import TitleIndex

QUESTION_MARGIN = 0.02  # two questions about one thing are nearer to each other than a question is to its passage
_UNREAD = -1
_CANDIDATES = 200  # by each kind of evidence


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
    of a question that leads to it. `mapped` is the largest cosine similarity of a passage to the question after the
    question map moved it, -1 without hits. `field` is above 0 for a question that sounds like one of the field,
    `answerable` for one that sounds like what regulations answer; 0 where the model's sense was never learned.
    `syllables` is how many the question has.
    """

    hits: tuple[Hit, ...]
    pages: Mapping[str, float]
    mapped: float
    field: float
    answerable: float
    syllables: int
    encode_ms: float
    search_ms: float

    @property
    def nearest(self) -> float | None:
        """The largest cosine similarity among the hits."""
        return max((hit.cosine_similarity for hit in self.hits), default=None)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows that may answer a question, and the evidence for each.

    `cosine` is the similarity of the passage to the question as it was asked, before the question map moved it.
    """

    rows: npt.NDArray[np.int64]
    cosine: Vectors
    evidence: Evidence


class Retriever:
    """Finds passages of one build. Safe to call from several threads."""

    def __init__(self, build: Build, encoder: Encoder, *, ranker: Ranker | None = None) -> None:
        """The shipped ranker is used where none is given."""
        self.build = build
        self._vectors = RememberedVectors(encoder)
        self._map = QuestionMap.load() if encoder.model_name == BUNDLED else None
        self._senses = [Sense.load(path) for path in (FIELD, ANSWERABLE)] if encoder.model_name == BUNDLED else []
        self._ranker = ranker or Ranker.load()
        self._rows_of = lru_cache(maxsize=16)(self._rows_counting)
        passages = [build.passages[index] for index in build.searchable]
        self._titles = TitleIndex(passages, build.keywords.rarity)
        self._asked = AskedIndex(build.questions, build.question_vectors, build.question_keywords, rows=len(passages))
        self._article_of = _numbered([(p.reference.within_article(), p.source.sha256) for p in passages])
        self._regulation_of = _numbered([p.reference.number for p in passages])
        self._is_sheet = np.array([passage.level is Level.SHEET for passage in passages], dtype=np.float32)
        self._known_to_give = {kind: np.full(len(passages), _UNREAD, np.int8) for kind in QUANTITIES}

    def find(
        self, question: str, *, terms: Sequence[str] = (), numbers: Collection[str], on: date, limit: int
    ) -> Found:
        """Up to `limit` passages of the regulations `numbers` in their wording of the day `on`, best first.

        `question` is in full Vietnamese spelling. `terms`, the law's words for everyday ones in it, are searched by
        keyword too. Keywords are compared without diacritics.
        """
        started = perf_counter()
        vector = self._vectors.of(question)
        encoded = perf_counter()
        candidates = self.candidates(question, vector, terms=terms, numbers=numbers, on=on)
        hits = tuple(self._ranked(candidates, limit)) if candidates else ()
        field, answerable = [sense.of(vector) for sense in self._senses] or (0.0, 0.0)
        return Found(
            hits=hits,
            pages=self._asked.pages(vector),
            mapped=float(candidates.evidence.cosine.max()) if candidates else -1.0,
            field=field,
            answerable=answerable,
            syllables=len(question.split()),
            encode_ms=1000 * (encoded - started),
            search_ms=1000 * (perf_counter() - encoded),
        )

    def candidates(
        self, question: str, vector: Vectors, *, terms: Sequence[str] = (), numbers: Collection[str], on: date
    ) -> Candidates | None:
        """What may answer the question of this `vector`; None where no passage counts. Otherwise as `find`."""
        among = self._rows_of(frozenset(numbers), on)
        if not len(among):
            return None
        moved = self._map.move(vector) if self._map else vector
        keywords = " ".join((question, *terms))
        bm25 = self.build.keywords.scores(keywords)
        asked, asked_bm25 = self._asked.evidence(vector, keywords)
        best = (_best(scores, among) for scores in (bm25, asked, asked_bm25))
        rows = np.unique(np.concatenate((self.build.vectors.nearest(moved, among=among, limit=_CANDIDATES), *best)))
        of_question, of_title = self._titles.shares(question)
        evidence = Evidence(
            article=self._article_of[rows],
            regulation=self._regulation_of[rows],
            cosine=self.build.vectors.similarities(moved, rows),
            asked=asked[rows],
            bm25=bm25[rows],
            asked_bm25=asked_bm25[rows],
            coverage=self.build.keywords.coverage(question)[rows],
            named=of_question[rows],
            title=of_title[rows],
            quantity=self._gives_what_is_asked(question, rows),
            sheet=self._is_sheet[rows],
        )
        return Candidates(rows, self.build.vectors.similarities(vector, rows), evidence)

    def _ranked(self, candidates: Candidates, limit: int) -> Iterator[Hit]:
        evidence = candidates.evidence
        fused = self._ranker.scores(features(evidence).matrix())
        nearest = np.maximum(candidates.cosine, evidence.asked - QUESTION_MARGIN)
        for rank, place in enumerate(np.argsort(-fused, kind="stable")[:limit], start=1):
            passage = self._passage(int(candidates.rows[place]))
            yield Hit(passage, rank, float(nearest[place]), float(evidence.bm25[place]), float(fused[place]))

    def _gives_what_is_asked(self, question: str, rows: npt.NDArray[np.int64]) -> Vectors:
        """1 for each of `rows` that gives a quantity the question asks for."""
        giving = [self._giving(quantity, rows) for quantity in asked_for(fold(question))]
        return np.any(giving, axis=0).astype(np.float32) if giving else np.zeros(len(rows), np.float32)

    def _giving(self, quantity: Quantity, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Whether each of `rows` gives such a quantity. A passage is read once: to read all would take seconds."""
        known = self._known_to_give[quantity]
        for row in rows[known[rows] == _UNREAD]:
            known[row] = quantity.amount.search(self._passage(int(row)).text) is not None
        return known[rows] > 0

    def _passage(self, row: int) -> Passage:
        return self.build.passages[self.build.searchable[row]]

    def _rows_counting(self, numbers: frozenset[str], on: date) -> npt.NDArray[np.int64]:
        rows = ((row, self._passage(row)) for row in range(len(self.build.searchable)))
        counting = [row for row, passage in rows if passage.reference.number in numbers and passage.counts_on(on)]
        return np.array(counting, dtype=np.int64)


def _best(scores: Vectors, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Those of `rows` with the best positive scores."""
    of_rows = scores[rows]
    best = np.argpartition(-of_rows, _CANDIDATES)[:_CANDIDATES] if len(rows) > _CANDIDATES else np.arange(len(rows))
    return rows[best[of_rows[best] > 0]]


def _numbered(keys: Sequence[Hashable]) -> npt.NDArray[np.int64]:
    """For every key the place of its first like among the different ones: of an article, each wording is one."""
    places: dict[Hashable, int] = {}
    return np.array([places.setdefault(key, len(places)) for key in keys], dtype=np.int64)
