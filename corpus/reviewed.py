"""Answers that a person wrote and checked, for questions that no single provision answers in so many words."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.catalog import LIBRARY, CatalogError
from corpus.citations import Citations
from corpus.folding import fold
from corpus.reference import Reference


class ReviewedAnswer(BaseModel):
    """What is to be said, the provisions it rests on, the first to be quoted, and how people ask for it.

    `mentions` are groups of words of which a question must hold one each, `never_about` words that it must not hold.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    says: str
    basis: Citations = Field(min_length=1)
    questions: tuple[str, ...]
    mentions: tuple[tuple[str, ...], ...] = Field(min_length=1)
    never_about: tuple[str, ...] = ()

    def may_answer(self, question: str) -> bool:
        """Whether `question`, in full spelling, speaks of what this answers.

        It stands in for a provision, and to the encoder "trả lời kiến nghị" and "gửi báo cáo" are much the same.
        """
        folded = f" {fold(question)} "
        if any(f" {fold(word)} " in folded for word in self.never_about):
            return False
        return all(any(f" {fold(word)} " in folded for word in group) for group in self.mentions)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The provisions it rests on."""
        return tuple(Reference.parse(citation) for citation in self.basis)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    answer: tuple[ReviewedAnswer, ...]


def load_reviewed(path: Path = LIBRARY / "reviewed.toml") -> tuple[ReviewedAnswer, ...]:
    """The reviewed answers in the TOML file `path`.

    Raises:
        CatalogError: the file is missing, is not TOML, or has a wrong or unknown field or a basis that is no citation.
    """
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).answer
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CatalogError(f"{path.name} không dùng được: {error}") from error
