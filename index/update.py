"""The re-indexing story: files given, files kept and the shipped library -> a new current build."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from corpus.asked import Asked, load_asked
from corpus.catalog import Catalog
from corpus.extract import extract
from corpus.ingest import Document, File, Rejected, choose, ingest, library_files, library_hash
from corpus.passage import SourceKind
from corpus.reader import Reader, ReadingProgress
from corpus.sources import SourceFolder
from index.build import Build, Progress, content_hash, write_build
from index.encoder import Encoder
from index.manifest import Manifest
from index.store import Store, StoreError

_GONE = "Tệp đã nhận trước đây không còn trong thư mục sources, nên không dùng được nữa. Hãy gửi lại tệp."


@dataclass(slots=True)
class Report:
    """What one run did. `build_id` is the current build afterwards; `published` is whether it is a new one."""

    documents: list[Document] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    new_passages: int = 0
    unchanged_passages: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    build_id: str | None = None
    published: bool = False

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Note under `stage` how many seconds the block took."""
        started = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - started, 2)


def update(  # noqa: PLR0913 - it is where the parts meet
    given: Sequence[File],
    *,
    store: Store,
    sources: SourceFolder,
    catalog: Catalog,
    encoder: Encoder,
    progress: Progress,
    reading: ReadingProgress = lambda _name, _done, _total: None,
) -> Report:
    """Publish a build of the shipped library, the files kept from before and those `given`, which come last.

    When that changes nothing, the current build stays. A file that cannot be read is reported and left out. `reading`
    is told of every page read, `progress` of every passage encoded.

    Raises:
        StoreError: another run is under way.
    """
    report = Report()
    with store.alone(), report.timed("total"):
        current = store.current_manifest()
        with report.timed("read"):
            kept = _kept(current, sources, report)
            with Reader(readings=store.folder.parent / "readings", progress=reading) as reader:
                read = list(_ingest([*library_files(), *kept, *given], catalog, report, reader))
            report.documents = choose(read)
        if not report.documents:
            return report
        asked = load_asked(catalog)
        if current and _answers_alike(current, report.documents, asked, encoder) and store.is_sound():
            report.build_id, report.unchanged_passages = current.id, current.passages
            return report
        previous = _previous(store, current, encoder)
        _count(report, previous)
        for file in given:
            if any(document.source.sha256 == file.sha256 for document in report.documents):
                sources.add(file)
        with report.timed("build"):
            manifest = store.publish(
                lambda folder: write_build(
                    folder, report.documents, asked, encoder, previous=previous, progress=progress
                )
            )
        report.build_id, report.published = manifest.id, True
    return report


def is_needed(store: Store, *, model_name: str) -> bool:
    """Whether the current build is missing, of another model, or older than the digests shipped now.

    Only the files' hashes are compared, so that asking at every start costs nothing.
    """
    current = store.current_manifest()
    if current is None or current.encoder.model_name != model_name:
        return True
    return current.library_hash != library_hash()


def _ingest(files: Sequence[File], catalog: Catalog, report: Report, reader: Reader) -> Iterator[Document]:
    """The documents in `files`. Digests are the project's own; what others sent is read in a process with limits."""
    for file in files:
        read = extract if file.kind is SourceKind.DIGEST else reader.read
        result = ingest(file, catalog, read=read)
        if isinstance(result, Rejected):
            report.rejected.append(result)
        else:
            yield result


def _kept(current: Manifest | None, sources: SourceFolder, report: Report) -> Iterator[File]:
    """The official files the current build was made from; all that were ever given when it cannot say which."""
    if current is None:
        yield from sources.files()
        return
    for record in current.documents:
        if record.kind is SourceKind.OFFICIAL:
            file = sources.read(record.sha256, record.file)
            if file is None:
                report.rejected.append(Rejected(record.file, _GONE))
            else:
                yield file


def _answers_alike(current: Manifest, documents: Sequence[Document], asked: Sequence[Asked], encoder: Encoder) -> bool:
    """Whether a build of `documents` would answer as the current one does."""
    return (
        current.content_hash == content_hash(documents, asked, encoder.model_name)
        and current.library_hash == library_hash()
        and current.encoder.revision == encoder.revision
    )


def _previous(store: Store, current: Manifest | None, encoder: Encoder) -> Build | None:
    """The current build, when its vectors can be used again."""
    made_by = current.encoder if current else None
    if made_by is None or (made_by.model_name, made_by.revision) != (encoder.model_name, encoder.revision):
        return None
    try:
        return store.open_current(model_name=encoder.model_name)
    except StoreError:
        return None


def _count(report: Report, previous: Build | None) -> None:
    known = {(passage.reference, passage.text) for passage in previous.passages} if previous else set()
    passages = [passage for document in report.documents for passage in document.passages]
    report.unchanged_passages = sum((passage.reference, passage.text) in known for passage in passages)
    report.new_passages = len(passages) - report.unchanged_passages
