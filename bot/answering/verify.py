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
    """Those of `quotes` whose text stands at their span in their document; the others are withheld and logged."""
    kept = []
    for quote in quotes:
        if build.text_of(quote.passage) == quote.passage.text:
            kept.append(quote)
        else:
            _log.error("Withheld a quotation that differs from its document: %s", quote.passage.reference)
    return tuple(kept)
