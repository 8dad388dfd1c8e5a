"""The numbers of a provision, each with its bound and its unit, in one spelling: "không quá 5 ngày làm việc"."""

import re

from corpus.number import NUMBER_PATTERN

_BOUNDS = {
    "chậm nhất": r"(?:chậm|muộn) nhất(?: là)?(?: sau)?",
    "ít nhất": r"ít nhất(?: là)?|tối thiểu(?: là)?|không ít hơn|không dưới",
    "không quá": r"không (?:vượt )?quá|tối đa(?: không quá)?(?: là)?",
    "trên": r"trên|quá|hơn",
    "dưới": r"dưới|chưa(?: có)? đủ",
    "từ": r"từ(?: đủ)?",
}
# The longer unit stands first: "ngày làm việc" is never read as "ngày".
_UNITS = (
    r"ngày làm việc|ngày|tháng|năm|giờ|phút|tuần|%|đồng(?:/[^\W\d_]+(?: họp| viết)?)*|thành viên|người|đại biểu|cử tri"
    r"|đại diện|chuyên gia|hộ gia đình|hộ|lần|tuổi|bản|nhiệm kỳ|kỳ|thôn"
)
_PERSONS = {"người", "thành viên", "đại biểu", "cử tri", "đại diện", "chuyên gia", "hộ", "hộ gia đình", "bản", "thôn"}
_DIGITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_WORD = "|".join(_DIGITS)
_FIGURE = r"\d+(?:\.\d{3})+|\d+(?:,\d+)?"
_FRACTION = rf"\d+/\d+(?!/)|(?:{_WORD}) phần (?:{_WORD})|một nửa|(?<=quá )nửa"
_QUANTITY = re.compile(
    rf"(?<![\w/.])(?:(?P<bound>{'|'.join(_BOUNDS.values())})\s+)?"
    rf"(?:(?P<fraction>{_FRACTION})|(?P<first>{_FIGURE}|(?:{_WORD})(?=\s+(?:(?:đến|hoặc)\s+(?:{_WORD})\s+)?(?:{_UNITS})(?!\w))))"
    rf"(?:\s*(?P<link>-|–|đến|hoặc|và)\s*(?P<second>{_FIGURE}|{_WORD})(?=\s*(?:{_UNITS})(?!\w)))?"
    rf"(?:\s*(?P<unit>{_UNITS})(?!\w))?(?P<open>(?:[ ,]+[^\W\d]+){{0,10}}? trở (?:lên|xuống))?",
    re.IGNORECASE,
)
_DATES = (
    (r"(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})", "ngày {}/{}/{}"),
    (r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", "ngày {}/{}/{}"),
    (r"ngày (\d{1,2}) tháng (\d{1,2})", "ngày {}/{}"),
    (r"\btháng (\d{1,2}) năm (\d{4})", "tháng {}/{}"),
    (r"\btháng (\d{1,2})", "tháng {}"),
    (r"\bnăm (\d{4})", "năm {}"),
    (r"\bquý ([IVX]+)\b", "quý {}"),
    (r"\blần (?:thứ )?(đầu|nhất|hai|ba)\b", "lần thứ {}"),
    (r"\b(đa số)\b", "{}"),
    (r"\bmẫu số (\d+)", "mẫu số {}"),
)
_NOT_COUNTED = re.compile(
    rf"{NUMBER_PATTERN}|\b(?:Chương|Mục|Phần|Phụ lục) (?:[IVXLC]+|\d+)\b|(?<=\d )\((?:{_WORD}|ba mươi)\)"
)  # numbers of regulations and divisions are citations; "05 (năm) ngày" says one thing twice


def quantities(text: str) -> set[str]:
    """Every quantity, date, ordinal and form number in `text`.

    Numbers written out count when a unit of time or number follows; "một người" only says "a person", so a one before
    persons does not. `text` holds no citations: what `citations` reads is blanked out first.
    """
    found, rest = _dates(_NOT_COUNTED.sub(" ", text))
    for match in _QUANTITY.finditer(rest):
        found |= set(_read(match))
    return found


def _dates(text: str) -> tuple[set[str], str]:
    """The dates and ordinals in `text`, and `text` without them."""
    found: set[str] = set()
    for pattern, form in _DATES:
        dates = re.compile(pattern, re.IGNORECASE)
        found |= {form.format(*map(_plain, match.groups())) for match in dates.finditer(text)}
        text = dates.sub(" # ", text)
    return found, text


def _read(match: re.Match[str]) -> list[str]:
    unit = (match["unit"] or "").lower()
    first = match["fraction"] or match["first"]
    if first.lower() == "một" and unit in _PERSONS:
        return []
    bound = _bound(match)
    if match["second"] is None:
        return [" ".join(filter(None, (bound, _plain(first), unit)))]
    if match["link"] in {"hoặc", "và"}:
        return [" ".join(filter(None, (bound, _plain(number), unit))) for number in (first, match["second"])]
    return [f"từ {_plain(first)} đến {_plain(match['second'])} {unit}".rstrip()]


def _bound(match: re.Match[str]) -> str:
    if match["open"]:
        return "ít nhất" if match["open"].endswith("lên") else "không quá"
    said = (match["bound"] or "").lower()
    return next((name for name, pattern in _BOUNDS.items() if re.fullmatch(pattern, said)), "")


def _plain(number: str) -> str:
    """One spelling for equal numbers: "05" and "năm" are 5, "hai phần ba" is 2/3, "150.000" is 150000."""
    words = number.lower()
    if words in {"một nửa", "nửa"}:
        return "1/2"
    if " phần " in words:
        upper, lower = words.split(" phần ")
        return f"{_DIGITS[upper]}/{_DIGITS[lower]}"
    if re.fullmatch(r"\d+(?:\.\d{3})+", words):
        return words.replace(".", "")
    return str(_DIGITS.get(words, words.lstrip("0") or "0"))
