"""Times, sums, shares and numbers of people: what a question asks for, and what a provision names."""

import re
from dataclasses import dataclass

_NUMBER = r"\d[\d.,]*"
_RANGE = rf"{_NUMBER}(?:\s*(?:đến|-|–)\s*{_NUMBER})?"
_LIMIT = (
    r"(?:(?:chậm nhất|muộn nhất|sớm nhất|ít nhất|nhiều nhất|không quá|không ít hơn|không nhiều hơn|tối thiểu|tối đa"
    r"|trên|dưới|từ|trong thời hạn|trong thời gian|trong|trước|sau)\s+(?:là\s+)?)*"
)
_SINCE = r"(?:,? (?:kể từ|tính từ|tính đến|trước khi|trước ngày|sau khi|sau ngày)[^.;:\n]{0,120}?(?=[.,;:\n]|$))?"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A kind of quantity: the folded questions that ask for it, and the words that give one, limits included.

    A time is given with the event it counts from. `amount` is found wherever `given` is, and is quicker to look for.
    """

    asked: re.Pattern[str]
    amount: re.Pattern[str]
    given: re.Pattern[str]


def _quantity(asked: str, amount: str, *, after: str = "", in_words: str = "") -> Quantity:
    return Quantity(
        asked=re.compile(asked),
        amount=re.compile(amount + in_words, re.IGNORECASE),
        given=re.compile(_LIMIT + amount + after + in_words, re.IGNORECASE),
    )


_TIME = _quantity(
    r"\b(?:bao lau|thoi han|han chot|cham nhat|khi nao|bao gio|luc nao|nhiem ky"
    r"|(?:may|bao nhieu) (?:gio|ngay|hom|bua|tuan|thang|nam|lan))\b",
    rf"(?<!ngày )(?<!\d){_RANGE}\s+(?:giờ|ngày|tháng|năm|lần)\b",
    after=rf"(?: làm việc)?{_SINCE}",
)
_SUM = _quantity(
    r"\b(?:bao nhieu|may)(?: \w+){0,2} (?:tien|dong)\b|\bchi bao nhieu\b"
    r"|\b(?:muc chi|tien|thu lao|boi duong|chi)\b.*\b(?:bao nhieu|may|the nao)\b",
    rf"{_NUMBER}\s*(?:đồng|triệu đồng|nghìn đồng|lần mức)(?:/[\w ]+?)*(?=[\s.,;:)]|$)",
)
_SHARE = _quantity(
    r"\b(?:phan tram|ty le|bao nhieu phieu|may phan)\b|%",
    rf"{_NUMBER}\s?%",
    after=r"(?: (?:trở lên|tổng số [^.,;:\n]{1,60}))?",
    in_words="|quá nửa|hai phần ba",
)
_PEOPLE = _quantity(
    r"\b(?:bao nhieu|may) (?:nguoi|thanh vien|ong|dong chi|ho|nha)\b|\bso luong\b",
    rf"{_RANGE}\s+(?:người|thành viên|hộ|đại biểu|đồng chí)\b",
)
QUANTITIES = (_TIME, _SUM, _SHARE, _PEOPLE)


def asked_for(folded: str) -> list[Quantity]:
    """The quantities that a folded question asks for."""
    return [quantity for quantity in QUANTITIES if quantity.asked.search(folded)]
