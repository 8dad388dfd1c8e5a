"""Who gets in: before any handler, every update is looked at here."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.chat import admin_texts as texts
from bot.chat.access import Access
from bot.chat.admin import INVITE_PREFIX
from bot.chat.buttons import NO_MORE_CARDS, PRIVACY
from bot.chat.limit import PerPersonLimit
from bot.chat.recall import Recall
from bot.chat.texts import STALE
from bot.memory.memory import Memory
from bot.memory.people import Person
from bot.memory.statistics import VIET_NAM
from bot.memory.switch import SwitchedOff

MESSAGES, SECONDS = 60, 60.0  # of any kind, for each person: more is no conversation
_ALWAYS = ("/start", "/help", "/riengtu", "/privacy", "/xoadulieu", "/huy")  # one's data can be erased in any case

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the memory says before an update is handled."""

    person: Person
    off: SwitchedOff | None


class Gate:
    """Turns away floods; everybody but admins while the bot is off; and those not invited where that is needed."""

    def __init__(self, access: Access, recall: Recall) -> None:
        self._access = access
        self._recall = recall
        self._limit = PerPersonLimit(MESSAGES, SECONDS)
        self._told = PerPersonLimit(1, SECONDS)

    async def check(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Let `update` pass, or tell the sender why not and raise ApplicationHandlerStop."""
        user = update.effective_user
        if user is None or update.my_chat_member:
            return
        if not await self._limit.admits(user.id):
            await self._refuse(update, texts.TOO_FAST, once=True)
        if _is_pressed_in_a_group(update):
            await self._refuse(update, STALE)
        if self._access.administers(user.id) or _always(update):
            return
        standing = await self._recall(_standing(user.id))
        if standing.off:
            since = standing.off.since.astimezone(VIET_NAM).strftime("%H:%M %d/%m/%Y")
            await self._refuse(update, texts.SWITCHED_OFF.format(since=since, reason=_sentence(standing.off.reason)))
        if not self._access.admits(standing.person):
            await self._refuse(update, texts.NOT_INVITED)

    async def _refuse(self, update: Update, why: str, *, once: bool = False) -> None:
        person = update.effective_user.id if update.effective_user else 0
        if not once or await self._told.admits(person):
            try:
                await _say(update, why)
            except TelegramError as error:
                _log.warning("A refusal could not be delivered: %s", error)
        raise ApplicationHandlerStop


def _standing(person: int) -> Callable[[Memory], _Standing]:
    return lambda memory: _Standing(memory.people.find(person), memory.switch.state())


def _is_pressed_in_a_group(update: Update) -> bool:
    """Whether it is a press in a group, where no message has such buttons: it would rewrite what others read."""
    message = update.callback_query.message if update.callback_query else None
    return message is not None and message.chat.type != message.chat.PRIVATE


def _always(update: Update) -> bool:
    """Whether everybody may do it at any time: some private messages, the buttons for one's data and to end cards."""
    if update.callback_query:
        return re.match(f"{PRIVACY}|{NO_MORE_CARDS}", update.callback_query.data or "") is not None
    message = update.message
    words = message.text.split() if message and message.text and message.chat.type == message.chat.PRIVATE else []
    known = bool(words) and words[0].partition("@")[0] in _ALWAYS
    return known and all(word.startswith(INVITE_PREFIX) for word in words[1:])  # other links show what the gate guards


async def _say(update: Update, why: str) -> None:
    """Tell the sender, where an answer is expected: in private, over a button, in place of inline results."""
    if update.callback_query:
        await update.callback_query.answer(why[:200], show_alert=True)
    elif update.inline_query:
        await update.inline_query.answer([], cache_time=0, is_personal=True)
    elif update.message and _expects_an_answer(update.message):
        await update.message.reply_text(why)


def _expects_an_answer(message: Message) -> bool:
    """A private message, or a command in a group; the rest of a group's talk is not for the bot."""
    command = bool(message.text and message.text.startswith("/"))
    return message.chat.type == message.chat.PRIVATE or command


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
