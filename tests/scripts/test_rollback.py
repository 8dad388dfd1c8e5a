"""`python -m scripts.rollback`."""

from pathlib import Path

import pytest
from filelock import FileLock

from index.store import Store
from scripts import ask, reindex
from scripts.rollback import app
from tests.bot.regulations import LAW
from tests.scripts.conftest import Invoke

ASKED = "khoản 3a Điều 2 Luật 11/2025"


@pytest.fixture
def builds(invoke: Invoke, data: Path, folder: Path) -> tuple[str, str]:
    """The ids of the library's build and of one with another law, which is the current one."""
    before = Store(data / "builds").current_id()
    (folder / "luat-thu-nghiem.txt").write_text(LAW, encoding="utf-8")
    assert invoke(reindex.app, "luat-thu-nghiem.txt", "--data-dir", data).exit_code == 0
    return str(before), str(Store(data / "builds").current_id())


def test_back_and_forth(invoke: Invoke, data: Path, builds: tuple[str, str]) -> None:
    """Going back takes the law out of answers, naming the build brings it back; both say what is served now."""
    library, with_law = builds
    back = invoke(app, "--data-dir", data)
    assert (back.exit_code, Store(data / "builds").current_id()) == (0, library)
    assert f"Đã quay về bản dựng {library}." in back.stdout
    assert "Sổ xanh" not in invoke(ask.app, ASKED, "--data-dir", data).stdout
    forth = invoke(app, with_law, "--data-dir", data)
    assert (forth.exit_code, Store(data / "builds").current_id()) == (0, with_law)
    assert "Sổ xanh" in invoke(ask.app, ASKED, "--data-dir", data).stdout


def test_list_shows_what_each_build_holds_and_changes_nothing(
    invoke: Invoke, data: Path, builds: tuple[str, str]
) -> None:
    """Both builds are listed with the official texts in them, the one being served marked."""
    result = invoke(app, "--list", "--data-dir", data)
    rows = {build: next(line for line in result.stdout.splitlines() if build in line) for build in builds}
    assert "(đang dùng)" in rows[builds[1]]
    assert "11/2025/QH15" in rows[builds[1]]
    assert "(đang dùng)" not in rows[builds[0]]
    assert Store(data / "builds").current_id() == builds[1]


@pytest.mark.parametrize("name", ["khong-co", "../sources"])
def test_an_unknown_build_is_refused(invoke: Invoke, data: Path, name: str) -> None:
    """Exit code 1, the command that lists them, and the current build stays."""
    before = Store(data / "builds").current_id()
    result = invoke(app, name, "--data-dir", data)
    assert (result.exit_code, Store(data / "builds").current_id()) == (1, before)
    assert "python -m scripts.rollback --list" in result.stderr


def test_a_run_under_way_is_respected(invoke: Invoke, data: Path) -> None:
    """While an indexing run holds the store, going back waits for nobody: it says so and ends with 1."""
    with FileLock(data / "builds" / ".lock"):
        result = invoke(app, "--data-dir", data)
    assert result.exit_code == 1
    assert "Hãy đợi nó xong" in result.stderr
