"""Let many people chat with the bot at once, on this machine: python -m scripts.load [--people N] [--seconds S].

The bot runs as a process of its own and talks to the loopback Bot API of the tests, which lets part of the calls fail.
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Annotated

import typer

from bot.settings import Settings
from scripts.exits import CommandError, exits_with_message
from tests.bot.chat.bot_api import TOKEN, BotApi
from tests.bot.chat.bot_api_rules import Call, Refusal

app = typer.Typer(add_completion=False)

QUESTIONS = (
    "MTTQ giám sát bằng những hình thức nào?",
    "khoản 2 Điều 27 Luật MTTQ",
    "dan bau ban thanh tra nhan dan the nao",
    "Gửi dự thảo cho Mặt trận phản biện trước bao nhiêu ngày?",
    "Cách nấu phở bò",
)
_FAULTS = (
    Refusal(429, "Too Many Requests: retry after 1", retry_after=1),
    Refusal(502, "Bad Gateway"),
    Refusal(500, "Internal Server Error", lost=True),
)
PAUSE_SECONDS = 12.0  # between a person's questions, on average
_START_SECONDS = 300.0
_LAST_ANSWERS_SECONDS = 60.0
# What the machine's own bot may be set to, and this one is not.
_NOT_HERE = ("ADMIN_IDS", "METRICS_PORT", "TELEGRAM_PROXY", "WEBHOOK_URL")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found. `seconds` are the times from asking to the answer.

    Memory (in MB) and processor time are the bot process's; the latter does not depend on what else the machine does.
    """

    asked: int
    lost: int
    doubled: int
    faults: int
    seconds: list[float] = field(repr=False)
    memory_before: float
    memory_after: float
    processor_seconds: float

    @property
    def p95(self) -> float:
        """What 95 of 100 answers take at most, in seconds."""
        return quantiles(self.seconds, n=20)[-1] if len(self.seconds) > 1 else float("nan")

    @property
    def growth(self) -> float:
        """By which share the memory grew between the first quarter of the run and its end."""
        return self.memory_after / self.memory_before - 1


class Faulty:
    """Lets a share of the calls fail: refused with 429 or 502, or carried out and then the connection breaks."""

    def __init__(self, share: float, chance: random.Random) -> None:
        self._share = share
        self._chance = chance
        self.count = 0

    def __call__(self, method: str, call: Call) -> Refusal | None:
        """The refusal of this call, if any."""
        del method, call
        if self._chance.random() >= self._share:
            return None
        self.count += 1
        return self._chance.choice(_FAULTS)


class People:
    """Asks in many people's names, and matches answers to questions by the message they reply to."""

    def __init__(self, api: BotApi, count: int, chance: random.Random) -> None:
        self._api = api
        self._count = count
        self._chance = chance
        self.asked: dict[int, float] = {}

    def chat(self, seconds: float) -> None:
        """Let everybody ask now and then for `seconds`, at times of their own."""
        began = time.monotonic()
        due = [(began + self._chance.random() * PAUSE_SECONDS, person) for person in range(1, self._count + 1)]
        while (now := time.monotonic()) < began + seconds:
            for place, (moment, person) in enumerate(due):
                if moment <= now:
                    asked = self._api.say(self._chance.choice(QUESTIONS), sender=person)
                    self.asked[asked] = now
                    due[place] = (now + self._chance.uniform(0.5, 1.5) * PAUSE_SECONDS, person)
            time.sleep(0.01)

    def answers(self) -> dict[int, list[float]]:
        """When each question asked was answered: once, if all is well."""
        times: dict[int, list[float]] = {question: [] for question in self.asked}
        for sent in list(self._api.sent):
            if sent.reply_to in times:
                times[sent.reply_to].append(sent.at)
        return times


@app.command()
@exits_with_message
def main(
    people: Annotated[int, typer.Option(help="Số người hỏi cùng lúc.", min=1)] = 200,
    seconds: Annotated[float, typer.Option(help="Thời gian chạy.", min=1)] = 600.0,
    faults: Annotated[float, typer.Option(help="Phần lời gọi bị làm hỏng, 0.05 là 5 %.", min=0, max=0.5)] = 0.05,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu có sẵn bản dựng.")] = None,
) -> None:
    """Chạy tải: nhiều người hỏi bot cùng lúc; in thời gian trả lời, câu mất, câu trả lời hai lần và bộ nhớ."""
    result = run(Settings.read(data_dir).data_dir, people=people, seconds=seconds, faults=faults)
    print(f"questions                {result.asked:8d}   ({people} people, {seconds:.0f} s)")
    print(f"lost, doubled            {result.lost:8d} {result.doubled}")
    print(f"calls made to fail       {result.faults:8d}   ({faults:.0%} of all)")
    print(f"answer, p95              {1000 * result.p95:8.0f} ms")
    print(f"memory of the bot        {result.memory_after:8.0f} MB  ({result.growth:+.1%} since the first quarter)")
    print(f"processor of the bot     {1000 * result.processor_seconds / max(1, result.asked):8.0f} ms a question")
    sys.exit(1 if result.lost or result.doubled else 0)


def run(data: Path, *, people: int, seconds: float, faults: float) -> Result:
    """A bot over the build in `data`, with `people` chatting for `seconds`; it remembers in a folder of its own."""
    chance = random.Random(20261125)  # noqa: S311 - the same run each time
    with (
        tempfile.TemporaryDirectory() as folder,
        BotApi(patience_seconds=_START_SECONDS) as api,
        _bot(api, data, Path(folder)) as process,
    ):
        crowd, faulty = People(api, people, chance), Faulty(faults, chance)
        _wait_for_the_first(api, process, Path(folder) / "log")
        api.faults = faulty
        memory, busy = _Memory(process.pid, after=seconds / 4), _processor_seconds(process.pid)
        crowd.chat(seconds)
        _wait_for_the_last(crowd)
        api.faults = None
        grown, busy = memory.now(), _processor_seconds(process.pid) - busy
    answers = crowd.answers()
    counts = Counter(min(len(moments), 2) for moments in answers.values())
    times = [moments[0] - crowd.asked[question] for question, moments in answers.items() if moments]
    return Result(len(answers), counts[0], counts[2], faulty.count, times, memory.early, grown, busy)


def _wait_for_the_first(api: BotApi, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the bot replies.

    Raises:
        CommandError: it ended instead, or did nothing for long; with the last line it wrote, which is its reason.
    """
    api.say("/start", sender=1)
    deadline = time.monotonic() + _START_SECONDS
    while not api.sent:
        if process.poll() is not None or time.monotonic() > deadline:
            said = log.read_text(encoding="utf-8", errors="replace").split("\n")
            reason = next((line for line in reversed(said) if line.strip()), "không rõ lý do.")
            raise CommandError(f"Bot không khởi động được: {reason.strip()}")
        time.sleep(0.2)


def _wait_for_the_last(crowd: People) -> None:
    deadline = time.monotonic() + _LAST_ANSWERS_SECONDS
    while time.monotonic() < deadline and not all(crowd.answers().values()):
        time.sleep(0.5)


def _processor_seconds(pid: int) -> float:
    """The time all threads of a process have computed."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class _Memory:
    """The memory a process holds: once `after` seconds, and now."""

    def __init__(self, pid: int, *, after: float) -> None:
        self._statm = Path(f"/proc/{pid}/statm")
        self.early = self.now()
        timer = threading.Timer(after, self._look)
        timer.daemon = True
        timer.start()

    def now(self) -> float:
        """Megabytes, shared libraries included."""
        return int(self._statm.read_text(encoding="ascii").split()[1]) * _PAGE_BYTES / 1e6

    def _look(self) -> None:
        self.early = self.now()


@contextmanager
def _bot(api: BotApi, data: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        **dict.fromkeys(_NOT_HERE, ""),
        "ACCESS_MODE": "open",
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{folder / 'memory.sqlite'}",
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": api.base_url,
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "bot"], stdout=log, stderr=log, env=environment)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(_LAST_ANSWERS_SECONDS)


if __name__ == "__main__":
    app()
