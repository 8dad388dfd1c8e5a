"""Following an admin's link: /start m_<token>."""

from telegram import Update
from telegram.ext import ApplicationHandlerStop, CommandHandler, ContextTypes, filters

from bot.chat import admin_texts as texts
from bot.chat.admin import GROUP, INVITE_PREFIX, PRIVATE
from bot.chat.desk import TelegramApplication
from bot.chat.recall import Recall
from bot.memory.invites import Refused


class Invitation:
    """Lets in those who follow a link that still counts."""

    def __init__(self, recall: Recall) -> None:
        self._recall = recall

    def register(self, application: TelegramApplication) -> None:
        """Let `application` hand the links to this, before any other handler of /start."""
        followed = PRIVATE & filters.Regex(rf"^/start {INVITE_PREFIX}\S+$")
        application.add_handler(CommandHandler("start", self._accept, followed), group=GROUP)

    async def _accept(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        assert message is not None, "the filters admit new messages only"
        assert message.from_user is not None, "a private message comes from a person"
        person, token = message.from_user.id, (message.text or "").partition(INVITE_PREFIX)[2]
        result = await self._recall(lambda memory: memory.invites.accept(person, token))
        told = texts.NOT_ACCEPTED[result] if isinstance(result, Refused) else texts.WELCOME.format(unit=result)
        await message.reply_text(told)
        raise ApplicationHandlerStop
