"""What the handlers of every feature work with."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date, datetime
from time import perf_counter
from typing import Any, Protocol, TypeVar

from telegram.ext import Application, ContextTypes

from bot.answering.answer import Answer, Quote
from bot.answering.follow_up import NOTHING, Before
from bot.answering.library import Library
from bot.chat.access import Access
from bot.chat.keyboards import Surroundings
from bot.chat.limit import PerPersonLimit
from bot.chat.recall import Recall
from bot.chat.watch import Watch
from bot.learning.lessons import Lessons
from bot.publishing.publisher import Publisher
from corpus.glossary import Term
from corpus.passage import Source
from corpus.procedures import Procedure
from corpus.reference import CitationError, Reference

T = TypeVar("T")
# The six parameters are the library's context types, none of which is used here.
TelegramApplication = Application[Any, Any, Any, Any, Any, Any]

QUOTED = 3  # provisions of an answer that can be paged through
_KEPT_ANSWERS = 500
_KEY = "desk"


class Answering(Protocol):
    """What answers a question; `before` is what was said in the conversation before it."""

    def __call__(self, text: str, /, *, limit: int, before: Before) -> Answer:
        """The answer, with up to `limit` quotations."""


class RecentAnswers:
    """The last answers by question id, so that paging through one does not search again."""

    def __init__(self) -> None:
        self._answers: OrderedDict[int, tuple[int, Answer]] = OrderedDict()

    def keep(self, question: int, person: int, answer: Answer) -> None:
        """Keep `answer`, given to `person`; the oldest makes room."""
        self._answers[question] = person, answer
        if len(self._answers) > _KEPT_ANSWERS:
            self._answers.popitem(last=False)

    def find(self, question: int) -> Answer | None:
        """The answer to `question`, unless it is too long ago."""
        kept = self._answers.get(question)
        return kept[1] if kept else None

    def forget(self, person: int) -> None:
        """Forget the answers given to `person`."""
        for question in [question for question, kept in self._answers.items() if kept[0] == person]:
            del self._answers[question]


@dataclass(frozen=True, slots=True)
class Desk:
    """The answers, the library and the memory, each called away from the event loop.

    `answer` and `library` are called on `worker`, which keeps questions in order; pages of PDFs are drawn on
    `paper`; `publisher` is called on `publishing`. `clock` tells when learning cards are due.
    """

    answer: Answering
    library: Callable[[], Library]
    file: Callable[[Source], bytes | None]
    procedures: Mapping[str, Procedure]
    terms: tuple[Term, ...]
    recall: Recall
    worker: Executor
    paper: Executor
    publishing: Executor
    publisher: Publisher
    limit: PerPersonLimit
    access: Access
    keep_days: int
    watch: Watch
    lessons: Lessons
    clock: Callable[[], datetime]
    recent: RecentAnswers = field(default_factory=RecentAnswers)

    async def ask(self, text: str, before: Before = NOTHING) -> Answer:
        """The answer to `text`."""
        started = perf_counter()
        answer = await _on(self.worker, lambda: self.answer(text, limit=QUOTED, before=before))
        self.watch.answered(text, answer.status, perf_counter() - started)
        return answer

    async def read(self, look: Callable[[Library], T]) -> T:
        """What `look` finds in the library: `await desk.read(lambda library: library.holdings(today))`."""
        return await _on(self.worker, lambda: look(self.library()))

    async def around(self, quote: Quote | None, on: date) -> Surroundings:
        """What stands around a quoted provision; nothing around none."""
        return await self.read(lambda library: surroundings(library, quote, on)) if quote else Surroundings()

    async def draw(self, source: Source, make: Callable[[bytes], bytes]) -> bytes | None:
        """What `make` makes of the file of `source`; None when the file is not held."""

        def on_paper() -> bytes | None:
            data = self.file(source)
            return None if data is None else make(data)

        return await _on(self.paper, on_paper)

    def install(self, application: TelegramApplication) -> None:
        """Let the handlers of `application` find this desk."""
        application.bot_data[_KEY] = self


def desk_of(context: ContextTypes.DEFAULT_TYPE) -> Desk:
    """The desk of the application that `context` belongs to."""
    desk: Desk = context.bot_data[_KEY]
    return desk


def surroundings(library: Library, quote: Quote, on: date) -> Surroundings:
    """The articles beside `quote`, and how many provisions it points to."""
    passage = quote.passage
    return Surroundings(library.neighbours(passage.reference, on), len(library.referenced(passage, on)))


def reference_in(citation: str | None) -> Reference | None:
    """The provision of a remembered citation; None for none, or for one this version does not print any more."""
    try:
        return Reference.parse(citation) if citation else None
    except CitationError:
        return None


async def _on(worker: Executor, call: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(worker, call)
