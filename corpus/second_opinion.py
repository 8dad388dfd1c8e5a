"""Two readings of one page -> one, and what a person must compare with the paper.

The engines err in different places: TrueOCR takes one tone mark for another and a full stop for a comma, and has no
quotation marks; Tesseract loses marks. Where they differ in a word, the likelier word counts; where they differ in a
figure nothing is chosen, and it is said.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from corpus.folding import strip_diacritics
from corpus.formats.layout import Printed
from corpus.syllables import is_syllable
from corpus.wording import Wording, words_of

_FIGURES = re.compile(r"\d+")
_WITH_FIGURE = re.compile(r"\S*\d\S*")
_WHOLE_FIGURE = re.compile(r"\d[\d.,]*")
_UNITS = frozenset("giờ ngày tuần tháng quý năm đồng nghìn triệu tỷ".split())
_QUOTES = re.compile("[“”]")
_WHOLE_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")
_LONGEST_DOUBT = 40  # characters: enough to find the place
_NO_SYLLABLE = 3.0  # log-likelihood that a word loses which cannot be said in Vietnamese


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int


def merged(first: Sequence[Printed], second: str, wording: Wording) -> list[Printed]:
    """The lines of `first` with the words of `second` where those are likelier; `doubt` says which figures differ."""
    tokens = [_Token(text, line) for line, printed in enumerate(first) for text in printed.text.split()]
    others = second.split()
    texts = [token.text for token in tokens]
    doubts: dict[int, list[str]] = defaultdict(list)
    for kind, start, end, other_start, other_end in SequenceMatcher(None, texts, others, autojunk=False).get_opcodes():
        if kind != "replace":
            continue
        block = tokens[start:end]
        chosen = list(_chosen(texts, start, end, others[other_start:other_end], wording))
        for index, text in enumerate(chosen, start=start):
            texts[index] = text
        if _figures(block) and _figures(block) != _FIGURES.findall(" ".join(others[other_start:other_end])):
            doubts[block[0].line].append(" ".join(token.text for token in block)[:_LONGEST_DOUBT])
    return list(_lines(first, tokens, _corrected(texts, wording), doubts))


def unconfirmed(lines: Sequence[Printed]) -> list[Printed]:
    """`lines` as one reader saw them alone: every figure is in doubt."""
    return [replace(line, doubt=" ".join(_WITH_FIGURE.findall(line.text))[:_LONGEST_DOUBT]) for line in lines]


def _chosen(texts: Sequence[str], start: int, end: int, others: Sequence[str], wording: Wording) -> Iterator[str]:
    """One text for each of `texts[start:end]`."""
    own = texts[start:end]
    if len(own) == len(others):
        for index, (text, other) in enumerate(zip(own, others, strict=True), start=start):
            around = (texts[index - 1] if index else "", texts[index + 1] if index + 1 < len(texts) else "")
            yield _likelier(text, other, around, wording)
    elif len(own) == 1 and _letters(own[0]) == _letters("".join(others)) and not _FIGURES.search(own[0]):
        yield " ".join(others)
    else:
        yield from own


def _likelier(text: str, other: str, around: tuple[str, str], wording: Wording) -> str:
    if _FIGURES.findall(text) != _FIGURES.findall(other):
        return text
    if words_of(text) == words_of(other):
        quoted = _QUOTES.search(other) and not _QUOTES.search(text)
        return other if quoted or _ends_a_sentence(text, other, around[1]) else text
    if not (_FIGURES.search(text) or (words_of(text) and words_of(other))):
        return text if words_of(text) else other
    return max((text, other), key=lambda reading: _likelihood(reading, around, wording))


def _ends_a_sentence(text: str, other: str, after: str) -> bool:
    """Whether `other` has the full stop that `text` lacks or has a comma for, where a sentence can end."""
    can_end = text.endswith(",") or not (after[:1].islower() or _FIGURES.search(text))
    return can_end and other == f"{text.removesuffix(',')}."


def _likelihood(text: str, around: tuple[str, str], wording: Wording) -> float:
    words = words_of(text)
    unsayable = sum(not is_syllable(word) for word in words)
    context = [*words_of(around[0])[-1:], *words, *words_of(around[1])[:1]]
    return wording.log_likelihood(context) - _NO_SYLLABLE * unsayable


def _corrected(texts: Sequence[str], wording: Wording) -> list[str]:
    """`texts` with the words that no regulation uses corrected; names, which begin with a capital, are left alone."""
    words = [words_of(text) for text in texts]
    before = accumulate((found[-1] if found else "" for found in words), _last_word, initial="")
    after = accumulate((found[0] if found else "" for found in reversed(words)), _last_word, initial="")
    around = list(zip(before, [*after][-2::-1], strict=False))
    mended = (_unit(before, text, wording) for before, text in pairwise(["", *texts]))
    return [_in_its_place(text, beside, wording) for text, beside in zip(mended, around, strict=True)]


def _in_its_place(text: str, beside: tuple[str, str], wording: Wording) -> str:
    return _WHOLE_WORD.sub(
        lambda match: wording.corrected(beside[0], match[0], beside[1]) if match[0][0].islower() else match[0], text
    )


def _unit(before: str, text: str, wording: Wording) -> str:
    """`text`, or, if it is no word and stands behind a figure, the one unit that has its letters: "52 tuẩn"."""
    word = text.rstrip(".,;:)”").lower()
    alike = [unit for unit in _UNITS if _letters(unit) == _letters(word)]
    if not _WHOLE_FIGURE.fullmatch(before) or wording.singles[word] or len(alike) != 1:
        return text
    return alike[0] + text[len(word) :]


def _last_word(last: str, word: str) -> str:
    return word or last


def _letters(text: str) -> str:
    return strip_diacritics(text).lower().replace(" ", "")


def _figures(block: Sequence[_Token]) -> list[str]:
    return _FIGURES.findall(" ".join(token.text for token in block))


def _lines(
    first: Sequence[Printed], tokens: Sequence[_Token], texts: Sequence[str], doubts: dict[int, list[str]]
) -> Iterator[Printed]:
    words: dict[int, list[str]] = defaultdict(list)
    for token, text in zip(tokens, texts, strict=True):
        words[token.line].append(text)
    for index, printed in enumerate(first):
        doubt = "; ".join([printed.doubt, *doubts[index]] if printed.doubt else doubts[index])
        yield replace(printed, text=" ".join(words[index]), doubt=doubt)
