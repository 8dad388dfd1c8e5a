"""`python -m scripts.withdraw`."""

from pathlib import Path

from filelock import FileLock

from index.store import Store
from scripts import ask
from scripts.withdraw import app
from tests.scripts.conftest import Invoke

NUMBER = "75/2015/QH13"
ASKED = f"khoản 2 Điều 27 Luật số {NUMBER}"


def test_out_of_answers_and_back(invoke: Invoke, data: Path) -> None:
    """One command takes a shipped law out of answers, one lists it, one puts it back."""
    before = Store(data / "builds").current_manifest()
    assert "Tóm lược của trợ lý" in invoke(ask.app, ASKED, "--data-dir", data).stdout
    out = invoke(app, NUMBER.lower(), "--data-dir", data)
    assert out.exit_code == 0
    assert f"Đã rút {NUMBER}" in out.stdout
    assert "Tóm lược của trợ lý" not in invoke(ask.app, ASKED, "--data-dir", data).stdout
    assert NUMBER in invoke(app, "--data-dir", data).stdout
    back = invoke(app, "--restore", NUMBER, "--data-dir", data)
    after = Store(data / "builds").current_manifest()
    assert before is not None
    assert after is not None
    assert (back.exit_code, after.content_hash) == (0, before.content_hash)
    assert "Không có văn bản nào đang bị rút" in invoke(app, "--data-dir", data).stdout


def test_an_unknown_number_and_a_run_under_way_change_nothing(invoke: Invoke, data: Path) -> None:
    """Both end with 1 and one sentence."""
    before = Store(data / "builds").current_id()
    unknown = invoke(app, "999/1999/QH1", "--data-dir", data)
    with FileLock(data / "builds" / ".lock"):
        held = invoke(app, NUMBER, "--data-dir", data)
    assert (unknown.exit_code, held.exit_code) == (1, 1)
    assert "999/1999/QH1" in unknown.stderr
    assert "Hãy đợi nó xong" in held.stderr
    assert Store(data / "builds").current_id() == before
    assert not (data / "withdrawn.toml").exists()
