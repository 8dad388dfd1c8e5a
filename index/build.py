"""A build opened for reading."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.passage import Passage, Source
from corpus.reference import Level, Reference
from index.keywords import KeywordIndex
from index.manifest import Manifest, ManifestError
from index.rows import Question, read_passage, read_question
from index.spelling import DiacriticRestorer
from index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Build:
    """An opened build. Row i of `vectors` and `keywords` is `passages[searchable[i]]`.

    Row i of `question_vectors` and `question_keywords` is `questions[i]`; without questions there are none.
    """

    manifest: Manifest
    passages: tuple[Passage, ...]
    searchable: tuple[int, ...]
    texts: Mapping[str, str]
    vectors: VectorIndex
    keywords: KeywordIndex
    questions: tuple[Question, ...]
    question_vectors: VectorIndex | None
    question_keywords: KeywordIndex | None
    restorer: DiacriticRestorer

    def text_of(self, passage: Passage) -> str:
        """The passage's words read anew from its document: what a quotation is checked against."""
        return self.texts[passage.source.sha256][passage.start : passage.end]


def open_build(folder: Path) -> Build:
    """The build in `folder`, when all its files are as they were written.

    Raises:
        ManifestError: a file is missing or has changed, or cannot be read.
    """
    manifest = Manifest.read(folder)
    manifest.check_files(folder)
    try:
        texts = {
            d.sha256: (folder / "texts" / f"{d.sha256}.txt").read_text(encoding="utf-8") for d in manifest.documents
        }
        passages = tuple(_passages(folder, manifest, texts))
        with (folder / "questions.jsonl").open(encoding="utf-8") as rows:
            questions = tuple(read_question(json.loads(row)) for row in rows)
        return Build(
            manifest=manifest,
            passages=passages,
            searchable=searchable_passages(passages),
            texts=texts,
            vectors=VectorIndex.load(folder / "vectors.faiss"),
            keywords=KeywordIndex.load(folder / "keywords"),
            questions=questions,
            question_vectors=VectorIndex.load(folder / "questions.faiss") if questions else None,
            question_keywords=KeywordIndex.load(folder / "question_keywords") if questions else None,
            restorer=DiacriticRestorer.load(folder / "spelling.npz"),
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ManifestError(f"Bản dựng {manifest.id} bị hỏng. Hãy chạy: .venv/bin/python -m scripts.reindex") from error


def _passages(folder: Path, manifest: Manifest, texts: Mapping[str, str]) -> Iterator[Passage]:
    documents = {d.sha256: (d.number, Source(d.kind, d.file, d.sha256)) for d in manifest.documents}
    with (folder / "passages.jsonl").open(encoding="utf-8") as rows:
        for row in rows:
            yield read_passage(json.loads(row), documents, texts)


def searchable_passages(passages: Sequence[Passage]) -> tuple[int, ...]:
    """The indices of the passages that are searched: every clause, and every article or sheet that has none."""
    with_clauses = {_article(passage) for passage in passages if passage.level is Level.CLAUSE}
    return tuple(
        index
        for index, passage in enumerate(passages)
        if passage.level is Level.CLAUSE or (passage.level is not Level.POINT and _article(passage) not in with_clauses)
    )


def _article(passage: Passage) -> tuple[Reference, date | None]:
    """The article that `passage` is part of, in its own wording of it."""
    return passage.reference.within_article(), passage.counts_until
