"""Answers made by hand, for tests of what becomes of an answer."""

from datetime import date

from bot.answering.answer import Answer, Quote, Status, Timings
from bot.answering.emphasis import Span
from bot.answering.lead_in import LeadIn
from corpus.catalog import Entry, Validity
from corpus.passage import Passage, Source, SourceKind
from corpus.reference import Level, Reference, Step

TODAY = date(2026, 11, 23)
LAW = Entry(id="75-2015-qh13", number="75/2015/QH13", kind="Luật", title="Luật Mặt trận Tổ quốc Việt Nam")
OFFICIAL = Source(SourceKind.OFFICIAL, "luat.pdf", "0" * 64)
DIGEST = Source(SourceKind.DIGEST, "75-2015-qh13.md", "1" * 64)


def path(article: str, clause: str | None = None, point: str | None = None) -> tuple[Step, ...]:
    """The steps down to a provision."""
    labels = {Level.ARTICLE: article, Level.CLAUSE: clause, Level.POINT: point}
    return tuple(Step(level, label) for level, label in labels.items() if label)


def passage(
    text: str = "2. Tổ chức đoàn giám sát.",
    *,
    number: str = LAW.number,
    steps: tuple[Step, ...] | None = None,
    source: Source = DIGEST,
) -> Passage:
    """A passage; khoản 2 Điều 27 unless told otherwise."""
    reference = Reference(number, path("27", "2") if steps is None else steps, LAW.title)
    return Passage(reference, text, 0, len(text), 1, (), "", source)


def quote(
    quoted: Passage | None = None,
    *,
    entry: Entry | None = LAW,
    validity: Validity = "in_force",
    page: int | None = None,
    lead_in: tuple[LeadIn, ...] = (),
    emphasis: tuple[Span, ...] = (),
) -> Quote:
    """A quotation of `quoted`."""
    return Quote(quoted or passage(), page, validity, entry, lead_in=lead_in, emphasis=emphasis)


def answer(
    *quotes: Quote,
    status: Status = Status.ANSWERED,
    question: str = "MTTQ giám sát thế nào?",
    message: str = "Quy định có liên quan:",
    milliseconds: float = 0.0,
) -> Answer:
    """An answer that shows `quotes`."""
    timings = Timings(total=milliseconds)
    return Answer(question, question, status, message, TODAY, quotes, timings=timings)
