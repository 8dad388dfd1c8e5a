"""References to provisions: "điểm a khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from corpus.number import NUMBER_PATTERN

UNNAMED = "Văn bản"  # how a regulation is called whose text does not say what it is
POINT_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_LABEL = re.compile(r"(\d*)(?:([a-zđ]+)(\d*))?")
_ATTACHED = "Quy chế|Quy định|Điều lệ|Quy trình|Phụ lục|Văn bản"


class Level(StrEnum):
    """The levels of a regulation, outermost first. The value is the word a citation uses."""

    ATTACHMENT = "kèm theo"
    SHEET = "phiếu tóm lược"
    PART = "phần"
    CHAPTER = "chương"
    SECTION = "mục"
    SUBSECTION = "tiểu mục"
    ARTICLE = "Điều"
    CLAUSE = "khoản"
    POINT = "điểm"

    @property
    def depth(self) -> int:
        """How far inside it stands: a level holds those of greater depth. A sheet stands where an article would."""
        return _DEPTHS[self]


_DEPTHS = {level: list(Level).index(Level.ARTICLE if level is Level.SHEET else level) for level in Level}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reference: a level and the label it carries, "5a" or "đ"."""

    level: Level
    label: str


class CitationError(ValueError):
    """A text that is not a reference in the one form `Reference` prints."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a provision stands: the regulation's number and the steps down to it, outermost first.

    Only the steps a citation names are kept: the attachment (a Quy chế that restarts at Điều 1), article, clause and
    point; or a section of this project's own information sheet on a regulation whose text is not held. `regulation` is
    how the citation calls the regulation; it takes no part in comparison.
    """

    number: str
    path: tuple[Step, ...]
    regulation: str = field(default=UNNAMED, compare=False)

    def __str__(self) -> str:
        steps = [_cited(step) for step in reversed(self.path) if step.level is not Level.ATTACHMENT]
        attachment = self._label(Level.ATTACHMENT)
        if attachment:
            steps.append(f"{attachment} {Level.ATTACHMENT}")
        name = f"{self.regulation} số {self.number}" if self.number[0].isdigit() else self.number
        return " ".join([*steps, name])

    @classmethod
    def parse(cls, text: str) -> Self:
        """The reference that `str` prints as `text`.

        Raises:
            CitationError: `text` has another form.
        """
        match = _CITATION.fullmatch(text.strip())
        if match is None:
            raise CitationError(
                f"Not a citation: {text!r}. Expected for example 'khoản 2 Điều 27 Luật … số 75/2015/QH13'."
            )
        levels = (Level.ATTACHMENT, Level.SHEET, Level.ARTICLE, Level.CLAUSE, Level.POINT)
        path = tuple(Step(level, label) for level in levels if (label := match.group(level.name.lower())))
        return cls(match.group("number"), path, match.group("regulation") or match.group("number"))

    @property
    def attachment(self) -> str | None:
        """The title of the attached Quy chế the provision stands in."""
        return self._label(Level.ATTACHMENT)

    @property
    def article(self) -> str | None:
        """The label of its article."""
        return self._label(Level.ARTICLE)

    @property
    def clause(self) -> str | None:
        """The label of its clause (khoản)."""
        return self._label(Level.CLAUSE)

    @property
    def point(self) -> str | None:
        """The label of its point (điểm)."""
        return self._label(Level.POINT)

    def within_article(self) -> "Reference":
        """The reference to the article (or sheet) that this provision is part of."""
        path = tuple(step for step in self.path if step.level.depth <= Level.ARTICLE.depth)
        return Reference(self.number, path, self.regulation)

    def _label(self, level: Level) -> str | None:
        return next((step.label for step in self.path if step.level is level), None)


def _cited(step: Step) -> str:
    return f"{step.level} “{step.label}”" if step.level is Level.SHEET else f"{step.level} {step.label}"


_CITATION = re.compile(
    r"(?:phiếu tóm lược “(?P<sheet>[^”]+)” )?"
    r"(?:điểm (?P<point>[a-zđ]\d*) )?"
    r"(?:khoản (?P<clause>\d+[a-zđ]?) )?"
    r"(?:Điều (?P<article>\d+[a-zđ]?) )?"
    rf"(?:(?P<attachment>(?:{_ATTACHED})\b.*?) kèm theo )?"
    rf"(?:(?P<regulation>\S.*) số )?(?P<number>{NUMBER_PATTERN})"
)


def label_order(label: str) -> tuple[int, tuple[int, ...]]:
    """A sort key in the order of Vietnamese drafting: 5 < 5a < 6, and a < b < c < d < đ < e."""
    match = _LABEL.fullmatch(label)
    if match is None:
        raise CitationError(f"Not a label of an article, clause or point: {label!r}")
    digits, letters, inserted = match.groups(default="")
    order = tuple(POINT_ALPHABET.find(letter) for letter in letters)
    return int(digits or 0), (*order, int(inserted)) if inserted else order
