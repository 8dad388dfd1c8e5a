"""`python -m scripts.reindex`."""

import json
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from typer.testing import Result

from corpus.catalog import Catalog
from corpus.ingest import File
from corpus.sources import SourceFolder
from index.encoder import SentenceTransformerEncoder
from index.store import Store
from index.update import update
from scripts import ask
from scripts.reindex import app
from tests.bot.regulations import DECISION, LAW
from tests.scripts.conftest import Invoke

KEYS = {"documents", "passages", "new", "unchanged", "rejected", "needs_review", "seconds", "build_id"}
KEYS |= {"published", "dry_run", "changes", "check"}
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"


def _report(result: Result) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(result.stdout.rstrip("\n").split("\n")[-1])
    return report


def _served(data: Path) -> str | None:
    return Store(data / "builds").current_id()


@pytest.fixture
def law(folder: Path) -> Path:
    """A regulation that is in no catalog, as a text file."""
    path = folder / "luat-thu-nghiem.txt"
    path.write_text(LAW, encoding="utf-8")
    return path


def test_a_file_is_added_published_and_then_unchanged(invoke: Invoke, data: Path, law: Path) -> None:
    """The first run encodes the new passages only, the second nothing; both exit 0, and the text can be asked for."""
    before = _served(data)
    first = invoke(app, law, "--json", "--data-dir", data)
    report = _report(first)
    assert first.exit_code == 0
    assert set(report) >= KEYS
    assert "+ 1 văn bản mới, nguyên văn: 11/2025/QH15 (5 điều)." in first.stdout
    assert (report["rejected"], report["build_id"]) == ([], _served(data))
    assert _served(data) != before
    assert (report["new"], report["passages"]) == (18, report["new"] + report["unchanged"])
    again = invoke(app, law, "--json", "--data-dir", data)
    repeated = _report(again)
    assert again.exit_code == 0
    assert (repeated["new"], repeated["unchanged"]) == (0, report["passages"])
    assert repeated["build_id"] == report["build_id"]
    asked = invoke(ask.app, "khoản 3a Điều 2 Luật 11/2025", "--data-dir", data)
    assert "“3a. Sổ xanh được bổ sung bằng sổ vàng.”" in asked.stdout


def test_a_dry_run_says_what_would_change_and_changes_nothing(invoke: Invoke, data: Path, law: Path) -> None:
    """The articles that would be added are named; the build served and the sources kept are as before."""
    before = _served(data)
    result = invoke(app, law, "--dry-run", "--json", "--data-dir", data)
    report = _report(result)
    assert (result.exit_code, report["dry_run"], report["published"], report["build_id"]) == (0, True, False, before)
    assert (_served(data), list((data / "sources").glob("*/*"))) == (before, [])
    (change,) = report["changes"]
    assert (change["number"], change["before"], change["after"]) == ("11/2025/QH15", None, "official")
    assert change["added"] == ["Điều 1", "Điều 2", "Điều 2a", "Điều 3", "Điều 4"]
    assert "± 11/2025/QH15 [chưa có → nguyên văn]: thêm Điều 1, Điều 2, Điều 2a, Điều 3, Điều 4" in result.stdout


def test_validity_is_told_when_a_person_confirms_it(invoke: Invoke, data: Path, law: Path) -> None:
    """What the file says of its first day is asked and not believed; the lines printed, once kept, are."""
    first = invoke(app, law, "--data-dir", data)
    assert "Có hiệu lực từ: 2025-01-01" in first.stdout
    asked = "Điều 1 Luật số 11/2025/QH15"
    assert "Chưa kiểm chứng được hiệu lực" in invoke(ask.app, asked, "--data-dir", data).stdout
    pasted = [line.strip() for line in first.stdout.partition("[correction.")[2].partition("+ ")[0].splitlines()]
    (data / "corrections.toml").write_text("[correction." + "\n".join(pasted), encoding="utf-8")
    again = invoke(app, "--data-dir", data)
    assert (again.exit_code, "chưa kiểm chứng" in again.stdout) == (0, False)
    assert "Còn hiệu lực ngày" in invoke(ask.app, asked, "--data-dir", data).stdout
    assert "Chưa có hiệu lực" in invoke(ask.app, asked, "--as-of", "2024-12-31", "--data-dir", data).stdout


def test_a_folder_with_good_and_bad_files(invoke: Invoke, data: Path, law: Path, folder: Path) -> None:
    """What can be read is published, what cannot is listed with its reason; the run as a whole succeeded."""
    (folder / "trong").mkdir()
    (folder / "trong" / "quy-che.txt").write_text(DECISION, encoding="utf-8")
    (folder / "anh.pdf").write_bytes(JPEG)
    (folder / "rong.txt").write_bytes(b"")
    (folder / "khong-dieu.txt").write_text("LUẬT\nLuật số: 1/2030/QH16\nKhông có điều nào.", encoding="utf-8")
    (folder / "ghi-chu.xlsx").write_bytes(b"PK")
    result = invoke(app, folder, "--json", "--data-dir", data)
    report = _report(result)
    assert result.exit_code == 0
    assert {row["file"] for row in report["rejected"]} == {"anh.pdf", "rong.txt", "khong-dieu.txt"}
    assert all(row["reason"].endswith(".") and row["reason"] in result.stdout for row in report["rejected"])
    assert law.name not in json.dumps(report["rejected"])
    asked = invoke(ask.app, "khoản 2 Điều 3 Quyết định 15/2025/QĐ-UBND", "--data-dir", data)
    assert "Biên bản giao ban lưu tại Mặt trận xã Đông" in asked.stdout


def test_two_files_of_one_name_are_told_apart(
    invoke: Invoke, data: Path, law: Path, folder: Path, encoder: SentenceTransformerEncoder
) -> None:
    """Of two files of one name the bad one is rejected; the good one, known already, is not, so the exit code is 0."""
    store, sources = Store(data / "builds"), SourceFolder(data / "sources")
    given = [File(law.name, law.read_bytes())]
    update(given, store=store, sources=sources, catalog=Catalog.load(), encoder=encoder, progress=lambda *_: None)
    (folder / "khac").mkdir()
    (folder / "khac" / law.name).write_bytes(b"")
    result = invoke(app, law, folder / "khac" / law.name, "--json", "--data-dir", data)
    assert [row["reason"] for row in _report(result)["rejected"]] == ["Tệp rỗng, không có nội dung."]
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("rong.txt", b"", "rỗng"),
        ("anh.pdf", JPEG, "không phải là PDF"),
        ("hong.pdf", b"%PDF-1.7\n%%EOF", "PDF"),
        ("khong-dieu.txt", "LUẬT\nLuật số: 1/2030/QH16\nChỉ có lời.".encode(), "Điều"),
        ("khong-so.txt", "Điều 1. Phạm vi\nKhông có số.".encode(), "số, ký hiệu"),
        ("nhi-phan.txt", b"\x00\x01\x02\xff", "UTF-8"),
        ("bang.xlsx", b"PK\x03\x04", ".xlsx"),
        ("cut.zip", b"PK\x03\x04", "hỏng"),
    ],
)
def test_when_nothing_can_be_used_nothing_changes(
    invoke: Invoke, data: Path, *, name: str, content: bytes, reason: str
) -> None:
    """Exit code 1, one Vietnamese sentence on why, and the build before goes on being served."""
    before = _served(data)
    Path(name).write_bytes(content)
    result = invoke(app, name, "--json", "--data-dir", data)
    (rejected,) = _report(result)["rejected"]
    assert (result.exit_code, _served(data)) == (1, before)
    assert rejected["file"] == name
    assert reason in rejected["reason"]
    assert f"✗ {name}: {rejected['reason']}" in result.stdout


def test_an_empty_folder_is_said_to_be_empty(invoke: Invoke, data: Path, folder: Path) -> None:
    """A folder without any regulation file: exit code 1 and why."""
    result = invoke(app, folder, "--json", "--data-dir", data)
    assert result.exit_code == 1
    assert len(_report(result)["rejected"]) == 1


@pytest.mark.parametrize("arguments", [["khong-co.pdf"], ["--khac"]])
def test_wrong_usage_exits_with_2(invoke: Invoke, data: Path, arguments: list[str]) -> None:
    """A path that is not there or an unknown option: nothing is done."""
    before = _served(data)
    assert invoke(app, *arguments, "--data-dir", data).exit_code == 2
    assert _served(data) == before


def test_if_needed_does_nothing_for_a_build_of_this_library(invoke: Invoke, data: Path) -> None:
    """At every start: silence, exit code 0, the same build; DATA_DIR is as good as `--data-dir`."""
    before = _served(data)
    result = invoke(app, "--if-needed", data_dir=data)
    assert (result.exit_code, result.output) == (0, "")
    assert _served(data) == before


def test_if_needed_runs_when_the_library_has_changed(invoke: Invoke, data: Path, manifest: Path) -> None:
    """A build made from other digests is looked at again, and the next start has nothing to do."""
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(content | {"library_hash": "0" * 64}), encoding="utf-8")
    assert invoke(app, "--if-needed", data_dir=data).stdout != ""
    assert invoke(app, "--if-needed", data_dir=data).output == ""


def test_another_run_under_way_is_respected(invoke: Invoke, data: Path, law: Path) -> None:
    """While one run holds the store a second one ends with 1 and says so."""
    with FileLock(data / "builds" / ".lock"):
        result = invoke(app, law, "--data-dir", data)
    assert result.exit_code == 1
    assert "Hãy đợi nó xong" in result.stderr
