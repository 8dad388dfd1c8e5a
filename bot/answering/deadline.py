"""Deadlines, and from when they count."""

import re

from corpus.folding import fold

_ASKS = re.compile(
    r"\b(?:bao lau|thoi han|han chot|cham nhat|(?:may|bao nhieu) (?:gio|ngay|hom|bua|tuan|thang))\b"
)  # on the folded question
_DEADLINE = re.compile(
    r"\b(?:thời hạn|thời gian|chậm nhất|muộn nhất|không quá|trong vòng|ít nhất)(?: (?:là|không quá|ít nhất|tối đa))*"
    r" \d[\d.,]* (?:giờ|ngày|tháng)\b(?! (?:một|\d+) lần| trong)",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"\b(?:(?:được )?tính )?(?:kể từ|tính từ|tính đến"
    r"|(?:từ|sau|trước|đến) (?:khi|ngày|lúc|hết|thời (?:điểm|hạn)|kỳ|phiên|cuộc|hội nghị))\b[^.,;:\n]*",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"\bthời (?:hạn|gian|hiệu)\b[^.;\n]*?\b(?:tính|kể) từ\b", re.IGNORECASE)


def asks_for_a_deadline(question: str) -> bool:
    """Whether `question` asks by when something must be done, or for how long."""
    return _ASKS.search(fold(question)) is not None


def beginnings(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between `start` and `end` of `text` that say from when a time counts: "kể từ ngày nhận đơn"."""
    return [match.span() for match in _BEGINNING.finditer(text, start, end)]


def leaves_its_beginning_open(text: str) -> bool:
    """Whether `text` sets a deadline and says nowhere from when it counts."""
    return _DEADLINE.search(text) is not None and _BEGINNING.search(text) is None


def says_how_to_count(text: str) -> bool:
    """Whether `text` says from when a period counts: "Thời hạn tại khoản 1 được tính từ ngày nhận đủ hồ sơ"."""
    return _COUNTING.search(text) is not None
