"""The head of a document: the lines above its legal basis and first article, which say what it is."""

import re
from collections.abc import Sequence

from corpus.lines import Line
from corpus.number import find_numbers, find_own_number

KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Quy định"
    "|Quy chế|Chỉ thị|Hướng dẫn|Hiến pháp|Điều lệ|Thông tri|Kế hoạch|Sắc lệnh"
)
_KIND = re.compile(rf"(?:{KINDS})\b", re.IGNORECASE)
_KIND_LINE = re.compile(rf"(?:{KINDS})\b.*", re.IGNORECASE)
_HEAD_LINES = 60
_HEAD_ENDS = re.compile(
    r"C[ăâa]n c[ứửừưúu]\b|Chương\b|Phần\b|Điều (?:\d|thứ )|Phiếu:|Theo (?:lời )?đề nghị\b|LỜI NÓI ĐẦU$"
    r"|(?:Chiểu|Xét)\b|(?:RA )?SẮC(?: LỆNH)? ?:",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(r"Số\b|Luật số\b|[_\-–—\s]+$|Hà Nội, ngày|\(", re.IGNORECASE)
_CONSTITUTION = re.compile(r"HIẾN PHÁP(?: NƯỚC .*| NĂM \d{4})?", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm ((?:19|20)\d{2})\b", re.IGNORECASE)


def head_of(lines: Sequence[Line]) -> list[str]:
    """The lines before the legal basis and the first article: who issues what under which number."""
    texts = [line.text for line in lines[:_HEAD_LINES]]
    end = next((index for index, text in enumerate(texts) if _HEAD_ENDS.match(text)), len(texts))
    return texts[:end]


def kind_of(title: str) -> str:
    """The kind that `title` begins with, as "Nghị định"; "" for none."""
    match = _KIND.match(title)
    return match[0].capitalize() if match else ""


def own_number(head: Sequence[str]) -> str | None:
    """The number that a document with this `head` gives itself; the year stands in for the number of a Constitution."""
    return find_own_number("\n".join(head)) or _constitution(head)


def title_of(head: Sequence[str]) -> str:
    """The document's name in normal case, from the line that begins with its kind; "" when there is none."""
    first = next((index for index, text in enumerate(head) if _KIND_LINE.fullmatch(text) and " số:" not in text), None)
    if first is None:
        return ""
    rest = head[first + 1 :]
    end = next(
        (index for index, text in enumerate(rest) if _TITLE_ENDS.match(text) or _is_consolidated(text)), len(rest)
    )
    kind = head[first].capitalize() if head[first].isupper() else head[first]
    title = " ".join([kind, *rest[:end]])
    return title.capitalize() if " ".join([head[first], *rest[:end]]).isupper() else title


def _is_consolidated(text: str) -> bool:
    """Whether the line says, below the title of a consolidated text, which regulations were put together in it."""
    return _KIND_LINE.fullmatch(text) is not None and bool(find_numbers(text)) and "có hiệu lực" in text


def _constitution(head: Sequence[str]) -> str | None:
    named = any(_CONSTITUTION.fullmatch(text) for text in head)
    year = next((match[1] for text in head if (match := _YEAR.search(text))), None)
    return f"Hiến pháp {year}" if named and year else None
