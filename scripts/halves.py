"""Two fixed halves of any set of questions: one to tune with, one to report from and to leave alone otherwise."""

from enum import StrEnum
from hashlib import sha256

_SEED = "386"  # with it no type of tests/data/questions/questions.jsonl is split more unevenly than 58 to 42


class Half(StrEnum):
    """Which half of the questions."""

    TUNE = "tune"
    REPORT = "report"


def half_of(case_id: str) -> Half:
    """The half to which the question with this id belongs, whatever else is in its file."""
    digest = sha256(f"{_SEED}:{case_id}".encode()).digest()
    return Half.REPORT if digest[0] % 2 else Half.TUNE
