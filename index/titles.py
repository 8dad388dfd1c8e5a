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
        rows: dict[frozenset[str], list[int]] = defaultdict(list)
        for row, passage in enumerate(passages):
            rows[_content(_title(passage))].append(row)
        self._rows = {syllables: found for syllables, found in rows.items() if len(syllables) >= _FEWEST}
        self._size = len(passages)

    def named_in(self, question: str) -> npt.NDArray[np.bool_]:
        """For every row, whether the question holds its article's whole title, in any order; shape (rows,)."""
        asked = frozenset(fold(question).split())
        named = np.zeros(self._size, dtype=np.bool_)
        for syllables, rows in self._rows.items():
            if syllables <= asked:
                named[rows] = True
        return named


def _title(passage: Passage) -> str:
    """The heading of the article that `passage` is, or is part of."""
    return passage.headings[-1] if passage.level in {Level.CLAUSE, Level.POINT} else passage.text.partition("\n")[0]


def _content(title: str) -> frozenset[str]:
    return frozenset(_LABEL.sub("", fold(title)).split()) - _FUNCTION_WORDS
