"""Questions as typed on a phone -> full Vietnamese: abbreviations written out, missing diacritics restored."""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

from corpus.folding import fold, strip_diacritics

_WORD = re.compile(r"\w+")
_FREE_WORD = re.compile(r"(?<![\w/-])\w+(?!\w|[/-]\w| \d)")  # no part of a number: 05/HD-MTTW-BTT, NĐ 59
_ACCENTED_SHARE = 0.3  # ordinary Vietnamese has diacritics on about 7 syllables in 10; below this they were left out
_BIGRAM_WEIGHT = 0.9  # against the syllable's own frequency, as in Messiac24/vietnamese-legal-retrieval-khong-dau
_MOST_CANDIDATES = 8


def expand_abbreviations(question: str, abbreviations: Mapping[str, str]) -> str:
    """`question` with every abbreviation written out: "GS của MTTQ" -> "giám sát của Mặt trận Tổ quốc Việt Nam".

    The keys of `abbreviations` are folded words. A word typed with diacritics is no abbreviation, except đ for d.
    """

    def written_out(match: re.Match[str]) -> str:
        word = match.group()
        is_plain = _is_plain(word.replace("đ", "d").replace("Đ", "D"))
        return abbreviations.get(fold(word), word) if is_plain else word

    return _FREE_WORD.sub(written_out, question)


@dataclass(frozen=True, slots=True)
class DiacriticRestorer:
    """A syllable bigram model: the likeliest accented reading of a question typed without diacritics.

    `counts` are syllables as written in lower case, `pairs` two neighbouring ones with a space between.
    """

    counts: Mapping[str, int]
    pairs: Mapping[str, int]
    readings: Mapping[str, Sequence[str]]

    @classmethod
    def train(cls, texts: Iterable[str]) -> Self:
        """The model of how syllables follow each other in `texts`."""
        counts: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for text in texts:
            syllables = _syllables(text)
            counts.update(syllables)
            pairs.update(f"{first} {second}" for first, second in pairwise(syllables))
        return cls._of(counts, pairs)

    @classmethod
    def _of(cls, counts: Mapping[str, int], pairs: Mapping[str, int]) -> Self:
        readings = defaultdict(list)
        for syllable in sorted(counts, key=lambda s: -counts[s]):
            readings[strip_diacritics(syllable)].append(syllable)
        return cls(counts, pairs, {plain: found[:_MOST_CANDIDATES] for plain, found in readings.items()})

    def save(self, path: Path) -> None:
        """Write the model to the JSON file `path`."""
        path.write_text(json.dumps({"counts": self.counts, "pairs": self.pairs}, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Self:
        """The model that `save` wrote to `path`."""
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls._of(content["counts"], content["pairs"])

    def restore(self, question: str) -> str:
        """`question` with diacritics where they were left out; unchanged when it was typed with them.

        Syllables that carry a diacritic stay as typed, and so does everything the model has never seen.
        """
        words = _WORD.findall(question)
        accented = sum(not _is_plain(word) for word in words)
        if not words or accented >= _ACCENTED_SHARE * len(words):
            return question
        restored = iter(self._likeliest(words))
        return _WORD.sub(lambda match: _match_case(match.group(), next(restored)), question)

    def _likeliest(self, words: Sequence[str]) -> list[str]:
        """Viterbi over the readings of each word."""
        paths: dict[str, tuple[float, list[str]]] = {
            "": (0.0, [])
        }  # last syllable -> (log probability, syllables so far)
        total = sum(self.counts.values()) or 1
        for word in words:
            paths = {
                reading: max(
                    (
                        (score + self._log_probability(last, reading, total), [*path, reading])
                        for last, (score, path) in paths.items()
                    ),
                    key=lambda scored: scored[0],
                )
                for reading in self._readings_of(word.lower())
            }
        return max(paths.values(), key=lambda scored: scored[0])[1]

    def _readings_of(self, word: str) -> Sequence[str]:
        return self.readings.get(word, (word,)) if _is_plain(word) else (word,)

    def _log_probability(self, last: str, syllable: str, total: int) -> float:
        own = (self.counts.get(syllable, 0) + 0.5) / total
        following = self.pairs.get(f"{last} {syllable}", 0) / self.counts[last] if last in self.counts else 0.0
        return math.log(_BIGRAM_WEIGHT * following + (1 - _BIGRAM_WEIGHT) * own)


def _syllables(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if not any(char.isdigit() for char in word)]


def _is_plain(word: str) -> bool:
    return word == strip_diacritics(word)


def _match_case(typed: str, restored: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return restored.upper()
    return restored.capitalize() if typed[:1].isupper() else restored
