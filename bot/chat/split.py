"""A long HTML text -> messages that Telegram accepts: short enough, every tag closed where it was opened."""

import re
from collections.abc import Iterator
from html import unescape

from telegram.constants import MessageLimit

_ATOM = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+)[^>]*>|(?P<text>[^<\n]*\n|[^<\n]+)")
_WORD = re.compile(r"\S*\s+|\S+")
_CHARACTER = re.compile(r"&[#\w]+;|.", re.DOTALL)


def split(html: str, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> list[str]:
    """Messages of at most `limit` UTF-16 units of visible text, cut between lines, else words, else characters.

    `html` is well-formed, with every < and & of its text escaped. A tag open at a cut is closed and opened again.
    """
    messages: list[str] = []
    opened: list[tuple[str, str]] = []
    current, size = "", 0
    for atom in _ATOM.finditer(html):
        if atom["name"]:
            _follow(opened, atom)
            current += atom.group()
            continue
        for piece in _pieces(atom["text"], limit):
            if size + _length(piece) > limit:
                messages.append(current + _closing(opened))
                current, size = "".join(tag for _, tag in opened), 0
            current += piece
            size += _length(piece)
    return [message for message in (*messages, current) if _visible(message).strip()]


def _follow(opened: list[tuple[str, str]], tag: re.Match[str]) -> None:
    """Keep `opened`, the names and openings of the tags around the cursor, up to date."""
    if tag["close"]:
        opened.pop()
    else:
        opened.append((tag["name"], tag.group()))


def _closing(opened: list[tuple[str, str]]) -> str:
    return "".join(f"</{name}>" for name, _ in reversed(opened))


def _pieces(text: str, limit: int) -> Iterator[str]:
    """`text` whole, or in words, or in characters: the largest parts that fit a message."""
    if _length(text) <= limit:
        yield text
        return
    for word in _WORD.findall(text):
        yield from [word] if _length(word) <= limit else _CHARACTER.findall(word)


def _length(piece: str) -> int:
    """The length Telegram counts: UTF-16 units after entities are resolved."""
    return len(unescape(piece).encode("utf-16-le")) // 2


def _visible(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))
