"""What a card shows of a provision, as HTML: all of it, or the part where the words stand that answer."""

from collections.abc import Sequence
from html import escape

from bot.answering.emphasis import Span, set_off
from bot.chat.parts import parts, units

_CUT = "[…]"


def excerpt(text: str, emphasis: Sequence[Span], limit: int) -> str:
    """`text` with `emphasis` in bold; where it has more than `limit` UTF-16 units, one part of it, marked as cut.

    That is the part in which the first of the emphasised words stand, else the beginning.
    """
    if units(text) <= limit:
        return _marked(text, emphasis)
    first = emphasis[0][0] if emphasis else 0
    start, part = _part_at(text, first, limit - 2 * units(f"{_CUT} "))
    before, after = (_CUT + " " if start else ""), ("" if start + len(part) == len(text) else f" {_CUT}")
    inside = [(max(0, begin - start), end - start) for begin, end in emphasis if end > start]
    part = part.rstrip()
    within = [(begin, min(end, len(part))) for begin, end in inside if begin < len(part)]
    return f"{before}{_marked(part, within)}{after}"


def _part_at(text: str, place: int, limit: int) -> tuple[int, str]:
    """The part of `text` in which the character at `place` stands, and where it starts."""
    start = 0
    for part in parts(text, limit):
        if place < start + len(part):
            break
        start += len(part)
    return start, part


def _marked(text: str, emphasis: Sequence[Span]) -> str:
    return set_off(text, emphasis, before="<b>", after="</b>", shown=escape)
