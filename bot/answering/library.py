"""The regulations of one build, to be read rather than searched: by key, by article, from one to the next."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.answering.answer import Quote
from bot.answering.cross_references import CrossReferences
from bot.answering.named import NameFinder
from bot.answering.quoting import quoted
from bot.answering.shelf import Shelf
from bot.answering.verify import verified
from corpus.catalog import Entry, Validity
from corpus.passage import Passage, SourceKind
from corpus.reference import Level, Reference
from index.build import Build
from index.manifest import DocumentRecord

_KEY_BYTES = 9  # twelve characters: they fit a button and a link, and no two of a million provisions share them
_EARLIER_WORDING = ".until-"


@dataclass(frozen=True, slots=True)
class Holding:
    """A regulation the build holds. `record` is its document, the official one where there is one."""

    number: str
    title: str
    record: DocumentRecord
    entry: Entry | None
    validity: Validity

    @property
    def is_official(self) -> bool:
        """Whether the official text is held, not only our digest."""
        return self.record.kind is SourceKind.OFFICIAL


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles before and after an article; None at either end."""

    previous: Passage | None
    following: Passage | None


def key_of(reference: Reference) -> str:
    """Twelve characters of `A-Za-z0-9_-` that stand for a provision, in every build and on every machine."""
    steps = (f"{step.level.name} {step.label}" for step in reference.path)
    return _key("\n".join((reference.number, *steps)))


def number_key(number: str) -> str:
    """Twelve characters that stand for a regulation."""
    return _key(number)


class Library:
    """Reads the regulations of one build. Safe to call from several threads."""

    def __init__(self, build: Build, shelf: Shelf, names: NameFinder) -> None:
        self._build = build
        self._shelf = shelf
        self._by_key = {key_of(passage.reference): passage.reference for passage in build.passages}
        self._records = {number_key(number): record for number, record in _records(build).items()}
        self._cross_references = CrossReferences(names, shelf)

    def reference(self, key: str) -> Reference | None:
        """The provision that `key` stands for; None when the build does not hold it."""
        return self._by_key.get(key)

    def quote(self, reference: Reference, on: date) -> Quote | None:
        """The provision as worded on the day `on`; None when the build does not hold it."""
        passage = self._shelf.provision(reference.number, reference.path, on)
        return self._quote(passage, on) if passage else None

    def neighbours(self, reference: Reference, on: date) -> Neighbours:
        """The articles on both sides of the article of `reference`."""
        article = reference.within_article()
        beside = [p for p in self.articles(reference.number, on) if p.reference.attachment == article.attachment]
        at = next((place for place, passage in enumerate(beside) if passage.reference == article), None)
        if at is None:
            return Neighbours(None, None)
        return Neighbours(beside[at - 1] if at else None, beside[at + 1] if at + 1 < len(beside) else None)

    def referenced(self, passage: Passage, on: date) -> list[Quote]:
        """The provisions that the text of `passage` points to, those that are held."""
        found = (self._quote(target, on) for target in self._cross_references.of(passage, on))
        return [quote for quote in found if quote]

    def articles(self, number: str, on: date) -> list[Passage]:
        """The articles of regulation `number` as worded on `on`, in order; the sheets of one without articles."""
        levels = (Level.ARTICLE, Level.SHEET)
        held = (passage for level in levels for passage in self._shelf.passages(level))
        return [passage for passage in held if passage.reference.number == number and passage.counts_on(on)]

    def holdings(self, on: date) -> list[Holding]:
        """Every regulation held, in the order of the documents."""
        return [self._holding(record, on) for record in self._records.values()]

    def holding(self, key: str, on: date) -> Holding | None:
        """The regulation that `key` stands for."""
        record = self._records.get(key)
        return self._holding(record, on) if record else None

    def _holding(self, record: DocumentRecord, on: date) -> Holding:
        number, entry = record.number, self._shelf.entry(record.number)
        return Holding(number, entry.title if entry else record.title, record, entry, self._shelf.validity(number, on))

    def _quote(self, passage: Passage, on: date) -> Quote | None:
        return next(iter(verified([quoted(passage, self._shelf, on)], self._build)), None)


def title_of(article: Passage) -> str:
    """The heading an article's text begins with: "Điều 27. Hình thức giám sát"."""
    return article.text.partition("\n")[0]


def _key(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:_KEY_BYTES]).decode()


def _records(build: Build) -> dict[str, DocumentRecord]:
    """One document a number: the official one, else the digest of the newest wording."""
    best: dict[str, DocumentRecord] = {}
    for record in sorted(build.manifest.documents, key=_rank):
        best.setdefault(record.number, record)
    return {record.number: record for record in _in_order(build, best)}


def _in_order(build: Build, best: dict[str, DocumentRecord]) -> Iterator[DocumentRecord]:
    return (record for record in build.manifest.documents if best[record.number] is record)


def _rank(record: DocumentRecord) -> tuple[bool, bool]:
    return record.kind is not SourceKind.OFFICIAL, _EARLIER_WORDING in record.file
