"""A provision too long for one message -> parts cut between khoản; else lines, words, characters."""

import re
from collections.abc import Iterator

_CUTS = (
    re.compile(r"(?m)^(?=\d{1,3}[a-zđ]?\. )"),  # before a khoản
    re.compile(r"(?<=\n)"),
    re.compile(r"(?<=\s)(?=\S)"),
    re.compile(r"(?<=.)(?=.)", re.DOTALL),
)


def parts(text: str, limit: int) -> list[str]:
    """`text` in parts of at most `limit` UTF-16 units, which together are `text`.

    They are cut at the largest joint that serves: before a khoản, else after a line, else after a word.
    """
    found = [""]
    for piece in _pieces(text, limit, 0):
        if found[-1] and units(found[-1] + piece) > limit:
            found.append("")
        found[-1] += piece
    return found


def clipped(text: str, limit: int) -> str:
    """`text` when it has at most `limit` UTF-16 units, else its beginning up to a word, and "[…]"."""
    return text if units(text) <= limit else f"{parts(text, limit - 4)[0].rstrip()} […]"


def labelled(text: str, limit: int = 60) -> str:
    """The same for a button, whose text is no quotation: on one line, with "…" where it was cut."""
    line = " ".join(text.split())
    return line if units(line) <= limit else f"{parts(line, limit - 1)[0].rstrip()}…"


def units(text: str) -> int:
    """The length Telegram counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _pieces(text: str, limit: int, cut: int) -> Iterator[str]:
    for piece in filter(None, _CUTS[cut].split(text)):
        if units(piece) <= limit or cut + 1 == len(_CUTS):
            yield piece
        else:
            yield from _pieces(piece, limit, cut + 1)
