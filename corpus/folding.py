"""Vietnamese text compared without diacritics, case or punctuation."""

import re
import unicodedata

_SYLLABLE = re.compile(r"[a-z0-9]+")


def strip_diacritics(text: str) -> str:
    """`text` without tone and vowel marks, đ as d; letter case and every other character are kept."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """Lower-case ASCII syllables of `text`, one space between: "Luật MTTQ 75/2015" -> "luat mttq 75 2015"."""
    return " ".join(_SYLLABLE.findall(strip_diacritics(text).lower()))
