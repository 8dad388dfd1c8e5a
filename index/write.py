"""Documents -> a complete build in a fresh folder."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from corpus.asked import Asked
from corpus.ingest import Document, library_hash
from corpus.passage import Passage
from corpus.reference import Level, Reference
from index.build import Build, searchable_passages
from index.encoder import Encoder, Vectors
from index.keywords import KeywordIndex
from index.manifest import FORMAT, PROBE, DocumentRecord, EncoderRecord, Manifest, hash_files
from index.rows import Question, passage_row
from index.spelling import SHIPPED_COUNTS, TEXT_WEIGHT, DiacriticRestorer
from index.vectors import VectorIndex

_BATCH = 64

Progress = Callable[[int, int], None]


def content_hash(documents: Sequence[Document], asked: Sequence[Asked], model_name: str) -> str:
    """A hash of everything that decides how a build answers."""
    digest = hashlib.sha256(f"{FORMAT}\n{model_name}\n{library_hash()}\n".encode())
    for document in documents:
        digest.update(f"{document.source.kind}\n{document.source.sha256}\n{document.title}\n".encode())
        digest.update(document.entry.model_dump_json().encode() if document.entry else b"")
        for passage in document.passages:
            wording = f"{passage.counts_from} {passage.counts_until}"
            digest.update(f"{passage.reference}\n{passage.start}\n{wording}\n{passage.search_text}\n".encode())
    digest.update("\n".join(f"{question}" for question in asked).encode())
    return digest.hexdigest()


def write_build(  # noqa: PLR0913 - a build is made of all these
    folder: Path,
    documents: Sequence[Document],
    asked: Sequence[Asked],
    encoder: Encoder,
    *,
    previous: Build | None,
    progress: Progress,
) -> Manifest:
    """A complete build of `documents` and the questions `asked` about them, in the existing, empty `folder`.

    Vectors that `previous`, a build by the same model, already holds are taken over. `progress` is told how many of the
    new passages are encoded.
    """
    passages = [passage for document in documents for passage in document.passages]
    searchable = searchable_passages(passages)
    search_texts = [passages[index].search_text for index in searchable]
    vectors = _encode(search_texts, encoder.encode_passages, _known_vectors(previous), progress)
    VectorIndex.build(vectors).save(folder / "vectors.faiss")
    KeywordIndex.build(search_texts).save(folder / "keywords")
    shipped = DiacriticRestorer.load(SHIPPED_COUNTS)
    shipped.learning((d.text for d in documents), weight=TEXT_WEIGHT).save(folder / "spelling.npz")
    questions = _questions(asked, [passages[index] for index in searchable])
    question_vectors = _encode(
        [q.text for q in questions], encoder.encode_questions, _known_questions(previous), progress
    )
    if questions:
        VectorIndex.build(question_vectors).save(folder / "questions.faiss")
        KeywordIndex.build([q.text for q in questions]).save(folder / "question_keywords")
    _write_texts(folder, documents)
    _write_rows(folder / "passages.jsonl", map(passage_row, passages))
    _write_rows(folder / "questions.jsonl", map(asdict, questions))
    probe = encoder.encode_passages([PROBE])[0]
    hashed = content_hash(documents, asked, encoder.model_name)
    created = datetime.now(UTC)
    manifest = Manifest(
        id=f"{created:%Y-%m-%d}-{hashed[:8]}",
        created=created,
        content_hash=hashed,
        library_hash=library_hash(),
        encoder=EncoderRecord(
            model_name=encoder.model_name,
            revision=encoder.revision,
            dimension=len(probe),
            probe=tuple(probe.tolist()),
        ),
        documents=tuple(_record(document) for document in documents),
        passages=len(passages),
        searchable=len(searchable),
        files=hash_files(folder),
    )
    manifest.write(folder)
    return manifest


def _known_vectors(previous: Build | None) -> dict[str, Vectors]:
    if previous is None:
        return {}
    rows = enumerate(previous.searchable)
    return {previous.passages[index].search_text: previous.vectors.row(row) for row, index in rows}


def _known_questions(previous: Build | None) -> dict[str, Vectors]:
    if previous is None or previous.question_vectors is None:
        return {}
    return {question.text: previous.question_vectors.row(row) for row, question in enumerate(previous.questions)}


def _questions(asked: Sequence[Asked], passages: Sequence[Passage]) -> list[Question]:
    """The questions about provisions held, with the rows of `passages` that answer them."""
    rows: dict[Reference, list[int]] = defaultdict(list)
    for row, passage in enumerate(passages):
        rows[passage.reference].append(row)
        if passage.level is Level.CLAUSE:
            rows[passage.reference.within_article()].append(row)
    found = (
        Question(question.text, tuple(rows.get(Reference(question.number, question.path), ())), question.leads_to)
        for question in asked
    )
    return [question for question in found if question.rows or question.leads_to]


def _encode(
    texts: Sequence[str],
    encode: Callable[[Sequence[str]], Vectors],
    known: Mapping[str, Vectors],
    progress: Progress,
) -> Vectors:
    """The vectors of `texts`; texts of like length are encoded together, so that little is spent on padding."""
    new = sorted({text for text in texts if text not in known}, key=len)
    vectors = dict(known)
    for start in range(0, len(new), _BATCH):
        batch = new[start : start + _BATCH]
        vectors.update(zip(batch, encode(batch), strict=True))
        progress(start + len(batch), len(new))
    return np.stack([vectors[text] for text in texts]) if texts else np.empty((0, 0), np.float32)


def _write_texts(folder: Path, documents: Sequence[Document]) -> None:
    (folder / "texts").mkdir()
    for document in documents:
        (folder / "texts" / f"{document.source.sha256}.txt").write_text(document.text, encoding="utf-8", newline="")


def _write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _record(document: Document) -> DocumentRecord:
    return DocumentRecord(
        number=document.number,
        title=document.title,
        kind=document.source.kind,
        file=document.source.file,
        sha256=document.source.sha256,
        pages=document.page_count,
        entry=document.entry,
    )
