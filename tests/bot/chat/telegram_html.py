"""A strict parser of the HTML that the Bot API documents: what it accepts, Telegram accepts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)(?P<attributes>(?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_PLAIN = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "tg-spoiler"}
_ATTRIBUTES = dict.fromkeys(_PLAIN, "") | {"blockquote": r"(?: expandable)?", "a": r' href="[^"]+"'}
_LITERAL = {"code", "pre"}  # hold no other tags


class TelegramHtmlError(ValueError):
    """A text that Telegram would answer with "can't parse entities"."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The visible text, and for each of its characters the names of the tags around it, outermost first."""

    text: str
    tags: tuple[tuple[str, ...], ...]

    @property
    def length(self) -> int:
        """The length that Telegram limits: UTF-16 units of visible text."""
        return utf16_length(self.text)

    def within(self, tag: str) -> str:
        """The characters inside `tag`."""
        return "".join(char for char, tags in self.styled() if tag in tags)

    def styled(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every character with the tags around it."""
        return zip(self.text, self.tags, strict=True)


def utf16_length(text: str) -> int:
    """The number of UTF-16 units of `text`."""
    return len(text.encode("utf-16-le")) // 2


def parse(html: str) -> Parsed:
    """What a reader sees of `html`.

    Raises:
        TelegramHtmlError: a tag or entity is unknown, cut, left open or wrongly nested.
    """
    characters: list[tuple[str, tuple[str, ...]]] = []
    opened: list[str] = []
    position = 0
    while position < len(html):
        match html[position]:
            case "<":
                position = _follow_tag(html, position, opened)
                continue
            case "&":
                end = _entity_end(html, position)
            case ">":
                raise TelegramHtmlError(f"A bare > at {position} in {html!r}")
            case _:
                end = position + 1
        characters += [(char, tuple(opened)) for char in unescape(html[position:end])]
        position = end
    if opened:
        raise TelegramHtmlError(f"<{opened[-1]}> is never closed in {html!r}")
    return Parsed("".join(char for char, _ in characters), tuple(tags for _, tags in characters))


def _follow_tag(html: str, position: int, opened: list[str]) -> int:
    """Keep `opened` up to date with the tag at `position`; returns where it ends."""
    tag = _TAG.match(html, position)
    if tag is None or tag["name"] not in _ATTRIBUTES:
        raise TelegramHtmlError(f"No tag of Telegram's at {position} in {html!r}")
    name = tag["name"]
    if not tag["close"] and not re.fullmatch(_ATTRIBUTES[name], tag["attributes"]):
        raise TelegramHtmlError(f"No attributes of Telegram's at {position} in {html!r}")
    if tag["close"]:
        if not opened or opened.pop() != name or tag["attributes"]:
            raise TelegramHtmlError(f"</{name}> at {position} closes nothing in {html!r}")
    elif name in opened or _LITERAL & set(opened):
        raise TelegramHtmlError(f"<{name}> at {position} may not stand inside {opened} in {html!r}")
    else:
        opened.append(name)
    return tag.end()


def _entity_end(html: str, position: int) -> int:
    entity = _ENTITY.match(html, position)
    if entity is None:
        raise TelegramHtmlError(f"No entity of Telegram's at {position} in {html!r}")
    return entity.end()
