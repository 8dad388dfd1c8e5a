"""Whether what was found answers the question."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Status
from bot.answering.decide import PAST_LEAD, Signals, decide, past_answers

NEAR = Signals(nearest=0.94, mapped=0.64, fused=17.0, field=4.0, answerable=5.0, length=2.3)
FAR = Signals(nearest=0.82, mapped=0.46, fused=11.0, field=-8.0, answerable=-5.0, length=2.3)
SHARE = st.floats(0, 1)


@pytest.mark.parametrize("question", ["MTTQ giám sát thế nào?", "Cách nấu phở bò"])
def test_signals_that_speak_for_it_answer(question: str) -> None:
    """With the signals for it, it is an answer, whatever the words of the question."""
    assert decide(NEAR, question) is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    ["Mặt trận giám sát giá vàng thế nào?", "phan bien xa hoi o My", "Ban Thanh tra nhân dân có mấy xe?", "HOÀ GIẢI?"],
)
@pytest.mark.parametrize("signals", [FAR, None])
def test_a_question_of_the_field_without_an_answer_is_not_found(question: str, signals: Signals | None) -> None:
    """Its words are of the field, with or without diacritics, but the regulations do not say."""
    assert decide(signals, question) is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question", ["Cách nấu phở bò", "Thủ đô của Pháp?", "giám đốc sát nhập", "mặt bằng trận đấu", ""]
)
@pytest.mark.parametrize("signals", [FAR, None])
def test_any_other_question_is_out_of_scope(question: str, signals: Signals | None) -> None:
    """Without an answer and without a word of the field, whole words only, it is refused as foreign."""
    assert decide(signals, question) is Status.OUT_OF_SCOPE


@pytest.mark.parametrize("name", ["nearest", "mapped", "fused", "field", "answerable", "length"])
@given(of_one=SHARE, of_other=SHARE)
def test_more_of_a_signal_never_speaks_against_an_answer(name: str, of_one: float, of_other: float) -> None:
    """Every learned weight is positive: what is nearer is not refused sooner."""
    less, more = sorted((of_one, of_other))
    low, high = (replace(FAR, **{name: value}) for value in (less, more))
    assert low.log_odds <= high.log_odds


@pytest.mark.parametrize("question", ["còn khoản 3?", "Điều 5 thế nào?", "thế điểm đ thì sao"])
def test_a_label_alone_asks_of_nothing(question: str) -> None:
    """Without the provision shown before, nobody can tell which one is meant, however near something is."""
    assert decide(NEAR, question) is not Status.ANSWERED
    assert decide(NEAR, f"{question} của luật Mặt trận") is Status.ANSWERED


def test_no_one_signal_decides() -> None:
    """A near passage alone does not answer what sounds foreign, nor does a familiar sound answer without a passage."""
    assert decide(replace(FAR, nearest=NEAR.nearest), "") is Status.OUT_OF_SCOPE
    assert decide(replace(FAR, field=NEAR.field), "") is Status.OUT_OF_SCOPE


def test_what_regulations_do_not_answer_is_refused_however_much_of_the_field_it_is() -> None:
    """Neither rule makes up for the other: a question that sounds like none they answer is not found."""
    silent = replace(NEAR, nearest=0.90, mapped=0.55, fused=10.0, answerable=-8.0)
    assert silent.of_the_field > 0 > silent.said
    assert decide(silent, "Mặt trận xã mật khẩu là gì?") is Status.NOT_FOUND


def test_an_expired_text_must_answer_much_better_than_one_in_force() -> None:
    """Unless it is named it answers where nothing else does, or before what hardly does, and never when doubtful."""
    weak = replace(NEAR, nearest=NEAR.nearest - 0.07, mapped=0.55, fused=10.0)
    assert 0 < weak.log_odds < PAST_LEAD
    assert past_answers(NEAR, None, is_named=False)
    assert past_answers(NEAR, weak, is_named=False)
    assert past_answers(weak, NEAR, is_named=True)
    assert not past_answers(weak, FAR, is_named=False)
    assert not past_answers(NEAR, NEAR, is_named=False)
    assert not past_answers(FAR, FAR, is_named=True)
    assert not past_answers(None, None, is_named=True)
