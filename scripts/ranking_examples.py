"""What the ranker learns from: questions with the candidates for them, and which of these are right."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import numpy as np
import numpy.typing as npt

from bot.answering.shelf import Shelf
from bot.answering.tidy import Question, tidy
from corpus.catalog import Catalog
from corpus.folding import fold
from corpus.glossary import Glossary
from corpus.number import fold_number
from corpus.passage import Passage
from index.build import Build
from index.encoder import Encoder, Vectors
from index.ranker import Ranker
from index.ranking import Evidence, features
from index.retriever import Candidates, Retriever
from index.titles import title
from scripts.metrics import Case

Flags = npt.NDArray[np.bool_]

_KEPT = 120  # candidates of one question: those with the most evidence
_TITLES = 150  # articles whose titles are asked
_TITLE_COUNTS = 0.2  # what a question made of a title counts, against 1 for one that a person wrote
_FORMS = ("{} thế nào?", "{} gồm những gì?", "{}", "Quy định về {}", "{} là gì?")
_LABEL = re.compile(r"^Điều \w+\.?\s*")
_SHORTEST = 3  # syllables of a title that is asked


@dataclass(frozen=True, slots=True)
class Example:
    """A question: the features of its candidates, which are of a right article, which are right, and what it counts."""

    features: Vectors
    of_article: Flags
    right: Flags
    counts: float


class Examples:
    """Examples from one build."""

    def __init__(self, build: Build, model: Encoder) -> None:
        self._build, self._model = build, model
        self._retriever, self._shelf = Retriever(build, model, ranker=Ranker.untrained()), Shelf(build, Catalog.load())
        self._passages = [build.passages[index] for index in build.searchable]

    def of_cases(self, cases: Sequence[Case]) -> Iterator[Example]:
        """Every case with a right candidate; and once more as if nobody had asked about its provisions before.

        So it is with a regulation that an operator adds: the ranker must not lean on questions alone.
        """
        glossary = Glossary.load()
        for case in cases:
            question = tidy(case.question, glossary=glossary, restorer=self._build.restorer)
            if case.type == "lookup" or not isinstance(question, Question):
                continue
            found = self._candidates(question.full, question.terms, case.as_of or date.today())
            if found is None:
                continue
            references = [self._passages[row].reference for row in found.rows]
            gold = {(fold_number(g.number), g.article, label) for g in case.gold for label in (None, g.clause)}
            of_article = np.array([(fold_number(r.number), r.article, None) in gold for r in references])
            right = of_article & [(fold_number(r.number), r.article, r.clause) in gold for r in references]
            if of_article.any():
                yield _example(found.evidence, of_article, right)
                yield _example(_never_asked(found.evidence), of_article, right)

    def of_titles(self) -> Iterator[Example]:
        """Questions made of article titles, which all articles of that title answer."""
        same: dict[str, list[int]] = defaultdict(list)
        for row, passage in enumerate(self._passages):
            same[fold(_title(passage))].append(row)
        told = sorted(name for name in same if len(name.split()) >= _SHORTEST)
        for place, name in enumerate(Random(0).sample(told, _TITLES)):  # noqa: S311 - no secret
            text = _FORMS[place % len(_FORMS)].format(_title(self._passages[same[name][0]]))
            found = self._candidates(text, (), date.today())
            right = np.isin(found.rows, same[name]) if found else np.zeros(0, np.bool_)
            if found and right.any():
                yield replace(_example(found.evidence, right, right), counts=_TITLE_COUNTS)

    def _candidates(self, question: str, terms: Sequence[str], on: date) -> Candidates | None:
        vector = self._model.encode_questions([question])[0]
        numbers = self._shelf.in_force(on)
        return self._retriever.candidates(question, vector, terms=terms, numbers=numbers, on=on)


def _title(passage: Passage) -> str:
    return _LABEL.sub("", title(passage)).strip()


def _never_asked(evidence: Evidence) -> Evidence:
    return replace(evidence, asked=np.full_like(evidence.asked, -1), asked_bm25=np.zeros_like(evidence.asked_bm25))


def _example(evidence: Evidence, of_article: Flags, right: Flags) -> Example:
    matrix = features(evidence).matrix()
    promising = np.zeros(len(matrix), np.bool_)
    promising[np.argsort(-matrix.sum(axis=1))[:_KEPT]] = True
    kept = promising | of_article
    return Example(matrix[kept], of_article[kept], (right if right.any() else of_article)[kept], 1.0)
