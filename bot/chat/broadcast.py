"""/thongbao: a notice to everybody who subscribed, after a second look."""

import secrets
from collections import OrderedDict
from math import ceil

from aiolimiter import AsyncLimiter
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, CommandHandler, ContextTypes

from bot.chat import admin_texts as texts
from bot.chat.access import Access
from bot.chat.admin import GROUP, PRIVATE, Admin
from bot.chat.desk import TelegramApplication
from bot.chat.recall import Recall
from bot.memory.people import NOTICES

_A_SECOND = 20  # of Telegram's 30; the rest is for those who ask meanwhile
_LONGEST = 1000
_MOST_WAITING = 20  # notices not yet confirmed; the oldest is dropped
_BUTTON = r"^thongbao:(?P<step>gui|thoi):(?P<key>[0-9a-f]{8})$"


class Broadcast:
    """Notices. What waits for its confirmation is kept in memory only: after a restart it is typed again."""

    def __init__(self, access: Access, recall: Recall) -> None:
        self._access = access
        self._recall = recall
        self._waiting: OrderedDict[str, str] = OrderedDict()

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
        count = len(await self._recall(lambda memory: memory.people.subscribers(NOTICES)))
        key = secrets.token_hex(4)
        self._waiting[key] = text
        if len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        buttons = [
            InlineKeyboardButton(texts.SEND, callback_data=f"thongbao:gui:{key}"),
            InlineKeyboardButton(texts.CANCEL, callback_data=f"thongbao:thoi:{key}"),
        ]
        question = texts.CONFIRM_NOTICE.format(count=count, text=text)
        await message.reply_text(question, reply_markup=InlineKeyboardMarkup([buttons]))

    async def _decide(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Send, or drop, once; only for an admin."""
        await self._carry_out(update, context)
        raise ApplicationHandlerStop

    async def _carry_out(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        pressed = update.callback_query
        assert pressed is not None, "the handler takes callback queries only"
        assert context.match is not None, "the pattern matched"
        if not self._access.administers(pressed.from_user.id):
            await pressed.answer(texts.ADMINS_ONLY, show_alert=True)
            return
        await pressed.answer()
        text = self._waiting.pop(context.match["key"], None)
        if text is None or context.match["step"] != "gui":
            await pressed.edit_message_text(texts.NOTICE_GONE if text is None else texts.CANCELLED)
            return
        people = await self._recall(lambda memory: memory.people.subscribers(NOTICES))
        minutes = ceil(len(people) / _A_SECOND / 60)
        await pressed.edit_message_text(texts.SENDING.format(count=len(people), minutes=minutes))
        context.application.create_task(self._send(context.bot, text, people, pressed.from_user.id))

    async def _send(self, bot: Bot, text: str, people: list[int], admin: int) -> None:
        """Send to each in turn; who blocked the bot is noted where calls go out. The admin is told the result."""
        limiter, delivered = AsyncLimiter(_A_SECOND, 1.0), 0
        for person in people:
            await limiter.acquire()
            try:
                await bot.send_message(person, texts.NOTICE.format(text=text))
                delivered += 1
            except TelegramError:
                continue
        await bot.send_message(admin, texts.SENT.format(delivered=delivered, failed=len(people) - delivered))
