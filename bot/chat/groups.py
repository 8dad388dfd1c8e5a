"""Groups: the bot speaks only when it is spoken to, once a question, and briefly."""

from telegram import Message, MessageEntity, Update
from telegram.ext import ContextTypes, MessageHandler, filters

from bot.chat import texts
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.questions import answer
from bot.chat.replies import message_in, reply


def register(application: TelegramApplication) -> None:
    """Answer messages in groups that mention the bot or reply to it; the others are not looked at."""
    words = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND & ~filters.VIA_BOT
    application.add_handler(MessageHandler(words, hear))


async def hear(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer when spoken to."""
    message = message_in(update)
    mention = _mention(message, context.bot.username)
    if mention is None and not _replies_to(message, context.bot.id):
        return
    question = " ".join((message.text or "").replace(mention or "\0", " ").split())
    if question:
        await answer(message, question, desk_of(context))
    elif mention:
        await reply(message, texts.GROUP_HELP.format(bot=context.bot.username))


def _mention(message: Message, bot: str) -> str | None:
    """How the message mentions the bot."""
    mentions = message.parse_entities([MessageEntity.MENTION]).values()
    return next((mention for mention in mentions if mention.lower() == f"@{bot}".lower()), None)


def _replies_to(message: Message, bot: int) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == bot
