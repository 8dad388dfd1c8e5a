"""Passages and questions as lines of a build, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from sys import intern
from typing import Any

from corpus.passage import Passage, Source
from corpus.reference import Level, Reference, Step


@dataclass(frozen=True, slots=True)
class Question:
    """A question people ask, and what answers it: a page of the library, one clause, or all clauses of an article."""

    text: str
    rows: tuple[int, ...] = ()
    leads_to: str | None = None


def passage_row(passage: Passage) -> dict[str, Any]:
    """What is kept of `passage`: everything but its words, which are a span of its document."""
    return {
        "source": passage.source.sha256,
        "cited_as": passage.reference.regulation,
        "path": [(step.level.name, step.label) for step in passage.reference.path],
        "span": (passage.start, passage.end),
        "page": passage.page,
        "headings": passage.headings,
        "lead": passage.lead,
        "counts": [day and day.isoformat() for day in (passage.counts_from, passage.counts_until)],
    }


def read_passage(
    row: Mapping[str, Any], documents: Mapping[str, tuple[str, Source]], texts: Mapping[str, str]
) -> Passage:
    """The passage of a `row` that `passage_row` made.

    `documents` are the numbers and sources of those of the build, `texts` their words, both by the hash of the source.
    What many passages share, as the title they stand under, is held once.
    """
    number, source = documents[row["source"]]
    start, end = row["span"]
    counts_from, counts_until = (date.fromisoformat(day) if day else None for day in row["counts"])
    return Passage(
        reference=Reference(number, tuple(_step(*step) for step in row["path"]), intern(row["cited_as"])),
        text=texts[row["source"]][start:end],
        start=start,
        end=end,
        page=row["page"],
        headings=tuple(map(intern, row["headings"])),
        lead=intern(row["lead"]),
        source=source,
        counts_from=counts_from,
        counts_until=counts_until,
    )


@cache
def _step(level: str, label: str) -> Step:
    return Step(Level[level], label)


def read_question(row: Mapping[str, Any]) -> Question:
    """The question of a `row` made of its fields."""
    return Question(row["text"], tuple(row["rows"]), row["leads_to"])
