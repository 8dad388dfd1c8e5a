"""How much of the question the title of an article says, and how much of the title the question."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from corpus.folding import fold
from corpus.passage import Passage
from corpus.reference import Level
from index.encoder import Vectors

_LABEL = re.compile(r"^(?:dieu \w+|phieu)(?: |$)")
_FUNCTION_WORDS = frozenset(
    fold("các cho có của được đối đến do hoặc khi là những ở quy định tại theo trong từ và về việc với").split()
)
_ASKING = _FUNCTION_WORDS | frozenset(fold("là gì thế nào bao nhiêu mấy ai sao không gồm luật điều khoản").split())
_FEWEST = 2  # a title of one word says too little


class TitleIndex:
    """The content syllables of every article title, each with the rows that stand under it."""

    def __init__(self, passages: Sequence[Passage], rarity: Callable[[str], float]) -> None:
        """`rarity` says how much a syllable counts."""
        titles: dict[frozenset[str], int] = {}
        self._title_of = np.array([titles.setdefault(_content(title(p)), len(titles)) for p in passages], np.int64)
        self._sizes = np.array([len(syllables) for syllables in titles], np.int64)
        self._rarity = rarity
        with_syllable: dict[str, list[int]] = defaultdict(list)
        for syllables, place in titles.items():
            for syllable in syllables:
                with_syllable[syllable].append(place)
        self._with_syllable = {syllable: np.array(places, np.int64) for syllable, places in with_syllable.items()}
        self._weights = np.zeros(len(titles), np.float32)
        for syllable, places in self._with_syllable.items():
            self._weights[places] += rarity(syllable)

    def shares(self, question: str) -> tuple[Vectors, Vectors]:
        """For every row, two shares by what syllables count: of the question and of the title of its article.

        The first is what the title says of the question, where the question holds the whole title in any order, else 0;
        the second what the question has of the title. Both have shape (rows,).
        """
        asked = set(fold(question).split())
        held, count = np.zeros(len(self._sizes), np.float32), np.zeros(len(self._sizes), np.int64)
        for syllable in asked & self._with_syllable.keys():
            held[self._with_syllable[syllable]] += self._rarity(syllable)
            count[self._with_syllable[syllable]] += 1
        said = sum(self._rarity(syllable) for syllable in asked - _ASKING)
        whole = (count == self._sizes) & (self._sizes >= _FEWEST)
        of_question = np.minimum(held * whole / said, 1) if said else np.zeros_like(held)
        of_title = held / np.maximum(self._weights, 1e-6)
        return of_question.astype(np.float32)[self._title_of], of_title.astype(np.float32)[self._title_of]


def title(passage: Passage) -> str:
    """The heading of the article that `passage` is, or is part of."""
    return passage.headings[-1] if passage.level in {Level.CLAUSE, Level.POINT} else passage.text.partition("\n")[0]


def _content(heading: str) -> frozenset[str]:
    return frozenset(_LABEL.sub("", fold(heading)).split()) - _FUNCTION_WORDS
