"""What a Vietnamese keyboard left undone: "giams sats", "gia1m sa1t" -> "giám sát"."""

import re
import unicodedata
from collections.abc import Callable

_WORD = re.compile(r"\w+")
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", "sfrxj", strict=True))  # acute, grave, hook, tilde, dot: the order of both keyboards
_VOWELS = "aăâeêioôơuưy"
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_SYLLABLE = re.compile(rf"(?P<onset>qu|gi(?=[{_VOWELS}])|[^{_VOWELS}]*)(?P<nucleus>[{_VOWELS}]+)(?P<coda>[a-zđ]*)")
_FEWEST = 2  # words left undone: a single one may be English, or "tổ 1" without its space


def without_leftovers(question: str, is_syllable: Callable[[str], bool]) -> str:
    """`question` with the words typed in Telex or VNI composed, where at least two of its words are.

    `is_syllable` says of a word in lower case whether it is Vietnamese: such words stay, and only such words are made.
    """
    composed = {
        word: syllable
        for word in set(_WORD.findall(question))
        if (syllable := compose(word.lower())) is not None and not is_syllable(word.lower()) and is_syllable(syllable)
    }
    if sum(word in composed for word in _WORD.findall(question)) < _FEWEST:
        return question
    return _WORD.sub(lambda match: _cased(match.group(), composed.get(match.group(), match.group())), question)


def compose(word: str) -> str | None:
    """The syllable that the keys of `word`, in lower case, stand for in Telex or VNI; None if they are no such keys."""
    if not word.isascii():
        return None
    keys = [_telex_key(word, at) for at in range(len(word))] if any(char.isdigit() for char in word) else list(word)
    letters, tone = "", ""
    for key in keys:
        marked = _with_mark(letters, key)
        if key in _TONES and not tone and any(char in _VOWELS for char in letters):
            tone = key
        elif marked is not None:
            letters = marked
        elif key.isalpha() and len(key) == 1:
            letters += key
        else:
            return None
    return _with_tone(letters, tone) if tone or letters != word else None


def _telex_key(word: str, at: int) -> str:
    """The Telex key for the VNI key at `at`; "^", "w" and "-" for the marks on vowels and on đ."""
    marks = {"6": "^", "7": "w", "8": "w", "9": "-"}
    return _VNI_TONES.get(word[at]) or marks.get(word[at], word[at])


def _with_mark(letters: str, key: str) -> str | None:
    """`letters` with the mark that `key` puts on one of them; None when it puts none."""
    if key in {"d", "-"} and letters.startswith("d"):
        return "đ" + letters[1:]
    if key == "w":
        return _with_horn(letters)
    if key in _CIRCUMFLEX and key in letters:
        return _CIRCUMFLEX[key].join(letters.rsplit(key, 1))
    if key == "^":
        last = next((char for char in reversed(letters) if char in _CIRCUMFLEX), None)
        return _CIRCUMFLEX[last].join(letters.rsplit(last, 1)) if last else None
    return None


def _with_horn(letters: str) -> str | None:
    for plain, horned in (("uo", "ươ"), ("ưo", "ươ"), ("ua", "ưa"), ("a", "ă"), ("o", "ơ"), ("u", "ư")):
        if plain in letters and not (plain in {"ua", "uo"} and letters.startswith("q")):
            return horned.join(letters.rsplit(plain, 1))
    return None


def _with_tone(letters: str, tone: str) -> str | None:
    """`letters`, a syllable, with the mark of `tone` where today's spelling puts it."""
    found = _SYLLABLE.fullmatch(letters)
    if not found:
        return None
    nucleus, start = found["nucleus"], found.start("nucleus")
    marked = [at for at, char in enumerate(nucleus) if not char.isascii()]
    bare_vowel = len(nucleus) - 1 if found["coda"] else (len(nucleus) - 1) // 2
    at = marked[-1] if marked else bare_vowel
    end = start + at + 1
    return unicodedata.normalize("NFC", letters[:end] + _TONES.get(tone, "") + letters[end:])


def _cased(typed: str, syllable: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return syllable.upper()
    return syllable.capitalize() if typed[:1].isupper() else syllable
