"""A document or ZIP of documents that an admin sends: read, shown for review, and published or dropped by a button."""

import asyncio
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from telegram import Document, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.chat import admin_texts as texts
from bot.chat.access import Access
from bot.chat.admin import GROUP, PRIVATE
from bot.chat.desk import TelegramApplication
from bot.chat.parts import clipped
from bot.chat.replies import acknowledge
from bot.publishing.publisher import Publisher
from bot.publishing.told import outcome, summary
from corpus.catalog import CatalogError
from corpus.ingest import File, Rejected
from corpus.unpack import unpack
from index.model_error import ModelError
from index.store import StoreError
from index.update import Report
from index.write import Progress

T = TypeVar("T")

_BUTTON = r"^taitep:(?P<step>xuatban|van|bo):(?P<key>[0-9a-f]{8})$"
_MOST_WAITING = 5  # documents of up to 20 MB that wait for a decision; the oldest is dropped
_LONGEST = 4_000
_LONGEST_NAME = 80
_PROGRESS_SECONDS = 3.0
_FAULTS = (StoreError, CatalogError, ModelError, OSError)


@dataclass(slots=True)
class _Progress:
    """How far the worker is; written by it, read by the event loop."""

    done: int = 0
    total: int = 0

    def note(self, done: int, total: int) -> None:
        """What the publisher calls."""
        self.done, self.total = done, total


class AdminDocuments:
    """Documents from admins. What waits for a decision is kept in memory only: after a restart it is sent again.

    Reading and publishing happen on one worker of their own, so that questions are answered meanwhile.
    """

    def __init__(self, access: Access, publisher: Publisher, worker: Executor) -> None:
        self._access = access
        self._publisher = publisher
        self._worker = worker
        self._waiting: OrderedDict[str, File] = OrderedDict()

    def register(self, application: TelegramApplication) -> None:
        """Let `application` hand documents and the buttons under their reviews to this."""
        application.add_handler(MessageHandler(PRIVATE & filters.Document.ALL, self._receive), group=GROUP)
        application.add_handler(CallbackQueryHandler(self._decide, _BUTTON), group=GROUP)

    async def _receive(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        assert message is not None, "the filter admits messages only"
        if self._access.administers(message.from_user.id if message.from_user else None):
            await self._review(message)
        else:
            await message.reply_text(texts.DOCUMENTS_FROM_ADMINS_ONLY)
        raise ApplicationHandlerStop

    async def _review(self, message: Message) -> None:
        """Read the document and show what publishing it would change, with the two buttons."""
        document = message.document
        assert document is not None, "the filter admits documents only"
        if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            await message.reply_text(texts.DOCUMENT_TOO_LARGE)
            return
        shown = await message.reply_text(texts.READING_DOCUMENT)
        try:
            file = await _downloaded(document)
            told, usable = await self._on_worker(lambda: self._previewed(file))
        except TelegramError:
            await shown.edit_text(texts.DOCUMENT_NOT_RECEIVED)
            return
        except _FAULTS as error:
            await shown.edit_text(clipped(str(error), _LONGEST))
            return
        offer = self._offer(file, "xuatban", texts.PUBLISH) if usable else None
        await shown.edit_text(clipped(told, _LONGEST), reply_markup=offer)

    def _previewed(self, received: File) -> tuple[str, bool]:
        """What publishing `received`, or the files in it, would change, and whether anything in it can be used."""
        files, unread = _unpacked(received)
        report = self._publisher.preview(files)
        report.rejected[:0] = unread
        given = {file.sha256 for file in files}
        usable = any(held.source.sha256 in given for held in report.documents)
        return summary(report, files, self._publisher.catalog), usable

    def _published(self, received: File, progress: Progress, *, even_worse: bool) -> Report:
        files, _ = _unpacked(received)
        return self._publisher.publish(files, progress=progress, accept=lambda _: even_worse)

    def _offer(self, file: File, step: str, label: str) -> InlineKeyboardMarkup:
        """The buttons that publish `file` or drop it, once."""
        key = secrets.token_hex(4)
        self._waiting[key] = file
        if len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        publish = InlineKeyboardButton(label, callback_data=f"taitep:{step}:{key}")
        drop = InlineKeyboardButton(texts.DROP, callback_data=f"taitep:bo:{key}")
        return InlineKeyboardMarkup([[publish, drop]])

    async def _decide(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Publish, or drop; the right is checked again."""
        pressed = update.callback_query
        assert pressed is not None, "the handler takes callback queries only"
        assert context.match is not None, "the pattern matched"
        if not self._access.administers(pressed.from_user.id):
            await acknowledge(pressed, texts.ADMINS_ONLY, alert=True)
            raise ApplicationHandlerStop
        await acknowledge(pressed)
        file, step = self._waiting.pop(context.match["key"], None), context.match["step"]
        if not isinstance(pressed.message, Message):
            raise ApplicationHandlerStop
        if file is None or step == "bo":
            notice = texts.DOCUMENT_GONE if file is None else texts.DOCUMENT_DROPPED
            await pressed.message.reply_text(notice)
            await pressed.edit_message_reply_markup(None)
        else:
            await pressed.edit_message_reply_markup(None)
            shown = await pressed.message.reply_text(texts.PUBLISHING)
            context.application.create_task(self._publish(shown, file, even_worse=step == "van"))
        raise ApplicationHandlerStop

    async def _publish(self, shown: Message, file: File, *, even_worse: bool) -> None:
        """Publish `file`, telling in `shown` how far it is and how it ended."""
        progress = _Progress()
        work = asyncio.ensure_future(
            self._on_worker(lambda: self._published(file, progress.note, even_worse=even_worse))
        )
        await _tell_progress(shown, progress, work)
        try:
            report = await work
        except _FAULTS as error:
            await shown.edit_text(clipped(str(error), _LONGEST))
            return
        refused = report.check is not None and not report.published
        buttons = self._offer(file, "van", texts.PUBLISH_ANYWAY) if refused else None
        await shown.edit_text(clipped(outcome(report), _LONGEST), reply_markup=buttons)

    async def _on_worker(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, call)


def _unpacked(received: File) -> tuple[list[File], list[Rejected]]:
    """The files in a ZIP, or the file itself, under names that are safe to keep them by; and what cannot be taken."""
    results = list(unpack(received))
    files = [replace(file, name=safe_name(file.name)) for file in results if isinstance(file, File)]
    return files, [result for result in results if isinstance(result, Rejected)]


async def _downloaded(document: Document) -> File:
    received = await document.get_file()
    return File(safe_name(document.file_name or ""), bytes(await received.download_as_bytearray()))


def safe_name(name: str) -> str:
    """`name` without folders, control characters and leading dots, short enough for every file system."""
    last = re.split(r"[\\/]", name)[-1]
    kept = re.sub(r"[^\w .()+-]", "_", last).strip(" .")
    stem, suffix = Path(kept).stem[:_LONGEST_NAME], Path(kept).suffix[:10]
    return f"{stem}{suffix}" if stem else "van-ban"


async def _tell_progress(shown: Message, progress: _Progress, work: asyncio.Future[Report]) -> None:
    """Say in `shown`, every few seconds while `work` goes on, how many provisions are encoded."""
    said = ""
    while True:
        done, _ = await asyncio.wait({work}, timeout=_PROGRESS_SECONDS)
        if done:
            return
        told = texts.PUBLISHING_PROGRESS.format(done=progress.done, total=progress.total)
        if progress.total and told != said:
            said = told
            with suppress(TelegramError):
                await shown.edit_text(told)
