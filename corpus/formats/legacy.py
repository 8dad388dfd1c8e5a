"""The 8-bit encodings TCVN3 (ABC) and VNI, read by today's programs as Western letters, -> Unicode NFC."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.lines import Line
from corpus.syllables import is_vietnamese, syllable_share

# TCVN 5712:1993, third variant. Capitals with a tone have no codes of their own: fonts named ".VnTimeH" draw them.
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
# VNI-Windows: a letter, then a code for its mark or tone or both.
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_MARKS = {
    "a": dict(zip("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)),
    "o": dict(zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
}
_VNI_PAIRS = {base + code: char for base, marks in _VNI_MARKS.items() for code, char in marks.items()}
_VNI = re.compile("|".join([*_VNI_PAIRS, *_VNI_LETTERS]), re.IGNORECASE)
_CAPITALS = 0.9  # of the letters without marks: a line in capitals
_WORD = re.compile(r"[^\W\d_]+")


def to_unicode(lines: Sequence[Line]) -> list[Line]:
    """`lines` with every page that is in an 8-bit encoding turned into Unicode; the other pages as they are."""
    return [
        replace(line, text=decode(line.text))
        for _, page in groupby(lines, key=lambda line: line.page)
        for page_lines in [list(page)]
        for decode in [decoder_for("\n".join(line.text for line in page_lines))]
        for line in page_lines
    ]


def decoder_for(text: str) -> Callable[[str], str]:
    """What turns `text` into Vietnamese: `from_tcvn3`, `from_vni` or, when neither helps, `str`: nothing changes."""
    if is_vietnamese(text):
        return str
    best = max((from_tcvn3, from_vni), key=lambda decode: syllable_share(decode(text)))
    return best if is_vietnamese(best(text)) else str


def from_tcvn3(text: str) -> str:
    """`text` in TCVN3, in capitals where the letters without marks are capitals."""
    return "".join(_line_from_tcvn3(line) for line in text.splitlines(keepends=True))


def from_vni(text: str) -> str:
    """`text` in VNI, capitals by the case of each letter."""
    return _VNI.sub(_vni_letter, text)


def _line_from_tcvn3(line: str) -> str:
    plain = [char for char in line if char.isascii() and char.isalpha()]
    marked = "".join(_TCVN3.get(char, char) for char in line)
    if plain and sum(char.isupper() for char in plain) >= _CAPITALS * len(plain):
        return marked.upper()
    return _WORD.sub(_with_capitals, marked)


def _with_capitals(match: re.Match[str]) -> str:
    plain = [char for char in match[0] if char.isascii()]
    return match[0].upper() if len(plain) > 1 and all(char.isupper() for char in plain) else match[0]


def _vni_letter(match: re.Match[str]) -> str:
    found = match[0]
    char = _VNI_PAIRS.get(found.lower()) or _VNI_LETTERS[found.lower()]
    return char.upper() if found[0].isupper() else char
