"""Vietnamese text compared without diacritics, case or punctuation."""

import re
import unicodedata
from collections.abc import Iterable

_SYLLABLE = re.compile(r"[a-z0-9]+")


def _without_marks(chars: Iterable[str]) -> str:
    return "".join(char for char in chars if not unicodedata.combining(char))


class _Plain(dict[int, str]):
    """Every character without its marks: each is looked at once, since a question is folded a hundred times over."""

    def __missing__(self, code: int) -> str:
        self[code] = _without_marks(unicodedata.normalize("NFD", chr(code)))
        return self[code]


_PLAIN = _Plain({ord("đ"): "d", ord("Đ"): "D"})


def strip_diacritics(text: str) -> str:
    """`text` without tone and vowel marks, đ as d; letter case and every other character are kept."""
    return text.translate(_PLAIN)


def fold(text: str) -> str:
    """Lower-case ASCII syllables of `text`, one space between: "Luật MTTQ 75/2015" -> "luat mttq 75 2015"."""
    return " ".join(_SYLLABLE.findall(strip_diacritics(text).lower()))
