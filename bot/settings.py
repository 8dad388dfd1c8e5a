"""Settings: the only reader of the environment."""

import os
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from dotenv.parser import parse_stream
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.encoder import BUNDLED

_ENV_FILE = ".env"
_OUR_PREFIXES = ("TELEGRAM_", "WEBHOOK_", "METRICS_")
_ALIKE = 0.85  # as difflib measures it: DATADIR is close to DATA_DIR, LOG_LEVEL to nothing of ours
_WRONG = {  # what pydantic finds, as an admin reads it
    "int_parsing": "chỉ được gồm chữ số",
    "greater_than_equal": "không được nhỏ hơn {ge}",
    "less_than_equal": "không được lớn hơn {le}",
    "less_than": "phải nhỏ hơn {lt}",
    "literal_error": "chỉ nhận một trong các giá trị {expected}",
    "string_pattern_mismatch": "phải là địa chỉ đầy đủ, ví dụ https://bot.example.vn/telegram",
    "string_too_short": "không được để trống",
    "string_too_long": "dài quá {max_length} chữ",
}


class SettingsError(Exception):
    """A setting is unknown or has a value that is not allowed."""


def _none_when_blank(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Blank = BeforeValidator(_none_when_blank)  # a line left empty in a file of settings counts as no line
Port = Annotated[int, Field(ge=1, le=65535)]
Address = Annotated[str, Field(min_length=1, max_length=253)]


class Settings(BaseSettings):
    """Every setting, from the environment or a file `.env`; the README lists them."""

    model_config = SettingsConfigDict(env_file=_ENV_FILE, env_file_encoding="utf-8", extra="ignore", frozen=True)

    data_dir: Path = Path("var")
    database_url: Annotated[SecretStr | None, Blank] = None
    embedding_model: str = Field(default=BUNDLED, min_length=1)
    keep_days: int = Field(default=90, ge=1, le=3650)

    telegram_bot_token: SecretStr | None = None
    telegram_base_url: str = Field(default="https://api.telegram.org/bot", pattern=r"^https?://")
    telegram_base_file_url: str = Field(default="https://api.telegram.org/file/bot", pattern=r"^https?://")
    telegram_proxy: Annotated[SecretStr | None, Blank] = None
    admin_ids: Annotated[frozenset[Annotated[int, Field(ge=1, lt=2**52)]], NoDecode] = frozenset()
    access_mode: Literal["open", "allowlist"] = "open"

    webhook_url: Annotated[str | None, Field(pattern=r"^https://[^/]+"), Blank] = None
    webhook_secret: Annotated[SecretStr | None, Blank] = None
    webhook_listen: Address = "127.0.0.1"
    webhook_port: Port = 8443

    metrics_port: Annotated[Port | None, Blank] = None
    metrics_listen: Address = "127.0.0.1"
    log_format: Literal["console", "json"] = "console"

    @classmethod
    def read(cls, data_dir: Path | None = None) -> Self:
        """The settings of the environment; `data_dir`, when given, overrides its DATA_DIR.

        Raises:
            SettingsError: a name is misspelt or a value not allowed. The message names it and never shows a secret.
        """
        try:
            _refuse_unknown(cls.model_fields)
            settings = cls()
        except UnicodeDecodeError:
            raise SettingsError("Tệp .env không phải là văn bản UTF-8. Hãy lưu lại ở dạng UTF-8.") from None
        except ValidationError as error:
            problems = "; ".join(_problem(problem) for problem in error.errors())
            raise SettingsError(f"Cấu hình sai: {problems}. Hãy sửa biến môi trường hoặc tệp .env.") from None
        return settings.model_copy(update={"data_dir": data_dir}) if data_dir else settings

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("telegram_proxy")
    @classmethod
    def _known_kind_of_proxy(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(("http://", "https://", "socks5://", "socks5h://")):
            raise ValueError("phải bắt đầu bằng http://, https:// hoặc socks5://")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr | None) -> SecretStr | None:
        secret = value.get_secret_value() if value else None
        plain = secret is not None and secret.isascii() and secret.replace("-", "").replace("_", "").isalnum()
        if secret is not None and not (plain and 16 <= len(secret) <= 256):
            raise ValueError("phải có từ 16 đến 256 chữ cái không dấu, chữ số, gạch nối hoặc gạch dưới")
        return value

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_URL cần có WEBHOOK_SECRET, nếu không ai cũng giả được Telegram")
        return self

    @property
    def builds(self) -> Path:
        """Where the builds and the pointer to the current one live."""
        return self.data_dir / "builds"

    @property
    def sources(self) -> Path:
        """Where the admins' files are kept as received."""
        return self.data_dir / "sources"

    @property
    def database(self) -> str:
        """Where people, questions and feedback are remembered; it may hold a password."""
        return _shown(self.database_url) or f"sqlite:///{self.data_dir / 'memory.sqlite'}"

    @property
    def token(self) -> str | None:
        """The bot's token, or None when there is none (an empty one counts as none)."""
        return _shown(self.telegram_bot_token)

    @property
    def proxy(self) -> str | None:
        """The proxy on the way to Telegram; it may hold a password."""
        return _shown(self.telegram_proxy)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret there is, for whoever must not show them."""
        kept = (self.telegram_bot_token, self.telegram_proxy, self.webhook_secret, self.database_url)
        return tuple(secret for secret in map(_shown, kept) if secret)


def _shown(secret: SecretStr | None) -> str | None:
    return (secret.get_secret_value().strip() or None) if secret else None


def _problem(problem: Any) -> str:  # noqa: ANN401 - pydantic's own mapping
    told = _WRONG.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    words = told.format(**problem.get("ctx", {})).replace("' or '", "' hoặc '")
    return " ".join([*(str(part).upper() for part in problem["loc"][:1]), words])


def _refuse_unknown(fields: Iterable[str]) -> None:
    """A misspelt name would be ignored in silence: the bot would run with a default where an admin set a value."""
    names = [field.upper() for field in fields]
    for name in map(str.upper, (*os.environ, *_names_in_file())):
        close = get_close_matches(name, names, n=1, cutoff=_ALIKE)
        if name not in names and (close or name.startswith(_OUR_PREFIXES)):
            advice = f"; có phải là {close[0]}?" if close else "."
            raise SettingsError(f"Không có cấu hình tên {name}{advice} Hãy sửa biến môi trường hoặc tệp .env.")


def _names_in_file() -> Iterator[str]:
    """The names set in `.env`. A line that sets nothing is an error: ignored, the bot would start without its token."""
    if not Path(_ENV_FILE).is_file():
        return
    with Path(_ENV_FILE).open(encoding="utf-8-sig") as lines:
        for binding in parse_stream(lines):
            if binding.error or (binding.key and binding.value is None):
                line, text = binding.original.line, binding.original.string
                number = line + text[: len(text) - len(text.lstrip())].count("\n")
                raise SettingsError(f"Dòng {number} của tệp .env không có dạng TÊN=giá trị. Hãy sửa dòng đó.")
            if binding.key:
                yield binding.key
