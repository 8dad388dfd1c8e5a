"""What runs the bot rather than answers: the gate, invites, what admins do, notices, faults, and old data's end."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeChat, Update
from telegram.error import TelegramError
from telegram.ext import TypeHandler

from bot.chat import admin_texts
from bot.chat.access import Access
from bot.chat.admin import Admin
from bot.chat.admin_documents import AdminDocuments
from bot.chat.beside import Ending
from bot.chat.broadcast import Broadcast
from bot.chat.desk import Desk, TelegramApplication
from bot.chat.faults import Faults
from bot.chat.gate import Gate
from bot.chat.invitation import Invitation
from bot.chat.recall import Recall

_GATE_GROUP = -10  # before everything else
_EXPIRY_SECONDS = 6 * 3600.0

_log = logging.getLogger(__name__)


def register(application: TelegramApplication, desk: Desk) -> None:
    """Let `application` be run by the admins that the desk's access names."""
    access, recall, keep_days = desk.access, desk.recall, desk.keep_days
    application.add_handler(TypeHandler(Update, Gate(access, recall).check), group=_GATE_GROUP)
    Invitation(recall).register(application)
    admin = Admin(access, recall, keep_days)
    admin.register(application)
    Broadcast(access, recall).register(application, admin)
    AdminDocuments(access, desk.publisher, desk.publishing).register(application)
    application.add_error_handler(Faults(access.admins, desk.watch).handle)


async def offer_commands(bot: Bot, access: Access, everybody: list[BotCommand]) -> None:
    """Offer each admin, in the chat with them, the admins' commands besides those `everybody` has."""
    own = [BotCommand(*command) for command in admin_texts.COMMANDS.items()]
    for person in sorted(access.admins):
        try:
            await bot.set_my_commands([*everybody, *own], scope=BotCommandScopeChat(person))
        except TelegramError as error:  # an admin who has never written to the bot has no chat with it
            _log.warning("Admin %d has no menu yet: %s", person, error)


async def expire(recall: Recall, keep_days: int, ending: Ending) -> None:
    """Erase what is older than `keep_days`, now and every six hours until the bot ends."""
    while True:
        erased = await recall(lambda memory: memory.erasure.expire(keep_days))
        _log.info("Erased %d rows past their time", erased)
        if await ending.within(_EXPIRY_SECONDS):
            return
