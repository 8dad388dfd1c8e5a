"""What a document says of itself on its first page and in its last articles, for a person to confirm."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corpus.letterhead import KINDS, kind_of
from corpus.number import find_numbers
from corpus.regulation import Provision, Regulation

_DATE = r"ngày\s*(\d{1,2})[\s/.-]*(?:tháng)?\s*(\d{1,2})[\s/.-]*(?:năm)?\s*(\d{4})"
_PLACE = r"(?:^|(?<=\s))(?:TP\. ?)?[A-ZĐ]\w*(?: [A-ZĐ]\w*){0,4}"
_PLACE_DATE = re.compile(rf"{_PLACE},? ?(?i:{_DATE})")
_PASSED = re.compile(rf"thông qua\s+{_DATE}", re.IGNORECASE)
_OWN = rf"(?:{KINDS}) này"
_IN_FORCE = re.compile(
    rf"{_OWN}[^.;]{{0,120}}?có hiệu lực(?: thi hành)?[^.;]{{0,40}}?(?:từ {_DATE}|(?P<signed>(?:từ|kể từ) ngày ký)"
    r"|sau (?P<days>\d{1,3}) ngày,? kể từ ngày ký)",
    re.IGNORECASE,
)
_NO_ISSUER = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc"
    rf"|(?:Luật )?Số\s*:.*|{_PLACE_DATE.pattern}|VĂN BẢN QUY PHẠM PHÁP LUẬT|VĂN BẢN HỢP NHẤT.*",
    re.IGNORECASE,
)
_ISSUERS_BY_NUMBER = (
    (re.compile(r"/QH\d+$"), "Quốc hội"),
    (re.compile(r"/UBTVQH\d+$"), "Ủy ban thường vụ Quốc hội"),
    (re.compile(r"/NĐ-CP$|/NQ-CP$"), "Chính phủ"),
    (re.compile(r"/(?:QĐ|CT)-TTg$"), "Thủ tướng Chính phủ"),
)
_KINDS_BY_LETTERS = {
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch",
    "CT": "Chỉ thị",
    "HD": "Hướng dẫn",
    "PL": "Pháp lệnh",
}
_KIND_IN_NUMBER = re.compile(rf"[/-]({'|'.join(_KINDS_BY_LETTERS)})(?=[-/]|$)")
_LAST_ARTICLES = 5
_LATER_CHANGES = re.compile(
    r"(?:đã )?được (?:sửa đổi|bổ sung)[^;]*?(?=hết hiệu lực|được thay thế|[;.]\s|[;.]?$)", re.IGNORECASE
)


class Effect(StrEnum):
    """What one regulation does to another."""

    AMENDS = "sửa đổi"
    REPLACES = "thay thế"
    REPEALS = "bãi bỏ"


_AMENDING_TITLE = re.compile(r"sửa đổi|bổ sung", re.IGNORECASE)
_EFFECTS = (
    (re.compile(r"\bthay thế\b", re.IGNORECASE), Effect.REPLACES),
    (re.compile(r"\bbãi bỏ\b|\bhết hiệu lực\b", re.IGNORECASE), Effect.REPEALS),
    (re.compile(r"\bsửa đổi\b", re.IGNORECASE), Effect.AMENDS),
)
# "Bãi bỏ Điều 62 của Luật ..." leaves the rest of the law as it is: it is amended, not repealed.
_OF_A_PART = re.compile(
    r"\b(?:thay thế|bãi bỏ) (?:một số |các )?(?:quy định (?:tại|của) )?"
    r"(?:cụm từ|điểm|khoản|điều|mục|chương|phụ lục|mẫu số)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Relation:
    """That the document has `effect` on the regulation `number`, and the page that says so."""

    effect: Effect
    number: str
    page: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself. "" or None: it was not found, and a person must say; nothing is guessed."""

    number: str = ""
    kind: str = ""
    issuer: str = ""
    title: str = ""
    signed: date | None = None
    in_force_from: date | None = None
    relations: tuple[Relation, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The Vietnamese names of the fields that were not found."""
        named = {
            "số, ký hiệu": self.number,
            "loại văn bản": self.kind,
            "cơ quan ban hành": self.issuer,
            "tên văn bản": self.title,
            "ngày ký": self.signed,
            "ngày có hiệu lực": self.in_force_from,
        }
        return tuple(name for name, value in named.items() if not value)


def read_metadata(regulation: Regulation, head: Sequence[str]) -> Metadata:
    """What the parsed `regulation` says of itself; `head` are the lines of its first page above the first article."""
    signed = _signed(head, regulation.source.text)
    return Metadata(
        number=regulation.number,
        kind=_kind(head, regulation),
        issuer=_issuer(head, regulation.number),
        title=regulation.title,
        signed=signed,
        in_force_from=_in_force_from(regulation, signed),
        relations=tuple(dict.fromkeys(_relations(regulation))),
    )


def _kind(head: Sequence[str], regulation: Regulation) -> str:
    """The kind that the number stands for, else the one that a line of the head begins with."""
    by_number = _KIND_IN_NUMBER.search(regulation.number)
    if by_number:
        return _KINDS_BY_LETTERS[by_number[1]]
    return next((kind for text in (*head, regulation.title) if (kind := kind_of(text)) and _is_heading(text)), "")


def _is_heading(text: str) -> bool:
    """Whether a line that begins with a kind names the document; "Luật số: ..." is its number."""
    return not re.match(r"Luật số\b", text, re.IGNORECASE)


def _issuer(head: Sequence[str], number: str) -> str:
    by_number = next((issuer for pattern, issuer in _ISSUERS_BY_NUMBER if pattern.search(number)), "")
    return by_number or _printed_issuer(head)


def _printed_issuer(head: Sequence[str]) -> str:
    """The lines in capitals above the kind of the document, without motto, number and date."""
    names: list[str] = []
    for text in head:
        if kind_of(text) and _is_heading(text):
            break
        rest = _NO_ISSUER.sub("", text).strip(" -–_*|")
        if len(rest) > 2 and rest.isupper() and rest not in names:
            names.append(rest)
    return " ".join(names)


def _signed(head: Sequence[str], text: str) -> date | None:
    """The day beside the place, or, for a law, the day on which it was passed."""
    match = next((match for line in head if (match := _PLACE_DATE.search(line))), None) or _PASSED.search(text)
    return _day(*match.groups()[-3:]) if match else None


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _in_force_from(regulation: Regulation, signed: date | None) -> date | None:
    for article in reversed(_closing_articles(regulation)):
        match = _IN_FORCE.search(_words(article, regulation))
        if match is None:
            continue
        if match["signed"]:
            return signed
        if match["days"]:
            return signed + timedelta(days=int(match["days"])) if signed else None
        return _day(match[1], match[2], match[3])
    return None


def _closing_articles(regulation: Regulation) -> list[Provision]:
    """The last articles of the document's own body and of what is attached to it."""
    articles = regulation.articles()
    restart = next((i for i, article in enumerate(articles) if i and article.label == "1"), len(articles))
    return [*articles[max(restart - _LAST_ARTICLES, 0) : restart], *articles[restart:][-_LAST_ARTICLES:]]


def _words(provision: Provision, regulation: Regulation) -> str:
    return " ".join(regulation.source.text[provision.start : provision.end].split())


def _relations(regulation: Regulation) -> Iterator[Relation]:
    first_page = regulation.source.pages[0]
    if _AMENDING_TITLE.search(regulation.title):
        yield from (Relation(Effect.AMENDS, number, first_page) for number in _others(regulation.title, regulation))
    for article in regulation.articles():
        if _AMENDING_TITLE.match(article.title):
            page = regulation.source.page_at(article.start)
            yield from (Relation(Effect.AMENDS, number, page) for number in _others(article.title, regulation))
    for article in _closing_articles(regulation):
        for part in article.children or (article,):
            yield from _stated(part, regulation)


def _stated(part: Provision, regulation: Regulation) -> Iterator[Relation]:
    """The effects that a clause of a closing article states, sentence by sentence."""
    page = regulation.source.page_at(part.start)
    for sentence in re.split(r"[;.]\s", _LATER_CHANGES.sub("", _words(part, regulation))):
        effect = next((effect for pattern, effect in _EFFECTS if pattern.search(sentence)), None)
        if effect is not None and _OF_A_PART.search(sentence):
            effect = Effect.AMENDS
        if effect is not None:
            yield from (Relation(effect, number, page) for number in _others(sentence, regulation))


def _others(text: str, regulation: Regulation) -> list[str]:
    return [number for number in find_numbers(text) if number != regulation.number and "Hiến pháp" not in number]
