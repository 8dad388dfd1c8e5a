"""The ingestion story: files as received -> documents ready to be indexed."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from statistics import fmean

from corpus.catalog import LIBRARY, Catalog, Entry
from corpus.clean import clean
from corpus.corrections import Corrections
from corpus.extract import extract
from corpus.letterhead import head_of
from corpus.lines import ExtractionError, Line
from corpus.metadata import Metadata, read_metadata
from corpus.passage import Passage, Source, SourceKind
from corpus.passages import passages
from corpus.reference import UNNAMED, Reference
from corpus.regulation import Regulation
from corpus.review import Finding, review
from corpus.structure import StructureError, UnnumberedError, parse

SUFFIXES = (".pdf", ".docx", ".doc", ".rtf", ".html", ".htm", ".md", ".txt", ".zip")
NO_CORRECTIONS = Corrections()
Read = Callable[[str, bytes], list[Line]]
_EARLIER_WORDING = re.compile(r"(?P<id>.+)\.until-(?P<day>\d{4}-\d{2}-\d{2})\.md")


@dataclass(frozen=True, slots=True)
class File:
    """A file as received: its name and its bytes."""

    name: str
    data: bytes
    kind: SourceKind = SourceKind.OFFICIAL

    @property
    def counts_until(self) -> date | None:
        """The first day on which the wording in the file no longer counts, for a digest "<id>.until-2025-07-01.md"."""
        match = _EARLIER_WORDING.fullmatch(self.name)
        return date.fromisoformat(match["day"]) if match and self.kind is SourceKind.DIGEST else None

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal: what identifies the file."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """One regulation read from one file. `text[passage.start:passage.end]` is each passage word for word.

    `id` is that of its catalog entry, or its number where it has none. `counts_until` is set for an earlier wording of
    some articles: the day on which a later one took their place. `metadata` is what the text says of itself;
    `recognised` are the pages read from their pictures, each with how sure the engine was, from 0 to 1. `entry` is what
    counts of it instead of the catalog's entry, where a person corrected or confirmed something.
    """

    number: str
    title: str
    source: Source
    text: str
    page_count: int
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
    counts_until: date | None = None
    id: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    recognised: tuple[tuple[int, float], ...] = ()
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that could not be used, and why, in one Vietnamese sentence."""

    file: str
    reason: str


def ingest(
    file: File, catalog: Catalog, *, read: Read = extract, corrections: Corrections = NO_CORRECTIONS
) -> Document | Rejected:
    """The document in `file`, or why there is none. `read` turns a name and bytes into lines."""
    correction = corrections.of_file(file.name, file.sha256)
    try:
        lines = read(file.name, file.data)
        cleaned = clean(lines)
        regulation = parse(cleaned, number=correction.number if correction else "")
    except UnnumberedError as error:
        return Rejected(file.name, f"{error} {_how_to_number(file.name)}")
    except (ExtractionError, StructureError) as error:
        return Rejected(file.name, str(error))
    metadata = read_metadata(regulation, head_of(cleaned))
    entry = catalog.entry(regulation.number, file=file.name)
    said = _as_entry(metadata)
    correction = correction or corrections.of_number(regulation.number)
    corrected = correction.corrected(entry or said) if correction else None
    entry = corrected or entry
    title = entry.title if entry else regulation.title
    source = Source(file.kind, file.name, file.sha256)
    found = passages(regulation, cited_as=(entry or said).cited_as, title=title, source=source)
    return Document(
        number=regulation.number,
        title=title,
        source=source,
        text=regulation.source.text,
        page_count=max(line.page for line in lines),
        passages=tuple(found),
        findings=tuple(_findings(regulation, lines)) if file.kind is SourceKind.OFFICIAL else (),
        counts_until=file.counts_until,
        id=entry.id if entry else regulation.number,
        metadata=metadata,
        recognised=tuple(_recognised(lines)),
        entry=corrected,
    )


def _how_to_number(name: str) -> str:
    quoted = json.dumps(name, ensure_ascii=False)
    return f'Nếu biết số, hãy ghi hai dòng vào corrections.toml rồi chạy lại: [correction.{quoted}] và number = "...".'


def _as_entry(metadata: Metadata) -> Entry:
    """The entry of a regulation that the catalog does not know, made from what its text says of itself."""
    title = metadata.title or UNNAMED
    number = metadata.number
    return Entry(id=number, number=number, kind=metadata.kind or UNNAMED, title=title, issuer=metadata.issuer)


def _findings(regulation: Regulation, lines: Sequence[Line]) -> list[Finding]:
    return review(
        regulation,
        page_count=max(line.page for line in lines),
        readable={line.page for line in lines if line.text.strip()},
        doubtful=sorted({line.page for line in lines if not line.legible}),
        figures=[(line.page, line.doubt) for line in lines if line.doubt and line.legible],
    )


def _recognised(lines: Sequence[Line]) -> Iterator[tuple[int, float]]:
    """The pages read from pictures, each with the engine's mean confidence."""
    for page, on_page in groupby(lines, key=lambda line: line.page):
        sure = [line.confidence for line in on_page if line.confidence is not None]
        if sure:
            yield page, round(fmean(sure), 3)


def choose(documents: Iterable[Document]) -> list[Document]:
    """One document a regulation and wording: the official text before the digest, the later file before the earlier."""
    chosen: dict[tuple[str, date | None], Document] = {}
    for document in documents:
        key = (document.id, document.counts_until)
        present = chosen.get(key)
        if present is None or document.source.kind is SourceKind.OFFICIAL or present.source.kind is SourceKind.DIGEST:
            chosen[key] = document
    return dated(list(chosen.values()))


def dated(documents: Sequence[Document]) -> list[Document]:
    """`documents` with the days on which each wording counts noted on its passages."""
    earlier = [document for document in documents if document.counts_until]
    replaced = {p.reference.within_article(): d.counts_until for d in earlier for p in d.passages}
    return [_with_dates(document, replaced) for document in documents]


def _with_dates(document: Document, replaced: Mapping[Reference, date | None]) -> Document:
    if document.counts_until:
        passages = (replace(passage, counts_until=document.counts_until) for passage in document.passages)
    else:
        passages = (replace(p, counts_from=replaced.get(p.reference.within_article())) for p in document.passages)
    return replace(document, passages=tuple(passages))


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
