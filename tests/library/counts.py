"""The library in numbers, regulation by regulation: python -m tests.library.counts."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpus.asked import load_asked
from corpus.catalog import Catalog
from corpus.glossary import Glossary
from corpus.ingest import Document, ingest, library_files
from corpus.procedures import load_procedures
from corpus.reference import Level, Step
from corpus.reviewed import load_reviewed
from tests.conftest import SHARED
from tests.library.provisions import official_texts

_EXCEPTIONS = Path(__file__).with_name("exceptions.toml")


def rows(shared: Path = SHARED) -> Iterator[tuple[str, int | None, int, int, int, str, int]]:
    """A row a digest: its id, official articles at hand, articles, sheets, questions, questions an article, exceptions.

    The number of official articles is None where `shared` has no text of the regulation.
    """
    catalog = Catalog.load()
    asked = [question for question in load_asked(catalog) if question.number]
    official = {number: len(document["articles"]) for number, document in official_texts(shared).items()}
    excepted = Counter(entry["regulation"] for entry in tomllib.loads(_EXCEPTIONS.read_text("utf-8"))["exception"])
    for file in library_files():
        document = ingest(file, catalog)
        assert isinstance(document, Document), file.name
        number = document.passages[0].reference.number
        outermost = {passage.reference.path[0] for passage in document.passages}
        counts = Counter(question.path[0] for question in asked if question.number == number)
        each = [counts[step] for step in outermost]
        stem = file.name.removesuffix(".md")
        yield (
            stem,
            official.get(number),
            _of(Level.ARTICLE, outermost),
            _of(Level.SHEET, outermost),
            sum(each),
            f"{min(each)}-{max(each)}",
            excepted[stem],
        )


def _of(level: Level, steps: set[Step]) -> int:
    return sum(step.level is level for step in steps)


def _print() -> None:
    table = Table("văn bản", "điều chính thức", "điều tóm lược", "phiếu", "câu hỏi", "mỗi điều", "ngoại lệ")
    for row in rows():
        table.add_row(*("-" if cell is None else str(cell) for cell in row))
    glossary, console = Glossary.load(), Console(width=120)
    console.print(table)
    console.print(
        f"{len(Catalog.load().entries)} văn bản trong danh mục, {len(glossary.terms)} thuật ngữ, "
        f"{len(glossary.abbreviations)} chữ tắt, {len(glossary.everyday)} từ đời thường, "
        f"{len(load_procedures())} quy trình, {len(load_reviewed())} câu trả lời đã duyệt"
    )


if __name__ == "__main__":
    _print()
