"""`python -m scripts.scale`: the codification put together by regulation, and vectors that outlive a run."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from corpus.catalog import Catalog
from corpus.ingest import Document, ingest
from index.encoder import SentenceTransformerEncoder
from index.store import Store
from scripts.checkpoint import CheckpointedEncoder
from scripts.codification import regulations_of
from scripts.scale import app
from tests.scripts.conftest import Invoke

WELLS = "Quyết định số 9/2021/QĐ-UBND"
ROWS = [
    (f"(Điều 2 {WELLS} Về giếng làng ngày 01/02/2021 của Ủy ban, có hiệu lực)", "Nắp giếng", "Giếng phải có nắp."),
    ("(Điều 1 Luật số 77/2021/QH15, có hiệu lực thi hành từ ngày 01/01/2022)", "Cầu tre", "1. Cầu tre hai tay vịn."),
    (f"((Điều 1 {WELLS}., có hiệu lực thi hành từ ngày 01/03/2021)", "Vị trí", "1. Xa chuồng trại.\n2. Xa đường."),
    ("(Thông tư này có hiệu lực thi hành từ ngày 28 tháng 6 năm 2017)", "", "Không rõ điều nào."),
]


@pytest.fixture
def codification(folder: Path) -> Path:
    """Three articles of two regulations, out of order as they are by subject, and one that does not say of what."""
    path = folder / "codification.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as rows:
        for note, title, text in ROWS:
            rows.write(json.dumps({"note": note, "title": title, "text": text}) + "\n")
    return path


def test_articles_come_together_by_regulation(codification: Path) -> None:
    """A regulation is one file with its name, its number and its articles in order, read as any file an admin gives."""
    wells, bridges = (ingest(file, Catalog.load()) for file in regulations_of(codification))
    assert isinstance(wells, Document)
    assert isinstance(bridges, Document)
    assert (wells.number, wells.title) == ("9/2021/QĐ-UBND", "Quyết định Về giếng làng")
    assert [str(p.reference).partition(" Quyết")[0] for p in wells.passages] == [
        "Điều 1",
        "khoản 1 Điều 1",
        "khoản 2 Điều 1",
        "Điều 2",
    ]
    assert (bridges.number, bridges.title) == ("77/2021/QH15", "Luật")


def test_what_is_held_already_is_left_out(codification: Path) -> None:
    """A number is the same however it is spelt."""
    assert [file.name for file in regulations_of(codification, without=["9/2021/qđ-ubnd"])] == ["77_2021_QH15.txt"]


def test_vectors_outlive_the_process(tmp_path: Path, encoder: SentenceTransformerEncoder) -> None:
    """What was kept is not encoded again and is the same; a question and a passage of one text are two things."""
    texts = ["Giếng phải có nắp.", "Cầu tre hai tay vịn."]
    first = CheckpointedEncoder(encoder, tmp_path)
    vectors = first.encode_passages([*texts, texts[0]])
    first.keep()
    again = CheckpointedEncoder(encoder, tmp_path)
    assert np.array_equal(again.encode_passages([*texts, texts[0]]), vectors)
    assert (first.encoded, again.encoded) == (2, 0)
    assert not np.allclose(again.encode_questions(texts[:1])[0], vectors[0])
    assert again.encoded == 1


def test_the_codification_stands_beside_our_regulations(invoke: Invoke, codification: Path, data: Path) -> None:
    """Its regulations are published with the library, and a second run encodes nothing."""
    first, again = (
        invoke(app, codification, "--data-dir", data, "--regulations", codification.parent) for _ in range(2)
    )
    assert (first.exit_code, again.exit_code) == (0, 0), first.output
    assert json.loads(first.stdout)["encoded"] > 0
    assert json.loads(again.stdout)["encoded"] == 0
    held = Store(data / "builds").current_manifest()
    assert held is not None
    assert {"9/2021/QĐ-UBND", "77/2021/QH15", "75/2015/QH13"} <= {record.number for record in held.documents}
