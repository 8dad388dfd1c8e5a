"""Sending and changing messages as people expect it of a bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.chat.cards import Card
from bot.chat.split import split

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TYPING_SECONDS = 4  # Telegram shows the action for about five


def message_in(update: Update) -> Message:
    """The message of an update that a filter let through because it has one."""
    assert update.effective_message is not None, "the filters admit messages only"
    return update.effective_message


def pressed_in(update: Update) -> CallbackQuery:
    """The press of a button."""
    assert update.callback_query is not None, "the handler takes callback queries only"
    return update.callback_query


async def acknowledge(pressed: CallbackQuery, notice: str = "", *, alert: bool = False) -> None:
    """Tell Telegram that the press was heard, and the person `notice`; `alert` waits until they have read it.

    A press that waited too long, as over a restart, cannot be acknowledged; an alert then comes as a message.
    """
    try:
        await pressed.answer(notice or None, show_alert=alert)
    except BadRequest:
        if alert and isinstance(pressed.message, Message):
            await reply(pressed.message, notice)


async def reply(message: Message, html: str, keyboard: InlineKeyboardMarkup | None = None) -> Message:
    """Reply with `html`, in several messages when it is long; the first points back at the question.

    `keyboard` stands under the last message, which is returned.
    """
    pieces = split(html)
    for place, piece in enumerate(pieces):
        sent = await message.reply_text(
            piece,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard if place == len(pieces) - 1 else None,
            reply_parameters=None if place else ReplyParameters(message.message_id, allow_sending_without_reply=True),
        )
    return sent


async def reply_card(message: Message, card: Card) -> Message:
    """Reply with `card`."""
    return await reply(message, card.html, card.keyboard)


async def send_under(pressed: CallbackQuery, card: Card) -> None:
    """Send `card` as a new message below the one whose button was pressed, as long as that can still be seen."""
    if isinstance(pressed.message, Message):
        await reply_card(pressed.message, card)


async def change(message: Message, card: Card) -> None:
    """Show `card` in the place of what `message` says."""
    await change_by_id(message, message.message_id, card)


async def change_by_id(beside: Message, message_id: int, card: Card) -> None:
    """Show `card` in the place of the message `message_id` of the chat that `beside` is in."""
    await beside.get_bot().edit_message_text(
        card.html,
        chat_id=beside.chat_id,
        message_id=message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=card.keyboard,
    )


async def turn(pressed: CallbackQuery, card: Card) -> None:
    """Show `card` in the place of the message whose button was pressed."""
    if isinstance(pressed.message, Message):
        await change(pressed.message, card)


@asynccontextmanager
async def typing(message: Message, action: ChatAction = ChatAction.TYPING) -> AsyncIterator[None]:
    """Show "typing…", or another `action`, until the block ends."""

    async def keep_typing() -> None:
        while True:
            with suppress(TelegramError):
                await message.reply_chat_action(action)
            await asyncio.sleep(_TYPING_SECONDS)

    task = asyncio.create_task(keep_typing())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
