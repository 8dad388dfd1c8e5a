"""Two questions in one message."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from bot.answering.answer import Answer, Status
from bot.answering.wording import MESSAGES, citation

_MOST = 3
_FEWEST_WORDS = 4  # "Đúng không?" belongs to the question before it
_END = re.compile(r"(?<=\?)\s+(?=\w)")
_ANSWERS = {Status.ANSWERED, Status.LOOKED_UP}


def separate(text: str) -> list[str]:
    """The questions in `text`, up to three, each with its question mark; `text` alone when it is one."""
    found = _END.split(text.strip())
    whole = all(part.endswith("?") and len(part.split()) >= _FEWEST_WORDS for part in found)
    return found if whole and 1 < len(found) <= _MOST else [text]


def together(answers: Sequence[Answer], text: str, *, limit: int) -> Answer | None:
    """One answer to all the questions of the message `text`: what each says, and up to `limit` quotations.

    The quotations of each come in turn. None when one has no answer by itself, or two have the same one: then they are
    one question in two sentences.
    """
    first_quoted = {answer.quotes[0].passage.reference.within_article() for answer in answers if answer.quotes}
    if any(answer.status not in _ANSWERS for answer in answers) or len(first_quoted) < len(answers):
        return None
    in_turn = chain.from_iterable(zip_longest(*(answer.quotes for answer in answers)))
    quotes = {quote.passage: quote for quote in reversed([quote for quote in in_turn if quote])}
    said = (_said(place, answer) for place, answer in enumerate(answers, start=1))
    return replace(
        answers[0],
        question=text,
        understood_as=" ".join(answer.understood_as for answer in answers),
        status=Status.ANSWERED,
        message="\n".join([f"Có {len(answers)} câu hỏi, trả lời lần lượt:", *said]),
        quotes=tuple(reversed(quotes.values()))[:limit],
        procedure=next((answer.procedure for answer in answers if answer.procedure), None),
    )


def _said(place: int, answer: Answer) -> str:
    """Which provision answers the question, and what else is to be said of it."""
    own = "" if answer.message in MESSAGES.values() else f"\n{answer.message}"
    return f"{place}. {answer.understood_as} → {citation(answer.quotes[0])}{own}"
