"""/thongbao: a notice to everybody who subscribed, after a second look."""

from math import ceil

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, CommandHandler, ContextTypes

from bot.chat import admin_texts as texts
from bot.chat.access import Access
from bot.chat.admin import GROUP, PRIVATE, Admin
from bot.chat.desk import TelegramApplication
from bot.chat.mailing import A_SECOND
from bot.chat.recall import Recall
from bot.chat.replies import acknowledge, pressed_in
from bot.memory.people import NOTICES

_LONGEST = 1000
_BUTTON = r"^tb:(?P<step>gui|thoi):(?P<notice>\d{1,15})$"


class Broadcast:
    """Drafts notices and has them confirmed; `mailing` sends what is confirmed."""

    def __init__(self, access: Access, recall: Recall) -> None:
        self._access = access
        self._recall = recall

    def register(self, application: TelegramApplication, admin: Admin) -> None:
        """Let `application` hand the command and its buttons to this."""
        command = admin.only_admins(self._propose)
        application.add_handler(CommandHandler("thongbao", command, PRIVATE), group=GROUP)
        application.add_handler(CallbackQueryHandler(self._decide, _BUTTON), group=GROUP)

    async def _propose(self, message: Message, text: str) -> None:
        """Show the notice and how many would get it."""
        if not text or len(text) > _LONGEST:
            await message.reply_text(texts.NOTICE_TOO_LONG.format(most=_LONGEST) if text else texts.WHAT_NOTICE)
            return
        assert message.from_user is not None, "the right was checked by it"
        admin = message.from_user.id
        count = len(await self._recall(lambda memory: memory.people.subscribers(NOTICES)))
        if not count:
            await message.reply_text(texts.NOBODY_SUBSCRIBED)
            return
        notice = await self._recall(lambda memory: memory.notices.draft(admin, text))
        buttons = [
            InlineKeyboardButton(texts.SEND, callback_data=f"tb:gui:{notice}"),
            InlineKeyboardButton(texts.CANCEL, callback_data=f"tb:thoi:{notice}"),
        ]
        question = texts.CONFIRM_NOTICE.format(count=count, text=text)
        await message.reply_text(question, reply_markup=InlineKeyboardMarkup([buttons]))

    async def _decide(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Send, or drop, once; only for an admin."""
        pressed = pressed_in(update)
        assert context.match is not None, "the pattern matched"
        if not self._access.administers(pressed.from_user.id):
            await acknowledge(pressed, texts.ADMINS_ONLY, alert=True)
        else:
            await acknowledge(pressed)
            decide = self._confirm if context.match["step"] == "gui" else self._drop
            await pressed.edit_message_text(await decide(int(context.match["notice"])))
        raise ApplicationHandlerStop

    async def _confirm(self, notice: int) -> str:
        count = await self._recall(lambda memory: memory.notices.confirm(notice))
        if count is None:
            return texts.NOTICE_GONE
        return texts.SENDING.format(count=count, minutes=ceil(count / A_SECOND / 60))

    async def _drop(self, notice: int) -> str:
        dropped = await self._recall(lambda memory: memory.notices.drop(notice))
        return texts.CANCELLED if dropped else texts.NOTICE_GONE
