"""Documents to a build in a folder."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.asked import Asked
from corpus.ingest import Document
from corpus.passage import SourceKind
from index.build import Build, open_build
from index.encoder import Encoder
from index.manifest import PROBE
from index.write import content_hash, write_build
from tests.index.samples import ASKED, LAW, CountingEncoder, HashEncoder, provision, read, writer

_CHANGES: dict[str, Callable[[Document], Document]] = {
    "wording": lambda d: read(d.source.file, LAW.replace("10 ngày", "15 ngày")),
    "title": lambda d: replace(d, title="Luật khác"),
    "kind": lambda d: replace(d, source=replace(d.source, kind=SourceKind.DIGEST)),
    "heading": lambda d: replace(d, passages=tuple(replace(p, headings=("Khác",)) for p in d.passages)),
    "validity": lambda d: replace(d, passages=tuple(replace(p, counts_until=date(2026, 1, 1)) for p in d.passages)),
    "provisions": lambda d: replace(d, passages=d.passages[:-1]),
}


@pytest.mark.parametrize("change", _CHANGES)
def test_content_hash_changes_with_the_documents(documents: list[Document], change: str) -> None:
    """Any change that could change an answer changes the hash."""
    changed = [_CHANGES[change](documents[0]), *documents[1:]]
    assert content_hash(changed, ASKED, "m") != content_hash(documents, ASKED, "m")


def test_content_hash_changes_with_questions_and_model(documents: list[Document]) -> None:
    """Another model, a question more or one that leads elsewhere change the hash; the same again does not."""
    moved = (*ASKED[:-1], Asked(ASKED[-1].text, leads_to="khac"))
    variants = [(ASKED, "m"), (ASKED, "n"), (ASKED[1:], "m"), (moved, "m")]
    hashes = [content_hash(documents, asked, model) for asked, model in variants]
    assert len(set(hashes)) == 4
    again = [read(documents[0].source.file, LAW), *documents[1:]]
    assert content_hash(again, ASKED, "m") == hashes[0]


def test_only_what_is_new_is_encoded(build: Build, documents: list[Document], encoder: Encoder, tmp_path: Path) -> None:
    """Of a document changed in one clause that clause alone is encoded, and of the questions the new one."""
    changed = [read(documents[0].source.file, LAW.replace("10 ngày", "15 ngày")), *documents[1:]]
    new = Asked("Có phải trả lời bằng giấy không?", "12/2020/QH14", provision("2", "3"))
    counting = CountingEncoder(encoder)
    writer(changed, counting, asked=(*ASKED, new), previous=build)(tmp_path)
    clause = next(p for p in changed[0].passages if "15 ngày" in p.text and p.reference.clause)
    assert counting.passages == [clause.search_text, PROBE]
    assert counting.questions == [new.text]


def test_unchanged_vectors_are_taken_over_exactly(
    build: Build, documents: list[Document], encoder: Encoder, tmp_path: Path
) -> None:
    """A second build of the same documents has the same vectors bit for bit and encodes nothing but the probe."""
    counting = CountingEncoder(encoder)
    writer(documents[::-1], counting, previous=build)(tmp_path)
    again = open_build(tmp_path)
    assert (counting.passages, counting.questions) == ([PROBE], [])
    before = {build.passages[index].reference: build.vectors.row(row) for row, index in enumerate(build.searchable)}
    for row, index in enumerate(again.searchable):
        np.testing.assert_array_equal(again.vectors.row(row), before[again.passages[index].reference])


def test_equal_texts_are_encoded_once_and_progress_ends_at_all(tmp_path: Path, documents: list[Document]) -> None:
    """A document given twice is encoded once; progress counts up to the number of texts encoded."""
    counting = CountingEncoder(HashEncoder())
    told: list[tuple[int, int]] = []
    write_build(
        tmp_path,
        [documents[0], documents[0]],
        ASKED,
        counting,
        previous=None,
        progress=lambda *step: told.append(step),
    )
    assert len(counting.passages) == 6 + len([PROBE])
    assert told == [(6, 6), (3, 3)]
