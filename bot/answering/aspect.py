"""Short questions that leave their subject to the question before: "thời hạn?", "ai ký?", "còn cấp xã thì sao?"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answering.decide import Signals
from corpus.folding import fold
from corpus.reference import Reference
from index.retriever import Found, Hit

_OPENING = re.compile(r"^(?:(?:còn|thế|vậy|rồi)\s+)+", re.IGNORECASE)
_CLOSING = re.compile(r"\s+thì\s+(?:sao|(?:như )?thế nào|ra sao)$", re.IGNORECASE)
_SHORT = 6  # syllables: a longer question says itself what it is about,
_SHORT_AND_MARKED = 8  # unless "còn", "thế" or "thì sao" around it says that it goes on
_BARE = 3  # syllables: "ai ký?" has no subject of its own, neither of the field nor foreign to it
_SUBJECT = 6  # syllables: a shorter question before is passed over when an earlier one says more
_FOREIGN = -3.5  # log-odds of an answer by itself: below, no question before makes it one of the field
_UNSURE = -2.0  # log-odds by itself: below, what is found must at least speak of the aspect
_LOOKED_AT = 10
_QUESTION_WORDS = frozenset("ai gi nao may bao nhieu lau khi sao the dau co khong duoc phai la o thi".split())
_GAIN = 0.25  # in log-odds: how much the question before must add, beside making it longer
_SAME_REGULATION = 1.0  # in fused scores: for the regulation shown before
_ALREADY_SHOWN = 1.5  # in fused scores: against the article shown before, which was not all that was asked for


def aspect(full: str) -> str | None:
    """What a short question asks of the subject before: "cấp xã" of "còn cấp xã thì sao?"; None for a longer one."""
    asked = full.strip(" ?.!")
    rest = _CLOSING.sub("", _OPENING.sub("", asked))
    longest = _SHORT if rest == asked else _SHORT_AND_MARKED
    return rest if 0 < len(rest.split()) <= longest else None


def subject(questions: tuple[str, ...]) -> str | None:
    """The newest of `questions`, newest first, that says what it is about; the newest when none does."""
    says = (question for question in questions if _says_its_subject(question))
    return next(says, questions[0] if questions else None)


def _says_its_subject(question: str) -> bool:
    asked = question.strip(" ?.!")
    return len(asked.split()) >= _SUBJECT and not _OPENING.match(asked) and not _CLOSING.search(asked)


def goes_on(asked: str, alone: Signals | None, together: Signals | None, found: Found) -> bool:
    """Whether a short question, which asks for the aspect `asked`, goes on from the one before, not to a new topic.

    `alone` are the signals of the question by itself, `together` those with the question before, which led to `found`.
    """
    if alone is None or together is None or together.log_odds < 0:
        return False
    if replace(together, length=alone.length).log_odds < alone.log_odds + _GAIN:
        return False
    if alone.log_odds < _FOREIGN and len(asked.split()) > _BARE:
        return False
    return alone.log_odds >= _UNSURE or _speaks_of(asked, found.hits[:_LOOKED_AT])


def _speaks_of(asked: str, hits: Sequence[Hit]) -> bool:
    """Whether one of `hits` has the words, or one pair of the words, that `asked` has beside its question words."""
    words = [word for word in fold(asked).split() if word not in _QUESTION_WORDS]
    sought = [" ".join(pair) for pair in pairwise(words)] or words
    texts = [f" {fold(' '.join((*hit.passage.headings, hit.passage.text)))} " for hit in hits]
    return not sought or any(f" {words} " in text for words in sought for text in texts)


def merged(alone: Found, together: Found, shown: Reference | None) -> Found:
    """`together` with its hits ordered anew: by both searches, and by where the provision `shown` before stands."""
    scores = {hit.passage: hit.fused_score for hit in together.hits}
    lowest = min(scores.values(), default=0.0)
    by_itself = {hit.passage: hit.fused_score for hit in alone.hits}
    lowest_alone = min(by_itself.values(), default=0.0)

    def score(hit: Hit) -> float:
        fused = scores.get(hit.passage, lowest) + by_itself.get(hit.passage, lowest_alone)
        if shown is None or hit.passage.reference.number != shown.number:
            return fused
        seen = hit.passage.reference.within_article() == shown.within_article()
        return fused + _SAME_REGULATION - _ALREADY_SHOWN * seen

    hits = {hit.passage: hit for hit in (*alone.hits, *together.hits)}
    return replace(together, hits=tuple(_ranked(sorted(hits.values(), key=score, reverse=True))))


def _ranked(hits: list[Hit]) -> Iterator[Hit]:
    return (replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
