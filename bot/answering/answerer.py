"""The answer story: question -> Answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from time import perf_counter

from bot.answering.answer import Answer, Quote, Status, Timings
from bot.answering.choose import choose
from bot.answering.decide import decide
from bot.answering.lookup import LookedUp, look_up
from bot.answering.named import NameFinder, without_provisions
from bot.answering.shelf import Shelf
from bot.answering.small_talk import small_talk
from bot.answering.tidy import Question, Unusable, tidy
from bot.answering.verify import verified
from corpus.catalog import Catalog
from corpus.passage import Passage
from index.retriever import Found, Hit, Retriever

_SEARCHED = 50  # hits looked at, so that ten different articles can be quoted
_FEW_WORDS = 5  # a provision named with fewer words around it is a request for its text

MESSAGES = {
    Status.ANSWERED: "Quy định có liên quan:",
    Status.LOOKED_UP: "Điều khoản được hỏi:",
    Status.NOT_FOUND: "Tôi không tìm thấy quy định trả lời câu hỏi này trong các văn bản đang có. "
    "Xin hỏi cách khác hoặc hỏi Ban Thường trực Ủy ban MTTQ cấp trên.",
    Status.OUT_OF_SCOPE: "Câu hỏi này nằm ngoài lĩnh vực giám sát và phản biện xã hội, nên tôi không trả lời.",
    Status.EXPIRED_ONLY: "Chỉ tìm thấy quy định KHÔNG còn hiệu lực vào ngày được hỏi. Không áp dụng; chỉ để tham khảo:",
}


class Answerer:
    """Answers questions from one build. Safe to call from several threads."""

    def __init__(self, retriever: Retriever, catalog: Catalog, *, abbreviations: Mapping[str, str]) -> None:
        self._retriever = retriever
        self._build = retriever.build
        self._shelf = Shelf(retriever.build, catalog)
        self._names = NameFinder(self._shelf.catalog)
        self._abbreviations = abbreviations

    def answer(self, text: str, *, on: date, limit: int = 3) -> Answer:
        """The answer to `text` with the law as it stands on the day `on` and up to `limit` quotations."""
        started = perf_counter()
        question = tidy(text, abbreviations=self._abbreviations, restorer=self._build.restorer)
        if isinstance(question, Unusable):
            return Answer(text[:100], "", Status.CLARIFY, question.message, on)
        answer = self._small_talk(question, on) or self._look_up(question, on) or self._search(question, on, limit)
        quotes = verified(answer.quotes, self._build)
        total = 1000 * (perf_counter() - started)
        return replace(answer, quotes=quotes, timings=replace(answer.timings, total=total))

    def _small_talk(self, question: Question, on: date) -> Answer | None:
        reply = small_talk(question.typed)
        return Answer(question.typed, question.typed, Status.SMALL_TALK, reply, on) if reply else None

    def _look_up(self, question: Question, on: date) -> Answer | None:
        """The provisions the question names, when it names their regulation too."""
        named = self._names.provisions(question.typed)
        complete = [provision for provision in named if provision.entries]
        if complete:
            result = look_up(complete, self._shelf)
        elif named and len(without_provisions(question.typed).split()) < _FEW_WORDS:
            result = LookedUp(Status.CLARIFY, f"{named[0]} của văn bản nào? Ví dụ: {named[0]} Luật MTTQ Việt Nam.")
        else:
            return None
        quotes = tuple(self._quote(passage, on) for passage in result.passages)
        expired = bool(quotes) and all(quote.validity == "expired" for quote in quotes)
        status = Status.EXPIRED_ONLY if expired else result.status
        return Answer(question.typed, question.full, status, result.message or MESSAGES[status], on, quotes)

    def _search(self, question: Question, on: date, limit: int) -> Answer:
        """What the regulations in force say; failing that, what only expired ones say."""
        found = self._find(question, self._shelf.in_force(on))
        nearest = found.nearest
        status = decide(nearest, question.full)
        if status is not Status.ANSWERED:
            everything = self._find(question, self._shelf.numbers())
            if decide(everything.nearest, question.full) is Status.ANSWERED:
                found, status = everything, Status.EXPIRED_ONLY
        answers = status in {Status.ANSWERED, Status.EXPIRED_ONLY}
        chosen = choose(found.hits, question.full, self._shelf, limit=limit) if answers else []
        quotes = tuple(self._quote(passage, on, hit) for passage, hit in chosen)
        if status is Status.EXPIRED_ONLY:
            quotes = tuple(quote for quote in quotes if quote.validity == "expired")
        timings = Timings(encode=found.encode_ms, search=found.search_ms)
        return Answer(question.typed, question.full, status, MESSAGES[status], on, quotes, nearest, timings)

    def _find(self, question: Question, numbers: list[str]) -> Found:
        mentioned = [
            number for entries in self._names.regulations(question.typed) for number in self._shelf.held(entries)
        ]
        within = [number for number in numbers if number in mentioned] or numbers
        return self._retriever.find(question.full, numbers=within, limit=_SEARCHED)

    def _quote(self, passage: Passage, on: date, hit: Hit | None = None) -> Quote:
        number = passage.reference.number
        return Quote(
            passage=passage,
            page=self._shelf.page(passage),
            validity=self._shelf.validity(number, on),
            entry=self._shelf.entry(number),
            cosine_similarity=hit.cosine_similarity if hit else None,
            bm25_score=hit.bm25_score if hit else None,
            fused_score=hit.fused_score if hit else None,
        )
