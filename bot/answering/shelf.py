"""The regulations one build holds, joined to what the catalog knows of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from corpus.catalog import Catalog, Entry, Validity
from corpus.letterhead import kind_of
from corpus.passage import Passage, SourceKind
from corpus.reference import UNNAMED, Level, Reference, Step
from index.build import Build
from index.manifest import DocumentRecord


class Shelf:
    """Looks provisions up by name and says which regulations count on a day."""

    def __init__(self, build: Build, catalog: Catalog) -> None:
        self._passages: dict[Reference, list[Passage]] = defaultdict(list)
        self._by_level: dict[Level, list[Passage]] = defaultdict(list)
        self._clauses: dict[tuple[str, Reference], list[Passage]] = defaultdict(list)
        self._attached: dict[Reference, list[Reference]] = defaultdict(list)
        for passage in build.passages:
            self._passages[passage.reference].append(passage)
            self._by_level[passage.level].append(passage)
            if passage.level is Level.CLAUSE:
                self._clauses[passage.source.sha256, passage.reference.within_article()].append(passage)
            if passage.reference.attachment:
                self._attached[_without_attachment(passage.reference)].append(passage.reference)
        self._records = {record.number: record for record in build.manifest.documents}
        self.catalog = _joined(catalog, build.manifest.documents)
        self._entries = {
            number: self.catalog.entry(number, file=record.file) for number, record in self._records.items()
        }
        self._validities = lru_cache(maxsize=16)(self._validities_on)
        self._not_merged = {
            record.sha256: _never_named(self._entries[record.number], build.texts[record.sha256])
            for record in build.manifest.documents
            if record.kind is SourceKind.OFFICIAL
        }

    def numbers(self) -> list[str]:
        """The numbers of all regulations held."""
        return list(self._records)

    def in_force(self, on: date) -> list[str]:
        """The numbers of the regulations held that count on `on`, those of unverified status among them."""
        return [number for number, validity in self._validities(on).items() if validity in {"in_force", "unverified"}]

    def expired(self, on: date) -> list[str]:
        """The numbers of the regulations held that no longer count on `on`."""
        return [number for number, validity in self._validities(on).items() if validity == "expired"]

    def validity(self, number: str, on: date) -> Validity:
        """Whether the regulation held under `number` counts on `on`."""
        return self._validities(on).get(number, "unverified")

    def _validities_on(self, on: date) -> Mapping[str, Validity]:
        return {number: entry.validity(on) if entry else "unverified" for number, entry in self._entries.items()}

    def entry(self, number: str) -> Entry | None:
        """What the catalog knows of the regulation held under `number`; None when two share it."""
        return self._entries.get(number)

    def not_merged(self, passage: Passage) -> tuple[str, ...]:
        """The numbers of what amended the regulation and is not named anywhere in the official text `passage` is from.

        A consolidated text names what it was consolidated with, so this one was not.
        """
        return self._not_merged.get(passage.source.sha256, ())

    def held(self, entries: Iterable[Entry]) -> list[str]:
        """The numbers, as the documents write them, of those of `entries` that are held."""
        wanted = {entry.id for entry in entries}
        return [number for number, entry in self._entries.items() if entry and entry.id in wanted]

    def counts(self, passage: Passage, on: date) -> bool:
        """Whether `passage` is the wording of its provision on `on`, in a regulation that counts then."""
        return passage.counts_on(on) and self.validity(passage.reference.number, on) in {"in_force", "unverified"}

    def passages(self, level: Level) -> list[Passage]:
        """Every passage of `level`, in the order of the documents."""
        return self._by_level[level]

    def provision(self, number: str, path: tuple[Step, ...], on: date, *, attached: bool = False) -> Passage | None:
        """The provision of regulation `number` at `path` as worded on `on`.

        It is sought in the regulation first, then in an attached Quy chế; the other way round when it is `attached`.
        """
        reference = Reference(number, path)
        within = [reference, *self._attached.get(reference, [])]
        found = (self._passages.get(place, []) for place in (reversed(within) if attached else within))
        wordings = next((passages for passages in found if passages), [])
        return next((passage for passage in wordings if passage.counts_on(on)), None)

    def article_labels(self, number: str) -> list[str]:
        """The labels of the articles held of regulation `number`, in order."""
        articles = (passage.reference for passage in self._by_level[Level.ARTICLE])
        return list(dict.fromkeys(ref.path[-1].label for ref in articles if ref.number == number))

    def clauses(self, article: Passage) -> Sequence[Passage]:
        """The clauses that stand in the text of `article`, in order."""
        return self._clauses.get((article.source.sha256, article.reference), ())

    def article_of(self, passage: Passage) -> Passage:
        """The whole article or sheet that `passage` is part of, in the same wording."""
        wordings = self._passages[passage.reference.within_article()]
        return next(article for article in wordings if article.source == passage.source)

    def above(self, passage: Passage) -> Passage | None:
        """The clause or article that `passage` stands in, in the same wording; None for an article or sheet."""
        reference = passage.reference
        wordings = self._passages.get(Reference(reference.number, reference.path[:-1]), [])
        return next((wording for wording in wordings if wording.source == passage.source), None)

    def page(self, passage: Passage) -> int | None:
        """The page `passage` begins on; None where the file has no pages."""
        return passage.page if passage.source.file.lower().endswith(".pdf") else None


def _never_named(entry: Entry | None, text: str) -> tuple[str, ...]:
    return tuple(number for number in entry.amended_by if number not in text) if entry else ()


def _without_attachment(reference: Reference) -> Reference:
    path = tuple(step for step in reference.path if step.level is not Level.ATTACHMENT)
    return Reference(reference.number, path)


def _joined(catalog: Catalog, records: Sequence[DocumentRecord]) -> Catalog:
    """`catalog` with what a person said of the documents held, and with those it does not know."""
    said = {record.entry.id: record.entry for record in records if record.entry}
    known = [said.pop(entry.id, entry) for entry in catalog.entries]
    unknown = [_entry(record) for record in records if not record.entry and not catalog.numbered(record.number)]
    return Catalog.of((*known, *said.values(), *unknown))


def _entry(record: DocumentRecord) -> Entry:
    """An entry for a regulation the catalog does not know: its name, and nothing claimed of its validity."""
    kind = kind_of(record.title) or UNNAMED
    return Entry(id=record.sha256, number=record.number, kind=kind, title=record.title or UNNAMED)
