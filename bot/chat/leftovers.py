"""What no other handler took: unknown commands, messages that are no text, stale buttons, people who block."""

from telegram import ChatMember, Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, ContextTypes, MessageHandler, filters

from bot.chat import texts
from bot.chat.buttons import NOTHING
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.replies import acknowledge, message_in, pressed_in, reply

_GONE = {ChatMember.BANNED, ChatMember.LEFT}


def register(application: TelegramApplication) -> None:
    """Answer the rest; register this after every other feature."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(MessageHandler(private & filters.COMMAND, unknown_command))
    application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL & ~filters.TEXT, not_text))
    application.add_handler(CallbackQueryHandler(nothing_to_do, rf"^{NOTHING}$"))
    application.add_handler(CallbackQueryHandler(stale_button))
    application.add_handler(ChatMemberHandler(note_block, ChatMemberHandler.MY_CHAT_MEMBER))


async def unknown_command(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Point to /help."""
    await reply(message_in(update), texts.UNKNOWN_COMMAND)


async def not_text(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Explain that stickers, photos, voice and files are not read."""
    await reply(message_in(update), texts.ONLY_TEXT)


async def nothing_to_do(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """A button that only shows something."""
    await acknowledge(pressed_in(update))


async def stale_button(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """A button of an older version says so."""
    await acknowledge(pressed_in(update), texts.STALE, alert=True)


async def note_block(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Remember who blocked the bot, so that nothing is pushed to them, and who let it in again."""
    changed = update.my_chat_member
    if changed and changed.chat.type == changed.chat.PRIVATE:
        person, gone = changed.chat.id, changed.new_chat_member.status in _GONE
        await desk_of(context).recall(lambda memory: memory.people.mark_blocked(person, blocked=gone))
