"""Words typed for short -> written out."""

import re
from collections.abc import Mapping

from index.syllables import tokenize

_KINDS = {"qd", "nd", "tt", "nq", "nqlt", "ct", "hd", "ttlt", "pl", "cv", "kl", "qc", "vbhn"}  # of documents
_NUMBER = re.compile(r" \d")


def expand_abbreviations(question: str, abbreviations: Mapping[str, str]) -> str:
    """`question` with every abbreviation written out: "GS của MTTQ" -> "giám sát của Mặt trận Tổ quốc Việt Nam".

    The keys of `abbreviations` are folded words. A word typed with diacritics is no abbreviation, except đ for d; nor
    is a part of an official number, or the kind of document before one: 05/HD-MTTW-BTT, QĐ 217.
    """
    pieces, position = [], 0
    for token in tokenize(question):
        word = question[token.start : token.end]
        if (
            not token.is_word
            or not is_abbreviation(word, abbreviations)
            or _names_a_document(question, token.end, word)
        ):
            continue
        pieces += [question[position : token.start], abbreviations[bare(word)]]
        position = token.end
    return "".join((*pieces, question[position:]))


def is_abbreviation(word: str, abbreviations: Mapping[str, str]) -> bool:
    """Whether `word` is one of `abbreviations`, typed without diacritics but for đ."""
    return bare(word) in abbreviations


def bare(word: str) -> str:
    """`word` in lower case with d for đ: "HĐND" -> "hdnd"."""
    return word.lower().replace("đ", "d")


def _names_a_document(question: str, end: int, word: str) -> bool:
    return bare(word) in _KINDS and _NUMBER.match(question, end) is not None
