"""From when a deadline counts."""

import re

from corpus.folding import fold

_ASKS = re.compile(
    r"\b(?:bao lau|thoi han|han chot|cham nhat|(?:may|bao nhieu) (?:gio|ngay|hom|bua|tuan|thang))\b"
)  # on the folded question
_BEGINNING = re.compile(
    r"\b(?:(?:được )?tính )?(?:kể từ|tính từ|từ|sau|trước) (?:khi|ngày|thời điểm|lúc)\b[^.,;:\n]*", re.IGNORECASE
)


def asks_for_a_deadline(question: str) -> bool:
    """Whether `question` asks by when something must be done, or for how long."""
    return _ASKS.search(fold(question)) is not None


def beginnings(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between `start` and `end` of `text` that say from when a time counts: "kể từ ngày nhận đơn"."""
    return [match.span() for match in _BEGINNING.finditer(text, start, end)]
