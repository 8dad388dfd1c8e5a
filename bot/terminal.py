"""The same bot in a terminal: the second channel, which keeps the first one honest."""

import sys
from collections.abc import Callable, Iterator, Sequence
from io import TextIOWrapper
from typing import TextIO

from bot.answering.answer import Answer
from bot.answering.plain import plain, plain_procedure
from corpus.procedures import Procedure

WELCOME = (
    "Trợ lý Giám sát và Phản biện xã hội. Gõ câu hỏi rồi nhấn Enter; gõ /quytrinh để xem quy trình, /thoat để dừng."
)
Answering = Callable[[str], Answer]

_PROCEDURES = "/quytrinh"
_LEAVING = {"/thoat", "/exit", "/quit"}


def converse(
    answer: Answering, procedures: Sequence[Procedure] = (), *, questions: TextIO = sys.stdin, out: TextIO = sys.stdout
) -> None:
    """Answer line by line until the input ends: with a prompt for a person, without one for a pipe."""
    if isinstance(questions, TextIOWrapper):
        questions.reconfigure(encoding="utf-8", errors="replace")
    interactive = questions.isatty()
    if interactive:
        print(WELCOME, file=out)
    for question in _lines(questions, out, interactive=interactive):
        print(_reply(question, answer, procedures, bold=out.isatty()), end="\n\n", file=out, flush=True)


def _reply(question: str, answer: Answering, procedures: Sequence[Procedure], *, bold: bool) -> str:
    command, _, choice = question.strip().partition(" ")
    if command != _PROCEDURES:
        return plain(answer(question), bold=bold)
    if choice.isdigit() and 1 <= int(choice) <= len(procedures):
        return plain_procedure(procedures[int(choice) - 1])
    titles = (f"{position}. {procedure.title}" for position, procedure in enumerate(procedures, start=1))
    return "\n".join([f"Gõ {_PROCEDURES} và một số:", *titles])


def _lines(questions: TextIO, out: TextIO, *, interactive: bool) -> Iterator[str]:
    while True:
        if interactive:
            print("> ", end="", file=out, flush=True)
        line = questions.readline()
        if not line or line.strip() in _LEAVING:
            return
        if line.strip():
            yield line
