"""/tudien: what the words of the field mean."""

from collections.abc import Sequence
from html import escape

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.answering.library import Library, key_of, number_key
from bot.chat import buttons, texts
from bot.chat.cards import Card
from bot.chat.desk import Desk, TelegramApplication, desk_of
from bot.chat.parts import clipped, labelled
from bot.chat.questions import question_in
from bot.chat.replies import acknowledge, message_in, pressed_in, reply_card, send_under, turn
from corpus.folding import fold
from corpus.glossary import Term
from corpus.reference import Reference

_ON_A_PAGE = 16
_MOST_FOUND = 10


def register(application: TelegramApplication) -> None:
    """Explain terms."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler("tudien", look_up, private))
    application.add_handler(CallbackQueryHandler(turn_page, buttons.TERMS))
    application.add_handler(CallbackQueryHandler(explain, buttons.TERM))


async def look_up(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Explain the term after /tudien, offer those that resemble it, or open the dictionary."""
    message, desk = message_in(update), desk_of(context)
    words = fold(question_in(message.text or ""))
    if not words:
        await reply_card(message, _page_card(desk.terms, 0))
        return
    exact = [term for term in desk.terms if words in map(fold, term.names)]
    holding = [term for term in desk.terms if any(f" {words} " in f" {fold(name)} " for name in term.names)]
    found = exact or sorted(holding, key=lambda term: not fold(term.term).startswith(words))
    if len(found) == 1:
        await reply_card(message, await _term_card(found[0], desk))
    else:
        html = texts.WHICH_TERM if found else texts.NO_SUCH_TERM
        await reply_card(message, Card(html, buttons.keyboard([*_offered(found[:_MOST_FOUND]), [_whole()]])))


async def turn_page(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show another page of the dictionary in place."""
    pressed = pressed_in(update)
    assert context.match is not None, "the pattern matched"
    await acknowledge(pressed)
    await turn(pressed, _page_card(desk_of(context).terms, int(context.match["page"])))


async def explain(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Explain the term whose button was pressed."""
    pressed, desk = pressed_in(update), desk_of(context)
    assert context.match is not None, "the pattern matched"
    term = next((term for term in desk.terms if number_key(term.term) == context.match["key"]), None)
    if term is None:
        await acknowledge(pressed, texts.STALE, alert=True)
        return
    await acknowledge(pressed)
    await send_under(pressed, await _term_card(term, desk))


def _page_card(terms: Sequence[Term], page: int) -> Card:
    pages = max(1, -(-len(terms) // _ON_A_PAGE))
    page = min(page, pages - 1)
    rows = _offered(terms[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE])
    return Card(texts.DICTIONARY, buttons.keyboard([*rows, buttons.pager(page, pages, "k")]))


async def _term_card(term: Term, desk: Desk) -> Card:
    other = ", ".join((*term.short, *term.also))
    html = f"<b>{escape(term.term)}</b>\n{escape(term.meaning)}"
    html += f"\n\n<i>Còn gọi: {escape(clipped(other, 500))}</i>" if other else ""
    reference = Reference(term.number, term.path) if term.number and term.path else None

    def held(library: Library) -> Reference | None:
        return library.reference(key_of(reference)) if reference else None

    defined = await desk.read(held)
    if defined is None:
        return Card(html, buttons.keyboard([[_whole()]]))
    html += f"\n<i>Căn cứ: {escape(str(defined))}</i>"
    return Card(html, buttons.keyboard([[buttons.press("📖 Xem điều khoản", "p", key_of(defined), 0)], [_whole()]]))


def _offered(terms: Sequence[Term]) -> buttons.Rows:
    shown = [buttons.press(labelled(term.term, 40), "m", number_key(term.term)) for term in terms]
    return [shown[start : start + 2] for start in range(0, len(shown), 2)]


def _whole() -> buttons.Button:
    return buttons.press("📒 Cả từ điển", "k", 0)
