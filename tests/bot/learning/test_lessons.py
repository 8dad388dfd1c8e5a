"""What is taught is held, in force, and different every day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.answering import wording
from bot.learning.lessons import Lessons, QuestionLesson, StepLesson, TermLesson
from bot.wiring import Assistant
from corpus.asked import load_asked
from corpus.catalog import Catalog
from index.encoder import SentenceTransformerEncoder
from index.store import Store

FIRST = date(2026, 11, 26)
DAYS = [FIRST + timedelta(days=day) for day in range(90)]


@pytest.fixture(scope="module")
def shipped(library_data: Path, encoder: SentenceTransformerEncoder) -> Assistant:
    """The assistant over the shipped library."""
    return Assistant(Store(library_data / "builds"), encoder)


@pytest.fixture(scope="module")
def lessons(shipped: Assistant, catalog: Catalog) -> Lessons:
    """All lessons of the shipped library."""
    return Lessons.of(shipped.terms, shipped.procedures, load_asked(catalog))


def test_no_lesson_comes_twice_in_a_quarter(shipped: Assistant, lessons: Lessons) -> None:
    """Ninety days bring ninety lessons, thirty of each kind."""
    taught = [found for day in DAYS if (found := lessons.on(day, shipped.library()))]
    assert len({repr(found.lesson) for found in taught}) == len(DAYS)
    for kind in (TermLesson, StepLesson, QuestionLesson):
        assert sum(isinstance(found.lesson, kind) for found in taught) == 30


def test_what_a_lesson_rests_on_counts_and_is_quoted(shipped: Assistant, lessons: Lessons) -> None:
    """No provision is known to be out of force that day, and its citation is the one the answers print."""
    for day in DAYS:
        taught = lessons.on(day, shipped.library())
        assert taught is not None
        assert taught.quotes
        for quote, reference in zip(taught.quotes, taught.lesson.references, strict=True):
            assert quote.validity in {"in_force", "unverified"}
            assert quote.passage.reference == reference
            assert wording.citation(quote).endswith(reference.number)


def test_what_is_known_to_be_expired_is_not_taught(shipped: Assistant, lessons: Lessons) -> None:
    """The expired law of the library is never taught, though there are terms and questions about it."""
    (expired,) = (holding.number for holding in shipped.library().holdings(FIRST) if holding.validity == "expired")
    assert expired in repr(lessons._kinds)
    taught = [lessons.on(day, shipped.library()) for day in DAYS]
    assert expired not in {reference.number for found in taught if found for reference in found.lesson.references}


def test_nothing_to_teach_is_no_fault(shipped: Assistant) -> None:
    """A library without terms, procedures and questions has no lesson."""
    assert Lessons.of((), (), ()).on(FIRST, shipped.library()) is None
