"""Start the assistant: on Telegram when there is a token, else in the terminal."""

import logging
import sys

from bot import terminal
from bot.logs import configure_logging
from bot.settings import Settings, SettingsError
from bot.wiring import Assistant, assistant, encoder
from corpus.catalog import CatalogError
from index.model_error import ModelError
from index.store import StoreError


def main() -> int:
    """Run until stopped. Returns the exit code: 1 when something a person can mend is wrong."""
    try:
        settings = Settings.read()
        configure_logging(settings.token or "", level=logging.INFO if settings.token else logging.WARNING)
        bot = assistant(settings, encoder(settings))
        bot.warm_up()
    except (SettingsError, CatalogError, StoreError, ModelError) as error:
        print(error, file=sys.stderr)
        return 1
    if settings.token is None:
        terminal.converse(bot.answer, bot.procedures)
        return 0
    return _run_telegram(bot, settings)


def _run_telegram(bot: Assistant, settings: Settings) -> int:
    from bot.chat import application  # noqa: PLC0415 - the terminal needs no telegram

    try:
        application.run(bot.answer, bot.procedures, token=settings.token or "", base_url=settings.telegram_base_url)
    except application.ChatError as error:
        print(error, file=sys.stderr)
        return 1
    except Exception:
        logging.getLogger("bot").exception("The bot stopped by a fault")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
