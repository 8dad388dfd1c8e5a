"""/start, with or without a deep link, and /help."""

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat import buttons, texts
from bot.chat.desk import TelegramApplication
from bot.chat.provisions import open_link
from bot.chat.replies import message_in, reply

_PROVISION = "c_"


def register(application: TelegramApplication) -> None:
    """Welcome people and explain how to ask."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler("start", start, private))
    application.add_handler(CommandHandler("help", explain, filters.UpdateType.MESSAGE))


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Open what the link leads to; without one, say who the bot is and how to ask."""
    message, payload = message_in(update), (context.args or [""])[0]
    if payload.startswith(_PROVISION):
        await open_link(message, payload.removeprefix(_PROVISION), context)
        return
    rows = [[buttons.press("📚 Thư viện văn bản", "v", 0, "a", 0), buttons.press("📒 Từ điển", "k", 0)]]
    await reply(message, texts.START, buttons.keyboard(rows))


async def explain(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say how to ask and how to read an answer; a group gets what concerns a group."""
    message = message_in(update)
    private = message.chat.type == ChatType.PRIVATE
    await reply(message, texts.HELP if private else texts.GROUP_HELP.format(bot=message.get_bot().username))
