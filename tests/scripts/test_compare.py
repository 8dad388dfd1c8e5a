"""`python -m scripts.compare`: the same questions for every system, judged by the same measure."""

import json
from pathlib import Path

import pytest

from index.encoder import SentenceTransformerEncoder
from scripts.compare import compared, missing
from scripts.peers import PEERS

QUESTION = "Mặt trận giám sát bằng những hình thức nào?"
ABSENT = missing()


@pytest.fixture
def questions(folder: Path) -> Path:
    """Questions of which only those of the report half are asked, and of these not the one to be refused."""
    golds = [[{"number": "75/2015/QH13", "article": "27"}], []]
    rows = [{"id": f"{n}", "question": QUESTION, "type": "formal", "gold": gold} for n, gold in enumerate([*golds * 3])]
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_ours_is_compared_with_what_is_installed(data: Path, questions: Path) -> None:
    """Our own row comes first, and one row follows for each library that is there."""
    ours, *others = compared(data, questions.parent, [questions])
    assert (ours.name, ours.precision_at_1, ours.mrr_at_10, ours.recall_at_5) == ("ours", 1, 1, 1)
    assert 0 < ours.p50_ms <= ours.p95_ms
    assert min(ours.index_seconds, ours.megabytes) > 0
    assert len(others) == len(PEERS) - len(ABSENT)


@pytest.mark.skipif(bool(ABSENT), reason=f"needs the extra bench: {', '.join(ABSENT)}")
@pytest.mark.parametrize("name", PEERS)
def test_every_peer_finds_the_passage_asked_for(name: str, encoder: SentenceTransformerEncoder) -> None:
    """The text a question is about comes first among a few, and every place is one of a text given."""
    texts = ["Giếng phải có nắp và xa chuồng trại.", "Cầu tre có hai tay vịn.", "Thuyền chở không quá sáu người."]
    found = list(PEERS[name][1](texts, encoder)("Cầu tre phải có mấy tay vịn?"))
    assert found[0] == 1
    assert set(found) <= {0, 1, 2}
