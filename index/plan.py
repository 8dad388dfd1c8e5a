"""What the next build is to be made of: everything read, nothing encoded or changed yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.asked import Asked, load_asked
from corpus.catalog import Catalog
from corpus.corrections import Corrections
from corpus.extract import extract
from corpus.ingest import Document, File, Rejected, choose, ingest, library_files, library_hash
from corpus.passage import SourceKind
from corpus.reader import Reader, ReadingProgress
from corpus.sources import SourceFolder
from corpus.withdrawn import Withdrawn
from index.encoder import Encoder
from index.manifest import Manifest
from index.store import Store
from index.write import content_hash

_GONE = "Tệp đã nhận trước đây không còn trong thư mục sources, nên không dùng được nữa. Hãy gửi lại tệp."
_WITHDRAWN = (
    "Văn bản {number} đã được rút khỏi câu trả lời. Dùng lại: .venv/bin/python -m scripts.withdraw --restore {number}"
)


@dataclass(slots=True)
class Plan:
    """The documents of the next build and the questions asked about them; what was left out, and why.

    `current` is the build being served; with `changes_nothing` it answers as the next one would.
    """

    current: Manifest | None
    documents: list[Document] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    changes_nothing: bool = False


def plan(  # noqa: PLR0913 - see `index.update.update`
    given: Sequence[File],
    *,
    store: Store,
    sources: SourceFolder,
    catalog: Catalog,
    encoder: Encoder,
    reading: ReadingProgress,
) -> Plan:
    """The shipped library, the files kept from before and those `given`, which come last, without what is withdrawn."""
    made, withdrawn = Plan(store.current_manifest()), sources.withdrawn()
    kept = _kept(made.current, sources, made)
    with Reader(readings=store.folder.parent / "readings", progress=reading) as reader:
        read = _Reading(catalog, sources.corrections(), reader, made)
        documents = list(_counting(read.documents([*library_files(), *kept, *given]), given, withdrawn, made))
    made.documents = choose(documents)
    made.asked = [question for question in load_asked(catalog) if not withdrawn.numbers_among(question.rests_on)]
    made.changes_nothing = _answers_alike(made, encoder) and store.is_sound()
    return made


@dataclass(frozen=True, slots=True)
class _Reading:
    """How files become documents in one run."""

    catalog: Catalog
    corrections: Corrections
    reader: Reader
    made: Plan

    def documents(self, files: Iterable[File]) -> Iterator[Document]:
        """The documents in `files`; what others sent is read in a process with limits, the digests need none."""
        for file in files:
            read = extract if file.kind is SourceKind.DIGEST else self.reader.read
            result = ingest(file, self.catalog, read=read, corrections=self.corrections)
            if isinstance(result, Rejected):
                self.made.rejected.append(result)
            else:
                yield result


def _counting(
    documents: Iterable[Document], given: Sequence[File], withdrawn: Withdrawn, made: Plan
) -> Iterator[Document]:
    """Those of `documents` that were not withdrawn; the others are reported when they were `given` just now."""
    for document in documents:
        if not withdrawn.covers(document.id):
            yield document
        elif any(file.sha256 == document.source.sha256 for file in given):
            made.rejected.append(Rejected(document.source.file, _WITHDRAWN.format(number=document.number)))


def _kept(current: Manifest | None, sources: SourceFolder, made: Plan) -> Iterator[File]:
    """The official files the current build was made from; all that were ever given when it cannot say which."""
    if current is None:
        yield from sources.files()
        return
    for record in current.documents:
        if record.kind is SourceKind.OFFICIAL:
            file = sources.read(record.sha256, record.file)
            if file is None:
                made.rejected.append(Rejected(record.file, _GONE))
            else:
                yield file


def _answers_alike(made: Plan, encoder: Encoder) -> bool:
    """Whether a build of the documents would answer as the current one does."""
    return (
        made.current is not None
        and made.current.content_hash == content_hash(made.documents, made.asked, encoder.model_name)
        and made.current.library_hash == library_hash()
        and made.current.encoder.revision == encoder.revision
    )
