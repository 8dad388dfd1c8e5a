"""What may have been meant by a word that is no Vietnamese syllable: "nhug" -> "nhung", "fai" -> "phai"."""

from collections.abc import Iterator

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS = "abcdeghiklmnopqrstuvxy"
_SOUNDS = {"f": ("ph",), "j": ("gi",), "z": ("d", "v", "gi"), "w": ("qu",)}  # as the young spell them
_SHORTEST = 3


def near_spellings(word: str) -> Iterator[str]:
    """The spellings one slip away from `word`, in lower case without diacritics; none for words under three letters.

    A slip is a letter left out, one too many, two exchanged, a key hit beside the right one, or a sound spelled as in
    chat.
    """
    for sound in _SOUNDS.get(word[:1], ()):
        yield sound + word[1:]
    if len(word) < _SHORTEST:
        return
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + key + tail[1:] for key in _BESIDE.get(tail[0], ""))
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _keys_beside() -> dict[str, str]:
    places = {key: (row, column + row / 2) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    return {
        key: "".join(k for k, (y, x) in places.items() if k != key and abs(y - row) <= 1 and abs(x - column) <= 1)
        for key, (row, column) in places.items()
    }


_BESIDE = _keys_beside()
