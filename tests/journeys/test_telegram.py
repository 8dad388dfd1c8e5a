"""The bot as an operator runs it: a process with a token, stopped by a signal."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bot.chat.bot_api import TOKEN, BotApi
from tests.journeys.processes import PATIENCE_SECONDS, environment


@contextmanager
def _bot(api: BotApi, data: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m bot` talking to `api`, its output in `folder`; killed in the end should it still run."""
    telegram = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BASE_URL": api.base_url}
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot"], stdout=out, stderr=err, cwd=folder, env=environment(data, **telegram)
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def test_a_signal_stops_the_bot_cleanly(library_data: Path, tmp_path: Path) -> None:
    """It introduces itself, answers with a quotation, and on SIGTERM ends with 0; its log never shows the token."""
    with BotApi(patience_seconds=PATIENCE_SECONDS) as api, _bot(api, library_data, tmp_path) as process:
        api.say("khoản 2 Điều 27 Luật MTTQ")
        (sent,) = api.wait_for(1)
        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE_SECONDS)
    log = (tmp_path / "err").read_text(encoding="utf-8")
    assert code == 0
    assert sent.parsed.within("blockquote").startswith("2. ")
    assert {command["command"] for command in api.commands} >= {"start", "help"}
    assert (tmp_path / "out").read_bytes() == b""
    assert "Trợ lý đang trả lời trên Telegram: t.me/tro_ly_gspb_bot (dừng: Ctrl+C)" in log
    assert "Answered a question: looked_up" in log
    assert TOKEN not in log
    assert "Traceback" not in log
    assert "khoản 2" not in log, "what people ask is not logged"


def test_a_refused_token_ends_the_bot_with_what_to_do(library_data: Path, tmp_path: Path) -> None:
    """On 401 it ends with 1 and no traceback; the last line names the setting to mend, no line shows the token."""
    with BotApi(patience_seconds=PATIENCE_SECONDS) as api:
        api.revoked = True
        with _bot(api, library_data, tmp_path) as process:
            code = process.wait(PATIENCE_SECONDS)
    log = (tmp_path / "err").read_text(encoding="utf-8")
    assert code == 1
    assert log.rstrip("\n").endswith("Telegram không nhận mã bot. Hãy kiểm tra TELEGRAM_BOT_TOKEN (lấy từ @BotFather).")
    assert "Traceback" not in log
    assert TOKEN not in log
