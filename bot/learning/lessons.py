"""The lesson of a day: a term, a step of a procedure, or a question with its answer, each with its provisions.

Everything comes from the library that the project ships and from the build that is served; what a lesson rests on is
held there and, as far as is known, in force that day.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.answering.answer import Quote
from bot.answering.library import Library, key_of
from corpus.asked import Asked
from corpus.glossary import Term
from corpus.procedures import Procedure
from corpus.reference import Reference

_COUNTING = ("in_force", "unverified")  # the card says which


@dataclass(frozen=True, slots=True)
class TermLesson:
    """What a word of the field means, and the provision that defines it."""

    term: Term
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class StepLesson:
    """One step of a procedure, counted from 1, and the provisions it rests on."""

    procedure: Procedure
    place: int
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class QuestionLesson:
    """A question as a cadre asks it; the provision is its answer."""

    question: str
    references: tuple[Reference, ...]


Lesson = TermLesson | StepLesson | QuestionLesson


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson, and the provisions it rests on as worded that day, checked against their document."""

    lesson: Lesson
    quotes: tuple[Quote, ...]


class Lessons:
    """All there is to teach. Terms, steps and questions take turns; each comes again when all of its kind have been."""

    def __init__(self, kinds: Sequence[Sequence[Lesson]]) -> None:
        self._kinds = kinds

    @classmethod
    def of(cls, terms: Iterable[Term], procedures: Iterable[Procedure], asked: Iterable[Asked]) -> Self:
        """The lessons that the library's `terms`, `procedures` and `asked` questions make, well mixed."""
        kinds = (_terms(terms), _steps(procedures), _questions(asked))
        return cls([sorted(lessons, key=_mixed) for lessons in kinds])

    def on(self, day: date, library: Library) -> Taught | None:
        """The lesson of `day`, the same for everybody; None when the build holds nothing that a lesson rests on."""
        counted = {holding.number for holding in library.holdings(day) if holding.validity in _COUNTING}
        turn = day.toordinal()
        for offset in range(len(self._kinds)):
            lessons = self._kinds[(turn + offset) % len(self._kinds)]
            held = [lesson for lesson in lessons if _is_held(lesson, library, counted)]
            start = turn // len(self._kinds)
            in_turn = (held[(start + place) % len(held)] for place in range(len(held)))
            taught = next(filter(None, (_taught(lesson, library, day) for lesson in in_turn)), None)
            if taught:
                return taught
        return None


def _terms(terms: Iterable[Term]) -> Iterator[Lesson]:
    for term in terms:
        if term.number and term.path:
            yield TermLesson(term, (Reference(term.number, term.path),))


def _steps(procedures: Iterable[Procedure]) -> Iterator[Lesson]:
    for procedure in procedures:
        for place, step in enumerate(procedure.step, start=1):
            yield StepLesson(procedure, place, step.references)


def _questions(asked: Iterable[Asked]) -> Iterator[Lesson]:
    for question in asked:
        if question.number and question.path:
            yield QuestionLesson(question.text, (Reference(question.number, question.path),))


def _is_held(lesson: Lesson, library: Library, counted: set[str]) -> bool:
    return all(reference.number in counted and library.reference(key_of(reference)) for reference in lesson.references)


def _taught(lesson: Lesson, library: Library, day: date) -> Taught | None:
    """The lesson with its provisions; None when one does not count that day, or may be held in an earlier wording."""
    cited = (library.reference(key_of(reference)) for reference in lesson.references)
    quotes = [library.quote(reference, day) for reference in cited if reference]
    counting = tuple(quote for quote in quotes if quote and quote.validity in _COUNTING and not quote.not_merged)
    return Taught(lesson, counting) if len(counting) == len(lesson.references) else None


def _mixed(lesson: Lesson) -> bytes:
    """An order that mixes subjects and is the same on every machine."""
    return hashlib.sha256(repr(lesson).encode()).digest()
