"""Whether what was found answers the question."""

import re

from bot.answering.answer import Status
from corpus.folding import fold

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
STEPS_COSINE = 0.88  # between the question and one that people ask for a procedure


def asks_for_steps(cosine_similarity: float, question: str) -> bool:
    """Whether `question`, that near to one written for a procedure, asks how something is done from start to end."""
    return cosine_similarity >= STEPS_COSINE and _ASKS_FOR_STEPS.search(fold(question)) is not None


def decide(nearest: float | None, question: str) -> Status:
    """ANSWERED when the cosine similarity of the nearest passage is large enough; else whether it is of the field."""
    if nearest is not None and nearest >= ANSWERING_COSINE:
        return Status.ANSWERED
    folded = f" {fold(question)} "
    of_the_field = any(f" {term} " in folded for term in _FIELD)
    return Status.NOT_FOUND if of_the_field else Status.OUT_OF_SCOPE
