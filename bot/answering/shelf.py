"""The regulations one build holds, joined to what the catalog knows of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from corpus.catalog import Catalog, Entry, Validity
from corpus.passage import Passage
from corpus.reference import Level, Reference, Step
from index.build import Build
from index.manifest import DocumentRecord


class Shelf:
    """Looks provisions up by name and says which regulations count on a day."""

    def __init__(self, build: Build, catalog: Catalog) -> None:
        self._passages = {passage.reference: passage for passage in reversed(build.passages)}
        self._clauses: dict[Reference, list[Passage]] = defaultdict(list)
        for passage in build.passages:
            if passage.level is Level.CLAUSE:
                self._clauses[passage.reference.within_article()].append(passage)
        self._records = {record.number: record for record in build.manifest.documents}
        unknown = [_entry(record) for record in build.manifest.documents if not catalog.numbered(record.number)]
        self.catalog = Catalog.of((*catalog.entries, *unknown))
        self._entries = {
            number: self.catalog.entry(number, file=record.file) for number, record in self._records.items()
        }

    def numbers(self) -> list[str]:
        """The numbers of all regulations held."""
        return list(self._records)

    def in_force(self, on: date) -> list[str]:
        """The numbers of the regulations held that count on `on`, those of unverified status among them."""
        return [number for number in self._records if self.validity(number, on) in {"in_force", "unverified"}]

    def validity(self, number: str, on: date) -> Validity:
        """Whether the regulation held under `number` counts on `on`."""
        entry = self.entry(number)
        return entry.validity(on) if entry else "unverified"

    def entry(self, number: str) -> Entry | None:
        """What the catalog knows of the regulation held under `number`; None when two share it."""
        return self._entries.get(number)

    def held(self, entries: Iterable[Entry]) -> list[str]:
        """The numbers, as the documents write them, of those of `entries` that are held."""
        wanted = {entry.id for entry in entries}
        return [number for number, entry in self._entries.items() if entry and entry.id in wanted]

    def provision(self, number: str, path: tuple[Step, ...]) -> Passage | None:
        """The provision of regulation `number` at `path`, also where it stands in an attached Quy chế."""
        found = self._passages.get(Reference(number, path))
        if found is None:
            nested = (passage for passage in self._passages.values() if _without_attachment(passage.reference) == path)
            found = next((passage for passage in nested if passage.reference.number == number), None)
        return found

    def article_labels(self, number: str) -> list[str]:
        """The labels of the articles held of regulation `number`, in order."""
        articles = (
            ref for ref in reversed(self._passages) if ref.number == number and ref.path[-1].level is Level.ARTICLE
        )
        return [ref.path[-1].label for ref in articles]

    def clauses(self, article: Reference) -> list[Passage]:
        """The clauses of `article`, in order."""
        return self._clauses.get(article, [])

    def article_of(self, passage: Passage) -> Passage:
        """The whole article or sheet that `passage` is part of."""
        return self._passages[passage.reference.within_article()]

    def page(self, passage: Passage) -> int | None:
        """The page `passage` begins on; None where the file has no pages."""
        return passage.page if passage.source.file.lower().endswith(".pdf") else None


def _without_attachment(reference: Reference) -> tuple[Step, ...]:
    return tuple(step for step in reference.path if step.level is not Level.ATTACHMENT)


def _entry(record: DocumentRecord) -> Entry:
    """An entry for a regulation the catalog does not know: its name, and nothing claimed of its validity."""
    kind = record.title.split(" ")[0] if record.title else "Văn bản"
    return Entry(id=record.sha256, number=record.number, kind=kind, title=record.title or "Văn bản")
