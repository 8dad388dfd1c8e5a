"""Whether what was found answers the question."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Self

from bot.answering.answer import Status
from corpus.folding import fold
from index.retriever import QUESTION_MARGIN, Found

SHIPPED = Path(__file__).with_name("refusal.toml")
_LONGEST = 40  # syllables: hardly a longer question was learned from
PAST_LEAD = 2.0  # in log-odds: how much better an expired text must answer than one in force

FIELD = (
    "giam sat", "phan bien", "mat tran", "thanh tra nhan dan", "dan chu o co so", "khieu nai", "to cao", "kien nghi",
    "tiep cong dan", "cu tri", "cong doan", "cuu chien binh", "huong uoc", "quy uoc", "hoa giai", "doi thoai",
)  # fmt: skip


_ASKS_FOR_STEPS = re.compile(
    r"\b(?:quy trinh|trinh tu|(?:cac|may|tung) buoc|lam (?:the nao|sao|nhung gi)|bat dau tu dau|(?:can|phai) lam gi"
    r"|to chuc (?:the nao|sao)|huong dan|cach (?:lam|to chuc))\b"
)  # on the folded question
_ONLY_A_LABEL = re.compile(r"(?:con |the |vay |roi )*(?:dieu|khoan|diem) \w+(?: (?:thi sao|the nao|la gi|noi gi|sao))?")
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


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an answer being among what was found.

    `nearest` is the largest cosine similarity of a hit, `mapped` that of a passage after the question map moved the
    question, `fused` the fused score of the first hit, `field` how much the question sounds like one of the field,
    `answerable` how much like one that regulations answer, `length` the logarithm of the number of its syllables: the
    longer a question, the less near is even what answers it.
    """

    nearest: float
    mapped: float
    fused: float
    field: float
    answerable: float
    length: float

    @classmethod
    def of(cls, found: Found) -> Self | None:
        """The signals of what was found; None where nothing was."""
        if found.nearest is None:
            return None
        fused, length = found.hits[0].fused_score, log(min(max(1, found.syllables), _LONGEST))
        return cls(found.nearest, found.mapped, fused, found.field, found.answerable, length)

    @property
    def of_the_field(self) -> float:
        """Log-odds, above 0 for a question that is no foreign one."""
        return self._weighed("of_the_field")

    @property
    def said(self) -> float:
        """Log-odds, above 0 for a question of the field that the regulations answer."""
        return self._weighed("said")

    @property
    def log_odds(self) -> float:
        """For an answer where above 0, against it below: both must hold."""
        return min(self.of_the_field, self.said)

    def _weighed(self, rule: str) -> float:
        """A logistic regression, shifted so that it refuses few questions wrongly."""
        weights = _weights()[rule]
        return weights["bias"] + sum(
            weights[name] * float(value) for name, value in asdict(self).items() if name in weights
        )


def decide(signals: Signals | None, question: str) -> Status:
    """ANSWERED when the signals speak for it and it asks of something; else whether `question` is of the field."""
    folded = f" {fold(question)} "
    if signals is not None and signals.log_odds >= 0 and not _ONLY_A_LABEL.fullmatch(folded.strip()):
        return Status.ANSWERED
    of_the_field = any(f" {term} " in folded for term in FIELD)
    return Status.NOT_FOUND if of_the_field else Status.OUT_OF_SCOPE


def is_doubtful(in_force: Signals | None) -> bool:
    """Whether what is in force answers so weakly, or not at all, that an expired text may be what is meant."""
    return in_force is None or in_force.log_odds < PAST_LEAD


def past_answers(past: Signals | None, in_force: Signals | None, *, is_named: bool) -> bool:
    """Whether an expired text answers: one `is_named` as what is in force would, any other only much better than it."""
    lead = 0.0 if is_named else PAST_LEAD + max(0.0, in_force.log_odds if in_force else 0.0)
    return past is not None and past.log_odds >= lead


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
