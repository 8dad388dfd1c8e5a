"""Step-by-step procedures (quy trình) from the library; every step names the provisions it rests on."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.catalog import LIBRARY, CatalogError
from corpus.citations import Citations
from corpus.reference import Reference


class ProcedureStep(BaseModel):
    """One step: what is done and who does it; by when and with which document, where the provisions say so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: str
    who: str
    by_when: str = ""
    document: str = ""
    basis: Citations = Field(min_length=1)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The provisions it rests on."""
        return tuple(Reference.parse(citation) for citation in self.basis)


class Procedure(BaseModel):
    """A procedure. `questions` are how people ask for it; `note` is the trap one must not fall into."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    when: str
    questions: tuple[str, ...]
    note: str = ""
    step: tuple[ProcedureStep, ...]


def load_procedures(folder: Path = LIBRARY / "procedures") -> tuple[Procedure, ...]:
    """The procedures in `folder`, in the order of their titles; the id of each is its file's name.

    Raises:
        CatalogError: a file is not TOML, has a wrong or unknown field, or a basis that is no citation.
    """
    return tuple(sorted((_read(path) for path in folder.glob("*.toml")), key=lambda procedure: procedure.title))


def _read(path: Path) -> Procedure:
    try:
        return Procedure.model_validate({"id": path.stem, **tomllib.loads(path.read_text(encoding="utf-8"))})
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CatalogError(f"Quy trình {path.name} không dùng được: {error}") from error
