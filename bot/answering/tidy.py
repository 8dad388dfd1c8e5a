"""The question as typed -> the question as searched."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from bot.answering.courtesies import without_courtesies
from corpus.glossary import Glossary
from index.abbreviations import expand_abbreviations
from index.expansion import legal_terms
from index.spelling import DiacriticRestorer
from index.syllables import tokenize
from index.telex import without_leftovers

MAX_CHARACTERS = 1_000
_SHOUTED = 3  # words in capitals; two may be a name or a document
_PICTURES = {"So", "Sk"}
_JOINERS = "\ufe0e\ufe0f\u20e3"
_COMRADE = re.compile(r"\b[đd]/c\b", re.IGNORECASE)
_CONTROL = re.compile(r"[^\S ]+|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Question:
    """`typed` is what was written, in NFC on one line; `full` what it asks, written out in full Vietnamese.

    That is: composed from the keys a keyboard left, slips mended, diacritics restored, abbreviations written out,
    without greeting, thanks and emoji, and not in capitals. `terms` are the law's words for everyday words in it.
    """

    typed: str
    full: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unusable:
    """A text that is no question, and the sentence to answer it with."""

    message: str


def tidy(text: str, *, glossary: Glossary, restorer: DiacriticRestorer) -> Question | Unusable:
    """The question in `text`, or why there is none."""
    typed = " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", text[: 2 * MAX_CHARACTERS])).split())
    if len(text) > MAX_CHARACTERS:
        return Unusable(f"Câu hỏi dài quá {MAX_CHARACTERS:,} ký tự. Xin hỏi ngắn gọn từng ý một.".replace(",", "."))
    if not any(char.isalnum() for char in typed):
        return Unusable(
            "Tôi chỉ đọc được câu hỏi bằng chữ. Xin gõ câu hỏi, ví dụ: MTTQ giám sát bằng những hình thức nào?"
        )
    full = _in_full(typed, glossary.abbreviations, restorer)
    return Question(typed, full, tuple(legal_terms(full, glossary.everyday)))


def _in_full(typed: str, abbreviations: Mapping[str, str], restorer: DiacriticRestorer) -> str:
    composed = without_leftovers(_calm(_COMRADE.sub("đồng chí", _emoji_out(typed))), restorer.knows)
    restored = restorer.restore(composed, abbreviations=abbreviations, mend_slips=True)
    return without_courtesies(expand_abbreviations(restored, abbreviations))


def _emoji_out(text: str) -> str:
    """`text` without symbols that are no letters: emoji, their skin tones and joiners."""
    kept = (" " if unicodedata.category(char) in _PICTURES or char in _JOINERS else char for char in text)
    return " ".join("".join(kept).split())


def _calm(text: str) -> str:
    """`text` in lower case where all of it was typed in capitals; numbers keep theirs."""
    words = [token for token in tokenize(text) if token.is_word]
    if not text.isupper() or len(words) < _SHOUTED:
        return text
    for word in words:
        text = text[: word.start] + text[word.start : word.end].lower() + text[word.end :]
    return text
