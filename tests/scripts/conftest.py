"""Commands run in an empty folder, without the settings of whoever runs the tests."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from index.store import Store

Invoke = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty working folder."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for name in ("DATA_DIR", "EMBEDDING_MODEL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return work


@pytest.fixture
def data(library_data: Path, tmp_path: Path) -> Path:
    """A copy of the library's data folder, to be changed."""
    return Path(shutil.copytree(library_data, tmp_path / "data"))


@pytest.fixture
def manifest(data: Path) -> Path:
    """The manifest of the build being served from `data`."""
    return data / "builds" / (Store(data / "builds").current_id() or "") / "manifest.json"


@pytest.fixture
def invoke() -> Invoke:
    """Runs a command in this process: `invoke(app, *arguments, data_dir=..., given="...")`."""

    def run(app: typer.Typer, *arguments: object, data_dir: Path | None = None, given: str | bytes = "") -> Result:
        environment = {"DATA_DIR": str(data_dir)} if data_dir else {}
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given, env=environment)

    return run
