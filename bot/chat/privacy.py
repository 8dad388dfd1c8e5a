"""/riengtu and /xoadulieu: what is kept of a person, all of it as a file, and its erasure."""

import json
from html import escape

from telegram import InputFile, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chat import buttons, texts
from bot.chat.cards import Card
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.replies import acknowledge, message_in, pressed_in, reply_card, send_under, turn
from bot.memory.erasure import Erased


def register(application: TelegramApplication) -> None:
    """Let people see and erase what is kept of them."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler(["riengtu", "privacy"], explain, private))
    application.add_handler(CommandHandler("xoadulieu", ask_to_confirm, private))
    application.add_handler(CallbackQueryHandler(follow, buttons.PRIVACY))


async def explain(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what is kept, for how long, and what a person may do about it."""
    html = texts.PRIVACY.format(days=desk_of(context).keep_days)
    rows = [
        [buttons.press("📥 Xem mọi thứ đang lưu về tôi", "x", "export")],
        [buttons.press("🗑 Xóa dữ liệu của tôi", "x", "ask")],
    ]
    await reply_card(message_in(update), Card(html, buttons.keyboard(rows)))


async def ask_to_confirm(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Ask before erasing."""
    await reply_card(message_in(update), _confirmation())


async def follow(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Export, ask, erase or leave alone: always the data of the person who pressed."""
    pressed = pressed_in(update)
    assert context.match is not None, "the pattern matched"
    await acknowledge(pressed)
    match context.match["step"]:
        case "export":
            await _export(pressed.message, pressed.from_user.id, context)
        case "ask":
            await send_under(pressed, _confirmation())
        case "erase":
            await turn(pressed, Card(await _erase(pressed.from_user.id, context), buttons.keyboard([])))
        case _:
            await turn(pressed, Card(texts.KEPT, buttons.keyboard([])))


def _confirmation() -> Card:
    rows = [[buttons.press("🗑 Xóa hết", "x", "erase"), buttons.press("Thôi, giữ lại", "x", "keep")]]
    return Card(texts.CONFIRM_ERASURE, buttons.keyboard(rows))


async def _export(message: object, person: int, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send everything kept of `person` as one JSON file."""
    if not isinstance(message, Message):
        return
    kept = await desk_of(context).recall(lambda memory: memory.erasure.export(person))
    data = json.dumps(kept, ensure_ascii=False, indent=1).encode()
    await message.reply_document(InputFile(data, filename="du-lieu-cua-toi.json"), caption=texts.EXPORTED)


async def _erase(person: int, context: ContextTypes.DEFAULT_TYPE) -> str:
    """Erase, and say what was erased and that a second look found nothing."""
    desk = desk_of(context)
    erased = await desk.recall(lambda memory: memory.erasure.forget(person))
    desk.recent.forget(person)
    if context.user_data:
        context.user_data.clear()
    return _proof(erased)


def _proof(erased: Erased) -> str:
    lines = [f"• {escape(texts.TABLES.get(name, name))}: {count}" for name, count in erased.rows.items()]
    return "\n".join([texts.ERASED, *(lines or [texts.NOTHING_TO_ERASE]), texts.LEFT.format(left=erased.left)])
