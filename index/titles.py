"""Articles whose whole title stands in the question."""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from corpus.folding import fold
from corpus.passage import Passage
from corpus.reference import Level

_LABEL = re.compile(r"^(?:dieu \w+|phieu)(?: |$)")
_FUNCTION_WORDS = frozenset(
    fold("các cho có của được đối đến do hoặc khi là những ở quy định tại theo trong từ và về việc với").split()
)
_FEWEST = 2  # a title of one word says too little


class TitleIndex:
    """The content syllables of every article title, each with the rows that stand under it."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        titles: dict[frozenset[str], int] = {}
        self._title_of = np.array([titles.setdefault(_content(title(p)), len(titles)) for p in passages], np.int64)
        self._sizes = np.array([len(syllables) for syllables in titles], np.int64)
        with_syllable: dict[str, list[int]] = defaultdict(list)
        for syllables, place in titles.items():
            for syllable in syllables:
                with_syllable[syllable].append(place)
        self._with_syllable = {syllable: np.array(places, np.int64) for syllable, places in with_syllable.items()}

    def named_in(self, question: str) -> npt.NDArray[np.bool_]:
        """For every row, whether the question holds its article's whole title, in any order; shape (rows,)."""
        held = np.zeros(len(self._sizes), np.int64)
        for syllable in set(fold(question).split()) & self._with_syllable.keys():
            held[self._with_syllable[syllable]] += 1
        named: npt.NDArray[np.bool_] = (held == self._sizes) & (self._sizes >= _FEWEST)
        return named[self._title_of]


def title(passage: Passage) -> str:
    """The heading of the article that `passage` is, or is part of."""
    return passage.headings[-1] if passage.level in {Level.CLAUSE, Level.POINT} else passage.text.partition("\n")[0]


def _content(heading: str) -> frozenset[str]:
    return frozenset(_LABEL.sub("", fold(heading)).split()) - _FUNCTION_WORDS
