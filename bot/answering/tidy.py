"""The question as typed -> the question as searched."""

import re
import unicodedata
from dataclasses import dataclass

from corpus.glossary import Glossary
from index.abbreviations import expand_abbreviations
from index.expansion import legal_terms
from index.spelling import DiacriticRestorer

MAX_CHARACTERS = 1_000
_CONTROL = re.compile(r"[^\S ]+|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Question:
    """`typed` is what was written, in NFC on one line; `full` the same with abbreviations and diacritics filled in.

    `terms` are the law's words for everyday words in it.
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
    restored = restorer.restore(typed, abbreviations=glossary.abbreviations)
    full = expand_abbreviations(restored, glossary.abbreviations)
    return Question(typed, full, tuple(legal_terms(typed, glossary.everyday)))
