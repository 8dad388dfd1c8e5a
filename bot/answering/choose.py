"""Hits -> what to quote: one provision an article, a clause or the whole article."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.answering.shelf import Shelf
from corpus.folding import fold
from corpus.passage import Passage
from corpus.reference import Reference
from index.retriever import Hit

_LONGEST_WHOLE_ARTICLE = 1_500  # characters: what a phone shows on two screens
_WHOLE_ARTICLE_SHARE = 0.75  # of an article's clauses must be among the best hits before it is quoted whole
_TOP = 10
_ASKS_FOR_A_LIST = re.compile(
    r"\b(?:gom|ke|may (?:cach|hinh thuc|buoc|loai|quyen|nhiem vu|noi dung)"
    r"|nhung gi|nhung ai|nhung(?: \w+){1,2} (?:nao|gi)|cac(?: \w+){1,2} nao"
    r"|(?:hinh thuc|cach|noi dung|can cu|nguyen tac|truong hop|doi tuong|nhiem vu|quyen|tieu chuan) (?:nao|gi))\b"
)  # on the folded question: "gồm", "kể", "mấy cách", "những gì", "những quyền gì", "bằng hình thức nào"


def choose(hits: Sequence[Hit], question: str, shelf: Shelf, *, limit: int) -> list[tuple[Passage, Hit]]:
    """Up to `limit` passages to quote, best first, each of another article, with the hit that led to it."""
    best: dict[Reference, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.reference.within_article(), hit)
    chosen = list(best.items())[:limit]
    if not _ASKS_FOR_A_LIST.search(fold(question)):
        return [(hit.passage, hit) for _, hit in chosen]
    found = Counter(hit.passage.reference.within_article() for hit in hits[:_TOP])
    return [(_whole_article(hit, found[article], shelf) or hit.passage, hit) for article, hit in chosen]


def _whole_article(hit: Hit, found: int, shelf: Shelf) -> Passage | None:
    """The whole article when it is short and most of its clauses were found together."""
    article = shelf.article_of(hit.passage)
    clauses = shelf.clause_count(article)
    whole = clauses > 1 and found >= _WHOLE_ARTICLE_SHARE * clauses and len(article.text) <= _LONGEST_WHOLE_ARTICLE
    return article if whole else None
