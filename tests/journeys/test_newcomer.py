"""A newcomer: the build of the shipped library is there, and the assistant is asked through a pipe."""

import subprocess
import sys
from pathlib import Path

from tests.journeys.processes import PATIENCE_SECONDS, environment, run

QUESTIONS = [
    "MTTQ giám sát bằng những hình thức nào?",
    "khoản 2 Điều 27 Luật MTTQ",
    "Cách nấu phở bò",
]
# The loop of the terminal with a simpler answer: what is read, not what is said, is looked at.
TALK = """
from bot.terminal import converse
from tests.bot import samples
converse(lambda question, before: samples.answer(message="Đã nhận: " + question.strip()))
"""


def test_a_second_start_has_nothing_to_build(library_data: Path, tmp_path: Path) -> None:
    """What `make run` does first is silent and changes nothing when the build is there."""
    before = (library_data / "builds" / "current").read_bytes()
    done = run("scripts.reindex", "--if-needed", data=library_data, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (library_data / "builds" / "current").read_bytes() == before


def test_three_questions_get_three_right_answers(library_data: Path, tmp_path: Path) -> None:
    """A question, a named provision and a foreign question are answered in order, on standard output alone."""
    done = run("bot", data=library_data, folder=tmp_path, given="\n".join(QUESTIONS).encode())
    shown = done.stdout.decode()
    places = [
        shown.find("Quy định có liên quan:"),
        shown.find("Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13\n“"),
        shown.find("Điều khoản được hỏi:"),
        shown.find("Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13\n“2. "),
        shown.find("Câu hỏi này nằm ngoài lĩnh vực giám sát và phản biện xã hội"),
    ]
    assert -1 not in places
    assert places == sorted(places)
    assert "> " not in shown
    assert (done.returncode, done.stderr) == (0, b"")


def test_bytes_that_are_no_text_lose_no_question(tmp_path: Path) -> None:
    """A line that cannot be read costs nothing but itself: those before and after it are answered."""
    given = "câu một\n".encode() + b"\xff\xfe gi\xe1m s\xe1t\n" + "câu ba\n".encode()
    done = subprocess.run(  # noqa: S603 - the program above
        [sys.executable, "-c", TALK],
        input=given,
        capture_output=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
        env=environment(tmp_path),
        timeout=PATIENCE_SECONDS,
    )
    shown = done.stdout.decode()
    assert "Traceback" not in done.stderr.decode()
    assert "Đã nhận: câu một\n" in shown
    assert "Đã nhận: câu ba\n" in shown
    assert done.returncode == 0


def test_without_a_build_it_says_which_command_to_run(tmp_path: Path) -> None:
    """Started without `make`, on a machine without a build, it names the command in one line and ends with 1."""
    done = run("bot", data=tmp_path / "trong", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == "Chưa có bản dựng nào. Hãy chạy: .venv/bin/python -m scripts.reindex\n"
