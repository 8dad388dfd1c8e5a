"""The commands the bot offers, by where they are offered, and what it says of itself in its profile."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats
from telegram.error import TelegramError

from bot.chat import texts

_log = logging.getLogger(__name__)

# A menu only offers: every handler checks for itself where it may be used and by whom.
GROUP = {"hoi": texts.HOI, "dieu": texts.DIEU, "help": texts.HELP_COMMAND}
PRIVATE = {
    "hoi": texts.HOI,
    "dieu": texts.DIEU,
    "vanban": "Thư viện văn bản: xem, lọc, tải về",
    "quytrinh": "Quy trình từng bước",
    "tudien": "Từ điển thuật ngữ",
    "lichsu": "Các câu hỏi gần đây của tôi",
    "caidat": "Cài đặt: độ dài câu trả lời, nhắc học",
    "gopy": "Góp ý cho trợ lý",
    "riengtu": "Trợ lý lưu gì về tôi",
    "xoadulieu": "Xóa dữ liệu của tôi",
    "huy": "Hủy việc đang làm dở",
    "start": "Bắt đầu",
    "help": texts.HELP_COMMAND,
}


async def introduce(bot: Bot) -> None:
    """Tell Telegram the commands of each scope and how to describe the bot; the bot starts without that as well."""
    told = (
        bot.set_my_commands(as_commands(PRIVATE)),
        bot.set_my_commands(as_commands(GROUP), scope=BotCommandScopeAllGroupChats()),
        bot.set_my_description(texts.DESCRIPTION),
        bot.set_my_short_description(texts.SHORT_DESCRIPTION),
    )
    for telling in told:
        try:
            await telling
        except TelegramError as error:
            _log.warning("Telegram was not told of the commands: %s", error)


def as_commands(described: dict[str, str]) -> list[BotCommand]:
    """Commands as Telegram takes them."""
    return [BotCommand(name, description) for name, description in described.items()]
