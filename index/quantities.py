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

    A time is given with the event it counts from.
    """

    asked: re.Pattern[str]
    given: re.Pattern[str]


_TIME = Quantity(
    asked=re.compile(
        r"\b(?:bao lau|thoi han|han chot|cham nhat|khi nao|bao gio|luc nao|nhiem ky"
        r"|(?:may|bao nhieu) (?:gio|ngay|hom|bua|tuan|thang|nam|lan))\b"
    ),
    given=re.compile(
        rf"{_LIMIT}(?<!ngày )(?<!\d){_RANGE}\s+(?:giờ|ngày|tháng|năm|lần)\b(?: làm việc)?{_SINCE}", re.IGNORECASE
    ),
)
_SUM = Quantity(
    asked=re.compile(
        r"\b(?:bao nhieu|may)(?: \w+){0,2} (?:tien|dong)\b|\bchi bao nhieu\b"
        r"|\b(?:muc chi|tien|thu lao|boi duong|chi)\b.*\b(?:bao nhieu|may|the nao)\b"
    ),
    given=re.compile(
        rf"{_LIMIT}{_NUMBER}\s*(?:đồng|triệu đồng|nghìn đồng|lần mức)(?:/[\w ]+?)*(?=[\s.,;:)]|$)", re.IGNORECASE
    ),
)
_SHARE = Quantity(
    asked=re.compile(r"\b(?:phan tram|ty le|bao nhieu phieu|may phan)\b|%"),
    given=re.compile(
        rf"{_LIMIT}{_NUMBER}\s?%(?: (?:trở lên|tổng số [^.,;:\n]{{1,60}}))?|quá nửa|hai phần ba", re.IGNORECASE
    ),
)
_PEOPLE = Quantity(
    asked=re.compile(r"\b(?:bao nhieu|may) (?:nguoi|thanh vien|ong|dong chi|ho|nha)\b|\bso luong\b"),
    given=re.compile(rf"{_LIMIT}{_RANGE}\s+(?:người|thành viên|hộ|đại biểu|đồng chí)\b", re.IGNORECASE),
)
QUANTITIES = (_TIME, _SUM, _SHARE, _PEOPLE)


def asked_for(folded: str) -> list[Quantity]:
    """The quantities that a folded question asks for."""
    return [quantity for quantity in QUANTITIES if quantity.asked.search(folded)]
