"""`python -m scripts.alqac`, on a benchmark small enough to know every figure."""

import json
from pathlib import Path

import pytest

from scripts.alqac import app
from tests.scripts.conftest import Invoke

ARTICLES = [
    ("Luật Thư viện", "1", "Phạm vi điều chỉnh", "Luật này quy định về thành lập và hoạt động của thư viện."),
    ("Luật Thư viện", "2", "Mượn sách", "Bạn đọc được mượn sách về nhà trong thời hạn hai tuần."),
    ("Luật Chăn nuôi", "1", "Chuồng trại", "Chuồng trại phải cách xa nguồn nước sinh hoạt."),
]
QUESTIONS = [
    ("a", "Bạn đọc được mượn sách về nhà trong bao lâu?", ["Luật Thư viện@2"]),
    ("b", "Chuồng trại phải đặt ở đâu so với nguồn nước sinh hoạt?", ["Luật Chăn nuôi@1"]),
    ("c", "Bạn đọc được mượn sách về nhà mấy tuần?", ["Luật Chăn nuôi@9"]),
]


@pytest.fixture
def benchmark(folder: Path) -> Path:
    """Three articles of two laws, two questions with gold at hand, one whose gold is not, and one without any."""
    articles = [
        {"law": law, "article": article, "title": title, "text": f"{title}\n\n{text}"}
        for law, article, title, text in ARTICLES
    ]
    questions = [{"_id": key, "text": text, "gold": gold, "resolvable": True} for key, text, gold in QUESTIONS]
    questions.append({"_id": "d", "text": "Luật nào?", "gold": ["Luật Y tế@1"], "resolvable": False})
    for name, rows in (("corpus", articles), ("queries", questions)):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_json_has_the_figures_worked_out_by_hand(invoke: Invoke, benchmark: Path, tmp_path: Path) -> None:
    """Two questions of three find their article first, as well without diacritics; the build is kept and used again."""
    for expected_progress in (True, False):
        result = invoke(app, benchmark, "--json", "--data-dir", tmp_path / "kept")
        figures = {"questions": 3, "precision_at_1": 0.667, "mrr_at_10": 0.667, "recall_at_10": 0.667}
        assert json.loads(result.stdout) == {"có dấu": figures, "không dấu": figures}
        assert ("Mã hóa 3/3" in result.stderr) is expected_progress


def test_the_table_has_a_row_for_each_way_of_typing(invoke: Invoke, benchmark: Path) -> None:
    """A person reads one row with and one without diacritics."""
    result = invoke(app, benchmark)
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line]
    assert rows == [["có dấu", "3", "0.667", "0.667", "0.667"], ["không dấu", "3", "0.667", "0.667", "0.667"]]


def test_a_folder_without_questions_exits_with_2(invoke: Invoke, folder: Path) -> None:
    """What is missing is said, and nothing is built."""
    result = invoke(app, folder)
    assert result.exit_code == 2
    assert "Không có câu hỏi" in result.stderr
