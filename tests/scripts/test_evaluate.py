"""`python -m scripts.evaluate`."""

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.evaluate import app
from tests.scripts.conftest import Invoke

FRONT = "75/2015/QH13"
# All looked up by name, so that every figure is known: right clause, right article but wrong clause, wrong article,
# and a clause in the wording of its day, which since 1/7/2025 is another.
CASES: list[dict[str, Any]] = [
    {"question": "khoản 2 Điều 27 Luật MTTQ", "type": "named", "article": "27", "clause": "2"},
    {"question": "khoản 3 Điều 27 Luật MTTQ", "type": "named", "article": "27", "clause": "2"},
    {"question": "khoản 1 Điều 26 Luật MTTQ", "type": "named", "article": "27", "clause": "2"},
    {"question": "khoản 1 Điều 25 Luật MTTQ", "type": "old", "article": "25", "as_of": "2025-06-30"}
    | {"must_contain": ["đề nghị"]},
]


def _write(path: Path, cases: list[dict[str, Any]]) -> Path:
    rows = []
    for position, case in enumerate(cases, start=1):
        labels = {"number": FRONT, "article": case.get("article"), "clause": case.get("clause")}
        known = {key: value for key, value in case.items() if key in {"question", "type", "as_of", "must_contain"}}
        gold = [labels | {"point": None}] if "article" in case else []
        rows.append(json.dumps({"id": f"q{position}", **known, "gold": gold}, ensure_ascii=False))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_json_has_the_figures_worked_out_by_hand(invoke: Invoke, library_data: Path, folder: Path) -> None:
    """Of three named provisions two are of the right article, and one of those is the right clause."""
    path = _write(folder / "q.jsonl", [*CASES, {"question": "Cách nấu phở bò", "type": "off_topic"}])
    result = invoke(app, path, "--json", data_dir=library_data)
    assert result.exit_code == 0
    scores = json.loads(result.stdout)
    assert list(scores) == ["named", "old", "off_topic", "all"]
    assert scores["named"]["precision_at_1"] == 0.667
    assert scores["named"]["recall_at_5"] == scores["named"]["recall_at_10"] == scores["named"]["mrr_at_10"] == 0.667
    assert scores["named"]["clause_accuracy"] == 0.5
    assert scores["named"]["false_refusals"] == 0.0
    assert (scores["old"]["precision_at_1"], scores["old"]["must_contain"]) == (1.0, 1.0)
    assert (scores["off_topic"]["refusals_right"], scores["off_topic"]["precision_at_1"]) == (1.0, None)
    assert (scores["all"]["cases"], scores["all"]["precision_at_1"]) == (5, 0.75)


def test_the_table_shows_types_and_all(invoke: Invoke, library_data: Path, folder: Path) -> None:
    """A person reads one row a type and one for all, with a dash where a measure does not apply."""
    off_topic = folder / "off_topic.txt"
    off_topic.write_text("Cách nấu phở bò\n\nThủ đô của Pháp là gì?\n", encoding="utf-8")
    result = invoke(app, _write(folder / "q.jsonl", CASES), off_topic, "--misses", data_dir=library_data)
    rows = {line.split("│")[1].strip(): line.split("│")[2:-1] for line in result.stdout.splitlines() if "│" in line}
    assert result.exit_code == 0
    assert [cell.strip() for cell in rows["named"][:6]] == ["3", "0.67", "0.67", "0.67", "0.67", "0.50"]
    assert [cell.strip() for cell in rows["off_topic"][:2]] == ["2", "-"]
    assert rows["all"][0].strip() == "6"
    assert "q3 [named] khoản 1 Điều 26 Luật MTTQ" in result.stdout
    assert "q1 [named]" not in result.stdout


def test_questions_about_regulations_not_held_are_left_out(invoke: Invoke, library_data: Path, folder: Path) -> None:
    """With --held-only a question that no regulation of the index answers does not count; one to be refused does."""
    path = _write(folder / "q.jsonl", [CASES[0], {"question": "Cách nấu phở bò", "type": "off_topic"}])
    other = folder / "other.jsonl"
    not_held = path.read_text("utf-8").replace('"id": "q', '"id": "r').replace(FRONT, "1/1999/QH10")
    other.write_text(not_held, encoding="utf-8")
    counts = {}
    for option in ([], ["--held-only"]):
        result = invoke(app, path, other, "--json", *option, data_dir=library_data)
        counts[len(option)] = {kind: scores["cases"] for kind, scores in json.loads(result.stdout).items()}
    assert counts == {0: {"named": 2, "off_topic": 2, "all": 4}, 1: {"named": 1, "off_topic": 2, "all": 3}}


def test_a_half_of_the_questions(invoke: Invoke, library_data: Path, folder: Path) -> None:
    """Of q1 to q4 only q2 is in the half to report from; together the halves are the whole file."""
    path = _write(folder / "q.jsonl", CASES)
    counts = {}
    for half in ("tune", "report"):
        result = invoke(app, path, "--json", "--half", half, data_dir=library_data)
        counts[half] = json.loads(result.stdout)["all"]["cases"]
    assert counts == {"tune": 3, "report": 1}


@pytest.mark.parametrize(
    "line", ["không phải JSON", '{"id": "1"}', '{"id": "1", "question": "x", "type": "t", "gold": [{}]}']
)
def test_a_bad_line_exits_with_2(invoke: Invoke, library_data: Path, folder: Path, line: str) -> None:
    """The file is named, and no traceback is shown."""
    (folder / "hong.jsonl").write_text(line + "\n", encoding="utf-8")
    result = invoke(app, folder / "hong.jsonl", data_dir=library_data)
    assert result.exit_code == 2
    assert "hong.jsonl" in result.stderr
    assert "Traceback" not in result.output


def test_a_missing_file_exits_with_2(invoke: Invoke, library_data: Path) -> None:
    """A file that is not there is wrong usage."""
    assert invoke(app, "khong-co.jsonl", data_dir=library_data).exit_code == 2
    assert invoke(app, data_dir=library_data).exit_code == 2


def test_a_file_without_questions_is_said_to_be_empty(invoke: Invoke, library_data: Path, folder: Path) -> None:
    """Nothing to measure is a sentence and an exit code, not a traceback."""
    (folder / "rong.jsonl").write_text("\n", encoding="utf-8")
    result = invoke(app, folder / "rong.jsonl", data_dir=library_data)
    assert result.exit_code in {1, 2}
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.strip()
