"""Questions typed without diacritics -> full Vietnamese spelling."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np

from corpus.catalog import LIBRARY
from corpus.folding import strip_diacritics
from index.abbreviations import meanings
from index.slips import near_spellings
from index.syllables import EDGE, Ids, Numbers, SyllableCounts, Token, modern_tone, pair_key, tokenize

SHIPPED_COUNTS = LIBRARY / "syllables.npz"
TEXT_WEIGHT = 20.0  # of an occurrence in the texts of a build, which the shipped counts may not know
_PAIR_WEIGHT = 0.75  # of a pair's own frequency, against those of its syllables; tuned as the weights of counts are
_UNSEEN = 0.5  # how often a syllable that was never seen is taken to have occurred
_RAREST_READING = (
    1e-3  # rarer than that among the readings of its letters, a syllable without marks is a slip of a text
)
_MOST_READINGS = 12
_ACCENTED_SHARE = 0.4
_CERTAIN = np.zeros(1, dtype=np.float32)
_SLIP = math.log(1e-6)  # how likely a word is a slip
_DOUBT = 0.02  # of one omitted diacritic in a question whose every other word has its own


@dataclass(frozen=True, slots=True)
class _Slot:
    """A word's readings: the syllable each begins with, the one it ends with, its cost, and how it is written.

    Begin and end differ for an abbreviation, which stands for several syllables.
    """

    heads: Ids
    tails: Ids
    costs: Numbers
    written: tuple[str, ...]


class DiacriticRestorer:
    """A syllable bigram model: the likeliest accented reading of a question typed without diacritics."""

    def __init__(self, counts: SyllableCounts) -> None:
        self.counts = counts

    @classmethod
    def train(cls, texts: Iterable[str]) -> Self:
        """The model of how syllables follow each other in `texts`."""
        return cls(SyllableCounts.of(texts))

    def learning(self, texts: Iterable[str], *, weight: float) -> Self:
        """This model with `texts` added, each counted `weight` times."""
        return type(self)(self.counts.plus(SyllableCounts.of(texts, weight=weight)))

    def save(self, path: Path) -> None:
        """Write the model to the file `path`."""
        self.counts.save(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The model that `save` wrote to `path`.

        Raises:
            OSError: there is no such file.
            ValueError: it is damaged.
        """
        return cls(SyllableCounts.load(path))

    def restore(
        self, question: str, *, abbreviations: Mapping[str, str] | None = None, mend_slips: bool = False
    ) -> str:
        """`question`, in NFC, with diacritics where they were left out: everywhere, or on some words.

        Syllables that carry a diacritic stay as typed, and so do numbers and whatever the model has never seen. The
        more words carry theirs, the surer the model must be of a word that has none. The words in `abbreviations` stay
        too, unless they may stand for several things; what they stand for helps to read their neighbours. With
        `mend_slips`, a word that is no syllable becomes one that is a slip away, where its neighbours speak for it.
        """
        tokens = tokenize(question)
        short = {token: found for token in tokens if (found := meanings(question, token, abbreviations or {}))}
        omitted = math.log(self._omission_rate([token for token in tokens if token.is_word and token not in short]))
        slots = [
            self._abbreviated(token, short[token]) if token in short else self._slot(token, omitted, mend=mend_slips)
            for token in tokens
        ]
        pieces, position = [], 0
        for token, written in zip(tokens, self._likeliest(slots), strict=True):
            as_typed = question[token.start : token.end]
            chosen = written if token in short and written != token.syllable else _cased(as_typed, written)
            pieces += [question[position : token.start], chosen if token.is_word else as_typed]
            position = token.end
        return "".join((*pieces, question[position:]))

    def knows(self, syllable: str) -> bool:
        """Whether `syllable`, in lower case, occurs in what was learnt."""
        return modern_tone(syllable) in self.counts.ids

    def _omission_rate(self, words: Sequence[Token]) -> float:
        """How likely the typist left a diacritic out, judged by the words that certainly have or lack theirs."""
        accented = sum(not _is_plain(word.syllable) for word in words)
        readings = (self._readings.get(word.syllable) for word in words)
        lacking = sum(
            found is not None and word.syllable not in found[1] for word, found in zip(words, readings, strict=True)
        )
        return (lacking + _DOUBT) / (lacking + accented + _DOUBT)

    def _abbreviated(self, token: Token, stands_for: Sequence[str]) -> _Slot:
        """The slot of an abbreviation, which is written out only where its neighbours choose among its meanings."""
        syllables = [[inner.syllable for inner in tokenize(words.lower())] for words in stands_for]
        written = tuple(stands_for) if len(stands_for) > 1 else (token.syllable,)
        costs = np.zeros(len(written), dtype=np.float32)
        return _Slot(self._ids([s[0] for s in syllables]), self._ids([s[-1] for s in syllables]), costs, written)

    def _slot(self, token: Token, omitted: float, *, mend: bool) -> _Slot:
        readings = self._readings.get(token.syllable) if token.is_word else None
        if readings is None:
            written = (token.syllable, *(self._meant_by(token.syllable) if mend and token.is_word else ()))
            ids = self._ids(written)
            return _Slot(ids, ids, np.array([0.0, *[_SLIP] * (len(ids) - 1)], dtype=np.float32), written)
        ids, written = readings
        costs = np.array([0.0 if reading == token.syllable else omitted for reading in written], dtype=np.float32)
        return _Slot(ids, ids, costs, written)

    def _meant_by(self, word: str) -> tuple[str, ...]:
        """The syllables one slip away from `word`, which is none, with every diacritic that was typed."""
        marked = [char for char in word if not char.isascii()]
        if self.knows(word) or not any(char in "aeiouy" for char in strip_diacritics(word)):
            return ()
        spellings = dict.fromkeys(near_spellings(strip_diacritics(word)))
        found = (syllable for plain in spellings if plain in self._readings for syllable in self._readings[plain][1])
        return tuple(syllable for syllable in found if all(char in syllable for char in marked))

    def _ids(self, syllables: Sequence[str]) -> Ids:
        unknown = len(self.counts.syllables)
        return np.array([self.counts.ids.get(syllable, unknown) for syllable in syllables], dtype=np.int64)

    def _likeliest(self, slots: Sequence[_Slot]) -> list[str]:
        """Viterbi over the readings of each word."""
        edge = self._ids([EDGE])
        rim = _Slot(edge, edge, _CERTAIN, (EDGE,))
        scores, back = np.zeros(1, dtype=np.float32), []
        for step, slot in zip(self._log_probabilities([rim, *slots, rim]), [*slots, rim], strict=True):
            reached = scores[:, None] + step
            best = reached.argmax(axis=0)
            back.append(best)
            scores = reached[best, np.arange(len(best))] + slot.costs
        chosen, choice = [], 0
        for slot, best in zip(reversed([*slots, rim]), reversed(back), strict=True):
            chosen.append(slot.written[choice])
            choice = int(best[choice])
        return chosen[:0:-1]

    def _log_probabilities(self, slots: Sequence[_Slot]) -> list[Numbers]:
        """For each two neighbouring slots, of every reading of the second after every reading of the first."""
        neighbours = list(pairwise(slots))
        sizes = [(len(a.tails), len(b.heads)) for a, b in neighbours]
        firsts = np.concatenate([np.repeat(a.tails, len(b.heads)) for a, b in neighbours])
        seconds = np.concatenate([np.tile(b.heads, len(a.tails)) for a, b in neighbours])
        singles, total = self._singles
        following = self._pair_counts(pair_key(firsts, seconds)) / singles[firsts]
        logs = np.log(_PAIR_WEIGHT * following + (1 - _PAIR_WEIGHT) * singles[seconds] / total)
        ends = np.cumsum([rows * columns for rows, columns in sizes])
        return [part.reshape(size) for part, size in zip(np.split(logs, ends[:-1]), sizes, strict=True)]

    def _pair_counts(self, keys: Ids) -> Numbers:
        known = self.counts.pair_keys
        if not len(known):
            return np.zeros(len(keys), dtype=np.float32)
        places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[places] == keys, self.counts.pair_counts[places], np.float32(0))

    @cached_property
    def _singles(self) -> tuple[Numbers, float]:
        """The syllables' counts, that of an unknown one last, and their sum."""
        singles = np.append(self.counts.singles, np.float32(0)) + np.float32(_UNSEEN)
        return singles, float(singles.sum())

    @cached_property
    def _readings(self) -> dict[str, tuple[Ids, tuple[str, ...]]]:
        """Letters without marks -> the syllables written with them: their places and how they are written."""
        counts = self.counts
        groups: dict[str, list[int]] = defaultdict(list)
        for place in np.argsort(-counts.singles, kind="stable").tolist():
            groups[strip_diacritics(counts.syllables[place])].append(place)
        tried = ((plain, self._worth_trying(plain, places)) for plain, places in groups.items() if plain.isalpha())
        return {plain: (self._ids(written), written) for plain, written in tried if written}

    def _worth_trying(self, plain: str, places: Sequence[int]) -> tuple[str, ...]:
        """The most frequent readings; of one without marks, only where texts have it often enough to mean it."""
        syllables, singles = self.counts.syllables, self.counts.singles
        rare = _RAREST_READING * float(singles[list(places)].sum())
        meant = (place for place in places if syllables[place] != plain or singles[place] >= rare)
        return tuple(syllables[place] for place in meant)[:_MOST_READINGS]


def is_accented(text: str) -> bool:
    """Whether `text` was typed with diacritics: ordinary Vietnamese has them on about 7 syllables in 10."""
    words = [token.syllable for token in tokenize(text) if token.is_word]
    return sum(not _is_plain(word) for word in words) >= _ACCENTED_SHARE * len(words)


def _is_plain(word: str) -> bool:
    return word.isascii() or word == strip_diacritics(word)


def _cased(typed: str, restored: str) -> str:
    """`restored` with the capitals of `typed`; `typed` itself where only case could differ."""
    if modern_tone(typed.lower()) == restored:
        return typed
    if len(typed) != len(restored):
        return restored.upper() if typed.isupper() else restored.capitalize() if typed[:1].isupper() else restored
    return "".join(new.upper() if old.isupper() else new for old, new in zip(typed, restored, strict=True))
