"""What the bot asked a person for: the next thing they write is that, until they write it or /huy."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from telegram import ForceReply, Message, Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat import texts
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.replies import message_in, reply
from bot.memory.memory import Memory

_KEY = "waiting"
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion about the bot."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason for a verdict on the answer to `question`."""

    question: int


def register(application: TelegramApplication) -> None:
    """Let people take back what they began."""
    application.add_handler(CommandHandler(["huy", "cancel"], cancel, filters.UpdateType.MESSAGE))


async def wait_for(wanted: Suggestion | Reason, message: Message, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Ask for `wanted`."""
    _data(context)[_KEY] = wanted
    hint = ForceReply(input_field_placeholder=texts.WRITE_HERE)
    await message.reply_text(texts.WRITE_REASON if isinstance(wanted, Reason) else texts.SUGGEST, reply_markup=hint)


async def take_waited_for(message: Message, context: ContextTypes.DEFAULT_TYPE) -> bool:
    """Keep `message` as what was waited for; False when nothing was."""
    wanted, person = _data(context).pop(_KEY, None), message.from_user
    if wanted is None or person is None:
        return False
    words = (message.text or "")[:LONGEST]

    def keep(memory: Memory) -> None:
        if isinstance(wanted, Reason):
            memory.feedback.explain(person.id, wanted.question, words)
        else:
            memory.feedback.suggest(person.id, words)

    await desk_of(context).recall(keep)
    await reply(message, texts.THANKS)
    return True


async def cancel(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Wait no longer."""
    waited = _data(context).pop(_KEY, None)
    await reply(message_in(update), texts.CANCELLED if waited else texts.NOTHING_TO_CANCEL)


def _data(context: ContextTypes.DEFAULT_TYPE) -> MutableMapping[str, Any]:
    assert context.user_data is not None, "the update comes from a person"
    return context.user_data
