"""An admin adds a signed scan that has no text; a cadre is answered from it, with the page on which it stands."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter

from tests.journeys.processes import run

DECREE = "293/2025/NĐ-CP"
ROWS = [
    {"id": "named", "question": f"khoản 1 Điều 4 Nghị định {DECREE}"},
    {"id": "searched", "question": "Mức lương tối thiểu giờ ở vùng III là bao nhiêu?"},
]


@pytest.fixture(scope="module")
def data(shared: Path, library_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library's data folder, with the first two pages of the scan added by the command."""
    folder = tmp_path_factory.mktemp("scan")
    data = Path(shutil.copytree(library_data, folder / "data"))
    writer = PdfWriter()
    writer.append(shared / "pdfs" / "scanned" / "293_2025_ND-CP_scan.signed.pdf", pages=(0, 2))
    writer.write(folder / "quet.pdf")
    done = run("scripts.reindex", str(folder / "quet.pdf"), data=data, folder=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert "+ 1 văn bản mới, nguyên văn: 293/2025/NĐ-CP (4 điều)." in done.stdout.decode()
    return data


@pytest.fixture(scope="module")
def quotes(data: Path) -> dict[str, dict[str, Any]]:
    """The first quotation of each answer."""
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()
    done = run("scripts.ask", "--jsonl", data=data, folder=data, given=rows)
    assert done.returncode == 0, done.stderr.decode()
    return {line["id"]: line["quotes"][0] for line in map(json.loads, done.stdout.decode().splitlines())}


@pytest.mark.parametrize(
    ("asked", "place", "page", "words"),
    [
        ("named", "Khoản 1 Điều 4", 2, "Mức lương tối thiểu tháng là mức lương thấp nhất"),
        ("searched", "Khoản 1 Điều 3", 1, "Vùng III | 4.140.000 | 20.000"),
    ],
)
def test_a_scan_is_quoted_with_its_page(
    quotes: dict[str, dict[str, Any]], asked: str, place: str, page: int, words: str
) -> None:
    """The right provision, cited by kind and number, in the words of the scan, with the page it begins on."""
    quote = quotes[asked]
    assert quote["citation"].lower() == f"{place} Nghị định số {DECREE}".lower()
    assert quote["source"] == {"kind": "official", "file": "quet.pdf", "page": page}
    assert words in quote["text"]
