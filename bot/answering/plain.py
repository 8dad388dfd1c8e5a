"""An answer as plain text: for the terminal and for programs."""

from bot.answering import wording
from bot.answering.answer import Answer, Quote
from corpus.procedures import Procedure


def plain(answer: Answer) -> str:
    """The whole answer: how it was understood, the message, the first quotation in full, the others as citations."""
    parts = [wording.reading(answer), plain_procedure(answer.procedure) if answer.procedure else "", answer.message]
    if answer.quotes:
        first, *others = answer.quotes
        parts += [_quotation(first, answer), _see_also(others), _note(first)]
    return "\n\n".join(part for part in parts if part)


def plain_procedure(procedure: Procedure) -> str:
    """A procedure, step by step."""
    parts = (f"Quy trình: {procedure.title}", procedure.when, *wording.steps(procedure))
    return "\n\n".join([*parts, *([f"Lưu ý: {procedure.note}"] if procedure.note else [])])


def _quotation(quote: Quote, answer: Answer) -> str:
    lines = (
        wording.citation(quote),
        f"“{quote.passage.text}”",
        wording.validity(quote, answer.on),
        wording.source(quote),
    )
    return "\n".join(lines)


def _see_also(quotes: list[Quote]) -> str:
    return "\n".join(["Xem thêm:", *(f"- {wording.citation(quote)}" for quote in quotes)]) if quotes else ""


def _note(quote: Quote) -> str:
    note = wording.note(quote)
    return f"Lưu ý: {note}" if note else ""
