"""Passages ranked by BM25."""

import logging
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
import numpy.typing as npt

from corpus.folding import fold
from index.tokens import tokens

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG, whatever the program wants


class KeywordIndex:
    """BM25 (Lucene's variant) over the tokens of every passage."""

    def __init__(self, bm25: bm25s.BM25) -> None:
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """An index whose row i is `texts[i]`."""
        bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        bm25.index([tokens(text) for text in texts], show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The index that `save` wrote into `folder`."""
        return cls(bm25s.BM25.load(folder, load_corpus=False, show_progress=False))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is made."""
        self._bm25.save(folder, show_progress=False)

    def scores(self, question: str) -> npt.NDArray[np.float32]:
        """The BM25 score of every passage, shape (passages,); 0 where no token is shared."""
        known = [token for token in tokens(question) if token in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._bm25.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def coverage(self, question: str) -> npt.NDArray[np.float32]:
        """The share of the question's syllables that each passage has, shape (passages,); rare syllables count more."""
        passages = self._bm25.scores["num_docs"]
        covered, total = np.zeros(passages, dtype=np.float32), 0.0
        for syllable in set(fold(question).split()):
            weight = self.rarity(syllable)
            covered[self._having(syllable)] += weight
            total += weight
        return np.asarray(covered / total, dtype=np.float32) if total else covered

    def rarity(self, token: str) -> float:
        """How much `token` counts: more the fewer passages have it (Lucene's inverse document frequency)."""
        passages, having = self._bm25.scores["num_docs"], len(self._having(token))
        return log(1 + (passages - having + 0.5) / (having + 0.5))

    def _having(self, token: str) -> npt.NDArray[np.int64]:
        """The passages that have `token`."""
        if token not in self._bm25.vocab_dict:
            return np.empty(0, dtype=np.int64)
        place, starts = self._bm25.vocab_dict[token], self._bm25.scores["indptr"]
        return np.asarray(self._bm25.scores["indices"][starts[place] : starts[place + 1]], dtype=np.int64)
