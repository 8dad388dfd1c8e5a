"""How regulations are worded: which syllables follow which, counted in the digests and questions the project ships."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.catalog import LIBRARY
from corpus.folding import strip_diacritics

_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN = 50  # the weight of the single syllable against the pair: near 0 it knows only pairs it has seen
_ADDED = 0.05  # of a count, for a syllable that was never seen


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, numbers and punctuation left out."""
    return [word.lower() for word in _WORD.findall(unicodedata.normalize("NFC", text))]


@dataclass(frozen=True, slots=True)
class Wording:
    """Counts of syllables and of pairs of neighbours, and the syllables that differ only in their marks."""

    singles: Counter[str]
    pairs: Counter[tuple[str, str]]
    alike: Mapping[str, frozenset[str]]

    @classmethod
    @cache
    def of_library(cls) -> "Wording":
        """The wording of the shipped digests and questions."""
        singles: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for path in [*LIBRARY.glob("*.md"), *LIBRARY.glob("questions/*.jsonl")]:
            for line in path.read_text(encoding="utf-8").splitlines():
                words = words_of(line)
                singles.update(words)
                pairs.update(pairwise(words))
        alike: dict[str, set[str]] = defaultdict(set)
        for word in singles:
            alike[strip_diacritics(word)].add(word)
        return cls(singles, pairs, {letters: frozenset(words) for letters, words in alike.items()})

    def log_likelihood(self, words: Sequence[str]) -> float:
        """How likely each of `words` is after the one before it, as a sum of logarithms; higher is likelier."""
        return sum(math.log(self._probability(before, word)) for before, word in pairwise(["", *words]))

    def corrected(self, before: str, word: str, after: str) -> str:
        """`word`, or, if regulations never use it, the one with other marks that they use beside its neighbours."""
        if self.singles[word]:
            return word
        beside = {other: self.pairs[before, other] + self.pairs[other, after] for other in self._like(word)}
        best = max(beside, key=beside.__getitem__, default=word)
        return best if beside.get(best) else word

    def _like(self, word: str) -> frozenset[str]:
        return self.alike.get(strip_diacritics(word), frozenset())

    def _probability(self, before: str, word: str) -> float:
        alone = (self.singles[word] + _ADDED) / self.singles.total()
        return (self.pairs[before, word] + _UNSEEN * alone) / (self.singles[before] + _UNSEEN)
