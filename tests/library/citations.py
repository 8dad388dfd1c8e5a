"""The provisions that a text cites, each with its whole path: "điểm b khoản 2 Điều 7"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from corpus.number import find_numbers

_NUMBER = r"\d{1,3}[a-zđ]?"
_LETTER = r"[a-zđ]\d?"
_AND = r"(?:\s*,\s*(?:và\s+)?|\s+(?:và|hoặc|đến)\s+)"
_JOIN = r"(?:\s*(?:,|của|thuộc|tại))?\s*"


def _labels(label: str) -> str:
    return rf"{label}(?!\w)(?:{_AND}{label}(?!\w))*"


_CITATION = re.compile(
    rf"\b(?:điểm\s+(?P<points>{_labels(_LETTER)}){_JOIN})?"
    rf"(?:(?:các\s+)?khoản\s+(?P<clauses>{_labels(_NUMBER)}|này\b){_JOIN})?"
    rf"(?:(?:các\s+)?điều\s+(?P<articles>{_labels(_NUMBER)}|này\b))?",
    re.IGNORECASE,
)
_SHARES_WHAT_FOLLOWS = re.compile(
    r"\s*(?:,|;)?\s*(?:(?:và|hoặc|đến|cùng)\s+)?(?:(?:theo|ở|tại|nêu tại)\s+)?(?:các\s+)?"
)
_DIVISION = re.compile(r"\b(Chương|Mục|Tiểu mục|Phụ lục)\s+([IVXLC]+|\d+)\b")


@dataclass(slots=True)
class _Mention:
    points: list[str]
    clauses: list[str]
    articles: list[str]
    start: int
    end: int


def citations(text: str, *, article: str, clause: str) -> set[str]:
    """Every article, clause and point cited in `text`, and every number of a regulation, chapter or annex.

    `article` and `clause` are the labels the text itself stands under: "Điều này" and "khoản này" mean them. In
    "khoản 1 và khoản 2 Điều 7" both clauses are of Điều 7.
    """
    mentions = list(_mentions(text, article, clause))
    for mention, following in reversed(list(pairwise(mentions))):
        if _SHARES_WHAT_FOLLOWS.fullmatch(text[mention.end : following.start]):
            mention.clauses = mention.clauses or (following.clauses if not mention.articles else [])
            mention.articles = mention.articles or following.articles
    paths = {path for mention in mentions for path in _paths(mention)}
    divisions = {f"{word} {label}" for word, label in _DIVISION.findall(text)}
    return paths | divisions | set(find_numbers(text))


def without_citations(text: str) -> str:
    """`text` with every cited label blanked out, so that the numbers left are quantities."""
    return _CITATION.sub(lambda match: "§ " if match.lastgroup else match.group(), text)


def _mentions(text: str, article: str, clause: str) -> Iterator[_Mention]:
    for match in _CITATION.finditer(text):
        if match.lastgroup is None:
            continue
        points, clauses, articles = (_split(match[group]) for group in ("points", "clauses", "articles"))
        if clauses == ["này"]:
            clauses, articles = [clause], articles or [article]
        if articles == ["này"]:
            articles = [article]
        yield _Mention(points, clauses, articles, match.start(), match.end())


def _split(labels: str | None) -> list[str]:
    return re.split(_AND, labels.strip()) if labels else []


def _paths(mention: _Mention) -> Iterator[str]:
    for article, clause, point in product(mention.articles or [""], mention.clauses or [""], mention.points or [""]):
        steps = (("điểm", point), ("khoản", clause), ("Điều", article))
        yield " ".join(f"{word} {label}" for word, label in steps if label)
