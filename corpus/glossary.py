"""The words cadres use, from the library: terms with their meaning, abbreviations, everyday words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.catalog import LIBRARY, CatalogError
from corpus.folding import fold
from corpus.reference import Level, Step


class Term(BaseModel):
    """A term, its abbreviations and other names, its meaning in our own words, and the provision that defines it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    term: str
    short: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    meaning: str
    number: str | None = None
    article: str | None = None
    clause: str | None = None

    @property
    def path(self) -> tuple[Step, ...]:
        """The steps down to the provision that defines it; empty when none does."""
        labels = {Level.ARTICLE: self.article, Level.CLAUSE: self.clause}
        return tuple(Step(level, label) for level, label in labels.items() if label)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called."""
        return (self.term, *self.short, *self.also)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    term: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """`abbreviations`: folded abbreviation -> words. `everyday`: folded everyday words -> the law's words for it."""

    terms: tuple[Term, ...]
    abbreviations: Mapping[str, str]
    everyday: Mapping[str, str]

    @classmethod
    def load(cls, library: Path = LIBRARY) -> "Glossary":
        """The glossary in the folder `library`.

        Raises:
            CatalogError: a file is missing, is not TOML, or has a wrong or unknown field.
        """
        try:
            terms = _File.model_validate(_read(library / "glossary.toml")).term
            typed = _rows(_read(library / "abbreviations.toml"))
            everyday = _rows(_read(library / "everyday.toml"))
        except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
            raise CatalogError(f"Bảng thuật ngữ trong {library.name} không dùng được: {error}") from error
        shorts = {fold(short): term.term for term in terms for short in term.short if " " not in fold(short)}
        return cls(terms, {**shorts, **typed}, {fold(said): meant for said, meant in everyday.items()})


def _read(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _rows(tables: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {left: right for table in tables.values() for left, right in table.items()}
