"""Reading provisions: in full, the articles beside them, what they point to; what a shared link opens."""

from collections.abc import Awaitable, Callable
from datetime import date

from telegram import CallbackQuery, Message, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.answering.answer import Quote
from bot.answering.library import Library
from bot.chat import buttons, texts
from bot.chat.cards import Card, list_card, reading_card
from bot.chat.desk import Desk, TelegramApplication, desk_of, surroundings
from bot.chat.replies import acknowledge, pressed_in, reply, reply_card, send_under, turn


def register(application: TelegramApplication) -> None:
    """Let the buttons under a provision lead on."""
    application.add_handler(CallbackQueryHandler(read, buttons.READ))
    application.add_handler(CallbackQueryHandler(turn_page, buttons.TURN))
    application.add_handler(CallbackQueryHandler(list_referenced, buttons.REFERENCED))


async def read(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show a provision in full, in a message of its own."""
    await _show(update, context, send_under)


async def turn_page(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show a provision, or the next part of it, in the place of the one before."""
    await _show(update, context, turn)


async def list_referenced(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Offer the provisions that a provision points to."""
    pressed, today = pressed_in(update), date.today()
    assert context.match is not None, "the pattern matched"
    quote = await find(desk_of(context), context.match["key"])

    def look(library: Library) -> list[Quote]:
        return library.referenced(quote.passage, today) if quote else []

    targets = await desk_of(context).read(look)
    if not targets:
        await acknowledge(pressed, texts.NO_SUCH_PROVISION, alert=True)
        return
    await acknowledge(pressed)
    await send_under(pressed, list_card(texts.REFERENCED, targets))


async def open_link(message: Message, key: str, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show the provision that a shared link leads to; say so when the library does not hold it any more."""
    desk = desk_of(context)
    quote = await find(desk, key)
    if quote is None:
        await reply(message, texts.LINK_OF_NOTHING)
        return
    await reply_card(message, await _card(desk, quote, context.bot.username))
    if message.from_user:
        await _remember(desk, message.from_user.id, quote)


async def find(desk: Desk, key: str) -> Quote | None:
    """The provision that `key` stands for, as worded today."""

    def look(library: Library) -> Quote | None:
        reference = library.reference(key)
        return library.quote(reference, date.today()) if reference else None

    return await desk.read(look)


async def _show(
    update: Update, context: ContextTypes.DEFAULT_TYPE, show: Callable[[CallbackQuery, Card], Awaitable[None]]
) -> None:
    pressed, desk = pressed_in(update), desk_of(context)
    assert context.match is not None, "the pattern matched"
    quote = await find(desk, context.match["key"])
    if quote is None:
        await acknowledge(pressed, texts.NO_SUCH_PROVISION, alert=True)
        return
    await acknowledge(pressed)
    await show(pressed, await _card(desk, quote, context.bot.username, page=int(context.match["page"])))
    await _remember(desk, pressed.from_user.id, quote)


async def _card(desk: Desk, quote: Quote, bot: str, page: int = 0) -> Card:
    today = date.today()
    around = await desk.read(lambda library: surroundings(library, quote, today))
    return reading_card(quote, around, on=today, bot=bot, page=page)


async def _remember(desk: Desk, person: int, quote: Quote) -> None:
    """What was read last is what "còn khoản 3?" speaks of."""
    citation = str(quote.passage.reference)
    await desk.recall(lambda memory: memory.history.show(person, citation))
