"""What the bot does with each kind of update."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import Executor
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.answering.answer import Answer
from bot.chat import texts
from bot.chat.limit import PerPersonLimit
from bot.chat.recall import Recall
from bot.chat.render import render, render_procedure
from bot.chat.split import split
from bot.memory.history import Outcome, Where
from corpus.procedures import Procedure

_TYPING_SECONDS = 4  # Telegram shows the action for about five
_log = logging.getLogger(__name__)


class Handlers:
    """The handlers of one bot. `answer` is called on `worker`, so that the event loop never waits for an encoder."""

    def __init__(
        self,
        answer: Callable[[str], Answer],
        procedures: Iterable[Procedure],
        worker: Executor,
        limit: PerPersonLimit,
        recall: Recall,
    ) -> None:
        self._answer = answer
        self._procedures = {procedure.id: procedure for procedure in procedures}
        self._worker = worker
        self._limit = limit
        self._recall = recall

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Let `application` hand its updates to these handlers: private chats only, edited messages left alone."""
        private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
        application.add_handler(CommandHandler("start", self.start, private))
        application.add_handler(CommandHandler("help", self.help, private))
        application.add_handler(CommandHandler("quytrinh", self.list_procedures, private))
        application.add_handler(CallbackQueryHandler(self.show_procedure))
        application.add_handler(MessageHandler(private & filters.COMMAND, self.unknown_command))
        application.add_handler(MessageHandler(private & filters.TEXT, self.question))
        application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, self.not_text))

    async def start(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say who the bot is and how to ask."""
        await _reply(_message(update), texts.START)

    async def help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how to ask and how to read an answer."""
        await _reply(_message(update), texts.HELP)

    async def list_procedures(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer every procedure as a button."""
        buttons = [[InlineKeyboardButton(p.title, callback_data=p.id)] for p in self._procedures.values()]
        await _message(update).reply_text(texts.PROCEDURES, reply_markup=InlineKeyboardMarkup(buttons))

    async def show_procedure(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Send the procedure whose button was pressed."""
        pressed = update.callback_query
        assert pressed is not None, "the handler takes callback queries only"
        await pressed.answer()
        procedure = self._procedures.get(pressed.data or "")
        if isinstance(pressed.message, Message):
            await _reply(pressed.message, render_procedure(procedure) if procedure else texts.NO_SUCH_PROCEDURE)

    async def unknown_command(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Point to /help."""
        await _reply(_message(update), texts.UNKNOWN_COMMAND)

    async def not_text(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Explain that stickers, photos, voice and files are not read."""
        await _reply(_message(update), texts.ONLY_TEXT)

    async def question(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer, showing "typing…" meanwhile."""
        message = _message(update)
        if not await self._limit.admits(message.chat_id):
            await _reply(message, texts.TOO_MANY)
            return
        async with _typing(message):
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._worker, self._answer, message.text or "")
        _log.info("Answered a question: %s in %.0f ms", answer.status, answer.timings.total)
        outcome = Outcome(answer.status, str(answer.quotes[0].passage.reference) if answer.quotes else None)
        person, where = message.from_user, Where(message.chat_id, message.message_id)
        if person:
            await self._recall(lambda memory: memory.history.remember(person.id, answer.question, outcome, where=where))
        await _reply(message, render(answer))


def _message(update: Update) -> Message:
    assert update.message is not None, "the filters admit new messages only"
    return update.message


async def _reply(message: Message, html: str) -> None:
    """Reply with `html`, in several messages when it is long; only the first points back at the question."""
    for position, part in enumerate(split(html)):
        await message.reply_text(
            part,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_parameters=None
            if position
            else ReplyParameters(message.message_id, allow_sending_without_reply=True),
        )


@asynccontextmanager
async def _typing(message: Message) -> AsyncIterator[None]:
    """Show "typing…" until the block ends."""

    async def keep_typing() -> None:
        while True:
            with suppress(TelegramError):
                await message.reply_chat_action(ChatAction.TYPING)
            await asyncio.sleep(_TYPING_SECONDS)

    task = asyncio.create_task(keep_typing())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
