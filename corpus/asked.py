"""Questions as people ask them, each belonging to a provision.

They belong to the provision, not to a text of it: they go on serving when an official text replaces the digest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.catalog import LIBRARY, Catalog, CatalogError
from corpus.procedures import load_procedures
from corpus.reference import Level, Step


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the provision of regulation `number` at `path` answers, or the procedure of that id."""

    text: str
    number: str = ""
    path: tuple[Step, ...] = ()
    procedure: str | None = None


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    article: str | None = None
    clause: str | None = None
    sheet: str | None = None
    question: str


def load_asked(catalog: Catalog, folder: Path = LIBRARY / "questions") -> list[Asked]:
    """The questions of every `<id of a regulation>.jsonl` in `folder`, then those that ask for a procedure.

    Raises:
        CatalogError: a file is named after no regulation of the catalog, or a line is not a question.
    """
    numbers = {entry.id: entry.number for entry in catalog.entries}
    about_provisions = (asked for path in sorted(folder.glob("*.jsonl")) for asked in _read(path, numbers))
    return [*about_provisions, *_for_procedures()]


def _for_procedures() -> Iterator[Asked]:
    for procedure in load_procedures():
        yield from (Asked(question, procedure=procedure.id) for question in procedure.questions)


def _read(path: Path, numbers: dict[str, str]) -> Iterator[Asked]:
    if path.stem not in numbers:
        raise CatalogError(f"{path.name}: không có văn bản nào mang id “{path.stem}” trong catalog.toml.")
    for position, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = _Row.model_validate_json(line)
        except ValidationError as error:
            raise CatalogError(f"{path.name}, dòng {position}: {error.errors()[0]['msg']}") from error
        labels = {Level.SHEET: row.sheet, Level.ARTICLE: row.article, Level.CLAUSE: row.clause}
        steps = tuple(Step(level, label) for level, label in labels.items() if label)
        yield Asked(row.question, numbers[path.stem], steps)
