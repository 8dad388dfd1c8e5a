"""`python -m scripts.measure_adapter`, on a few questions of the library's field."""

import json
from pathlib import Path

from scripts.adapter_pairs import Pair, Text
from scripts.halves import Half, half_of
from scripts.measure_adapter import app
from scripts.train_adapter import Sides, train
from tests.scripts.conftest import Invoke

_TYPES = ("colloquial", "formal", "lookup")


def _questions(path: Path) -> Path:
    """Questions of the tune half about one article, two of each type; those of type lookup must not count."""
    ids = [name for name in map(str, range(40)) if half_of(name) is Half.TUNE]
    rows = [
        {
            "id": name,
            "question": f"Mặt trận giám sát bằng những hình thức nào, hỏi lần {name}?",
            "type": kind,
            "gold": [{"number": "75/2015/QH13", "article": "27"}],
        }
        for name, kind in zip(ids, _TYPES * 2, strict=False)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_an_adapter_of_no_strength_is_worth_what_the_model_is(invoke: Invoke, library_data: Path, folder: Path) -> None:
    """Four rows for the model and four for it with the adapter, the same figures in both, between 0 and 1."""
    pairs = [Pair("Giám sát là gì?", Text("1", "Giám sát là theo dõi."), (Text("2", "Nấu ăn."),))]
    train(pairs, sides=Sides.QUESTIONS, rate=1e-4, epochs=1).save_pretrained(str(folder / "adapter"))
    asked = _questions(folder / "questions.jsonl")
    options = ("--half", "tune", "--sides", "questions", "--strength", "0")
    result = invoke(app, folder / "adapter", asked, *options, data_dir=library_data)
    assert result.exit_code == 0, result.output
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line]
    plain, adapted = rows[:4], rows[4:]
    assert [row[:2] for row in plain] == [
        ["gốc", "cosine"],
        ["gốc", "mọi chứng cứ"],
        ["gốc + bản đồ", "cosine"],
        ["gốc + bản đồ", "mọi chứng cứ"],
    ]
    assert [row[1:] for row in adapted] == [row[1:] for row in plain]
    assert {len(row) for row in rows} == {8}
    assert all(0 <= float(cell) <= 1 for row in rows for cell in row[2:])
