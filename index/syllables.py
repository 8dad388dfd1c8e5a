"""How often syllables occur and follow each other: what Vietnamese spelling is restored from."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float32]

EDGE = ""  # stands for the start and the end of a sentence
NUMBER = "0"  # stands for every number, official numbers included
_TOKEN = re.compile(
    r"(?P<number>\w*\d\w*(?:[/-]\w+)*|\w+(?:[/-]\w+)*[/-]\w*\d\w*(?:[/-]\w+)*)|(?P<word>\w+)|[.;:!?…\n]"
)
_OLD_TONE = re.compile(r"(?:(?<=o)[àáảãạèéẻẽẹ]|(?<=(?<!q)u)[ỳýỷỹỵ])$")  # hoà, khoẻ, uỷ: today hòa, khỏe, ủy
_STRIDE = 1 << 20


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: `start` and `end` are its place in the text, `syllable` what is counted for it."""

    start: int
    end: int
    syllable: str
    is_word: bool


def tokenize(text: str) -> list[Token]:
    """The words, numbers and sentence ends of `text`, which is in NFC, in order; an official number is one number."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def _token(match: re.Match[str]) -> Token:
    word = match["word"]
    syllable = NUMBER if match["number"] else modern_tone(word.lower()) if word else EDGE
    return Token(match.start(), match.end(), syllable, is_word=word is not None)


def modern_tone(syllable: str) -> str:
    """`syllable`, in lower case, with its tone mark on the letter that today's spelling puts it on: uỷ -> ủy."""
    found = _OLD_TONE.search(syllable)
    if not found:
        return syllable
    marked = unicodedata.normalize("NFD", found.group())
    return unicodedata.normalize("NFC", f"{syllable[: found.start()]}{marked[1]}{marked[0]}")


@dataclass(frozen=True)
class SyllableCounts:
    """`singles[i]` is how often `syllables[i]` occurs; `pair_counts[j]` how often the pair `pair_keys[j]` does.

    Counts may be weighted. `syllables` are sorted, in lower case and in today's spelling; `pair_keys` are sorted.
    """

    syllables: tuple[str, ...]
    singles: Numbers
    pair_keys: Ids
    pair_counts: Numbers

    @classmethod
    def of(cls, texts: Iterable[str], *, weight: float = 1.0) -> Self:
        """The counts in `texts`, each occurrence counted `weight` times."""
        singles: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            tokens = [token.syllable for token in tokenize(unicodedata.normalize("NFC", text))]
            sentence = [EDGE, *tokens, EDGE]
            singles.update(sentence)
            pairs.update(pairwise(sentence))
        syllables = tuple(sorted(singles))
        ids = {syllable: i for i, syllable in enumerate(syllables)}
        keys = pair_key(*np.array([(ids[a], ids[b]) for a, b in pairs], dtype=np.int64).reshape(-1, 2).T)
        order = np.argsort(keys)
        return cls(
            syllables,
            np.array([weight * singles[syllable] for syllable in syllables], dtype=np.float32),
            keys[order],
            weight * np.array(list(pairs.values()), dtype=np.float32)[order],
        )

    @cached_property
    def ids(self) -> dict[str, int]:
        """Syllable -> its place in `syllables`."""
        return {syllable: i for i, syllable in enumerate(self.syllables)}

    @property
    def places(self) -> tuple[Ids, Ids]:
        """The places in `syllables` of the first and of the second syllable of every pair."""
        first, second = np.divmod(self.pair_keys, _STRIDE)
        return first, second

    def plus(self, other: Self) -> Self:
        """Both counts together."""
        syllables = tuple(sorted({*self.syllables, *other.syllables}))
        ids = {syllable: i for i, syllable in enumerate(syllables)}
        singles = np.zeros(len(syllables), dtype=np.float32)
        keys = []
        for part in (self, other):
            places = np.array([ids[syllable] for syllable in part.syllables], dtype=np.int64)
            singles[places] += part.singles
            first, second = part.places
            keys.append(pair_key(places[first], places[second]))
        merged, where = np.unique(np.concatenate(keys), return_inverse=True)
        counts = np.zeros(len(merged), dtype=np.float32)
        np.add.at(counts, where, np.concatenate((self.pair_counts, other.pair_counts)))
        return type(self)(syllables, singles, merged, counts)

    def pruned(self, *, fewest: float, fewest_pairs: float) -> Self:
        """Without the syllables counted less than `fewest` times and the pairs counted less than `fewest_pairs`."""
        kept = self.singles >= fewest
        places = np.cumsum(kept) - 1
        first, second = self.places
        pairs = kept[first] & kept[second] & (self.pair_counts >= fewest_pairs)
        syllables = tuple(syllable for syllable, keep in zip(self.syllables, kept, strict=True) if keep)
        keys = pair_key(places[first[pairs]], places[second[pairs]])
        return type(self)(syllables, self.singles[kept], keys, self.pair_counts[pairs])

    def rounded(self, digits: int) -> Self:
        """With every count rounded to `digits` significant binary digits, so that a file of them is small."""
        return type(self)(
            self.syllables, _rounded(self.singles, digits), self.pair_keys, _rounded(self.pair_counts, digits)
        )

    def save(self, path: Path) -> None:
        """Write the counts to the file `path`, the same bytes for the same counts."""
        first, second = self.places
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                syllables=np.frombuffer("\n".join(self.syllables).encode(), dtype=np.uint8),
                singles=self.singles,
                first=first.astype(np.uint16),
                second=second.astype(np.uint16),
                pair_counts=self.pair_counts,
            )

    @classmethod
    def load(cls, path: Path) -> Self:
        """The counts that `save` wrote to `path`.

        Raises:
            ValueError: the file is damaged.
        """
        try:
            with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
                syllables = tuple(arrays["syllables"].tobytes().decode().split("\n"))
                keys = pair_key(arrays["first"].astype(np.int64), arrays["second"].astype(np.int64))
                return cls(syllables, arrays["singles"], keys, arrays["pair_counts"])
        except (EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
            raise ValueError(f"{path.name}: tệp số đếm âm tiết bị hỏng") from error


def pair_key(first: Ids, second: Ids) -> Ids:
    """The keys of the pairs of syllables at the places `first` and `second`."""
    return first * _STRIDE + second


def _rounded(numbers: Numbers, digits: int) -> Numbers:
    mantissas, exponents = np.frexp(numbers)
    return np.asarray(np.ldexp(np.round(mantissas * 2**digits) / 2**digits, exponents), dtype=np.float32)
