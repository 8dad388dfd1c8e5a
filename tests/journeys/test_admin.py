"""An admin adds the official PDF of a law of which the library held only a digest."""

import json
import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfWriter

from tests.journeys.processes import run

ROWS = [
    {"id": "article", "question": "Điều 16 Luật Công đoàn"},
    {"id": "page 7", "question": "khoản 3 Điều 11 Luật Công đoàn"},
    {"id": "page 8", "question": "khoản 12 Điều 11 Luật Công đoàn"},
    {"id": "by year", "question": "Điều 18 Luật Công đoàn 2024"},
    {"id": "old", "question": "điều 16 luật công đoàn", "as_of": "2025-06-30"},
    {"id": "searched", "question": "Công đoàn chủ trì giám sát theo những hình thức nào?"},
]
PAGES = {"article": 10, "page 7": 7, "page 8": 8, "by year": 12}  # read off the printed pages


def _ask(data: Path, folder: Path) -> dict[str, Any]:
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()
    done = run("scripts.ask", "--jsonl", data=data, folder=folder, given=rows)
    assert done.returncode == 0, done.stderr.decode()
    return {line["id"]: line for line in map(json.loads, done.stdout.decode().splitlines())}


@pytest.fixture(scope="module")
def pdf(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first twelve pages, Điều 1 to 18, of the law as the National Assembly published it."""
    writer, path = PdfWriter(), tmp_path_factory.mktemp("received") / "LuatCongDoan.pdf"
    writer.append(shared / "pdfs" / "text" / "LuatCongDoan.pdf", pages=(0, 12))
    writer.write(path)
    return path


@pytest.fixture(scope="module")
def data(library_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library's data folder, copied."""
    return Path(shutil.copytree(library_data, tmp_path_factory.mktemp("admin") / "data"))


@pytest.fixture(scope="module")
def report(data: Path, pdf: Path) -> dict[str, Any]:
    """What `python -m scripts.reindex LuatCongDoan.pdf --json` reports."""
    done = run("scripts.reindex", str(pdf), "--json", data=data, folder=data)
    assert done.returncode == 0, done.stderr.decode()
    parsed: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return parsed


@pytest.fixture(scope="module")
def answers(report: dict[str, Any], data: Path) -> dict[str, Any]:
    """The answers after the PDF was added."""
    assert report["build_id"]
    return _ask(data, data)


def test_the_pdf_is_taken_in_whole(report: dict[str, Any]) -> None:
    """Nothing is rejected, nothing of this file needs a look, and only its own passages are new."""
    assert report["rejected"] == []
    assert [row for row in report["needs_review"] if row["file"] == "LuatCongDoan.pdf"] == []
    assert 18 < report["new"] < report["unchanged"]


@pytest.mark.parametrize("name", PAGES)
def test_the_official_text_is_quoted_with_its_page(answers: dict[str, Any], pdf: Path, name: str) -> None:
    """The quotation is official, names the file and the page it begins on, and its first line stands on that page."""
    (quote,) = answers[name]["quotes"]
    assert quote["source"] == {"kind": "official", "file": "LuatCongDoan.pdf", "page": PAGES[name]}
    with pypdfium2.PdfDocument(pdf) as document:
        printed = document[PAGES[name] - 1].get_textpage().get_text_range()
    assert " ".join(quote["text"].split()[:8]) in " ".join(printed.split())
    assert f"Nguyên văn từ tệp LuatCongDoan.pdf, trang {PAGES[name]}" in answers[name]["answer"]


def test_a_question_is_answered_from_the_official_text(answers: dict[str, Any]) -> None:
    """A question in words finds the article, and none of its quotations of this law is the digest any more."""
    quotes = answers["searched"]["quotes"]
    assert (quotes[0]["number"], quotes[0]["article"]) == ("50/2024/QH15", "16")
    assert {quote["source"]["kind"] for quote in quotes if quote["number"] == "50/2024/QH15"} == {"official"}


def test_before_its_first_day_the_law_is_not_called_in_force(answers: dict[str, Any]) -> None:
    """On 30/6/2025 the law of 2024 did not count yet."""
    (quote,) = answers["old"]["quotes"]
    assert quote["in_force"] is False
    assert "Chưa có hiệu lực vào ngày 30/06/2025" in answers["old"]["answer"]


def test_the_digest_is_what_was_quoted_before(library_data: Path, tmp_path: Path) -> None:
    """The library as shipped, which the admin's run has not touched, still quotes its digest and says so."""
    done = run("scripts.ask", "Điều 16 Luật Công đoàn", data=library_data, folder=tmp_path)
    assert "Tóm lược của trợ lý, không phải nguyên văn" in done.stdout.decode()


def test_the_same_file_again_changes_nothing(report: dict[str, Any], data: Path, pdf: Path) -> None:
    """An unchanged file is not encoded again and no new build is made."""
    done = run("scripts.reindex", str(pdf), "--json", data=data, folder=data)
    again = json.loads(done.stdout.decode().splitlines()[-1])
    assert (done.returncode, again["new"], again["build_id"]) == (0, 0, report["build_id"])
