"""Settings: the only reader of the environment."""

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.encoder import BUNDLED


class SettingsError(Exception):
    """A setting is unknown or has a value that is not allowed."""


class Settings(BaseSettings):
    """Every setting, from the environment or a file `.env`; the README lists them."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    data_dir: Path = Path("var")
    embedding_model: str = Field(default=BUNDLED, min_length=1)
    telegram_bot_token: SecretStr | None = None
    telegram_base_url: str = Field(default="https://api.telegram.org/bot", pattern=r"^https?://")

    @classmethod
    def read(cls, data_dir: Path | None = None) -> Self:
        """The settings of the environment; `data_dir`, when given, overrides its DATA_DIR.

        Raises:
            SettingsError: a value is not allowed. The message names the setting and never shows a secret.
        """
        try:
            settings = cls()
        except UnicodeDecodeError:
            raise SettingsError("Tệp .env không phải là văn bản UTF-8. Hãy lưu lại ở dạng UTF-8.") from None
        except ValidationError as error:
            problems = "; ".join(f"{problem['loc'][0]}: {problem['msg']}" for problem in error.errors())
            raise SettingsError(f"Cấu hình sai: {problems}. Hãy sửa biến môi trường hoặc tệp .env.") from None
        return settings.model_copy(update={"data_dir": data_dir}) if data_dir else settings

    @property
    def builds(self) -> Path:
        """Where the builds and the pointer to the current one live."""
        return self.data_dir / "builds"

    @property
    def sources(self) -> Path:
        """Where the admins' files are kept as received."""
        return self.data_dir / "sources"

    @property
    def token(self) -> str | None:
        """The bot's token, or None when there is none (an empty one counts as none)."""
        return (self.telegram_bot_token.get_secret_value().strip() or None) if self.telegram_bot_token else None
