"""The same bot in a terminal: the second channel, which keeps the first one honest."""

import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import Protocol, TextIO

from bot.answering.answer import Answer
from bot.answering.follow_up import NOTHING, Before
from bot.answering.plain import plain, plain_procedure
from corpus.procedures import Procedure

WELCOME = (
    "Trợ lý Giám sát và Phản biện xã hội. Gõ câu hỏi rồi nhấn Enter; gõ /quytrinh để xem quy trình, /thoat để dừng."
)


class Answering(Protocol):
    """What answers a question; `before` is what was said in the conversation before it."""

    def __call__(self, text: str, /, *, before: Before) -> Answer:
        """The answer."""


_PROCEDURES = "/quytrinh"
_QUESTIONS = 5  # of the conversation that are remembered
_LEAVING = {"/thoat", "/exit", "/quit"}


def converse(
    answer: Answering, procedures: Sequence[Procedure] = (), *, questions: TextIO = sys.stdin, out: TextIO = sys.stdout
) -> None:
    """Answer line by line until the input ends: with a prompt for a person, without one for a pipe.

    A person's question may go on from the one before it; the lines of a pipe have nothing to do with each other.
    """
    if isinstance(questions, TextIOWrapper):
        questions.reconfigure(encoding="utf-8", errors="replace")
    interactive = questions.isatty()
    if interactive:
        print(WELCOME, file=out)
    before, bold = NOTHING, out.isatty()
    for line in _lines(questions, out, interactive=interactive):
        if line.split()[0] == _PROCEDURES:
            print(_procedures(line, procedures), end="\n\n", file=out, flush=True)
            continue
        answered = answer(line, before=before)
        print(plain(answered, bold=bold), end="\n\n", file=out, flush=True)
        before = _after(answered, before) if interactive else NOTHING


def _after(answered: Answer, before: Before) -> Before:
    """What the next question may go on from."""
    shown = answered.quotes[0].passage.reference if answered.quotes else before.provision
    return Before((answered.question, *before.questions)[:_QUESTIONS], shown)


def _procedures(line: str, procedures: Sequence[Procedure]) -> str:
    _, _, choice = line.strip().partition(" ")
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
