"""A cadre's day with the bot, which an operator runs as a process and restarts in the middle of it."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.chat import texts
from tests.bot.chat.bot_api import TOKEN, BotApi
from tests.bot.chat.talking import ask, brought, follow, noticed, turned
from tests.bot.small_library import PDF_NUMBER, Small
from tests.journeys.processes import PATIENCE_SECONDS, environment


@contextmanager
def _running(api: BotApi, data: Path) -> Iterator[None]:
    """`python -m bot` over the data folder `data`, told to stop at the end."""
    telegram = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": api.base_url,
        "TELEGRAM_BASE_FILE_URL": api.base_file_url,
    }
    with (data / "err").open("ab") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot"], stdout=err, stderr=err, cwd=data, env=environment(data, **telegram)
        )
        try:
            yield
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_SECONDS) == 0
        finally:
            process.kill()
            process.wait()


def test_a_day_with_a_restart(small: Small, tmp_path: Path) -> None:
    """Welcome, answer, reading on; after a restart follow-up, old buttons and history go on working; erasure."""
    data = Path(shutil.copytree(small.data, tmp_path / "data"))
    with BotApi(patience_seconds=PATIENCE_SECONDS) as api:
        with _running(api, data):
            welcome = ask(api, "/start")
            answer = ask(api, "MTTQ giám sát bằng những hình thức nào?")
            article = follow(api, "Điều 28 ›", answer)
        with _running(api, data):
            clause = ask(api, "còn khoản 2?")
            second = turned(api, "▶", answer)
            judged = noticed(api, answer.button("👍").data, under=answer)
            history = ask(api, "/lichsu")
            edited_from = api.say("Điều 1 Luật MTTQ")
            api.wait_for(len(api.sent) + 1)
            edit = {"message_id": edited_from, "text": f"Điều 2 Quyết định {PDF_NUMBER}", "edit_date": 2}
            api.deliver(edit, kind="edited_message")
            api.wait_until(lambda: "Giữ sổ" in api.chats.edited[-1].parsed.text)
            picture = follow(api, "Trang 2", api.chats.edited[-1])
            erased = turned(api, "Xóa hết", ask(api, "/xoadulieu"))
            nothing = ask(api, "/lichsu")
    assert "Trợ lý Giám sát và Phản biện xã hội" in welcome.parsed.text
    assert answer.parsed.within("blockquote").startswith("Điều 27. ")
    assert article.parsed.within("blockquote").startswith("Điều 28. ")
    assert "Khoản 2 Điều 28 Luật Mặt trận Tổ quốc Việt Nam" in clause.parsed.within("b")
    assert second.number == answer.number
    assert second.parsed.within("blockquote") != answer.parsed.within("blockquote")
    assert judged == texts.THANKS_UP
    assert "MTTQ giám sát bằng những hình thức nào?" in history.parsed.text
    assert picture.kind == "photo"
    assert "còn 0 dòng" in erased.parsed.text
    assert nothing.parsed.text == texts.NOTHING_ASKED
    log = (data / "err").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert TOKEN not in log


def test_two_people_and_a_group_do_not_mix(small: Small, tmp_path: Path) -> None:
    """A follow-up goes on from what that person saw, whatever others ask meanwhile; the group gets one short answer."""
    data = Path(shutil.copytree(small.data, tmp_path / "data"))
    first, second, group = 501, 502, -1001
    with BotApi(patience_seconds=PATIENCE_SECONDS) as api, _running(api, data):
        ask(api, "khoản 1 Điều 27 Luật MTTQ", sender=first)
        ask(api, f"Điều 1 Quyết định {PDF_NUMBER}", sender=second)
        in_group = ask(api, "/hoi khoản 4 Điều 27 Luật MTTQ", sender=first + 2, chat=group)
        mine = brought(api, lambda: api.say("còn khoản 2?", sender=first))
        theirs = brought(api, lambda: api.say("còn khoản 2?", sender=second))
    assert mine.parsed.within("blockquote").startswith("2. Mặt trận tổ chức đoàn giám sát")
    assert theirs.parsed.within("blockquote").startswith("2. Sổ ghi")
    assert (in_group.chat, len(in_group.all_buttons)) == (group, 1)
