"""Hits -> what to quote: one provision an article, a clause or the whole article."""

import re
from collections import defaultdict
from collections.abc import Sequence

from bot.answering.shelf import Shelf
from corpus.folding import fold
from corpus.passage import Passage
from corpus.reference import Reference
from index.retriever import Hit

_TOP = 10
_MOST_CLAUSES = 0.75  # of an article's clauses must be among the best hits before it answers as a list
_LONGEST_LIST = 5_000  # characters of an article that answers as a list
_LONGEST_TIE = 1_000  # characters of an article quoted whole because two of its clauses are as near
_TIED = 0.5  # in fused score: less is no difference between two clauses
_AHEAD = 0.5  # in fused score: a clause with points of its own is the list that was asked for
_POINT = re.compile(r"(?m)^[a-zđ]\) ")
_ASKS_FOR_A_LIST = re.compile(
    r"\b(?:gom|liet ke|ke (?:ra|ten|cac|nhung|het)|may (?:cach|hinh thuc|buoc|loai|quyen|nhiem vu|noi dung)"
    r"|nhung gi|nhung ai|nhung(?: \w+){1,5} (?:nao|gi|ai)|cac(?: \w+){1,3} nao"
    r"|(?:hinh thuc|cach|noi dung|can cu|nguyen tac|truong hop|doi tuong|nhiem vu|quyen(?: han)?|nghia vu|trach nhiem"
    r"|tieu chuan|dieu kien) (?:nao|gi))\b"
)  # on the folded question: "gồm", "kể tên", "mấy cách", "những gì", "những quyền gì", "bằng hình thức nào"


def choose(hits: Sequence[Hit], question: str, shelf: Shelf, *, limit: int) -> list[tuple[Passage, Hit]]:
    """Up to `limit` passages to quote, best first, each of another article, with the hit that led to it."""
    by_article: dict[Reference, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_article[hit.passage.reference.within_article()].append(hit)
    is_list = _ASKS_FOR_A_LIST.search(fold(question)) is not None
    chosen = list(by_article.values())[:limit]
    return [(_unit(of_article, shelf, is_list=is_list), of_article[0]) for of_article in chosen]


def _unit(hits: Sequence[Hit], shelf: Shelf, *, is_list: bool) -> Passage:
    """The best of the clauses that `hits`, all of one article, found; or the whole article.

    It is quoted whole when a list is asked for and most of its clauses were found, or when two clauses of a short one
    are as near: what is asked then stands in more than one of them, or we cannot tell in which.
    """
    best = hits[0]
    article = shelf.article_of(best.passage)
    clauses, length = len(shelf.clauses(article)), len(article.text)
    if clauses < 2:
        return best.passage
    ahead = best.fused_score - hits[1].fused_score if len(hits) > 1 else _TIED
    found = sum(hit.rank <= _TOP for hit in hits) >= _MOST_CLAUSES * min(clauses, _TOP)
    alone = ahead >= _AHEAD and len(_POINT.findall(best.passage.text)) > 1
    answers_as_a_list = is_list and found and not alone and length <= _LONGEST_LIST
    return article if answers_as_a_list or (ahead < _TIED and length <= _LONGEST_TIE) else best.passage
