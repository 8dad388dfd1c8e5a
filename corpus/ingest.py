"""The ingestion story: files as received -> documents ready to be indexed."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.catalog import LIBRARY, Catalog
from corpus.clean import clean
from corpus.extract import ExtractionError, extract
from corpus.passage import Passage, Source, SourceKind
from corpus.passages import passages
from corpus.review import Finding, review
from corpus.structure import StructureError, parse

SUFFIXES = (".pdf", ".txt", ".md")


@dataclass(frozen=True, slots=True)
class File:
    """A file as received: its name and its bytes."""

    name: str
    data: bytes
    kind: SourceKind = SourceKind.OFFICIAL

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal: what identifies the file."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """One regulation read from one file. `text[passage.start:passage.end]` is each passage word for word."""

    number: str
    title: str
    source: Source
    text: str
    page_count: int
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that could not be used, and why, in one Vietnamese sentence."""

    file: str
    reason: str


def ingest(file: File, catalog: Catalog) -> Document | Rejected:
    """The document in `file`, or why there is none."""
    try:
        lines = extract(file.name, file.data)
        page_count = max(line.page for line in lines)
        regulation = parse(clean(lines))
    except (ExtractionError, StructureError) as error:
        return Rejected(file.name, str(error))
    entry = catalog.entry(regulation.number, file=file.name)
    title = entry.title if entry else regulation.title
    source = Source(file.kind, file.name, file.sha256)
    found = passages(regulation, cited_as=entry.cited_as if entry else title or "Văn bản", title=title, source=source)
    return Document(
        number=regulation.number,
        title=title,
        source=source,
        text=regulation.source.text,
        page_count=page_count,
        passages=tuple(found),
        findings=tuple(review(regulation, page_count=page_count)),
    )


def choose(documents: Iterable[Document]) -> list[Document]:
    """One document a number: the official text before the digest, the later file before the earlier."""
    chosen: dict[str, Document] = {}
    for document in documents:
        present = chosen.get(document.number)
        if present is None or document.source.kind is SourceKind.OFFICIAL or present.source.kind is SourceKind.DIGEST:
            chosen[document.number] = document
    return list(chosen.values())


def library_files(folder: Path = LIBRARY) -> list[File]:
    """The digests that the project ships, in the order of their names."""
    return [File(path.name, path.read_bytes(), SourceKind.DIGEST) for path in sorted(folder.glob("*.md"))]


def library_hash(folder: Path = LIBRARY) -> str:
    """A hash of every file of the shipped library, by which a build made from an older one is told apart."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that `paths` name, folders searched through for the kinds that can be read."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        else:
            yield path
