"""Inline mode: "@bot words" in any chat offers provisions to quote there."""

import asyncio
from collections import OrderedDict

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.ext import ContextTypes, InlineQueryHandler

from bot.answering import wording
from bot.answering.answer import Answer, Quote
from bot.answering.library import key_of
from bot.chat import buttons, texts
from bot.chat.cards import quotation
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.parts import clipped
from bot.chat.replies import NO_PREVIEW

CACHE_SECONDS = 300
_SHORTEST = 3  # characters: before that it is no question
_PAUSE_SECONDS = 0.4  # people type on; only the words they stop at are searched
_MOST_TYPING = 1_000


class LatestQueries:
    """The query each person typed last: the ones before it need no answer."""

    def __init__(self) -> None:
        self._latest: OrderedDict[int, str] = OrderedDict()

    async def stands(self, person: int, query: str) -> bool:
        """Whether `person` has typed nothing else for a moment."""
        self._latest[person] = query
        self._latest.move_to_end(person)
        if len(self._latest) > _MOST_TYPING:
            self._latest.popitem(last=False)
        await asyncio.sleep(_PAUSE_SECONDS)
        return self._latest.get(person) == query


def register(application: TelegramApplication) -> None:
    """Offer provisions inline."""
    latest = LatestQueries()

    async def offer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer an inline query with the provisions found."""
        query, desk = update.inline_query, desk_of(context)
        assert query is not None, "the handler takes inline queries only"
        words, person = query.query.strip(), query.from_user.id
        if len(words) < _SHORTEST:
            await query.answer([], cache_time=CACHE_SECONDS, button=_ask_privately())
        elif await latest.stands(person, query.id) and await desk.limit.admits(person):
            answered = await desk.ask(words)
            results = [_result(quote, answered, context.bot.username) for quote in answered.quotes]
            await query.answer(
                results,
                cache_time=CACHE_SECONDS,
                is_personal=desk.access.invited_only,  # else Telegram hands them to those the gate keeps out
                button=None if results else _ask_privately(),
            )

    # Not waited for: the next words of the same person must be able to overtake.
    application.add_handler(InlineQueryHandler(offer, block=False))


def _result(quote: Quote, answered: Answer, bot: str) -> InlineQueryResultArticle:
    reference = quote.passage.reference
    private = buttons.link("💬 Xem trong trợ lý", buttons.deep_link(bot, reference))
    content = InputTextMessageContent(
        quotation(quote, answered.on), parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
    )
    return InlineQueryResultArticle(
        id=key_of(reference),
        title=clipped(wording.citation(quote), 100),
        input_message_content=content,
        description=clipped(quote.passage.text, 120),
        reply_markup=buttons.keyboard([[private]]),
    )


def _ask_privately() -> InlineQueryResultsButton:
    return InlineQueryResultsButton(texts.ASK_PRIVATELY, start_parameter="hoi")
