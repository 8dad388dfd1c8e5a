"""`python -m scripts.ablation`."""

import json
from pathlib import Path

from corpus.asked import load_asked
from corpus.catalog import Catalog
from scripts.ablation import app
from tests.scripts.conftest import Invoke


def test_each_row_leaves_out_parts_of_the_library(invoke: Invoke, library_data: Path, folder: Path) -> None:
    """Questions of the library itself are all answered while they are indexed, and fewer of them without."""
    asked = [a for a in load_asked(Catalog.load()) if a.number == "75/2015/QH13" and a.path][:60]
    path = folder / "q.jsonl"
    rows = (
        {
            "id": str(place),
            "question": question.text,
            "type": "colloquial",
            "gold": [{"number": question.number, "article": question.path[0].label}],
        }
        for place, question in enumerate(asked)
    )
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    result = invoke(app, path, data_dir=library_data)
    found = {line.split("│")[1].strip(): line.split("│")[2:-1] for line in result.stdout.splitlines() if "│" in line}
    first = {name: [float(cell.split("/")[0]) for cell in cells[:3]] for name, cells in found.items()}
    assert result.exit_code == 0
    assert first["cả ba"][0] > 0.9
    assert first["không phần nào"][0] < 0.8
    assert first["cả ba"][0] == first["cả ba"][1] == first["cả ba"][2]
    assert {cells[3].strip() for cells in found.values()} == {"-"}
