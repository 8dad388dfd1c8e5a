"""An answer as Telegram HTML. Every text that comes from a person or a document is escaped here."""

from html import escape

from bot.answering import wording
from bot.answering.answer import Answer, Quote
from corpus.procedures import Procedure


def render(answer: Answer) -> str:
    """The whole answer as one HTML text; `split` cuts it to Telegram's message length."""
    procedure = render_procedure(answer.procedure) if answer.procedure else ""
    parts = [_italic(wording.reading(answer)), procedure, escape(answer.message)]
    if answer.quotes:
        first, *others = answer.quotes
        parts += [_quotation(first, answer), _see_also(others), _note(first)]
    return "\n\n".join(part for part in parts if part)


def render_procedure(procedure: Procedure) -> str:
    """A procedure, step by step."""
    note = f"<b>Lưu ý:</b> {escape(procedure.note)}" if procedure.note else ""
    parts = (
        f"<b>Quy trình: {escape(procedure.title)}</b>",
        escape(procedure.when),
        *map(escape, wording.steps(procedure)),
    )
    return "\n\n".join(part for part in (*parts, note) if part)


def _quotation(quote: Quote, answer: Answer) -> str:
    return (
        f"<b>{escape(wording.citation(quote))}</b>\n"
        f"<blockquote expandable>{escape(quote.passage.text)}</blockquote>\n"
        f"{escape(wording.validity(quote, answer))}\n"
        f"{_italic(wording.source(quote))}"
    )


def _see_also(quotes: list[Quote]) -> str:
    return "\n".join(["Xem thêm:", *(f"• {escape(wording.citation(quote))}" for quote in quotes)]) if quotes else ""


def _note(quote: Quote) -> str:
    note = wording.note(quote)
    return f"<b>Lưu ý:</b> {escape(note)}" if note else ""


def _italic(text: str) -> str:
    return f"<i>{escape(text)}</i>" if text else ""
