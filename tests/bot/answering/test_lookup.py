"""Provisions named in a question are looked up, not searched."""

from datetime import date

import pytest

from bot.answering.answer import Answer, Status
from bot.answering.wording import citation
from bot.wiring import Assistant
from index.build import Build
from tests.bot.samples import TODAY

FRONT_LAW = "Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"
JOINT = "Nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"

FOUND = [
    ("khoản 2 Điều 27 Luật MTTQ", [f"Khoản 2 Điều 27 {FRONT_LAW}"]),
    ("điều 7 nqlt 403", [f"Điều 7 {JOINT}"]),
    ("k2 đ26 luật mttq", [f"Khoản 2 Điều 26 {FRONT_LAW}"]),
    ("khoan 2 dieu 27 luat mat tran", [f"Khoản 2 Điều 27 {FRONT_LAW}"]),
    ("Điều 5 khoản 2 điểm b TT 337", ["Điểm b khoản 2 Điều 5 Thông tư số 337/2016/TT-BTC"]),
    (
        "trích giúp điểm b khoản 1 Điều 9 Nghị định 59 năm 2023",
        ["Điểm b khoản 1 Điều 9 Nghị định số 59/2023/NĐ-CP"],
    ),
    ("điểm đ khoản 1 Điều 2 NQLT 403", [f"Điểm đ khoản 1 Điều 2 {JOINT}"]),
    ("khoản 2 Điều 27 và khoản 1 Điều 28 Luật MTTQ", [f"Khoản {c} {FRONT_LAW}" for c in ("2 Điều 27", "1 Điều 28")]),
    ("Điều 27 Luật MTTQ và Điều 7 NQLT 403", [f"Điều 27 {FRONT_LAW}", f"Điều 7 {JOINT}"]),
    ("khoản 2 điều 27 luật mttq, nhắc lại: khoản 2 điều 27 luật mttq", [f"Khoản 2 Điều 27 {FRONT_LAW}"]),
    ("điều 8 quy định 124 năm 2018", ["Điều 8 Quy định số 124-QĐ/TW"]),
]


def _cited(answer: Answer) -> list[str]:
    return [citation(quote) for quote in answer.quotes]


@pytest.mark.parametrize(("question", "citations"), FOUND)
def test_quotes_exactly_what_was_named(assistant: Assistant, question: str, citations: list[str]) -> None:
    """The provisions named are quoted, these and no others, without a search."""
    answer = assistant.answer(question, on=TODAY)
    assert (answer.status, _cited(answer)) == (Status.LOOKED_UP, citations)
    assert answer.nearest is None
    assert {quote.fused_score for quote in answer.quotes} == {None}


def test_the_text_is_that_of_the_provision(assistant: Assistant, build: Build) -> None:
    """Every article, clause and point of the Law on the Front is found by its own citation, with its own text."""
    held = [passage for passage in build.passages if passage.reference.number == "75/2015/QH13"]
    wrong = []
    for passage in (passage for passage in held if passage.counts_on(TODAY)):
        answer = assistant.answer(str(passage.reference), on=TODAY)
        if [quote.passage for quote in answer.quotes] != [passage]:
            wrong.append(str(passage.reference))
    assert len(held) > 100
    assert wrong == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Điều 999 Luật MTTQ", "Điều 999"),
        ("khoản 9 Điều 27 Luật MTTQ", "khoản 9 Điều 27"),
        ("khoản 5a Điều 5 Luật MTTQ", "khoản 5a Điều 5"),
        ("điểm z khoản 2 Điều 5 TT 337", "điểm z khoản 2 Điều 5"),
        ("điều 2 Quyết định 217", "Điều 2"),
        ("Điều 10 Hiến pháp", "Điều 10"),
    ],
)
def test_a_provision_that_is_not_there_is_said_not_to_be(assistant: Assistant, question: str, said: str) -> None:
    """Nothing near it is quoted; the message names what was not found."""
    answer = assistant.answer(question, on=TODAY)
    assert (answer.status, answer.quotes) == (Status.NOT_FOUND, ())
    assert said in answer.message


@pytest.mark.parametrize(
    ("question", "missing"),
    [("Điều 5 Luật Đất đai và Điều 27 Luật MTTQ", "Điều 5"), ("điều 99 nqlt 403, điều 27 luật mttq", "Điều 99")],
)
def test_of_several_the_missing_one_is_not_passed_over(assistant: Assistant, question: str, missing: str) -> None:
    """What is held is quoted, and the message says what is not there."""
    answer = assistant.answer(question, on=TODAY)
    assert _cited(answer) == [f"Điều 27 {FRONT_LAW}"]
    assert f"{missing} " in answer.message


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("điều 3 Luật Tín ngưỡng, tôn giáo", "02/2016/QH14"),
        ("Điều 1 Luật Thanh tra 2010", "56/2010/QH12"),
        ("khoản 1 điều 1 luật 97/2025", "97/2025/QH15"),
    ],
)
def test_a_regulation_that_is_not_held_is_said_not_to_be(assistant: Assistant, question: str, number: str) -> None:
    """A regulation the catalog knows but the library does not hold is named in the refusal."""
    answer = assistant.answer(question, on=TODAY)
    assert (answer.status, answer.quotes) == (Status.NOT_FOUND, ())
    assert number in answer.message


@pytest.mark.parametrize(
    "question",
    [
        "điều 3 Luật Hôn nhân và gia đình",
        "Điều 5 Luật Đường sắt",
        "khoản 1 Điều 3 của Luật Doanh nghiệp quy định thế nào về đối tượng",
        "Điều 12 Luật Giao thông đường bộ năm 2008 quy định gì",
    ],
)
def test_a_provision_of_an_unknown_regulation_is_not_answered_from_another(assistant: Assistant, question: str) -> None:
    """Whoever names an article of a law that nobody here knows is not given an article of some other law."""
    answer = assistant.answer(question, on=TODAY)
    assert answer.quotes == ()
    assert answer.status in {Status.NOT_FOUND, Status.OUT_OF_SCOPE, Status.CLARIFY}


@pytest.mark.parametrize("question", ["khoản 2 Điều 27", "Điều 27?", "theo khoản 2 Điều 27 thì sao"])
def test_asks_which_regulation_when_none_is_named(assistant: Assistant, question: str) -> None:
    """A bare article number is not guessed at."""
    answer = assistant.answer(question, on=TODAY)
    assert (answer.status, answer.quotes) == (Status.CLARIFY, ())
    assert "Điều 27 của văn bản nào?" in answer.message


def test_a_provision_mentioned_in_a_longer_question_is_searched(assistant: Assistant) -> None:
    """A question in words that mentions an article without its law is answered like any question."""
    answer = assistant.answer("theo Điều 27 thì MTTQ giám sát bằng những hình thức nào?", on=TODAY)
    assert answer.status is Status.ANSWERED
    assert _cited(answer)[0].endswith(f"Điều 27 {FRONT_LAW}")


@pytest.mark.parametrize("question", ["Điều 8 Quy định 124", "khoản 2 điều 8 124-QĐ/TW", "QĐ 124"])
def test_one_number_of_two_regulations_is_clarified_with_their_dates(assistant: Assistant, question: str) -> None:
    """124-QĐ/TW is two regulations, of 2018 and of 2023: the cadre is asked which, and told their dates."""
    answer = assistant.answer(question, on=TODAY)
    assert (answer.status, answer.quotes) == (Status.CLARIFY, ())
    assert "02/02/2018" in answer.message
    assert "04/10/2023" in answer.message


def test_what_an_ambiguous_name_may_mean_is_offered(assistant: Assistant) -> None:
    """The provision of each regulation of that name that is held can be opened; none is quoted as the one meant."""
    answer = assistant.answer("Điều 3 Nghị định 59", on=TODAY)
    assert (answer.status, answer.quotes) == (Status.CLARIFY, ())
    assert "Điều 3 Nghị định số 59/2023/NĐ-CP" in [str(quote.passage.reference) for quote in answer.offered]


def test_the_other_regulation_of_that_number_is_said_not_to_be_held(assistant: Assistant) -> None:
    """With its year the ambiguity is gone; the one of 2023 is not held, and the refusal says which one that is."""
    answer = assistant.answer("điều 8 quy định 124 năm 2023", on=TODAY)
    assert (answer.status, answer.quotes) == (Status.NOT_FOUND, ())
    assert "04/10/2023" in answer.message


ADDED = [
    ("khoản 3a Điều 2 Luật 11/2025", "3a. Sổ xanh được bổ sung bằng sổ vàng."),
    ("điểm đ khoản 2 Điều 2 Luật 11/2025/QH15", "đ) Người được bầu thêm;"),
    ("điểm d khoản 2 Điều 2 Luật 11/2025/QH15", "d) Người biết việc;"),
    ("Điều 2a Luật thử nghiệm giám sát cộng đồng", "Điều 2a. Sổ điện tử\nThôn được dùng sổ điện tử thay sổ xanh."),
    ("khoản 2 Điều 3 Quyết định 15/2025/QĐ-UBND", "2. Biên bản giao ban lưu tại Mặt trận xã Đông."),
    ("Điều 2 Quyết định 15/2025/QĐ-UBND", "Điều 2. Quyết định này có hiệu lực từ ngày ký."),
    (
        "Điều 2 Quy chế kèm theo Quyết định 15/2025/QĐ-UBND",
        "Điều 2. Nguyên tắc\nCác bên phối hợp bình đẳng, công khai.",
    ),
]


@pytest.mark.parametrize(("question", "text"), ADDED)
def test_regulations_an_admin_added_are_looked_up(enlarged: Assistant, question: str, text: str) -> None:
    """By number or title though no catalog knows them; labels such as 3a, 2a and đ; in an attached Quy chế too."""
    answer = enlarged.answer(question, on=TODAY)
    assert (answer.status, [quote.passage.text for quote in answer.quotes]) == (Status.LOOKED_UP, [text])


def test_an_added_regulation_claims_no_validity(enlarged: Assistant) -> None:
    """What the catalog does not know is quoted as official text whose validity is to be checked."""
    (quote,) = enlarged.answer("Điều 1 Luật 11/2025", on=TODAY).quotes
    assert (quote.validity, quote.passage.source.kind.value) == ("unverified", "official")


def test_a_provision_is_quoted_in_the_wording_of_the_day(assistant: Assistant) -> None:
    """Khoản 1 Điều 25 of the Law on the Front said "đề nghị" until 30/6/2025 and says "thống nhất với" since."""
    before = assistant.answer("khoản 1 Điều 25 Luật MTTQ", on=date(2025, 6, 30)).quotes[0]
    since = assistant.answer("khoản 1 Điều 25 Luật MTTQ", on=date(2025, 7, 1)).quotes[0]
    assert "đề nghị" in before.passage.text
    assert "thống nhất với" not in before.passage.text
    assert "thống nhất với" in since.passage.text
