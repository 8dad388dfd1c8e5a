"""What BM25 counts: syllables and pairs of neighbouring syllables, without diacritics."""

from itertools import pairwise

from corpus.folding import fold


def tokens(text: str) -> list[str]:
    """The folded syllables of `text`, then its syllable pairs: "Giám sát" -> ["giam", "sat", "giam_sat"].

    Most Vietnamese words have two syllables, so pairs stand in for words; without diacritics a question typed on a
    phone finds the same text as one typed in full.
    """
    syllables = fold(text).split()
    return syllables + [f"{first}_{second}" for first, second in pairwise(syllables)]
