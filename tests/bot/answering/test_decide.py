"""Whether what was found answers the question."""

import pytest

from bot.answering.answer import Status
from bot.answering.decide import ANSWERING_COSINE, decide

JUST_BELOW = ANSWERING_COSINE - 1e-6


@pytest.mark.parametrize("question", ["MTTQ giám sát thế nào?", "Cách nấu phở bò"])
def test_a_near_passage_answers(question: str) -> None:
    """At the threshold and above it is an answer, whatever the words of the question."""
    assert decide(ANSWERING_COSINE, question) is Status.ANSWERED
    assert decide(1.0, question) is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    ["Mặt trận giám sát giá vàng thế nào?", "phan bien xa hoi o My", "Ban Thanh tra nhân dân có mấy xe?", "HOÀ GIẢI?"],
)
@pytest.mark.parametrize("nearest", [JUST_BELOW, 0.0, -1.0, None])
def test_a_question_of_the_field_without_a_near_passage_is_not_found(question: str, nearest: float | None) -> None:
    """Its words are of the field, with or without diacritics, but the regulations do not say."""
    assert decide(nearest, question) is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question", ["Cách nấu phở bò", "Thủ đô của Pháp?", "giám đốc sát nhập", "mặt bằng trận đấu", ""]
)
@pytest.mark.parametrize("nearest", [JUST_BELOW, 0.0, None])
def test_any_other_question_is_out_of_scope(question: str, nearest: float | None) -> None:
    """Without a near passage and without a word of the field, whole words only, it is refused as foreign."""
    assert decide(nearest, question) is Status.OUT_OF_SCOPE
