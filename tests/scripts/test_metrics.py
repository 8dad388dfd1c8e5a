"""The measures, on cases small enough to be worked out by hand."""

import pytest

from bot.answering.answer import Answer, Quote, Status
from scripts.metrics import Case, Gold, Outcome, judge, nearest_percentiles, summarise
from tests.bot import samples

FRONT = "75/2015/QH13"


def cited(article: str, clause: str | None = None, *, number: str = FRONT, text: str = "Chữ.") -> Quote:
    """A quotation of a provision."""
    return samples.quote(samples.passage(text, number=number, steps=samples.path(article, clause)))


def case(*gold: Gold, kind: str = "formal", must_contain: tuple[str, ...] = ()) -> Case:
    """A question with its gold provisions."""
    return Case(id="q", question="?", type=kind, gold=gold, must_contain=must_contain)


def gold(article: str, clause: str | None = None, number: str = FRONT) -> Gold:
    """A gold provision."""
    return Gold(number=number, article=article, clause=clause)


def answered(*quotes: Quote, milliseconds: float = 0.0) -> Answer:
    """An answer with these quotations."""
    return samples.answer(*quotes, milliseconds=milliseconds)


REFUSAL = samples.answer(status=Status.OUT_OF_SCOPE)
OTHERS = [cited(str(article), number="10/2022/QH15") for article in range(1, 11)]


@pytest.mark.parametrize(
    ("wrong_before", "first", "in_five", "in_ten", "reciprocal"),
    [
        (0, True, True, True, 1.0),
        (1, False, True, True, 0.5),
        (4, False, True, True, 0.2),
        (5, False, False, True, 1 / 6),
        (9, False, False, True, 0.1),
        (10, False, False, False, 0.0),
    ],
)
def test_ranks(wrong_before: int, first: bool, in_five: bool, in_ten: bool, reciprocal: float) -> None:  # noqa: FBT001
    """The gold article after 0, 1, 4, 5, 9 and 10 wrong ones."""
    outcome = judge(case(gold("27")), answered(*OTHERS[:wrong_before], cited("27")))
    assert (outcome.first, outcome.in_five, outcome.in_ten) == (first, in_five, in_ten)
    assert outcome.reciprocal_rank == pytest.approx(reciprocal)
    assert (outcome.refused_rightly, outcome.refused_wrongly) == (None, False)


def test_articles_are_ranked_not_clauses() -> None:
    """Three clauses of one wrong article count as one article before the right one."""
    quotes = [cited("26", str(clause)) for clause in (1, 2, 3)]
    assert judge(case(gold("27")), answered(*quotes, cited("27", "2"))).reciprocal_rank == 0.5


def test_the_same_article_of_another_regulation_is_wrong() -> None:
    """Điều 27 of another law is not Điều 27 of this one; another spelling of the number is."""
    outcome = judge(case(gold("27")), answered(cited("27", number="10/2022/QH15")))
    assert (outcome.first, outcome.in_ten) == (False, False)
    spelled = judge(case(gold("9", number="59/2023/ND-CP")), answered(cited("9", number="59/2023/NĐ-CP")))
    assert spelled.first is True


def test_several_golds_are_alternatives() -> None:
    """One of them is enough, and the best placed counts."""
    outcome = judge(case(gold("34"), gold("27")), answered(cited("1"), cited("27"), cited("34")))
    assert (outcome.first, outcome.in_five, outcome.reciprocal_rank) == (False, True, 0.5)


def test_multi_needs_all_golds() -> None:
    """In type `multi` one of two articles is not enough, within the first five and within the first ten."""
    both = case(gold("27"), gold("34"), kind="multi")
    assert judge(both, answered(cited("27"), cited("34"))).in_five is True
    assert judge(both, answered(cited("27"))).in_five is False
    late = judge(both, answered(cited("27"), *OTHERS[:5], cited("34")))
    assert (late.in_five, late.in_ten, late.first) == (False, True, True)


def test_two_clauses_of_one_article_do_not_stand_for_another() -> None:
    """In type `multi` with two golds in Điều 27 and one in Điều 34, Điều 27 alone is not all of them."""
    three = case(gold("27", "1"), gold("27", "2"), gold("34"), kind="multi")
    assert judge(three, answered(cited("27", "1"))).in_ten is False
    assert judge(three, answered(cited("27", "1"), cited("34"))).in_ten is True


@pytest.mark.parametrize(
    ("wanted", "first", "right"),
    [
        (gold("27", "2"), cited("27", "2"), True),
        (gold("27", "2"), cited("27", "3"), False),
        (gold("27", "2"), cited("27"), False),
        (gold("27"), cited("27", "2"), None),
        (gold("27", "2"), cited("26", "2"), None),
    ],
)
def test_clause_accuracy(wanted: Gold, first: Quote, right: bool | None) -> None:  # noqa: FBT001
    """Counted where the gold names a clause and the first quotation is of its article; then it must be that clause."""
    assert judge(case(wanted), answered(first, cited("27", "2"))).clause is right


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("Thành phần đoàn",), "c) thành  PHẦN\nđoàn giám sát", True),
        (("15 ngày", "07 ngày"), "Chậm nhất 15 ngày … 07 ngày", True),
        (("15 ngày", "07 ngày"), "Chậm nhất 15 ngày", False),
        ((), "Chậm nhất 15 ngày", None),
    ],
)
def test_must_contain(words: tuple[str, ...], text: str, found: bool | None) -> None:  # noqa: FBT001
    """All words, whatever the case and spacing, in the first quotation; the second does not help."""
    outcome = judge(case(gold("27"), must_contain=words), answered(cited("27", text=text), cited("1", text="07 ngày")))
    assert outcome.contained is found


def test_must_contain_of_several_provisions_that_are_all_needed() -> None:
    """The words may stand in any quotation, each in another."""
    quotes = answered(cited("27", text="đoàn giám sát"), cited("34", text="hội nghị phản biện"))
    assert judge(case(gold("27"), gold("34"), kind="multi", must_contain=("đoàn", "hội nghị")), quotes).contained
    assert not judge(case(gold("27"), gold("34"), must_contain=("đoàn", "hội nghị")), quotes).contained


def test_refusals() -> None:
    """An empty gold must be refused; a gold must not; and a refusal holds no words and no clause."""
    assert judge(case(), REFUSAL).refused_rightly is True
    assert judge(case(), answered(cited("27"))).refused_rightly is False
    refused = judge(case(gold("27", "2"), must_contain=("đoàn",)), REFUSAL)
    assert (refused.refused_wrongly, refused.refused_rightly, refused.first) == (True, None, False)
    assert (refused.reciprocal_rank, refused.contained, refused.clause) == (0.0, False, None)
    to_be_refused = judge(case(), REFUSAL)
    assert (to_be_refused.first, to_be_refused.in_five, to_be_refused.reciprocal_rank) == (None, None, None)


def test_summary_worked_out_by_hand() -> None:
    """Two formal cases, right and third, and two to be refused, one of them answered."""
    outcomes = [
        judge(case(gold("27", "2")), answered(cited("27", "2"), milliseconds=10)),
        judge(case(gold("27")), answered(*OTHERS[:2], cited("27"), milliseconds=20)),
        judge(case(kind="off_topic"), REFUSAL),
        judge(case(kind="off_topic"), answered(cited("1"), milliseconds=30)),
    ]
    scores = summarise(outcomes)
    assert list(scores) == ["formal", "off_topic", "all"]
    formal, off_topic, everything = scores.values()
    assert (formal.cases, formal.precision_at_1, formal.recall_at_5, formal.mrr_at_10) == (2, 0.5, 1.0, 0.667)
    assert (formal.clause_accuracy, formal.must_contain) == (1.0, None)
    assert (formal.refusals_right, formal.false_refusals) == (None, 0.0)
    assert (off_topic.cases, off_topic.precision_at_1, off_topic.refusals_right) == (2, None, 0.5)
    assert (everything.cases, everything.precision_at_1, everything.refusals_right) == (4, 0.5, 0.5)
    assert (formal.p50_ms, formal.p95_ms) == (15.0, 19.5)
    assert (everything.p50_ms, everything.p95_ms) == (15.0, 28.5)


def test_one_case_has_its_own_time_as_percentiles() -> None:
    """Percentiles of a single answer are its time."""
    scores = summarise([judge(case(gold("27")), answered(cited("27"), milliseconds=12.34))])["all"]
    assert (scores.p50_ms, scores.p95_ms) == (12.3, 12.3)


def _seen(nearest: float | None, *, refused: bool) -> Outcome:
    to_be_refused = True if refused else None
    return Outcome("t", None, None, None, None, None, None, to_be_refused, None, nearest, 0.0)


def test_percentiles_of_the_nearest_similarity() -> None:
    """Of 0.00, 0.01 … 1.00 they are themselves; looked-up answers and the other group are left out."""
    outcomes = [_seen(hundredth / 100, refused=False) for hundredth in range(101)]
    others = [_seen(None, refused=False), _seen(0.5, refused=True)]
    found = nearest_percentiles([*outcomes, *others], refused=False)
    assert found == pytest.approx([0.01, 0.05, 0.5, 0.95, 0.99])
    assert nearest_percentiles(others, refused=True) == []
