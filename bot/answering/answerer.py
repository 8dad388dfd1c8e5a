"""The answer story: question -> Answer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from bot.answering.answer import Answer, Quote, Status, Timings
from bot.answering.aspect import aspect, goes_on, merged, subject
from bot.answering.choose import choose
from bot.answering.counting import with_beginning
from bot.answering.deadline import asks_for_a_deadline
from bot.answering.decide import (
    Signals,
    decide,
    is_doubtful,
    past_answers,
    procedure_asked_for,
    reviewed_answer_for,
)
from bot.answering.definitions import Definitions
from bot.answering.emphasis import emphasised
from bot.answering.follow_up import NOTHING, Before, completed
from bot.answering.library import Library
from bot.answering.lookup import look_up
from bot.answering.named import NameFinder
from bot.answering.quoting import quoted
from bot.answering.several import separate, together
from bot.answering.shelf import Shelf
from bot.answering.small_talk import small_talk
from bot.answering.tidy import MAX_CHARACTERS, Question, Unusable, tidy
from bot.answering.verify import vouched_for
from bot.answering.wording import MESSAGES, sentence
from corpus.catalog import Catalog
from corpus.glossary import Glossary
from corpus.procedures import Procedure
from corpus.reference import Reference
from corpus.reviewed import ReviewedAnswer
from index.retriever import Found, Retriever

_QUOTED = {Status.ANSWERED, Status.EXPIRED_ONLY}
_OFFERED = 3  # nearest provisions where none answers
_SEARCHED = 50  # hits looked at, so that ten different articles can be quoted


class Answerer:
    """Answers questions from one build. Safe to call from several threads."""

    def __init__(
        self,
        retriever: Retriever,
        catalog: Catalog,
        glossary: Glossary,
        procedures: Iterable[Procedure],
        reviewed: Iterable[ReviewedAnswer],
    ) -> None:
        self._retriever = retriever
        self._build = retriever.build
        self._shelf = Shelf(retriever.build, catalog)
        self._names = NameFinder(self._shelf.catalog)
        self.library = Library(self._build, self._shelf, self._names)
        self._glossary = glossary
        self._definitions = Definitions(glossary.terms, self._shelf)
        self._procedures = {procedure.id: procedure for procedure in procedures}
        self._reviewed = {answer.id: answer for answer in reviewed}

    def answer(self, text: str, *, on: date, limit: int = 3, before: Before = NOTHING) -> Answer:
        """The answer to `text` with the law as it stands on the day `on` and up to `limit` quotations.

        `before` is what was said before, which a follow-up ("còn khoản 3?", "còn cấp xã?") goes on from.
        """
        started = perf_counter()
        parts = separate(text[: MAX_CHARACTERS + 1])
        each = [self._answer(part, on, limit, before) for part in parts] if len(parts) > 1 else []
        answer = (together(each, text, limit=limit) if each else None) or self._answer(text, on, limit, before)
        answer = vouched_for(answer, self._build)
        total = 1000 * (perf_counter() - started)
        return replace(answer, timings=replace(answer.timings, total=total))

    def _answer(self, text: str, on: date, limit: int, before: Before) -> Answer:
        question = self._tidy(text)
        if isinstance(question, Unusable):
            return Answer(text[:100], "", Status.CLARIFY, question.message, on)
        answer = (
            self._small_talk(question, on)
            or self._follow_up(question, before, on)
            or self._look_up(question, on)
            or self._pointed(
                self._define(question, on, limit)
                or self._go_on(question, before, on, limit)
                or self._search(question, on, limit),
                question.full,
                limit,
            )
        )
        return replace(answer, understood_as=sentence(answer.understood_as))

    def _tidy(self, text: str) -> Question | Unusable:
        return tidy(text, glossary=self._glossary, restorer=self._build.restorer)

    def _small_talk(self, question: Question, on: date) -> Answer | None:
        reply = small_talk(question.typed)
        return Answer(question.typed, question.typed, Status.SMALL_TALK, reply, on) if reply else None

    def _follow_up(self, question: Question, before: Before, on: date) -> Answer | None:
        """The provision meant by a question that goes on from the one shown before."""
        full = completed(question.typed, before.provision, self._names) if before.provision else None
        found = self._look_up(replace(question, typed=full, full=full), on) if full else None
        if found is None:
            return None
        understood = "; ".join(str(quote.passage.reference) for quote in found.quotes)
        return replace(found, question=question.typed, understood_as=understood or question.typed)

    def _look_up(self, question: Question, on: date) -> Answer | None:
        """The provisions the question names, or what is to be said of a regulation it names and nothing else."""
        found = look_up(question.typed, self._names, self._shelf, on)
        if found is None:
            return None
        quotes = tuple(quoted(passage, self._shelf, on) for passage in found.passages)
        expired = bool(quotes) and all(quote.validity == "expired" for quote in quotes)
        status = Status.EXPIRED_ONLY if expired else found.status
        return Answer(
            question.typed,
            question.full,
            status,
            found.message or MESSAGES[status],
            on,
            quotes,
            offered=tuple(quoted(passage, self._shelf, on) for passage in found.choices),
        )

    def _define(self, question: Question, on: date, limit: int) -> Answer | None:
        """What the term asked about means, its defining provisions first."""
        definition = self._definitions.find(question.full, on)
        if definition is None:
            return None
        found = self._find(question, self._shelf.in_force(on), on)
        defining = tuple(quoted(passage, self._shelf, on) for passage in definition.passages)
        others = self._quotes(question, found, on, limit) if defining else ()
        return Answer(
            question.typed,
            question.full,
            Status.ANSWERED,
            message=sentence(f"{definition.term.term}: {definition.term.meaning}")
            if definition.term
            else MESSAGES[Status.ANSWERED],
            on=on,
            quotes=_first_of_each_article((*defining, *others))[:limit],
            nearest=found.nearest,
            timings=_timings(found),
        )

    def _go_on(self, question: Question, before: Before, on: date, limit: int) -> Answer | None:
        """What the regulations in force say on a short question that leaves its subject to the one before."""
        asked, said = aspect(question.full), subject(before.questions)
        earlier = self._tidy(said) if said else None
        if asked is None or not isinstance(earlier, Question):
            return None
        scope = self._shelf.in_force(on)
        full = f"{asked}: {earlier.full.strip(' ?.!')}"
        both = replace(question, full=full, terms=(*question.terms, *earlier.terms))
        alone, together = (self._find(each, scope, on) for each in (question, both))
        found = merged(alone, together, before.provision)
        if not goes_on(asked, Signals.of(alone), Signals.of(together), found):
            return None
        return Answer(
            question.typed,
            f"{question.full} (hỏi tiếp: {earlier.full})",
            Status.ANSWERED,
            MESSAGES[Status.ANSWERED],
            on,
            self._quotes(question, found, on, limit),
            found.nearest,
            timings=_timings(found),
        )

    def _search(self, question: Question, on: date, limit: int) -> Answer:
        """What the regulations in force say; failing that, what only expired ones say."""
        in_force = self._shelf.in_force(on)
        named = self._shelf.held(entry for entries in self._names.regulations(question.typed) for entry in entries)
        scope = [number for number in named if number in in_force] or in_force
        found = self._find(question, scope, on)
        signals, nearest = Signals.of(found), found.nearest
        status = decide(signals, question.full)
        expired = self._shelf.expired(on)
        named_expired = [number for number in named if number in expired] if scope is in_force else []
        if is_doubtful(signals) or named_expired:
            past = self._find(question, named_expired or expired, on)
            if past_answers(Signals.of(past), signals, is_named=bool(named_expired)):
                found, status = past, Status.EXPIRED_ONLY
        quotes = self._quotes(question, found, on, limit) if status in _QUOTED else ()
        if status is not Status.ANSWERED:
            return Answer(
                question.typed,
                question.full,
                status,
                MESSAGES[status],
                on,
                quotes,
                nearest,
                offered=self._quotes(question, found, on, _OFFERED) if status is Status.NOT_FOUND else (),
                searched=len(scope),
                timings=_timings(found),
            )
        procedure = procedure_asked_for(question.full, _among(self._procedures, found.pages))
        fitting = [key for key, answer in self._reviewed.items() if answer.may_answer(question.full)]
        reviewed = reviewed_answer_for(_among(fitting, found.pages), nearest or 0.0)
        basis = self._basis(self._reviewed[reviewed], on) if reviewed else ()
        return Answer(
            question.typed,
            question.full,
            status,
            message=self._reviewed[reviewed].says if reviewed else MESSAGES[status],
            on=on,
            quotes=_first_of_each_article((*basis, *quotes))[:limit],
            nearest=nearest,
            procedure=self._procedures[procedure] if procedure else None,
            timings=_timings(found),
        )

    def _pointed(self, answer: Answer, question: str, limit: int) -> Answer:
        """`answer` with the words that answer `question` marked in each quotation, a deadline with its beginning."""
        quotes = [replace(quote, emphasis=emphasised(quote.passage.text, question)) for quote in answer.quotes]
        counted = with_beginning(quotes, self._shelf, answer.on) if asks_for_a_deadline(question) else quotes
        return replace(answer, quotes=tuple(counted[:limit]))

    def _basis(self, reviewed: ReviewedAnswer, on: date) -> tuple[Quote, ...]:
        """The provisions that a reviewed answer rests on, those that are held."""
        found = (self._shelf.provision(reference.number, reference.path, on) for reference in reviewed.references)
        return tuple(quoted(passage, self._shelf, on) for passage in found if passage)

    def _find(self, question: Question, numbers: Sequence[str], on: date) -> Found:
        return self._retriever.find(question.full, terms=question.terms, numbers=numbers, on=on, limit=_SEARCHED)

    def _quotes(self, question: Question, found: Found, on: date, limit: int) -> tuple[Quote, ...]:
        chosen = choose(found.hits, question.full, self._shelf, limit=limit)
        return tuple(quoted(passage, self._shelf, on, hit) for passage, hit in chosen)


def _first_of_each_article(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    first: dict[Reference, Quote] = {}
    for quote in quotes:
        first.setdefault(quote.passage.reference.within_article(), quote)
    return tuple(first.values())


def _among(pages: Collection[str], similarities: Mapping[str, float]) -> dict[str, float]:
    return {page: similarity for page, similarity in similarities.items() if page in pages}


def _timings(found: Found) -> Timings:
    return Timings(encode=found.encode_ms, search=found.search_ms)
