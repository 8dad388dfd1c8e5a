"""The page a provision stands on: as a picture, as a one-page PDF; and the whole official file."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from telegram import CallbackQuery, InputFile, Message, Update
from telegram.constants import ChatAction, FileSizeLimit, ParseMode
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.answering import wording
from bot.answering.answer import Quote
from bot.chat import buttons, texts
from bot.chat.desk import Desk, TelegramApplication, desk_of
from bot.chat.parts import clipped
from bot.chat.provisions import find
from bot.chat.replies import acknowledge, pressed_in, typing
from bot.memory.files import WHOLE
from corpus.pages import PageError, page_image, single_page
from corpus.passage import Source

_CAPTION = 900
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is to be sent: a page of a file, or all of it, made by `make` when Telegram does not have it yet."""

    source: Source
    page: int
    kind: str
    name: str
    caption: str
    make: Callable[[bytes], bytes]


def register(application: TelegramApplication) -> None:
    """Let the buttons for pages and files send them."""
    application.add_handler(CallbackQueryHandler(send_picture, buttons.PICTURE))
    application.add_handler(CallbackQueryHandler(send_one_page, buttons.ONE_PAGE))


async def send_picture(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the page as a picture."""
    await _send_page(update, context, "photo", page_image)


async def send_one_page(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the page as a PDF of one page."""
    await _send_page(update, context, "document", single_page)


async def send_official(pressed: CallbackQuery, source: Source, caption: str, desk: Desk) -> None:
    """Send the whole official file `source`."""
    paper = _Paper(source, WHOLE, "document", source.file, escape(clipped(caption, _CAPTION)), lambda data: data)
    await _answer_and_send(pressed, paper, desk)


async def _send_page(
    update: Update, context: ContextTypes.DEFAULT_TYPE, kind: str, make: Callable[[bytes, int], bytes]
) -> None:
    pressed, desk = pressed_in(update), desk_of(context)
    assert context.match is not None, "the pattern matched"
    quote = await find(desk, context.match["key"])
    if quote is None or quote.page is None:
        await acknowledge(pressed, texts.NO_PAGE, alert=True)
        return
    page = quote.page
    name = f"{Path(quote.passage.source.file).stem}-trang-{page}.{'jpg' if kind == 'photo' else 'pdf'}"
    paper = _Paper(quote.passage.source, page, kind, name, _caption(quote, page), lambda data: make(data, page))
    await _answer_and_send(pressed, paper, desk)


async def _answer_and_send(pressed: CallbackQuery, paper: _Paper, desk: Desk) -> None:
    if not isinstance(pressed.message, Message):
        await acknowledge(pressed, texts.STALE, alert=True)
        return
    await acknowledge(pressed)
    action = ChatAction.UPLOAD_PHOTO if paper.kind == "photo" else ChatAction.UPLOAD_DOCUMENT
    async with typing(pressed.message, action):
        await _send(pressed.message, paper, desk)


async def _send(message: Message, paper: _Paper, desk: Desk) -> None:
    """Send what Telegram has already, or make and upload it, and remember under which id Telegram has it now."""
    bot, sha256 = message.get_bot().id, paper.source.sha256
    known = await desk.recall(lambda memory: memory.files.find(bot, sha256, page=paper.page, kind=paper.kind))
    if known and await _sent_again(message, paper, known):
        return
    try:
        data = await desk.draw(paper.source, paper.make)
    except PageError:
        data = None
    if data is None or len(data) > FileSizeLimit.FILESIZE_UPLOAD:
        await message.reply_text(texts.NO_PAGE)
        return
    sent = await _upload(message, paper, InputFile(data, filename=_safe(paper.name)))
    files = sent.photo or ([sent.document] if sent.document else [])
    if files:
        file_id = files[-1].file_id
        await desk.recall(lambda memory: memory.files.keep(bot, sha256, file_id, page=paper.page, kind=paper.kind))


async def _sent_again(message: Message, paper: _Paper, file_id: str) -> bool:
    try:
        await _upload(message, paper, file_id)
    except BadRequest:  # Telegram does not know the id any more
        return False
    return True


async def _upload(message: Message, paper: _Paper, file: InputFile | str) -> Message:
    if paper.kind == "photo":
        return await message.reply_photo(file, caption=paper.caption, parse_mode=ParseMode.HTML)
    return await message.reply_document(file, caption=paper.caption, parse_mode=ParseMode.HTML)


def _caption(quote: Quote, page: int) -> str:
    source = f"Trang {page} của tệp {quote.passage.source.file}"
    return f"<b>{escape(clipped(wording.citation(quote), _CAPTION // 2))}</b>\n{escape(clipped(source, 300))}"


def _safe(name: str) -> str:
    """A file name that no system reads anything into."""
    return _UNSAFE.sub("_", name).lstrip(".")[-100:] or "van-ban.pdf"
