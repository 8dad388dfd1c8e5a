"""The answer to a question, as a value that any channel can show."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.answering.emphasis import Span
from bot.answering.lead_in import LeadIn
from corpus.catalog import Entry, Validity
from corpus.passage import Passage
from corpus.procedures import Procedure
from corpus.reference import Reference


class Status(StrEnum):
    """What kind of answer it is; decided in code."""

    ANSWERED = "answered"
    LOOKED_UP = "looked_up"
    CLARIFY = "clarify"
    NOT_FOUND = "not_found"
    OUT_OF_SCOPE = "out_of_scope"
    EXPIRED_ONLY = "expired_only"
    SMALL_TALK = "small_talk"


@dataclass(frozen=True, slots=True)
class Quote:
    """A provision quoted word for word, and whether it counts on the day of the question.

    `page` is None where the source has no pages. The scores are None for a provision that was looked up by its name.
    `entry` is what the catalog knows of the regulation. `not_merged` are the regulations that amended it of which the
    quoted document says nothing: its wording may be an earlier one. `lead_in` are the words above the provision that
    introduce it, outermost first; `emphasis` the spans of its text that answer the question, in order; `remark` what is
    to be said of it in answer to the question, "" for nothing.
    """

    passage: Passage
    page: int | None
    validity: Validity
    entry: Entry | None
    cosine_similarity: float | None = None
    bm25_score: float | None = None
    fused_score: float | None = None
    not_merged: tuple[str, ...] = ()
    lead_in: tuple[LeadIn, ...] = ()
    emphasis: tuple[Span, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent."""

    encode: float = 0.0
    search: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`message` is one calm Vietnamese sentence; `quotes` follow it, best first, none when nothing is quoted.

    `understood_as` is the question as it was searched: abbreviations written out, diacritics restored. `nearest` is the
    largest cosine similarity of a passage in force, None when nothing was searched. `procedure` is set when the
    question asks for the steps of one. `offered` are provisions to open that are no answer: those that a name may
    mean, or the nearest where the regulations `searched`, so many, are silent.
    """

    question: str
    understood_as: str
    status: Status
    message: str
    on: date
    quotes: tuple[Quote, ...] = ()
    nearest: float | None = None
    procedure: Procedure | None = None
    offered: tuple[Quote, ...] = ()
    searched: int = 0
    timings: Timings = field(default=Timings(), compare=False)

    def explained(self, at: int) -> Quote | None:
        """The quotation after number `at`, counted from 0, where it is a clause that the remark on `at` points to."""
        quote, *others = self.quotes[at : at + 2]
        same = [other for other in others if _article(other) == _article(quote)]
        return same[0] if quote.remark and same else None


def _article(quote: Quote) -> Reference:
    return quote.passage.reference.within_article()
