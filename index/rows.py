"""Passages and questions as lines of a build, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
    row: Mapping[str, Any], numbers: Sequence[str], sources: Sequence[Source], texts: Mapping[str, str]
) -> Passage:
    """The passage of a `row` that `passage_row` made.

    `numbers` and `sources` are those of the documents of the build, `texts` their words by the hash of the source.
    """
    at = next(i for i, source in enumerate(sources) if source.sha256 == row["source"])
    start, end = row["span"]
    path = tuple(Step(Level[level], label) for level, label in row["path"])
    counts_from, counts_until = (date.fromisoformat(day) if day else None for day in row["counts"])
    return Passage(
        reference=Reference(numbers[at], path, row["cited_as"]),
        text=texts[row["source"]][start:end],
        start=start,
        end=end,
        page=row["page"],
        headings=tuple(row["headings"]),
        lead=row["lead"],
        source=sources[at],
        counts_from=counts_from,
        counts_until=counts_until,
    )


def read_question(row: Mapping[str, Any]) -> Question:
    """The question of a `row` made of its fields."""
    return Question(row["text"], tuple(row["rows"]), row["leads_to"])
