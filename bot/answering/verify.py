"""The last step: nothing is shown as a quotation that is not in the document word for word."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from bot.answering.answer import Answer, Quote, Status
from bot.answering.wording import WITHHELD
from index.build import Build

_log = logging.getLogger(__name__)


def vouched_for(answer: Answer, build: Build) -> Answer:
    """`answer` with only those quotations that are true, or without promising any when none of them is."""
    quotes = verified(answer.quotes, build)
    if answer.quotes and not quotes:
        return replace(answer, status=Status.NOT_FOUND, message=WITHHELD, quotes=())
    return replace(answer, quotes=quotes)


def verified(quotes: Iterable[Quote], build: Build) -> tuple[Quote, ...]:
    """Those of `quotes` whose text, and what leads in to it, stands at its place in its document.

    The others are withheld and logged. Emphasis is kept apart from the text, so it can change no character.
    """
    kept = []
    for quote in quotes:
        if _is_true(quote, build):
            kept.append(quote)
        else:
            _log.error("Withheld a quotation that differs from its document: %s", quote.passage.reference)
    return tuple(kept)


def _is_true(quote: Quote, build: Build) -> bool:
    """Whether the quoted text stands at its span, and above it, in order, the words that lead in to it."""
    passage = quote.passage
    document = build.texts[passage.source.sha256]
    end = 0
    for lead in quote.lead_in:
        if lead.start < end or document[lead.start : lead.start + len(lead.text)] != lead.text:
            return False
        end = lead.start + len(lead.text)
    return end <= passage.start and build.text_of(passage) == passage.text
