"""An answer as plain text: for the terminal and for programs."""

from collections.abc import Sequence

from bot.answering import wording
from bot.answering.answer import Answer, Quote
from bot.answering.emphasis import set_off
from corpus.procedures import Procedure

_BOLD, _NORMAL = "\x1b[1m", "\x1b[0m"  # ECMA-48


def plain(answer: Answer, *, bold: bool = False) -> str:
    """The whole answer: how it was understood, the message, the first quotation in full, the others as citations.

    A clause that says from when the first one's deadline counts is given in full, too.
    `bold` sets the words that answer in bold type, as a terminal shows it.
    """
    parts = [wording.reading(answer), plain_procedure(answer.procedure) if answer.procedure else "", answer.message]
    if answer.quotes:
        explained = answer.explained(0)
        shown = [answer.quotes[0], *([explained] if explained else [])]
        parts += [_quotation(quote, answer, bold=bold) for quote in shown]
        parts += [_listed("Xem thêm:", answer.quotes[len(shown) :]), _note(shown[0])]
    parts.append(_listed(wording.offer(answer), answer.offered))
    return "\n\n".join(part for part in parts if part)


def plain_procedure(procedure: Procedure) -> str:
    """A procedure, step by step."""
    parts = (f"Quy trình: {procedure.title}", procedure.when, *wording.steps(procedure))
    return "\n\n".join([*parts, *([f"Lưu ý: {procedure.note}"] if procedure.note else [])])


def _quotation(quote: Quote, answer: Answer, *, bold: bool) -> str:
    text = quote.passage.text
    lines = (
        wording.citation(quote),
        wording.lead_in(quote),
        f"“{set_off(text, quote.emphasis, before=_BOLD, after=_NORMAL) if bold else text}”",
        quote.remark,
        wording.validity(quote, answer.on),
        wording.source(quote),
    )
    return "\n".join(line for line in lines if line)


def _listed(heading: str, quotes: Sequence[Quote]) -> str:
    return "\n".join([heading, *(f"- {wording.citation(quote)}" for quote in quotes)]) if quotes else ""


def _note(quote: Quote) -> str:
    note = wording.note(quote)
    return f"Lưu ý: {note}" if note else ""
