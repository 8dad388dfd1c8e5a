"""An answer as Telegram HTML. Every text that comes from a person or a document is escaped here."""

from html import escape

from bot.answering import wording
from bot.answering.answer import Answer, Quote


def render(answer: Answer) -> str:
    """The whole answer as one HTML text; `split` cuts it to Telegram's message length."""
    parts = [_italic(wording.reading(answer)), escape(answer.message)]
    if answer.quotes:
        first, *others = answer.quotes
        parts += [_quotation(first, answer), _see_also(others), _note(first)]
    return "\n\n".join(part for part in parts if part)


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
