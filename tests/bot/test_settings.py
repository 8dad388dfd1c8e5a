"""Settings come from the environment or `.env`, and never show a secret."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError
from index.encoder import BUNDLED

TOKEN = "7654321098:AAH-bi-mat"  # noqa: S105 - of a bot that does not exist
NAMES = ("DATA_DIR", "EMBEDDING_MODEL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_BASE_URL")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and an environment without any of our settings."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_nothing_needs_to_be_set() -> None:
    """A fresh machine gets the data folder `var`, the embedded model and no token."""
    settings = Settings.read()
    assert (settings.data_dir, settings.embedding_model, settings.token) == (Path("var"), BUNDLED, None)
    assert settings.telegram_base_url == "https://api.telegram.org/bot"
    assert (settings.builds, settings.sources) == (Path("var/builds"), Path("var/sources"))


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting can be given by its name in capitals."""
    values = ("/srv/gspb", "BAAI/bge-m3", TOKEN, "http://127.0.0.1:8081/bot")
    for name, value in zip(NAMES, values, strict=True):
        monkeypatch.setenv(name, value)
    settings = Settings.read()
    found = (str(settings.data_dir), settings.embedding_model, settings.token, settings.telegram_base_url)
    assert found == values


def test_a_file_is_read_and_the_environment_goes_before_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`.env` holds settings, Vietnamese and other programs' lines included; a variable of the same name wins."""
    (folder / ".env").write_text(
        f'# trợ lý\nDATA_DIR="dữ liệu"\nTELEGRAM_BOT_TOKEN={TOKEN}\nKHAC=1\n', encoding="utf-8"
    )
    assert (Settings.read().data_dir, Settings.read().token) == (Path("dữ liệu"), TOKEN)
    monkeypatch.setenv("DATA_DIR", "noi-khac")
    assert Settings.read().data_dir == Path("noi-khac")


def test_an_option_goes_before_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--data-dir` overrides DATA_DIR."""
    monkeypatch.setenv("DATA_DIR", "noi-khac")
    assert Settings.read(Path("tuy-chon")).builds == Path("tuy-chon/builds")


@pytest.mark.parametrize("token", ["", "   "])
def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    """A line left empty in a file of settings means the terminal."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    assert Settings.read().token is None


def test_spaces_around_a_token_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token copied with its spaces or line break works."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f"  {TOKEN}\n")
    assert Settings.read().token == TOKEN


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BASE_URL", "ftp://api.telegram.org/bot"),
        ("TELEGRAM_BASE_URL", "api.telegram.org"),
        ("EMBEDDING_MODEL", ""),
    ],
)
def test_a_value_that_is_not_allowed_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The message names the setting and says where to mend it, in one line, and shows no secret."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        Settings.read()
    message = str(caught.value)
    assert name.lower() in message.lower()
    assert ".env" in message
    assert "\n" not in message
    assert TOKEN not in message


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing, logging, dumping or comparing settings shows stars, not the token."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    settings = Settings.read()
    for shown in (
        repr(settings),
        str(settings),
        f"{settings!r}",
        settings.model_dump_json(),
        str(settings.model_dump()),
    ):
        assert TOKEN not in shown


def test_settings_do_not_change() -> None:
    """Settings are read once and frozen."""
    with pytest.raises(ValueError, match="frozen"):
        setattr(Settings.read(), "data_dir", Path("khac"))  # noqa: B010 - the type checker knows it is frozen


def test_a_file_in_another_encoding_gets_a_sentence(folder: Path) -> None:
    """A `.env` that Windows saved as UTF-16 is named in one sentence instead of a traceback."""
    (folder / ".env").write_bytes(f"TELEGRAM_BOT_TOKEN={TOKEN}\n".encode("utf-16"))
    with pytest.raises(SettingsError) as caught:
        Settings.read()
    assert ".env" in str(caught.value)
    assert TOKEN not in str(caught.value)
