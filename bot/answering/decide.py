"""Whether what was found answers the question."""

from bot.answering.answer import Status
from corpus.folding import fold

# Of the questions in the field fewer than 1 in 20 have their nearest passage below this cosine similarity; of general
# questions 1 in 1,000 has one above it. `python -m scripts.evaluate` prints the percentiles for any questions.
ANSWERING_COSINE = 0.875

_FIELD = (
    "giam sat", "phan bien", "mat tran", "thanh tra nhan dan", "dan chu o co so", "khieu nai", "to cao", "kien nghi",
    "tiep cong dan", "cu tri", "cong doan", "cuu chien binh", "huong uoc", "quy uoc", "hoa giai", "doi thoai",
)  # fmt: skip


def decide(nearest: float | None, question: str) -> Status:
    """ANSWERED when the cosine similarity of the nearest passage is large enough; else whether it is of the field."""
    if nearest is not None and nearest >= ANSWERING_COSINE:
        return Status.ANSWERED
    folded = f" {fold(question)} "
    of_the_field = any(f" {term} " in folded for term in _FIELD)
    return Status.NOT_FOUND if of_the_field else Status.OUT_OF_SCOPE
