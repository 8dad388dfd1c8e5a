"""An answer as one message on a phone: what is said, the provision quoted, whether it counts, and what to do next.

Every text that comes from a person or a document is escaped here, and no card is longer than Telegram takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from telegram import InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.answering import wording
from bot.answering.answer import Answer, Quote
from bot.answering.library import key_of
from bot.chat.buttons import deep_link, keyboard, link, press
from bot.chat.excerpt import excerpt
from bot.chat.keyboards import Surroundings, answer_rows, offer_rows, reading_rows, short_name, verdict_rows
from bot.chat.parts import clipped, labelled, parts, units
from corpus.passage import SourceKind
from corpus.procedures import Procedure, ProcedureStep

# How long each part of a card may be, in UTF-16 units; together they leave a quotation at least `_LEAST_QUOTE`.
_READING = 300
_MESSAGE = 900
_MESSAGE_WITH_STEPS = 500
_NOTE = 700
_VALIDITY, _SOURCE, _CITATION, _LEAD_IN, _REMARK = 350, 200, 300, 400, 200
_STEP, _BY_WHEN, _MOST_STEPS = 80, 50, 14
_SHORT_QUOTE = 420
_READ_AT_ONCE = 3_000  # of a provision read in full: what a phone shows on four screens
_LEAST_QUOTE = 400
_JOINTS = 60  # the line breaks between the blocks
ICONS = {"in_force": "✅", "unverified": "❔", "not_yet": "🕒", "expired": "⛔"}


@dataclass(frozen=True, slots=True)
class Card:
    """One message: its HTML and the buttons under it."""

    html: str
    keyboard: InlineKeyboardMarkup


def answer_card(  # noqa: PLR0913 - a card shows all of these
    answer: Answer, around: Surroundings, *, bot: str, question: int | None, at: int = 0, short: bool = False
) -> Card:
    """`answer` with its quotation number `at`, counted from 0. `question` is the id it is remembered under."""
    quote = answer.quotes[at] if at < len(answer.quotes) else None
    before = [_italic(clipped(wording.reading(answer), _READING)), _overview(answer.procedure)]
    before.append(escape(clipped(answer.message, _MESSAGE_WITH_STEPS if answer.procedure else _MESSAGE)))
    if quote is None:
        offered = _listed(wording.offer(answer), answer.offered)
        return Card(_joined([*before, offered]), keyboard([*offer_rows(answer), *verdict_rows(answer, question)]))
    standing, note = _standing(quote, answer.on), "" if short or answer.procedure else _note(quote)
    if explained := answer.explained(at):
        standing = f"{_quoted(explained, _SHORT_QUOTE)}\n{standing}"
    room = _room([*before, _lead_in(quote), _remark(quote), standing, note], short=short)
    cut = units(quote.passage.text) > room
    rows = answer_rows(answer, around, bot=bot, question=question, at=at, cut=cut)
    return Card(_joined([*before, f"{_quoted(quote, room)}\n{_remark(quote)}{standing}", note]), keyboard(rows))


def group_card(answer: Answer, *, bot: str) -> Card:
    """`answer` for a group: short, and a button that goes on in private."""
    said = [escape(clipped(answer.message, _MESSAGE))]
    if not answer.quotes:
        return Card(_joined(said), keyboard([[link("💬 Hỏi riêng trợ lý", f"https://t.me/{bot}")]]))
    quote = answer.quotes[0]
    private = link("💬 Xem riêng", deep_link(bot, quote.passage.reference))
    html = _joined([*said, f"{_quoted(quote, _SHORT_QUOTE)}\n{_remark(quote)}{_standing(quote, answer.on)}"])
    return Card(html, keyboard([[private]]))


def reading_card(quote: Quote, around: Surroundings, *, on: date, bot: str, page: int = 0) -> Card:
    """A provision in full, as it stands on the day `on`; part `page` of it when it is long."""
    pieces = parts(quote.passage.text, _READ_AT_ONCE)
    page = min(page, len(pieces) - 1)
    place = f" (phần {page + 1}/{len(pieces)})" if len(pieces) > 1 else ""
    heading = f"<b>{_cited(quote)}</b>{place}"
    body = f"{heading}\n{_lead_in(quote)}<blockquote>{escape(pieces[page].strip())}</blockquote>"
    rows = reading_rows(quote, around, bot=bot, page=page, pages=len(pieces))
    return Card(f"{body}\n{_standing(quote, on)}", keyboard(rows))


def list_card(message: str, quotes: Sequence[Quote]) -> Card:
    """`message` and a button for each of `quotes`."""
    rows = [[press(short_name(quote.passage), "p", key_of(quote.passage.reference), 0)] for quote in quotes]
    return Card(_joined([message, _listed("", quotes)]), keyboard(rows))


def _listed(heading: str, quotes: Sequence[Quote]) -> str:
    lines = [heading, *(f"• {_cited(quote)}" for quote in quotes)] if quotes else []
    return "\n".join(line for line in lines if line)


def _room(around: Sequence[str], *, short: bool) -> int:
    """How many UTF-16 units of the provision fit beside what stands `around` it."""
    room = MessageLimit.MAX_TEXT_LENGTH - sum(map(units, around)) - _CITATION - _JOINTS
    return max(_LEAST_QUOTE, min(room, _SHORT_QUOTE) if short else room)


def quotation(quote: Quote, on: date) -> str:
    """A provision to be quoted anywhere: citation, text, validity and source."""
    return f"{_quoted(quote, _READ_AT_ONCE)}\n{_remark(quote)}{_standing(quote, on)}"


def _quoted(quote: Quote, room: int) -> str:
    shown = excerpt(quote.passage.text, quote.emphasis, room)
    return f"<b>{_cited(quote)}</b>\n{_lead_in(quote)}<blockquote expandable>{shown}</blockquote>"


def _lead_in(quote: Quote) -> str:
    """What introduces the provision, above the box that holds it; a line of its own, or nothing."""
    words = clipped(wording.lead_in(quote), _LEAD_IN)
    return f"{_italic(words)}\n" if words else ""


def _remark(quote: Quote) -> str:
    """What is to be said of the provision, below the box that holds it; a line of its own, or nothing."""
    return f"⏳ {escape(clipped(quote.remark, _REMARK))}\n" if quote.remark else ""


def _cited(quote: Quote) -> str:
    return escape(clipped(wording.citation(quote), _CITATION))


def _standing(quote: Quote, on: date) -> str:
    kind = "📄" if quote.passage.source.kind is SourceKind.OFFICIAL else "✍️"
    validity = escape(clipped(wording.validity(quote, on), _VALIDITY))
    return f"{ICONS[quote.validity]} {validity}\n{kind} {_italic(clipped(wording.source(quote), _SOURCE))}"


def _note(quote: Quote) -> str:
    note = clipped(wording.note(quote), _NOTE)
    return f"<b>Lưu ý:</b> {escape(note)}" if note else ""


def _overview(procedure: Procedure | None) -> str:
    if procedure is None:
        return ""
    steps = [f"{place}. {_step(step)}" for place, step in enumerate(procedure.step[:_MOST_STEPS], 1)]
    return "\n".join([f"<b>Quy trình: {escape(procedure.title)}</b>", *steps])


def _step(step: ProcedureStep) -> str:
    """A step in one line: what is done, and by when."""
    by_when = f" <i>({escape(labelled(step.by_when, _BY_WHEN))})</i>" if step.by_when else ""
    return escape(labelled(step.what, _STEP)) + by_when


def _italic(text: str) -> str:
    return f"<i>{escape(text)}</i>" if text else ""


def _joined(blocks: Sequence[str]) -> str:
    return "\n\n".join(block for block in blocks if block)
