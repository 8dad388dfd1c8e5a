"""Whether what was found answers the question."""

import re
from collections.abc import Mapping

from bot.answering.answer import Status
from corpus.folding import fold
from index.retriever import QUESTION_MARGIN

# Of the questions in the field fewer than 1 in 20 have their nearest passage below this cosine similarity; of general
# questions 1 in 1,000 has one above it. `python -m scripts.evaluate` prints the percentiles for any questions.
ANSWERING_COSINE = 0.875

_FIELD = (
    "giam sat", "phan bien", "mat tran", "thanh tra nhan dan", "dan chu o co so", "khieu nai", "to cao", "kien nghi",
    "tiep cong dan", "cu tri", "cong doan", "cuu chien binh", "huong uoc", "quy uoc", "hoa giai", "doi thoai",
)  # fmt: skip


_ASKS_FOR_STEPS = re.compile(
    r"\b(?:quy trinh|trinh tu|(?:cac|may|tung) buoc|lam (?:the nao|sao|nhung gi)|bat dau tu dau|(?:can|phai) lam gi"
    r"|to chuc (?:the nao|sao)|huong dan|cach (?:lam|to chuc))\b"
)  # on the folded question
STEPS_COSINE = 0.88  # between the question and one written for a procedure
REVIEWED_COSINE = 0.91  # between the question and one written for a reviewed answer, which then stands alone


def procedure_asked_for(question: str, similarities: Mapping[str, float]) -> str | None:
    """The id of the nearest procedure, when it is near and `question` asks how something is done from start to end."""
    asks = _ASKS_FOR_STEPS.search(fold(question)) is not None
    return _nearest(similarities, STEPS_COSINE) if asks else None


def reviewed_answer_for(similarities: Mapping[str, float], nearest: float) -> str | None:
    """The id of the nearest reviewed answer, when the question is all but one written for it.

    `nearest` is the cosine similarity of the nearest provision, counted as `index.retriever.Hit` does: a provision that
    is as near is the better answer.
    """
    return _nearest(similarities, max(REVIEWED_COSINE, nearest + QUESTION_MARGIN))


def _nearest(similarities: Mapping[str, float], least: float) -> str | None:
    best = max(similarities, key=lambda page: similarities[page], default=None)
    return best if best is not None and similarities[best] >= least else None


def decide(nearest: float | None, question: str) -> Status:
    """ANSWERED when the cosine similarity of the nearest passage is large enough; else whether it is of the field."""
    if nearest is not None and nearest >= ANSWERING_COSINE:
        return Status.ANSWERED
    folded = f" {fold(question)} "
    of_the_field = any(f" {term} " in folded for term in _FIELD)
    return Status.NOT_FOUND if of_the_field else Status.OUT_OF_SCOPE
