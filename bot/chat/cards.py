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
from bot.answering.library import Neighbours, key_of, title_of
from bot.chat import buttons
from bot.chat.parts import clipped, labelled, parts, units
from corpus.passage import Passage, SourceKind
from corpus.procedures import Procedure
from corpus.reference import Level

_READING = 300  # UTF-16 units of a question shown again
_MESSAGE = 900
_NOTE = 700
_SHORT_QUOTE = 420
_READ_AT_ONCE = 3_000  # of a provision read in full: what a phone shows on four screens
_LEAST_QUOTE = 400
_JOINTS = 60  # the line breaks between the blocks
_ICONS = {"in_force": "✅", "unverified": "❔", "not_yet": "🕒", "expired": "⛔"}


@dataclass(frozen=True, slots=True)
class Card:
    """One message: its HTML and the buttons under it."""

    html: str
    keyboard: InlineKeyboardMarkup


_ALONE = Neighbours(None, None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the library knows around a quoted provision: the articles beside it, and how many others it points to."""

    neighbours: Neighbours = _ALONE
    referenced: int = 0


def answer_card(  # noqa: PLR0913 - a card shows all of these
    answer: Answer, around: Surroundings, *, bot: str, question: int | None, at: int = 0, short: bool = False
) -> Card:
    """`answer` with its quotation number `at`, counted from 0. `question` is the id it is remembered under."""
    quote = answer.quotes[at] if at < len(answer.quotes) else None
    before = [_italic(clipped(wording.reading(answer), _READING)), _overview(answer.procedure)]
    before.append(escape(clipped(answer.message, _MESSAGE)))
    if quote is None:
        return Card(_joined(before), buttons.keyboard(_verdict_rows(answer, question)))
    after = [_standing(quote, answer.on), "" if short else _note(quote)]
    room = _room(before, after, quote, short=short)
    quoted = _quoted(quote, room)
    rows = _answer_rows(answer, quote, around, bot, at, cut=units(quote.passage.text) > room)
    return Card(_joined([*before, quoted, *after]), buttons.keyboard([*rows, *_verdict_rows(answer, question, at)]))


def group_card(answer: Answer, *, bot: str) -> Card:
    """`answer` for a group: short, and a button that goes on in private."""
    said = [escape(clipped(answer.message, _MESSAGE))]
    if not answer.quotes:
        return Card(_joined(said), buttons.keyboard([[buttons.link("💬 Hỏi riêng trợ lý", f"https://t.me/{bot}")]]))
    quote = answer.quotes[0]
    private = buttons.link("💬 Xem riêng", buttons.deep_link(bot, quote.passage.reference))
    html = _joined([*said, _quoted(quote, _SHORT_QUOTE), _standing(quote, answer.on)])
    return Card(html, buttons.keyboard([[private]]))


def reading_card(quote: Quote, around: Surroundings, *, on: date, bot: str, page: int = 0) -> Card:
    """A provision in full, as it stands on the day `on`; part `page` of it when it is long."""
    pieces = parts(quote.passage.text, _READ_AT_ONCE)
    page = min(page, len(pieces) - 1)
    place = f" (phần {page + 1}/{len(pieces)})" if len(pieces) > 1 else ""
    heading = f"<b>{escape(wording.citation(quote))}</b>{place}"
    body = f"{heading}\n<blockquote>{escape(pieces[page].strip())}</blockquote>"
    key = key_of(quote.passage.reference)
    rows = [
        buttons.pager(page, len(pieces), "e", key),
        _neighbour_row(around.neighbours, "e"),
        _whole_article(quote.passage, "e"),
        *_further_rows(quote, around, bot),
    ]
    return Card(_joined([body, _standing(quote, on)]), buttons.keyboard(rows))


def list_card(message: str, quotes: Sequence[Quote]) -> Card:
    """`message` and a button for each of `quotes`."""
    lines = [f"• {escape(wording.citation(quote))}" for quote in quotes]
    rows = [[buttons.press(_short_name(quote.passage), "p", key_of(quote.passage.reference), 0)] for quote in quotes]
    return Card(_joined([message, "\n".join(lines)]), buttons.keyboard(rows))


def _room(before: Sequence[str], after: Sequence[str], quote: Quote, *, short: bool) -> int:
    """How many UTF-16 units of the provision fit between what stands `before` and `after` it."""
    room = MessageLimit.MAX_TEXT_LENGTH - sum(map(units, (*before, *after, wording.citation(quote)))) - _JOINTS
    return max(_LEAST_QUOTE, min(room, _SHORT_QUOTE) if short else room)


def _answer_rows(  # noqa: PLR0913 - a card shows all of these
    answer: Answer, quote: Quote, around: Surroundings, bot: str, at: int, *, cut: bool
) -> buttons.Rows:
    procedure, passage = answer.procedure, quote.passage
    steps = [buttons.press("📋 Xem từng bước", "q", procedure.id)] if procedure and at == 0 else []
    whole = buttons.press(f"📖 Đọc hết {_short_name(passage)}", "p", key_of(passage.reference), 0)
    return [
        steps,
        [*([whole] if cut else []), *_whole_article(passage, "p")],
        _neighbour_row(around.neighbours, "p"),
        *_further_rows(quote, around, bot),
    ]


def _further_rows(quote: Quote, around: Surroundings, bot: str) -> buttons.Rows:
    reference = quote.passage.reference
    key, page = key_of(reference), quote.page
    paper = [buttons.press(f"🖼 Trang {page}", "i", key), buttons.press("📄 PDF trang này", "o", key)] if page else []
    pointing = [buttons.press(f"🔗 Dẫn chiếu ({around.referenced})", "r", key)] if around.referenced else []
    return [paper, [*pointing, buttons.share(bot, reference)]]


def _verdict_rows(answer: Answer, question: int | None, at: int = 0) -> buttons.Rows:
    if question is None:
        return []
    others = buttons.pager(at, len(answer.quotes), "a", question)
    return [others, [buttons.press("👍", "up", question), buttons.press("👎", "dn", question)]]


def _neighbour_row(neighbours: Neighbours, verb: str) -> list[buttons.Button]:
    before, after = neighbours.previous, neighbours.following
    return [
        *([buttons.press(f"‹ {_short_name(before)}", verb, key_of(before.reference), 0)] if before else []),
        *([buttons.press(f"{_short_name(after)} ›", verb, key_of(after.reference), 0)] if after else []),
    ]


def _whole_article(passage: Passage, verb: str) -> list[buttons.Button]:
    """A button for the article that a khoản or điểm stands in."""
    article = passage.reference.within_article()
    if article == passage.reference:
        return []
    return [buttons.press(f"📖 Cả Điều {article.article}", verb, key_of(article), 0)]


def _short_name(passage: Passage) -> str:
    """What fits a button: "Khoản 2 Điều 27", "Điều 26"."""
    reference = passage.reference
    if reference.article is None:
        return labelled(title_of(passage), 40)
    steps = [step for step in reversed(reference.path) if step.level is not Level.ATTACHMENT]
    name = " ".join(f"{step.level} {step.label}" for step in steps)
    return name[0].upper() + name[1:]


def quotation(quote: Quote, on: date) -> str:
    """A provision to be quoted anywhere: citation, text, validity and source."""
    return _joined([_quoted(quote, _READ_AT_ONCE), _standing(quote, on)])


def _quoted(quote: Quote, room: int) -> str:
    text = clipped(quote.passage.text, room)
    return f"<b>{escape(wording.citation(quote))}</b>\n<blockquote expandable>{escape(text)}</blockquote>"


def _standing(quote: Quote, on: date) -> str:
    kind = "📄" if quote.passage.source.kind is SourceKind.OFFICIAL else "✍️"
    validity = escape(clipped(wording.validity(quote, on), _NOTE))
    return f"{_ICONS[quote.validity]} {validity}\n{kind} {_italic(clipped(wording.source(quote), _READING))}"


def _note(quote: Quote) -> str:
    note = clipped(wording.note(quote), _NOTE)
    return f"<b>Lưu ý:</b> {escape(note)}" if note else ""


def _overview(procedure: Procedure | None) -> str:
    if procedure is None:
        return ""
    steps = "\n".join(f"{place}. {escape(clipped(step.what, 110))}" for place, step in enumerate(procedure.step, 1))
    return f"<b>Quy trình: {escape(procedure.title)}</b>\n{steps}"


def _italic(text: str) -> str:
    return f"<i>{escape(text)}</i>" if text else ""


def _joined(blocks: Sequence[str]) -> str:
    return "\n\n".join(block for block in blocks if block)
