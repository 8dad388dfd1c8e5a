"""The re-indexing story: files given, files kept and the shipped library -> a new current build."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from corpus.catalog import Catalog
from corpus.ingest import Document, File, Rejected, library_hash
from corpus.reader import ReadingProgress
from corpus.reference import Reference
from corpus.sources import SourceFolder
from index.acceptance import Check, check
from index.build import Build
from index.changes import Change, changes
from index.encoder import Encoder
from index.manifest import Manifest
from index.plan import Plan, plan
from index.store import Store
from index.write import Progress, write_build

Accepts = Callable[[Check], bool]


def unseen(_name: str, _done: int, _total: int) -> None:
    """Show nobody how far reading is."""


class _RefusedError(Exception):
    """A build finds less than the current one, and nobody accepted that."""


@dataclass(slots=True)
class Report:
    """What one run did. `build_id` is the current build afterwards; `published` is whether it is a new one.

    `check` is None when no new build was made; a new build that was not published was refused by it.
    """

    documents: list[Document] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    new_passages: int = 0
    unchanged_passages: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    build_id: str | None = None
    published: bool = False
    changes: list[Change] = field(default_factory=list)
    check: Check | None = None

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
    accept: Accepts = lambda _: False,
    reading: ReadingProgress = unseen,
) -> Report:
    """Publish a build of the shipped library, the files kept from before and those `given`, which come last.

    When that changes nothing, the current build stays. A file that cannot be read is reported and left out. A build
    that finds less than the current one is published only when `accept`, asked with the figures, says so. `reading` is
    told of every page read, `progress` of every passage encoded.

    Raises:
        StoreError: another run is under way, or the new build does not find its own passages.
    """
    report = Report()
    with store.alone(), report.timed("total"):
        with report.timed("read"):
            planned = plan(given, store=store, sources=sources, catalog=catalog, encoder=encoder, reading=reading)
        _note(planned, report)
        if not planned.documents or planned.changes_nothing:
            return report
        previous = store.opened()
        _compare(report, previous, encoder)

        def write(folder: Path) -> Manifest:
            reused = previous if _made_by(previous, encoder) else None
            return write_build(folder, planned.documents, planned.asked, encoder, previous=reused, progress=progress)

        def approve(build: Build) -> None:
            with report.timed("check"):
                report.check = check(build, previous, encoder, asked={question.text for question in planned.asked})
            if report.check.is_worse and not accept(report.check):
                raise _RefusedError
            _keep(given, planned.documents, sources)  # first: a build must never name a file that is not kept

        with report.timed("build"), suppress(_RefusedError):
            report.build_id, report.published = store.publish(write, approve=approve).id, True
    return report


def preview(  # noqa: PLR0913 - see `update`
    given: Sequence[File],
    *,
    store: Store,
    sources: SourceFolder,
    catalog: Catalog,
    encoder: Encoder,
    reading: ReadingProgress = unseen,
) -> Report:
    """What `update` would report of the files `given`, without encoding or changing anything."""
    report = Report()
    with report.timed("total"):
        with report.timed("read"):
            planned = plan(given, store=store, sources=sources, catalog=catalog, encoder=encoder, reading=reading)
        _note(planned, report)
        if planned.documents and not planned.changes_nothing:
            _compare(report, store.opened(), encoder)
    return report


def _note(planned: Plan, report: Report) -> None:
    """Tell `report` what was read, and what is served now."""
    report.documents, report.rejected = planned.documents, planned.rejected
    if planned.current:
        report.build_id = planned.current.id
        report.unchanged_passages = planned.current.passages if planned.changes_nothing else 0


def is_needed(store: Store, *, model_name: str) -> bool:
    """Whether the current build is missing, of another model, or older than the digests shipped now.

    Only the files' hashes are compared, so that asking at every start costs nothing.
    """
    current = store.current_manifest()
    if current is None or current.encoder.model_name != model_name:
        return True
    return current.library_hash != library_hash()


def _compare(report: Report, previous: Build | None, encoder: Encoder) -> None:
    """Note what the documents change, and how many passages have to be encoded."""
    report.changes = changes(previous, report.documents)
    known: set[tuple[Reference, str]] = set()
    if previous and _made_by(previous, encoder):
        known = {(passage.reference, passage.text) for passage in previous.passages}
    passages = [passage for document in report.documents for passage in document.passages]
    report.unchanged_passages = sum((passage.reference, passage.text) in known for passage in passages)
    report.new_passages = len(passages) - report.unchanged_passages


def _made_by(build: Build | None, encoder: Encoder) -> bool:
    """Whether the vectors of `build` can be used again."""
    made_by = build.manifest.encoder if build else None
    return made_by is not None and (made_by.model_name, made_by.revision) == (encoder.model_name, encoder.revision)


def _keep(given: Sequence[File], documents: Sequence[Document], sources: SourceFolder) -> None:
    used = {document.source.sha256 for document in documents}
    for file in given:
        if file.sha256 in used:
            sources.add(file)
