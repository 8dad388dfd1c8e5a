"""Settings come from the environment or `.env`, and never show a secret."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError
from index.encoder import BUNDLED

TOKEN = "7654321098:AAH-bi-mat"  # noqa: S105 - of a bot that does not exist
NAMES = ("DATA_DIR", "EMBEDDING_MODEL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_BASE_URL")
SECRET = "mot-bi-mat-du-dai-0123"  # noqa: S105 - of a webhook that does not exist


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and an environment without any of our settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
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
        ("KEEP_DAYS", "0"),
        ("KEEP_DAYS", "3651"),
        ("KEEP_DAYS", "ba tháng"),
        ("ADMIN_IDS", "@chi_binh"),
        ("ADMIN_IDS", "12,-5"),
        ("ACCESS_MODE", "everybody"),
        ("WEBHOOK_URL", "http://bot.example.vn/telegram"),
        ("WEBHOOK_URL", "https://bot.example.vn/telegram"),
        ("WEBHOOK_SECRET", "ngan"),
        ("WEBHOOK_SECRET", "có dấu cách và dấu thanh"),
        ("WEBHOOK_PORT", "0"),
        ("METRICS_PORT", "65536"),
        ("TELEGRAM_PROXY", "proxy.example.vn:8080"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_value_that_is_not_allowed_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The message names the setting and says where to mend it, in one line, and shows no secret."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        Settings.read()
    message = str(caught.value)
    assert name in message
    assert "hãy sửa" in message.lower()
    assert not re.search(r"[Ii]nput|[Ss]tring|[Vv]alue", message), "an admin reads Vietnamese"
    assert ".env" in message
    assert "\n" not in message
    assert TOKEN not in message


@pytest.mark.parametrize("line", [f"TELEGRAM_BOT_TOKEN {TOKEN}", TOKEN, "TELEGRAM_BOT_TOKEN", f"'{TOKEN}"])
def test_a_line_of_the_file_that_sets_nothing_is_named(
    folder: Path, capfd: pytest.CaptureFixture[str], line: str
) -> None:
    """A forgotten "=" stops the start: the number of the line is told, the token is not, and nothing else is said."""
    (folder / ".env").write_text(f"# trợ lý\nKEEP_DAYS=30\n\n  \n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Settings.read()
    assert str(caught.value) == "Dòng 5 của tệp .env không có dạng TÊN=giá trị. Hãy sửa dòng đó."
    assert capfd.readouterr().err == ""


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


def test_what_runs_the_bot_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Admins as a list of ids, access, webhook, proxy, metrics: each comes back as given."""
    given = {
        "ADMIN_IDS": "12, 34,", "ACCESS_MODE": "allowlist", "KEEP_DAYS": "30", "METRICS_PORT": "9100",
        "TELEGRAM_PROXY": "socks5://ai:mat-khau@127.0.0.1:1080",
        "WEBHOOK_URL": "https://bot.example.vn/telegram", "WEBHOOK_SECRET": SECRET,
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = Settings.read()
    assert settings.admin_ids == {12, 34}
    assert (settings.access_mode, settings.keep_days) == ("allowlist", 30)
    assert (settings.webhook_url, settings.metrics_port) == ("https://bot.example.vn/telegram", 9100)
    assert settings.proxy == "socks5://ai:mat-khau@127.0.0.1:1080"
    assert set(settings.secrets) == {SECRET, settings.proxy}


def test_lines_left_empty_count_as_no_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a template of settings leaves open is as if it were not there."""
    for name in ("DATABASE_URL", "TELEGRAM_PROXY", "ADMIN_IDS", "WEBHOOK_URL", "WEBHOOK_SECRET", "METRICS_PORT"):
        monkeypatch.setenv(name, " ")
    settings = Settings.read()
    assert (settings.webhook_url, settings.metrics_port, settings.proxy) == (None, None, None)
    assert settings.admin_ids == frozenset()
    assert settings.secrets == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ADMIN_ID", "ADMIN_IDS"), ("DATADIR", "DATA_DIR"), ("TELEGRAM_TOKEN", None), ("WEBHOOK_PATH", None)],
)
def test_a_misspelt_name_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, meant: str | None
) -> None:
    """In the environment or in `.env`, a name almost ours or with a prefix of ours is named, and its likely meaning."""
    with monkeypatch.context() as environment:
        environment.setenv(name, "1")
        with pytest.raises(SettingsError, match=name) as first:
            Settings.read()
    (folder / ".env").write_text(f"{name}=1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=name) as second:
        Settings.read()
    assert str(first.value) == str(second.value)
    assert meant is None or meant in str(first.value)


def test_memory_lies_with_the_data_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """One SQLite file in the data folder, relative or absolute; another database by its address."""
    assert Settings.read().database == "sqlite:///var/memory.sqlite"
    assert Settings.read(Path("/srv/gspb")).database == "sqlite:////srv/gspb/memory.sqlite"
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://ai:mat-khau@db/gspb")
    settings = Settings.read()
    assert settings.database == "postgresql+psycopg://ai:mat-khau@db/gspb"
    assert "mat-khau" not in repr(settings)
