"""Start the assistant: on Telegram when there is a token, else in the terminal."""

import logging
import sys

from bot import terminal
from bot.logs import configure_logging
from bot.memory.database import MemoryFault
from bot.settings import Settings, SettingsError
from bot.wiring import Assistant, access, assistant, connection, encoder, file_of, lessons, memory, publisher
from corpus.catalog import CatalogError
from index.encoder import Encoder
from index.model_error import ModelError
from index.store import StoreError


def main() -> int:
    """Run until stopped. Returns the exit code: 1 when something a person can mend is wrong."""
    try:
        settings = Settings.read()
        configure_logging(
            *settings.secrets,
            level=logging.INFO if settings.token else logging.WARNING,
            as_json=settings.log_format == "json",
        )
        text_encoder = encoder(settings)
        bot = assistant(settings, text_encoder)
        bot.warm_up()
    except (SettingsError, CatalogError, StoreError, ModelError) as error:
        print(error, file=sys.stderr)
        return 1
    if settings.token is None:
        terminal.converse(bot.answer, bot.procedures)
        return 0
    return _run_telegram(bot, text_encoder, settings)


def _run_telegram(bot: Assistant, text_encoder: Encoder, settings: Settings) -> int:
    from bot.chat import application  # noqa: PLC0415 - the terminal needs no telegram

    try:
        remembered = memory(settings)
        parts = application.Parts(
            answer=bot.answer,
            library=bot.library,
            file=file_of(settings),
            procedures=bot.procedures,
            terms=bot.terms,
            memory=remembered,
            access=access(settings),
            keep_days=settings.keep_days,
            publisher=publisher(settings, text_encoder),
            lessons=lessons(bot),
        )
        application.run(parts, connection(settings))
        remembered.close()
    except (application.ChatError, MemoryFault) as error:
        print(error, file=sys.stderr)
        return 1
    except Exception:
        logging.getLogger("bot").exception("The bot stopped by a fault")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
