"""/lichsu: the last questions of a person, to be asked again."""

from datetime import timedelta, timezone
from html import escape

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat import buttons, texts
from bot.chat.cards import Card
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.parts import clipped
from bot.chat.replies import message_in, reply_card
from bot.memory.history import Asked

_SHOWN = 10
_VIET_NAM = timezone(timedelta(hours=7))


def register(application: TelegramApplication) -> None:
    """Show people what they asked."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler("lichsu", show, private))


async def show(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """List the last questions, newest first, each with a button that asks it again."""
    message = message_in(update)
    person = message.from_user
    assert person is not None, "a private message comes from a person"
    asked = await desk_of(context).recall(lambda memory: memory.history.recent(person.id, _SHOWN))
    lines = [_line(place, question) for place, question in enumerate(asked, start=1)]
    html = "\n".join([texts.RECENT, *lines]) if asked else texts.NOTHING_ASKED
    again = [buttons.press(f"↻ {place}", "h", question.id) for place, question in enumerate(asked, start=1)]
    await reply_card(message, Card(html, buttons.keyboard([again[:5], again[5:]])))


def _line(place: int, asked: Asked) -> str:
    return f"{place}. <i>{asked.at.astimezone(_VIET_NAM):%d/%m %H:%M}</i> {escape(clipped(asked.typed, 150))}"
