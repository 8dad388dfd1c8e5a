"""Questions that ask what a term means."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.answering.shelf import Shelf
from corpus.folding import fold
from corpus.glossary import Term
from corpus.passage import Passage
from corpus.reference import Level

_ASKS_FOR_A_MEANING = re.compile(
    r"\b(?:(?:nhu )?the nao la|khai niem|dinh nghia|nghia la gi|la gi|la ai|hieu (?:la|(?:nhu )?the nao)|viet tat)\b"
)  # on the folded question
_PHRASE = re.compile(r"[,;:.?!\n]+|\bthì\b")
_BEFORE_A_TERM = frozenset(
    fold("là gọi hiểu hỏi biết rõ nói quy định từ ngữ cụm niệm nghĩa giúp cho em anh chị tôi mình vậy thế").split()
)  # what may stand before the term asked about; behind any other word it is only mentioned
_DEFINING_ARTICLE = "giai thich tu ngu"
_DEFINED = re.compile(r"\d+[a-zđ]?\. (?P<term>[^.;:]{2,80}?) (?:là|gồm|bao gồm)\b")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a term means: in our own words, when the glossary has it, and the provisions that define it."""

    term: Term | None
    passages: tuple[Passage, ...]


class Definitions:
    """The terms of the glossary and those that the regulations held define themselves."""

    def __init__(self, terms: Iterable[Term], shelf: Shelf) -> None:
        self._shelf = shelf
        self._terms = {fold(name): term for term in terms for name in term.names}
        self._defining: dict[str, list[Passage]] = defaultdict(list)
        for passage in shelf.passages(Level.CLAUSE):
            if _DEFINING_ARTICLE in fold(passage.headings[-1]) and (match := _DEFINED.match(passage.text)):
                self._defining[fold(match["term"])].append(passage)
        self._longest = max((len(name.split()) for name in (*self._terms, *self._defining)), default=0)

    def find(self, question: str, on: date) -> Definition | None:
        """The definition that `question` asks for, of the first term it mentions; None when it asks for none."""
        phrases = map(fold, (question, *_PHRASE.split(question)))
        asking = filter(_ASKS_FOR_A_MEANING.search, phrases)
        name = next(filter(None, map(self._term_of, asking)), None)
        if name is None:
            return None
        term = self._terms.get(name)
        cited = self._cited(term, on) if term else None
        own = [p for p in self._defining.get(name, ()) if self._shelf.counts(p, on)]
        passages = dict.fromkeys([cited, *own] if cited else own)
        return Definition(term, tuple(passages)) if passages or term else None

    def _term_of(self, asking: str) -> str | None:
        """The term whose meaning a folded phrase asks for; none that only says of what, as in "nguyên tắc của ..."."""
        words = _ASKS_FOR_A_MEANING.sub("", asking).split()
        starts = (start for start in range(len(words)) if not start or words[start - 1] in _BEFORE_A_TERM)
        for start in starts:
            for end in range(min(start + self._longest, len(words)), start, -1):
                name = " ".join(words[start:end])
                if name in self._terms or name in self._defining:
                    return name
        return None

    def _cited(self, term: Term, on: date) -> Passage | None:
        entries = self._shelf.catalog.numbered(term.number) if term.number else ()
        held = [number for number in self._shelf.held(entries) if number in self._shelf.in_force(on)]
        return self._shelf.provision(held[0], term.path, on) if held else None
