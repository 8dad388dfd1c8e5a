"""Words typed for short -> written out."""

import re
from collections.abc import Mapping

from index.syllables import Token, tokenize

_KINDS = {"qd", "nd", "tt", "nq", "nqlt", "ct", "hd", "ttlt", "pl", "cv", "kl", "qc", "tb", "vbhn"}  # of documents
_NUMBER = re.compile(r" \d")
_LABELLED = re.compile(r"\b(?:điểm|diem|khoản|khoan|mục|muc|chương|chuong|phần|phan)\s+$", re.IGNORECASE)
_OR = " | "


def expand_abbreviations(question: str, abbreviations: Mapping[str, str]) -> str:
    """`question` with every abbreviation written out: "GS của MTTQ" -> "giám sát của Mặt trận Tổ quốc Việt Nam".

    The keys of `abbreviations` are words in lower case, d for đ. A word typed with other diacritics is no abbreviation;
    nor is a part of an official number, the kind of document before one, or a label: 05/HD-MTTW-BTT, QĐ 217, điểm k. Of
    several meanings, with a bar between, the first is written.
    """
    pieces, position = [], 0
    for token in tokenize(question):
        found = meanings(question, token, abbreviations)
        if found:
            pieces += [question[position : token.start], found[0]]
            position = token.end
    return "".join((*pieces, question[position:]))


def meanings(question: str, token: Token, abbreviations: Mapping[str, str]) -> tuple[str, ...]:
    """What the abbreviation `token` of `question` may stand for, most frequent first; empty when it is none."""
    bare = token.syllable.replace("đ", "d")
    if not token.is_word or bare not in abbreviations:
        return ()
    if bare in _KINDS and _NUMBER.match(question, token.end):
        return ()
    if len(bare) == 1 and _LABELLED.search(question, 0, token.start):
        return ()
    return tuple(abbreviations[bare].split(_OR))
