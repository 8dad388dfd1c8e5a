"""Questions that go on from the provision shown before."""

import pytest

from bot.answering.answer import Status
from bot.answering.follow_up import Before, completed
from bot.answering.named import NameFinder
from bot.answering.wording import citation, sentence
from corpus.catalog import Catalog
from corpus.reference import Reference
from tests.bot.samples import TODAY, path
from tests.bot.small_library import Small

SHOWN = Reference("75/2015/QH13", path("27", "2"), "Luật Mặt trận Tổ quốc Việt Nam")


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("còn khoản 3?", "khoản 3 Điều 27"),
        ("con khoan 3", "khoản 3 Điều 27"),
        ("khoản 3 thì sao", "khoản 3 Điều 27"),
        ("thế điều 28?", "Điều 28"),
        ("khoản 1 điều 26", "khoản 1 Điều 26"),
        ("xem cả điều", "Điều 27"),
        ("toàn văn điều này", "Điều 27"),
    ],
)
def test_what_is_left_unsaid_is_taken_from_the_provision_shown(small: Small, question: str, meant: str) -> None:
    """The law, and where needed the article, are those shown last; the reader is told how it was understood."""
    answer = small.assistant.answer(question, on=TODAY, before=Before(provision=SHOWN))
    assert answer.status is Status.LOOKED_UP
    assert answer.question == question
    assert answer.understood_as == sentence(f"{meant} Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13")
    assert citation(answer.quotes[0]) == answer.understood_as


def test_a_provision_that_is_not_there_is_not_found(small: Small) -> None:
    """Khoản 99 of the article shown is said not to be there; nothing else is quoted."""
    answer = small.assistant.answer("khoản 99?", on=TODAY, before=Before(provision=SHOWN))
    assert (answer.status, answer.quotes) == (Status.NOT_FOUND, ())
    assert "khoản 99 Điều 27" in answer.message


@pytest.mark.parametrize(
    "question",
    [
        "MTTQ giám sát bằng những hình thức nào?",
        "khoản 3 Điều 5 nqlt 403",
        "theo khoản 3 thì ai phải gửi báo cáo cho Mặt trận xã",
        "cảm ơn",
    ],
)
def test_a_question_of_its_own_is_left_alone(catalog: Catalog, question: str) -> None:
    """What names a regulation, or says more than a provision, is no follow-up."""
    assert completed(question, SHOWN, NameFinder(catalog)) is None


def test_after_a_sheet_there_is_nothing_to_go_on_from(catalog: Catalog) -> None:
    """A section of our own note has no khoản."""
    assert completed("còn khoản 3?", Reference("217-QĐ/TW", ()), NameFinder(catalog)) is None


def test_a_point_belongs_to_the_khoan_shown(catalog: Catalog) -> None:
    """After khoản 2, "điểm b" is its điểm b."""
    assert completed("còn điểm b?", SHOWN, NameFinder(catalog)) == "điểm b khoản 2 Điều 27 75/2015/QH13"


def test_an_attached_regulation_is_kept(small: Small) -> None:
    """After Điều 2 of a Quy chế, "điều 3" is that of the Quy chế, not of the decision."""
    first = small.assistant.answer("Điều 2 Quy chế kèm theo Quyết định 15/2025/QĐ-UBND", on=TODAY).quotes[0]
    answer = small.assistant.answer("còn điều 3?", on=TODAY, before=Before(provision=first.passage.reference))
    assert answer.quotes[0].passage.reference.attachment == first.passage.reference.attachment
    assert answer.quotes[0].passage.text.startswith("Điều 3. Giao ban")
