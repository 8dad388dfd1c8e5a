"""What servers are set up with is sound, and agrees with the settings and the commands there are."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from compose_spec import PyCompose

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNIT = (DEPLOY / "gspb.service").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")


def test_the_dockerfile_is_lint_free() -> None:
    """Hadolint finds nothing, notes included."""
    hadolint = Path(sys.executable).with_name("hadolint")
    linted = subprocess.run(  # noqa: S603 - a linter of ours
        [hadolint, "--failure-threshold", "info", DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert linted.stdout + linted.stderr == ""
    assert linted.returncode == 0


def test_the_compose_file_follows_the_specification() -> None:
    """Every key is one of the specification's; the service keeps its data in a volume and runs without privileges."""
    PyCompose.from_yaml(COMPOSE)
    for line in ("- data:/data", "read_only: true", "- ALL", "- no-new-privileges:true"):
        assert line in COMPOSE


def test_the_unit_is_accepted_by_systemd(tmp_path: Path) -> None:
    """systemd-analyze finds nothing to say, once the paths of the server are those of this machine."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("needs systemd-analyze, which this machine does not have")
    here = UNIT.replace("/opt/gspb/.venv/bin/python", sys.executable).replace("/opt/gspb", str(ROOT))
    unit = tmp_path / "gspb.service"
    unit.write_text(re.sub(r"(?m)^(User|Group|Documentation|EnvironmentFile)=.*\n", "", here), encoding="utf-8")
    checked = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)  # noqa: S603
    ours = [line for line in checked.stderr.splitlines() if "gspb" in line]
    assert ours == []


@pytest.mark.parametrize("text", [UNIT, DOCKERFILE, COMPOSE], ids=["unit", "Dockerfile", "compose"])
def test_settings_that_are_set_exist(text: str) -> None:
    """A setting given in these files is one the bot knows: it would refuse to start otherwise."""
    known = {name.upper() for name in Settings.model_fields}
    prefixes = ("TELEGRAM_", "WEBHOOK_", "METRICS_", "DATA_", "LOG_", "KEEP_", "ADMIN_", "ACCESS_", "DATABASE_")
    given = set(re.findall(r"\b([A-Z]+_[A-Z_]+)\b", text))
    assert {name for name in given if name.startswith(prefixes)} <= known


@pytest.mark.parametrize("text", [UNIT, DOCKERFILE], ids=["unit", "Dockerfile"])
def test_commands_that_are_run_exist(text: str) -> None:
    """Every module started is there."""
    modules = re.findall(r"-m ((?:scripts|bot)[\w.]*)", text)
    assert modules
    for module in modules:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module


def test_the_image_holds_what_the_package_is_made_of() -> None:
    """What is copied is there and not ignored; every package, and each file that the installation reads, is copied."""
    copied = {path for line in re.findall(r"(?m)^COPY (?!--)(.+) \S+$", DOCKERFILE) for path in line.split()}
    assert all((ROOT / path).exists() for path in copied)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not copied & {line.strip("/") for line in ignored}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert copied == packages | {"pyproject.toml", "constraints.txt", project["project"]["readme"]}


def test_runbooks_name_commands_and_files_that_exist() -> None:
    """What an operator is told to run or read is there."""
    for runbook in (ROOT / "docs" / "runbooks").glob("*.md"):
        text = runbook.read_text(encoding="utf-8")
        for module in re.findall(r"-m (scripts\.\w+)", text):
            assert (ROOT / module.replace(".", "/")).with_suffix(".py").is_file(), (runbook.name, module)
        for linked in re.findall(r"\]\(([\w-]+\.md)\)", text):
            assert (runbook.parent / linked).is_file(), (runbook.name, linked)
        for deployed in re.findall(r"deploy/[\w.]+", text):
            assert (ROOT / deployed).is_file(), (runbook.name, deployed)


@pytest.mark.parametrize("listed", ["docs/security.md", "tests/bot/chat/README.md"])
def test_the_lists_name_tests_that_exist(listed: str) -> None:
    """Each danger and each known bug has its test, in the file and under the name given."""
    text = (ROOT / listed).read_text(encoding="utf-8")
    sources = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    named = re.findall(r"(test_\w+\.py)(?:::(test_\w+))?", text)
    assert len(named) > 10
    for file, test in named:
        assert f"def {test}(" in sources[file] if test else file in sources, (file, test)


def test_a_file_too_large_to_read_does_not_stop_the_bot() -> None:
    """Unless told to go on, systemd ends the whole unit when the kernel ends one process of it."""
    assert "OOMPolicy=continue" in UNIT.splitlines()
