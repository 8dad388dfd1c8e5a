"""Questions as people ask them, each belonging to a provision.

They belong to the provision, not to a text of it: they go on serving when an official text replaces the digest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.catalog import LIBRARY, Catalog, CatalogError
from corpus.procedures import load_procedures
from corpus.reference import Level, Reference, Step
from corpus.reviewed import load_reviewed


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what answers it: the provision of regulation `number` at `path`, or the page `leads_to`.

    A page is a procedure or a reviewed answer, named by its id; it rests on the regulations `rests_on`, by number.
    """

    text: str
    number: str = ""
    path: tuple[Step, ...] = ()
    leads_to: str | None = None
    rests_on: tuple[str, ...] = ()


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    article: str | None = None
    clause: str | None = None
    sheet: str | None = None
    question: str


def load_asked(catalog: Catalog, folder: Path = LIBRARY / "questions") -> list[Asked]:
    """The questions of every `<id of a regulation>.jsonl` in `folder`, then those that lead to a page.

    Raises:
        CatalogError: a file is named after no regulation of the catalog, or a line is not a question.
    """
    numbers = {entry.id: entry.number for entry in catalog.entries}
    about_provisions = (asked for path in sorted(folder.glob("*.jsonl")) for asked in _read(path, numbers))
    return [*about_provisions, *_leading_to_pages()]


def _leading_to_pages() -> Iterator[Asked]:
    for procedure in load_procedures():
        numbers = _numbers(reference for step in procedure.step for reference in step.references)
        yield from (Asked(question, leads_to=procedure.id, rests_on=numbers) for question in procedure.questions)
    for answer in load_reviewed():
        numbers = _numbers(answer.references)
        yield from (Asked(question, leads_to=answer.id, rests_on=numbers) for question in answer.questions)


def _numbers(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(sorted({reference.number for reference in references}))


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
