"""Short questions that leave their subject to the question before."""

from dataclasses import replace

import pytest

from bot.answering.answer import Status
from bot.answering.aspect import aspect, goes_on, subject
from bot.answering.decide import Signals
from bot.answering.follow_up import Before
from corpus.reference import Reference
from index.retriever import Found, Hit
from tests.bot.samples import TODAY, passage, path
from tests.bot.small_library import Small

ELECTED = "Thành viên Ban Thanh tra nhân dân ở xã do ai bầu?"
SHOWN = Reference("75/2015/QH13", path("27", "3"), "Luật Mặt trận Tổ quốc Việt Nam")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("thời hạn?", "thời hạn"),
        ("còn cấp xã thì sao?", "cấp xã"),
        ("Thế còn ở thôn", "ở thôn"),
        ("lần hai thì thế nào?", "lần hai"),
        ("nếu nhiều người cùng đứng đơn thì sao?", "nếu nhiều người cùng đứng đơn"),
        ("Ban Thanh tra nhân dân có những nhiệm vụ gì?", None),
        ("còn?", "còn"),
        ("?", None),
    ],
)
def test_the_aspect_is_what_is_left_without_the_words_that_go_on(question: str, asked: str | None) -> None:
    """Only a short question has one; the longer one says itself what it is about."""
    assert aspect(question) == asked


@pytest.mark.parametrize(
    ("newest_first", "meant"),
    [
        ((), None),
        (("ai ký?",), "ai ký?"),
        (("ai ký?", "còn ở cơ quan nhà nước thì sao?", ELECTED, "câu cũ hơn dài đủ để hiểu được"), ELECTED),
    ],
)
def test_the_subject_is_that_of_the_newest_question_that_has_one(newest_first: tuple[str, ...], meant: str) -> None:
    """A chain of short questions goes back to where it began."""
    assert subject(newest_first) == meant


def _signals(log_odds: float) -> Signals:
    """Signals that speak for an answer with these log-odds."""
    of_the_field = Signals(0.0, 0.0, 0.0, field=1_000.0, answerable=0.0, length=0.0)
    zero, one = of_the_field.log_odds, replace(of_the_field, fused=1.0).log_odds
    return replace(of_the_field, fused=(log_odds - zero) / (one - zero))


_FOUND = Found(
    hits=(Hit(passage("3. Ủy ban nhân dân cấp xã ký quyết định công nhận."), 1, 0.9, 8.0, 9.0),),
    pages={},
    mapped=0.9,
    field=1.0,
    answerable=1.0,
    syllables=4,
    encode_ms=0.0,
    search_ms=0.0,
)


@pytest.mark.parametrize(
    ("asked", "alone", "together", "goes"),
    [
        ("thời hạn giải quyết", -1.0, 4.0, True),
        ("thời hạn giải quyết", 4.0, 4.1, False),
        ("thời hạn giải quyết", -1.9, -0.2, False),
        ("giá vàng hôm nay bao nhiêu", -8.0, 4.0, False),
        ("ai ký", -8.0, 4.0, True),
        ("giá vàng", -8.0, 4.0, False),
        ("quyết định công nhận ra sao", -3.0, 4.0, True),
        ("mức phụ cấp", -3.0, 4.0, False),
    ],
)
def test_a_question_goes_on_when_the_one_before_adds_what_is_missing(
    asked: str, alone: float, together: float, *, goes: bool
) -> None:
    """Not when it is answered as well by itself, when nothing answers both, when nothing found speaks of it."""
    assert goes_on(asked, _signals(alone), _signals(together), _FOUND) is goes
    assert not goes_on(asked, None, _signals(together), _FOUND)


def test_a_short_question_is_answered_with_the_one_before(small: Small) -> None:
    """What the Front may demand is looked for among what was spoken of; the reader is told how it was understood."""
    first = small.assistant.answer("Mặt trận giám sát bằng những hình thức nào?", on=TODAY)
    before = Before((first.question,), first.quotes[0].passage.reference)
    answer = small.assistant.answer("còn quyền và trách nhiệm?", on=TODAY, before=before)
    assert answer.status is Status.ANSWERED
    assert answer.understood_as == "Còn quyền và trách nhiệm? (hỏi tiếp: Mặt trận giám sát bằng những hình thức nào?)"
    assert answer.quotes[0].passage.reference.article == "28"


def test_a_new_topic_is_noticed(small: Small) -> None:
    """A question that says what it is about, or one of quite another field, is answered as if nothing had been said."""
    before = Before(("Mặt trận giám sát bằng những hình thức nào?",), SHOWN)
    for question in ("Phản biện xã hội là gì?", "Cách nấu phở bò", "còn cách nấu phở bò thì sao?"):
        alone = small.assistant.answer(question, on=TODAY)
        assert small.assistant.answer(question, on=TODAY, before=before) == alone
