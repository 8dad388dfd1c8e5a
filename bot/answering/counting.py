"""What becomes of a quotation that gives the deadline asked for, but not from when it counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answering.answer import Quote
from bot.answering.deadline import beginnings, leaves_its_beginning_open, says_how_to_count
from bot.answering.quoting import quoted
from bot.answering.shelf import Shelf
from bot.answering.wording import does_not_say_from_when


def with_beginning(quotes: Sequence[Quote], shelf: Shelf, on: date) -> tuple[Quote, ...]:
    """`quotes` with a remark on the first one where it leaves open from when its deadline counts.

    The clause of the same article that says how to count follows it, where there is one.
    """
    if not quotes or not leaves_its_beginning_open(_read_together(quotes[0])):
        return tuple(quotes)
    first, *others = quotes
    clauses = shelf.clauses(shelf.article_of(first.passage))
    telling = next((c for c in clauses if c != first.passage and says_how_to_count(c.text)), None)
    remarked = replace(first, remark=does_not_say_from_when(first.passage, telling))
    if telling is None:
        return remarked, *others
    emphasis = tuple(beginnings(telling.text, 0, len(telling.text)))
    return remarked, replace(quoted(telling, shelf, on), emphasis=emphasis), *others


def _read_together(quote: Quote) -> str:
    return "\n".join([*(lead.text for lead in quote.lead_in), quote.passage.text])
