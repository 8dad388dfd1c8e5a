"""The same bot in a terminal: the second channel, which keeps the first one honest."""

import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from bot.answering.answer import Answer
from bot.answering.plain import plain

WELCOME = "Trợ lý Giám sát và Phản biện xã hội. Gõ câu hỏi rồi nhấn Enter; gõ /thoat để dừng."
Answering = Callable[[str], Answer]

_LEAVING = {"/thoat", "/exit", "/quit"}


def converse(answer: Answering, *, questions: TextIO = sys.stdin, out: TextIO = sys.stdout) -> None:
    """Answer line by line until the input ends: with a prompt for a person, without one for a pipe."""
    interactive = questions.isatty()
    if interactive:
        print(WELCOME, file=out)
    for question in _lines(questions, out, interactive=interactive):
        print(plain(answer(question)), end="\n\n", file=out, flush=True)


def _lines(questions: TextIO, out: TextIO, *, interactive: bool) -> Iterator[str]:
    while True:
        if interactive:
            print("> ", end="", file=out, flush=True)
        line = questions.readline()
        if not line or line.strip() in _LEAVING:
            return
        if line.strip():
            yield line
