"""Logging that cannot show a secret."""

import json
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from bot.logs import RedactingFormatter, configure_logging

_TOUCHED = ("", "httpx", "sentence_transformers", "alembic", "aiohttp.access", "matplotlib")
SECRET = "7654321098:AAH-bi-mat"  # noqa: S105 - of a bot that does not exist


@pytest.fixture(autouse=True)
def _loggers_as_before() -> Iterator[None]:
    """Leave the process's loggers as they were."""
    loggers = [logging.getLogger(name) for name in _TOUCHED]
    levels, handlers = [logger.level for logger in loggers], list(loggers[0].handlers)
    yield
    loggers[0].handlers[:] = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def _record(message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("bot", logging.ERROR, __file__, 1, message, arguments, None)


def test_a_secret_in_a_message_or_its_arguments_is_blotted_out() -> None:
    """Every occurrence goes, whether written into the message or filled in."""
    shown = RedactingFormatter((SECRET,)).format(_record(f"{SECRET} rồi %s và %r", SECRET, {"url": f"/bot{SECRET}/x"}))
    assert SECRET not in shown
    assert shown.count("***") == 3


def test_a_secret_in_a_traceback_is_blotted_out() -> None:
    """The message of an exception and of its cause is shown without the secret."""
    record = _record("Lỗi")
    fault = RuntimeError(f"https://api.telegram.org/bot{SECRET}/getMe")
    fault.__cause__ = ValueError(f"cause {SECRET}")
    record.exc_info = (type(fault), fault, None)
    shown = RedactingFormatter((SECRET,)).format(record)
    assert SECRET not in shown
    assert "RuntimeError: https://api.telegram.org/bot***/getMe" in shown
    assert "ValueError: cause ***" in shown


def test_lines_without_a_secret_are_left_alone() -> None:
    """An empty secret, which stands in every text, blots nothing out."""
    shown = RedactingFormatter(("", SECRET)).format(_record("Trả lời trong %d ms", 12))
    assert shown.endswith("[error] Trả lời trong 12 ms [bot]")


def test_logging_goes_to_standard_error_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    """From INFO up, on standard error, never on standard output, where the answers are."""
    configure_logging(SECRET)
    logging.getLogger("bot.chat").info("mã %s", SECRET)
    logging.getLogger("bot.chat").debug("chi tiết")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.endswith("[info] mã *** [bot.chat]\n")


def test_addresses_that_hold_the_token_are_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    """The line that httpx logs for each request, which holds the address, is left out altogether."""
    configure_logging(SECRET)
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getUpdates", SECRET)
    assert capsys.readouterr().err == ""


def test_other_handlers_are_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    """A handler that a library has put in place does not print the line a second time, secret and all."""
    logging.getLogger().addHandler(logging.StreamHandler())
    configure_logging(SECRET)
    logging.getLogger("bot").warning("mã %s", SECRET)
    shown = capsys.readouterr().err
    assert shown.count("mã") == 1
    assert SECRET not in shown


def test_a_terminal_is_not_disturbed_by_small_news(capsys: pytest.CaptureFixture[str]) -> None:
    """With the level WARNING, INFO lines stay away."""
    configure_logging(level=logging.WARNING)
    logging.getLogger("bot").info("đã nạp mô hình")
    logging.getLogger("bot").warning("sắp hết đĩa")
    assert capsys.readouterr().err.endswith("[warning] sắp hết đĩa [bot]\n")


def test_a_secret_is_blotted_out_of_json_and_of_fields(capsys: pytest.CaptureFixture[str]) -> None:
    """One object a line, with what belongs to the event as fields of its own; the secret is nowhere, escaped or not."""
    configure_logging(SECRET, as_json=True)
    fault = ValueError(f"/bot{quote(SECRET, safe='')}/getMe")
    logging.getLogger("bot").error("Hỏng: %s", SECRET, exc_info=fault, extra={"question": "ab12", "where": SECRET})
    line = capsys.readouterr().err
    event = json.loads(line)
    assert (event["event"], event["level"], event["question"], event["where"]) == ("Hỏng: ***", "error", "ab12", "***")
    assert "ValueError: /bot***/getMe" in event["exception"]
    assert SECRET not in line
