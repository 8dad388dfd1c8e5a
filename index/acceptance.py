"""Whether a new build may take the place of the one being served."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from corpus.passage import Passage
from index.build import Build
from index.encoder import Encoder, Vectors
from index.retriever import Retriever
from index.rows import Question
from index.store import StoreError

MARGIN = 0.1  # of the questions: official texts in the place of forty digests, whose words are everyday ones, cost .05
TOP = 5  # passages among which the answer of a question must be

_QUESTIONS = 300  # asked of both builds; 3 seconds of one processor over 5,500 searched passages
_PASSAGES = 200  # looked for in the new build
_ENCODED = 8  # of them encoded anew, since a vector that stands in the wrong row still finds itself
_SAME = 0.99  # cosine similarity of a passage with itself, encoded twice, alone and beside longer texts
_KEYWORD_RANK = 10  # a longer passage that holds all words of a short one may stand before it
_LOST_BY_WORDS = 0.02  # of the passages: the few that say in other words what ten longer ones say


@dataclass(frozen=True, slots=True)
class Check:
    """How well both builds find the provisions of the same questions: the share found among the first `TOP`.

    `before` is None when there is no build to compare with.
    """

    questions: int
    after: float
    before: float | None

    @property
    def is_worse(self) -> bool:
        """Whether the new build finds less by more than `MARGIN`."""
        return self.before is not None and self.after < self.before - MARGIN


def check(new: Build, current: Build | None, encoder: Encoder, *, asked: Collection[str]) -> Check:
    """Make sure that the passages of `new` find themselves, and compare what both builds find.

    The passages are every nth, `_PASSAGES` in all. The questions are those of `asked` about the regulations that both
    builds hold, in the order of their hashes, so that the same ones are taken each time; a provision that `new` lacks
    is not found. Only those regulations are searched: a build that holds more is not worse for it. The questions of
    the builds take no part in the search, since each would find itself.

    Raises:
        StoreError: a passage does not find itself; such a build answers wrongly.
    """
    _find_themselves(new, encoder)
    among = _numbers(new) & _numbers(current or new)
    texts = _sample(current or new, asked, among)
    before = _share_found(current, texts, among) if current else None
    return Check(len(texts), _share_found(new, texts, among), before)


def _find_themselves(build: Build, encoder: Encoder) -> None:
    rows = _spread(len(build.searchable), _PASSAGES)
    encoded = [rows[place] for place in _spread(len(rows), _ENCODED)]
    vectors = encoder.encode_passages([_passage(build, row).search_text for row in encoded])
    lost = [row for row, vector in zip(encoded, vectors, strict=True) if not build.vectors.row(row) @ vector >= _SAME]
    lost += [row for row in rows if not _is_nearest_to_itself(build, row)]
    by_words = [row for row in rows if not _is_found_by_its_words(build, row)]
    if len(by_words) > _LOST_BY_WORDS * len(rows):
        lost += by_words
    if lost:
        raise StoreError(
            f"Bản dựng mới không tìm lại được {_passage(build, lost[0]).reference} nên không được dùng. "
            "Bản cũ vẫn được dùng. Hãy chạy lại lệnh; nếu vẫn vậy, hãy chạy: .venv/bin/python -m scripts.doctor"
        )


def _is_nearest_to_itself(build: Build, row: int) -> bool:
    similarities = build.vectors.all_similarities(build.vectors.row(row))
    return bool(similarities[row] >= max(_SAME, float(similarities.max()) - (1 - _SAME)))


def _is_found_by_its_words(build: Build, row: int) -> bool:
    scores = build.keywords.scores(_passage(build, row).search_text)
    return int((scores > scores[row]).sum()) < _KEYWORD_RANK


def _spread(length: int, count: int) -> list[int]:
    """Up to `count` places of `length`, as far from one another as they can be."""
    return sorted(set(np.linspace(0, length - 1, min(count, length)).round().astype(int).tolist()))


def _sample(build: Build, asked: Collection[str], among: Collection[str]) -> list[str]:
    texts = {
        question.text
        for question in build.questions
        if question.text in asked and any(_passage(build, row).reference.number in among for row in question.rows)
    }
    return sorted(texts, key=lambda text: hashlib.sha256(text.encode()).digest())[:_QUESTIONS]


def _passage(build: Build, row: int) -> Passage:
    return build.passages[build.searchable[row]]


def _numbers(build: Build) -> set[str]:
    return {record.number for record in build.manifest.documents}


def _share_found(build: Build, texts: Sequence[str], numbers: Collection[str]) -> float:
    """The share of the questions `texts` whose provision is among the first passages `build` finds in `numbers`."""
    if not texts or build.question_vectors is None:
        return 1.0
    wanted = set(texts)
    places = {question.text: place for place, question in enumerate(build.questions) if question.text in wanted}
    known = {text: build.question_vectors.row(place) for text, place in places.items()}
    retriever = Retriever(replace(build, questions=(), question_vectors=None), _Known(known))
    return sum(_finds(retriever, build.questions[place], numbers) for place in places.values()) / len(wanted)


def _finds(retriever: Retriever, question: Question, numbers: Collection[str]) -> bool:
    wanted = {_passage(retriever.build, row).reference for row in question.rows}
    found = retriever.find(question.text, numbers=numbers, on=date.today(), limit=TOP)
    return any(hit.passage.reference in wanted for hit in found.hits)


class _Known:
    """An encoder of questions whose vectors a build holds: nothing is encoded anew."""

    model_name = revision = ""

    def __init__(self, vectors: dict[str, Vectors]) -> None:
        self._vectors = vectors

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """The vectors of `questions`, shape (questions, dimension)."""
        return np.stack([self._vectors[question] for question in questions])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `encode_questions`."""
        return self.encode_questions(texts)
