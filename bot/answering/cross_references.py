"""Cross-references (dẫn chiếu): the provisions that the text of a provision points to."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from bot.answering.labels import Group, Path, find_groups
from bot.answering.named import NameFinder
from bot.answering.shelf import Shelf
from corpus.folding import fold
from corpus.passage import Passage
from corpus.reference import Level, Reference, Step

MOST = 8  # of one provision: more are no help on a phone

_THIS_ARTICLE = re.compile(r"\bĐiều này\b", re.IGNORECASE)
_THIS_CLAUSE = re.compile(r"\bkhoản này\b", re.IGNORECASE)
_KIND = r"(?:hien phap|luat|bo luat|phap lenh|nghi dinh|nghi quyet|thong tu|quyet dinh|quy dinh|quy che|dieu le)"
_ANOTHER = re.compile(rf"(?:(?:cua|tai|trong) )?(?:ban )?{_KIND}\b(?!(?: \w+){{0,2}} nay\b)")


class CrossReferences:
    """Resolves what a text points to among the regulations of one shelf."""

    def __init__(self, names: NameFinder, shelf: Shelf) -> None:
        self._names = names
        self._shelf = shelf

    def of(self, passage: Passage, on: date) -> list[Passage]:
        """The provisions `passage` points to, in order of mention, at most `MOST`.

        Its own article is none, nor, for a whole article, what stands in it.
        """
        own, whole = passage.reference.within_article(), passage.level is Level.ARTICLE
        targets = dict.fromkeys(self._targets(passage, on))
        return list(islice((t for t in targets if _outside(t.reference, own, whole=whole)), MOST))

    def _targets(self, passage: Passage, on: date) -> Iterator[Passage]:
        text = _spelled_out(passage)
        for group in find_groups(text):
            number = self._regulation(text[group.end :], passage.reference)
            attached = passage.reference.attachment is not None and number == passage.reference.number
            for path in _paths(group) if number else ():
                target = self._shelf.provision(number or "", path, on, attached=attached)
                if target and target.reference != passage.reference:
                    yield target

    def _regulation(self, after: str, own: Reference) -> str | None:
        """The number of the regulation a group of provisions belongs to, by the words after it.

        Another one is named right there, or else it is this one; None for one that is not held or not known.
        """
        named = self._names.named_first(after)
        if named:
            return next(iter(self._shelf.held(named)), None) if len(named) == 1 else None
        return None if _ANOTHER.match(fold(after[:100]).strip()) else own.number


def _outside(target: Reference, own: Reference, *, whole: bool) -> bool:
    return own != (target.within_article() if whole else target)


def _spelled_out(passage: Passage) -> str:
    """The text with "Điều này" and "khoản này" replaced by the labels they stand for."""
    reference = passage.reference
    text = passage.text.partition("\n")[2] if passage.level is Level.ARTICLE else passage.text
    if reference.clause:
        text = _THIS_CLAUSE.sub(f"khoản {reference.clause} Điều {reference.article}", text)
    return _THIS_ARTICLE.sub(f"Điều {reference.article}", text) if reference.article else text


def _paths(group: Group) -> tuple[Path, ...]:
    return tuple(path for path in group.paths if _is_whole(path))


def _is_whole(path: tuple[Step, ...]) -> bool:
    return bool(path) and path[0].level is Level.ARTICLE
