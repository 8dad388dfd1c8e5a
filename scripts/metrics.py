"""How well answers fit their gold provisions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean, quantiles

from pydantic import BaseModel, ConfigDict

from bot.answering.answer import Answer
from corpus.number import fold_number
from corpus.reference import Reference

_CUTOFF = 10
_NEEDS_ALL = "multi"


class Gold(BaseModel):
    """A provision that answers a question."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    number: str
    article: str
    clause: str | None = None
    point: str | None = None

    def is_article_of(self, reference: Reference) -> bool:
        """Whether `reference` is to the article meant, or into it."""
        return fold_number(reference.number) == fold_number(self.number) and reference.article == self.article


class Case(BaseModel):
    """A question with the provisions that answer it; none when it must be refused.

    `previous` is a question asked before it in the same conversation.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    question: str
    type: str
    gold: tuple[Gold, ...] = ()
    must_contain: tuple[str, ...] = ()
    as_of: date | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Whether the gold article came first, and whether enough of the gold articles are among the first five and ten."""

    first: bool
    in_five: bool
    in_ten: bool
    reciprocal_rank: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one answer was worth. None where a measure does not apply to the case."""

    type: str
    first: bool | None
    in_five: bool | None
    in_ten: bool | None
    reciprocal_rank: float | None
    clause: bool | None
    contained: bool | None
    refused_rightly: bool | None
    refused_wrongly: bool | None
    nearest: float | None
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over the cases to which each measure applies; None where it applies to none. Times are milliseconds."""

    cases: int
    precision_at_1: float | None
    recall_at_5: float | None
    recall_at_10: float | None
    mrr_at_10: float | None
    clause_accuracy: float | None
    must_contain: float | None
    refusals_right: float | None
    false_refusals: float | None
    p50_ms: float
    p95_ms: float


def place(case: Case, found: Sequence[Reference]) -> Placed:
    """How high the gold articles of `case` stand among the different articles of what was `found`, best first."""
    articles = list(dict.fromkeys(reference.within_article() for reference in found))
    golds = {(gold.number, gold.article): gold for gold in case.gold}.values()
    ranks = sorted(rank for gold in golds if (rank := _rank(gold, articles)) is not None)
    needed = len(golds) if case.type == _NEEDS_ALL else 1
    return Placed(
        first=bool(ranks) and ranks[0] == 1,
        in_five=sum(rank <= 5 for rank in ranks) >= needed,
        in_ten=sum(rank <= _CUTOFF for rank in ranks) >= needed,
        reciprocal_rank=1 / ranks[0] if ranks and ranks[0] <= _CUTOFF else 0.0,
    )


def judge(case: Case, answer: Answer) -> Outcome:
    """What `answer`, asked for ten quotations, is worth for `case`."""
    to_be_refused = not case.gold
    placed = None if to_be_refused else place(case, [quote.passage.reference for quote in answer.quotes])
    return Outcome(
        type=case.type,
        first=placed.first if placed else None,
        in_five=placed.in_five if placed else None,
        in_ten=placed.in_ten if placed else None,
        reciprocal_rank=placed.reciprocal_rank if placed else None,
        clause=_clause_found(case, answer),
        contained=_contained(case, answer) if case.must_contain else None,
        refused_rightly=not answer.quotes if to_be_refused else None,
        refused_wrongly=None if to_be_refused else not answer.quotes,
        nearest=answer.nearest,
        milliseconds=answer.timings.total,
    )


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Scores]:
    """The scores by type, types in order of first appearance, and of all cases under "all"."""
    by_type: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_type[outcome.type].append(outcome)
    return {kind: _scores(group) for kind, group in {**by_type, "all": list(outcomes)}.items()}


def nearest_percentiles(outcomes: Iterable[Outcome], *, refused: bool) -> list[float]:
    """The 1st, 5th, 50th, 95th and 99th percentile of the nearest cosine similarity; empty for fewer than 2 cases."""
    values = [o.nearest for o in outcomes if o.nearest is not None and (o.refused_rightly is not None) == refused]
    cuts = quantiles(values, n=100, method="inclusive") if len(values) > 1 else []
    return [cuts[percent - 1] for percent in (1, 5, 50, 95, 99)] if cuts else []


def _rank(gold: Gold, articles: Sequence[Reference]) -> int | None:
    """The rank of the gold article among `articles`."""
    return next((rank for rank, article in enumerate(articles, start=1) if gold.is_article_of(article)), None)


def _clause_found(case: Case, answer: Answer) -> bool | None:
    """Whether the first quotation is the gold clause, where it is of the right article and the gold names a clause."""
    if not answer.quotes:
        return None
    first = answer.quotes[0]
    clauses = [gold.clause for gold in case.gold if gold.clause and gold.is_article_of(first.passage.reference)]
    return first.passage.reference.clause in clauses if clauses else None


def _contained(case: Case, answer: Answer) -> bool:
    """Whether the first quotation has the words; where several provisions are needed, whether all quotations have."""
    meant = answer.quotes if case.type == _NEEDS_ALL else answer.quotes[:1]
    text = _folded(" ".join(quote.passage.text for quote in meant))
    return all(_folded(words) in text for words in case.must_contain)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _scores(outcomes: Sequence[Outcome]) -> Scores:
    def share(values: Iterable[float | bool | None]) -> float | None:
        applicable = [float(value) for value in values if value is not None]
        return round(mean(applicable), 3) if applicable else None

    times = sorted(outcome.milliseconds for outcome in outcomes)
    cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else [times[0]] * 19
    return Scores(
        cases=len(outcomes),
        precision_at_1=share(o.first for o in outcomes),
        recall_at_5=share(o.in_five for o in outcomes),
        recall_at_10=share(o.in_ten for o in outcomes),
        mrr_at_10=share(o.reciprocal_rank for o in outcomes),
        clause_accuracy=share(o.clause for o in outcomes),
        must_contain=share(o.contained for o in outcomes),
        refusals_right=share(o.refused_rightly for o in outcomes),
        false_refusals=share(o.refused_wrongly for o in outcomes),
        p50_ms=round(cuts[9], 1),
        p95_ms=round(cuts[18], 1),
    )
