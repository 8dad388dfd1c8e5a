"""Logging that cannot show a secret: a readable line, or one JSON object, for each event.

Modules log through `logging`; what belongs to an event goes into `extra`, and stands beside it as a field of its own.
"""

import logging
import sys
from urllib.parse import quote

import structlog
from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import Processor


def configure_logging(*secrets: str, level: int = logging.INFO, as_json: bool = False) -> None:
    """Log to standard error from `level` up; `secrets` are blotted out of every line, tracebacks included."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(secrets, as_json=as_json))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for quiet in ("sentence_transformers", "alembic", "aiohttp.access", "matplotlib"):
        logging.getLogger(quiet).setLevel(logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs every request's address, and that holds the token


class RedactingFormatter(ProcessorFormatter):
    """Formats a record, then replaces each secret in the finished text, as it is or escaped for an address."""

    def __init__(self, secrets: tuple[str, ...], *, as_json: bool = False) -> None:
        before: list[Processor] = [
            add_logger_name,
            add_log_level,
            ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ]
        if as_json:
            before.append(structlog.processors.format_exc_info)
        last = structlog.processors.JSONRenderer(ensure_ascii=False) if as_json else _for_people()
        super().__init__(foreign_pre_chain=before, processors=[ProcessorFormatter.remove_processors_meta, last])
        given = (secret for secret in secrets if secret)
        self._secrets = tuple(form for secret in given for form in (secret, quote(secret, safe="")))

    def format(self, record: logging.LogRecord) -> str:
        """The finished line, traceback included, without the secrets."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def _for_people() -> Processor:
    return ConsoleRenderer(colors=False, exception_formatter=plain_traceback, pad_event_to=0, pad_level=False)
