"""The rows of buttons under an answer and under a provision read in full: what a reader may want next."""

from dataclasses import dataclass

from bot.answering.answer import Answer, Quote, Status
from bot.answering.library import Neighbours, key_of, number_key, title_of
from bot.chat.buttons import Button, Rows, pager, press, share
from bot.chat.parts import labelled
from corpus.passage import Passage
from corpus.reference import Level

_IN_A_ROW = 2  # more are cut off on a narrow phone
_ALONE = Neighbours(None, None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the library knows around a quoted provision: the articles beside it, and how many others it points to."""

    neighbours: Neighbours = _ALONE
    referenced: int = 0


def answer_rows(answer: Answer, around: Surroundings, *, bot: str, question: int | None, at: int, cut: bool) -> Rows:  # noqa: PLR0913
    """Under an answer that shows its quotation `at`; `cut`: it does not show all of it."""
    quote, procedure = answer.quotes[at], answer.procedure
    key, article = key_of(quote.passage.reference), f"📖 Đọc hết {short_name(quote.passage)}"
    steps = [press("📋 Xem từng bước", "q", procedure.id)] if procedure and at == 0 else []
    others = pager(at, len(answer.quotes), "a", question, name="Kết quả") if question is not None else []
    onward = [*([press(article, "p", key, 0)] if cut else []), *_onward(quote, around, bot, "p")]
    return [
        steps,
        others,
        *_in_rows(onward),
        _neighbours(around, "p"),
        _paper(quote),
        *verdict_rows(answer, question),
    ]


def reading_rows(quote: Quote, around: Surroundings, *, bot: str, page: int, pages: int) -> Rows:
    """Under part `page` of `pages` of a provision read in full."""
    reference = quote.passage.reference
    regulation = press("📚 Văn bản này", "d", number_key(reference.number))
    return [
        pager(page, pages, "e", key_of(reference), name="Phần"),
        _neighbours(around, "e"),
        *_in_rows([*_onward(quote, around, bot, "e"), regulation]),
        _paper(quote),
    ]


def offer_rows(answer: Answer) -> Rows:
    """A button for each provision offered where none answers, with the number of its regulation."""
    passages = [quote.passage for quote in answer.offered]
    return [
        [press(labelled(f"{short_name(p)} · {p.reference.number}", 48), "p", key_of(p.reference), 0)] for p in passages
    ]


def verdict_rows(answer: Answer, question: int | None) -> Rows:
    """👍 and 👎; not under small talk, nor where the question is not remembered."""
    if question is None or answer.status is Status.SMALL_TALK:
        return []
    return [[press("👍", "up", question), press("👎", "dn", question)]]


def short_name(passage: Passage) -> str:
    """What fits a button: "Khoản 2 Điều 27", "Điều 26"."""
    reference = passage.reference
    if reference.article is None:
        return labelled(title_of(passage), 40)
    steps = [step for step in reversed(reference.path) if step.level is not Level.ATTACHMENT]
    name = " ".join(f"{step.level} {step.label}" for step in steps)
    return name[0].upper() + name[1:]


def _onward(quote: Quote, around: Surroundings, bot: str, verb: str) -> list[Button]:
    """To the article a khoản or điểm stands in, to what it points to, and to somebody else."""
    reference = quote.passage.reference
    article, key = reference.within_article(), key_of(reference)
    whole = [press(f"📖 Cả Điều {article.article}", verb, key_of(article), 0)] if article != reference else []
    pointing = [press(f"🔗 Dẫn chiếu ({around.referenced})", "r", key)] if around.referenced else []
    return [*whole, *pointing, share(bot, reference)]


def _neighbours(around: Surroundings, verb: str) -> list[Button]:
    before, after = around.neighbours.previous, around.neighbours.following
    return [
        *([press(f"‹ {short_name(before)}", verb, key_of(before.reference), 0)] if before else []),
        *([press(f"{short_name(after)} ›", verb, key_of(after.reference), 0)] if after else []),
    ]


def _paper(quote: Quote) -> list[Button]:
    key, page = key_of(quote.passage.reference), quote.page
    return [press(f"🖼 Trang {page}", "i", key), press("📄 PDF trang này", "o", key)] if page else []


def _in_rows(shown: list[Button]) -> Rows:
    return [shown[start : start + _IN_A_ROW] for start in range(0, len(shown), _IN_A_ROW)]
