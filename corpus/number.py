"""The official number (số, ký hiệu) of a regulation: finding it in a text and comparing two of them."""

import re

from corpus.folding import strip_diacritics

# State documents: 75/2015/QH13, 59/2023/NĐ-CP, 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN (segments reach 13 letters).
_STATE = r"\d{1,4}/(?:19|20)\d{2}/[A-ZĐ][A-ZĐa-zđ0-9]*(?:[-/][A-ZĐ][A-ZĐa-zđ0-9]*){0,6}"
# Party and Front documents: 217-QĐ/TW, 11-QĐi/TW, 05/HD-MTTW-BTT, 23/HD-ĐCT.
_PARTY = r"\d{1,4}-[A-ZĐ][A-ZĐa-zđ]{0,7}/[A-ZĐ]{2,13}"
_FRONT = r"\d{1,4}/[A-ZĐ][A-ZĐa-zđ]{0,7}-[A-ZĐ]{2,20}(?:-[A-ZĐ]{2,20})*"
# Decrees of 1945-1950: 65/SL, 77-B/SL.
_DECREE = r"\d{1,4}(?:-[A-Z])?/SL"
# The Constitution has no number; its year stands in.
_CONSTITUTION = r"Hiến pháp (?:19|20)\d{2}"
NUMBER_PATTERN = rf"(?:{_STATE}|{_PARTY}|{_FRONT}|{_DECREE}|{_CONSTITUTION})"

_NUMBER = re.compile(rf"(?<![\w/-]){NUMBER_PATTERN}(?![\w/])")
_NAMED = "bộ luật|luật|pháp lệnh|nghị quyết|nghị định|thông tư"
# From the surest label to the least: "Số: ...", "Số hiệu | ..."; "Số ..." at the head of a line; and, as consolidated
# texts have it, "Bộ luật Lao động số ...". A number within a sentence is another document's.
_LABELLED = tuple(
    re.compile(rf"{label}\s*({NUMBER_PATTERN})", re.IGNORECASE | re.MULTILINE)
    for label in (r"\bsố(?:,? ký)?(?: hiệu)?\s*[:|]", r"^(?:luật )?số\b", rf"^(?:{_NAMED})\b[^\n;]*?\bsố\s*:?")
)


def find_numbers(text: str) -> list[str]:
    """Every official number in `text`, in order."""
    return _NUMBER.findall(text)


def find_own_number(text: str) -> str | None:
    """The number a document gives itself: the first one written after "Số:", else after "Số".

    `text` is the head of the document, in Unicode NFC, up to its first article.
    """
    match = next((match for label in _LABELLED if (match := label.search(text))), None)
    return match.group(1) if match else None


def fold_number(number: str) -> str:
    """A key that is equal for two spellings of one number: no diacritics, no case, no separators."""
    return re.sub(r"[^a-z0-9]", "", strip_diacritics(number).lower())
