"""The traps of FACTS.md section 4 and its table of deadlines, asked as a cadre would ask."""

from datetime import date

import pytest

from bot.answering.answer import Answer, Status
from bot.answering.plain import plain
from bot.wiring import Assistant
from tests.library.quantities import quantities

TODAY = date(2026, 11, 23)
BEFORE_THE_AMENDMENT, AFTER_IT = date(2025, 6, 30), date(2025, 7, 1)

# FACTS.md section 3: the provision as a cadre names it, and the deadlines its digest must give, in order of mention.
DEADLINES = [
    ("khoản 3 Điều 3 NQLT 403", {"quý iv"}),
    ("khoản 3 Điều 7 NQLT 403", {"chậm nhất 15 ngày", "chậm nhất 7 ngày"}),
    ("khoản 1 Điều 9 NQLT 403", {"chậm nhất 15 ngày"}),
    ("khoản 6 Điều 29 Luật MTTQ", set()),
    ("khoản 2 Điều 23 NQLT 403", set()),
    ("khoản 1 Điều 36 Luật MTTQ", {"chậm nhất 15 ngày"}),
    ("khoản 1 Điều 30 Luật MTTQ", {"6 tháng"}),
    ("khoản 2 Điều 8 Quy định 124 năm 2018", {"chậm nhất 20 ngày làm việc", "không quá 30 ngày làm việc"}),
    ("khoản 2 Điều 74 Luật PCTN", {"15 ngày", "không quá 30 ngày"}),
    ("điểm c khoản 1 Điều 40 Luật THDCCS", {"15 ngày"}),
    ("điểm c khoản 2 Điều 45 Luật THDCCS", {"15 ngày"}),
    ("điểm b khoản 1 Điều 14 NĐ 59/2023", {"chậm nhất 5 ngày làm việc"}),
    ("điểm b khoản 1 Điều 45 Luật THDCCS", {"chậm nhất 45 ngày"}),
    ("khoản 3 Điều 12 Luật THDCCS", {"chậm nhất 5 ngày làm việc"}),
    ("khoản 2 Điều 28 Luật THDCCS", {"ít nhất 20 ngày"}),
]
WORDING = [
    ("khoản 1 Điều 25 Luật MTTQ", "đề nghị các tổ chức", "thống nhất với các tổ chức"),
    ("khoản 1 Điều 32 Luật MTTQ", "đề nghị các tổ chức", "thống nhất với các tổ chức"),
    ("khoản 3 Điều 26 Luật MTTQ", "theo đề nghị", "sau khi thống nhất với"),
    ("khoản 3 Điều 33 Luật MTTQ", "theo đề nghị", "sau khi thống nhất với"),
    ("điểm b khoản 2 Điều 6 Luật MTTQ", "cấp huyện", "đặc khu"),
    ("điểm b khoản 2 Điều 6 Luật MTTQ", "thị trấn", "đặc khu"),
]


def _ask(assistant: Assistant, question: str, on: date = TODAY) -> Answer:
    return assistant.answer(question, on=on)


def _numbers(answer: Answer) -> list[str]:
    return [quote.passage.reference.number for quote in answer.quotes]


def _provision(answer: Answer, rank: int = 0) -> tuple[str, str | None, str | None]:
    reference = answer.quotes[rank].passage.reference
    return reference.number, reference.article, reference.clause


@pytest.mark.parametrize(("provision", "deadlines"), DEADLINES)
def test_deadline(assistant: Assistant, provision: str, deadlines: set[str]) -> None:
    """Each deadline stands in the provision FACTS.md names for it, days and working days kept apart, and no other."""
    answer = _ask(assistant, provision)
    assert answer.status is Status.LOOKED_UP
    periods = {found for found in quantities(answer.quotes[0].passage.text) if "ngày" in found or "tháng" in found}
    assert {found for found in deadlines if found not in periods and "quý" not in found} == set()
    assert deadlines or not periods
    assert "quý iv" not in deadlines or "Quý IV" in answer.quotes[0].passage.text


def test_two_regulations_124(assistant: Assistant) -> None:
    """QĐ 124 alone is two regulations: the answer asks which, with the day of each, and quotes neither."""
    for question in ("QĐ 124", "Quy định 124 nói gì?", "124-QĐ/TW"):
        answer = _ask(assistant, question)
        assert answer.status is Status.CLARIFY, question
        assert "02/02/2018" in answer.message
        assert "04/10/2023" in answer.message
        assert answer.quotes == ()


def test_regulation_124_of_2018_by_its_year(assistant: Assistant) -> None:
    """With its year it is found, its day shown, and the other regulation of that number named in the note."""
    answer = _ask(assistant, "Điều 8 Quy định 124 năm 2018")
    assert (answer.status, _numbers(answer)) == (Status.LOOKED_UP, ["124-QĐ/TW"])
    assert "04/10/2023" in plain(answer)


def test_directive_18_carries_its_date(assistant: Assistant) -> None:
    """There are several 18-CT/TW: what is quoted of this one says 26/10/2022."""
    answer = _ask(assistant, "Chỉ thị 18 nói gì?")
    assert _numbers(answer)[0] == "18-CT/TW"
    assert "26/10/2022" in answer.quotes[0].passage.text


@pytest.mark.parametrize(
    ("question", "number", "said"),
    [
        ("QĐ 217 nói về gì?", "217-QĐ/TW", "giám sát và phản biện xã hội"),
        ("217 có phải về kê khai tài sản không?", "217-QĐ/TW", "giám sát và phản biện xã hội"),
        ("Góp ý xây dựng Đảng thì theo quyết định nào?", "218-QĐ/TW", "góp ý xây dựng Đảng"),
    ],
)
def test_217_is_not_218(assistant: Assistant, question: str, number: str, said: str) -> None:
    """217 is supervision and criticism, 218 is suggestions: neither is quoted for the other."""
    answer = _ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert (_numbers(answer)[0], said in answer.quotes[0].passage.text) == (number, True)


def test_suggestions_are_no_criticism(assistant: Assistant) -> None:
    """Asked whether one is the other, the answer says no and quotes the sheet on the difference."""
    answer = _ask(assistant, "Góp ý theo 218 có phải là phản biện xã hội không?")
    assert answer.status is Status.ANSWERED
    assert "không phải là phản biện" in plain(answer)
    assert "218-QĐ/TW" in _numbers(answer)[:2]


@pytest.mark.parametrize(("provision", "before", "after"), WORDING)
def test_wording_before_and_after_the_amendment(assistant: Assistant, provision: str, before: str, after: str) -> None:
    """Until 30/6/2025 the words of 2015 are quoted, from 01/7/2025 on those of the amendment, and never both."""
    old = _ask(assistant, provision, BEFORE_THE_AMENDMENT).quotes[0].passage.text
    for day in (AFTER_IT, TODAY):
        new = _ask(assistant, provision, day).quotes[0].passage.text
        assert (before in old.lower(), after in old.lower()) == (True, False)
        assert (before in new.lower(), after in new.lower()) == (False, True)


def test_joint_resolution_403_warns_of_its_old_words(assistant: Assistant) -> None:
    """Its digest still speaks of "cấp huyện" as the text does; the answer says so."""
    assert "vẫn ghi cấp huyện" in plain(_ask(assistant, "Điều 14 NQLT 403"))


@pytest.mark.parametrize(
    "question", ["Ban TTND xã có mấy người?", "Ban Thanh tra nhân dân xã 11 thành viên có đúng không?"]
)
def test_people_s_inspection_has_at_least_five(assistant: Assistant, question: str) -> None:
    """The commune's Ban TTND has no fewer than 05 members; the 5 to 11 of the old decree are not quoted."""
    answer = _ask(assistant, question)
    assert _provision(answer) == ("10/2022/QH15", "36", "1")
    assert "không ít hơn 05" in answer.quotes[0].passage.text
    assert all("11 thành viên" not in quote.passage.text for quote in answer.quotes)


def test_people_s_inspection_serves_as_long_as_the_village_head(assistant: Assistant) -> None:
    """The commune's Ban TTND has the term of the Trưởng thôn, not the two years of the other kind."""
    answer = _ask(assistant, "Nhiệm kỳ Ban TTND xã mấy năm?")
    assert _provision(answer) == ("10/2022/QH15", "36", "2")
    assert "Trưởng thôn" in answer.quotes[0].passage.text


def test_the_old_decree_is_not_offered(assistant: Assistant) -> None:
    """Nghị định 159/2016 is not quoted; the answer says what holds now."""
    answer = _ask(assistant, "Nghị định 159/2016 còn dùng không?")
    assert "159/2016/NĐ-CP" not in _numbers(answer)
    assert "ít nhất 05 thành viên" in plain(answer)


@pytest.mark.parametrize(
    ("question", "article", "leader"),
    [
        ("Ban Thanh tra nhân dân ở cơ quan do ai chỉ đạo?", "62", "Ban Chấp hành Công đoàn"),
        ("Ban Thanh tra nhân dân ở xã do ai chỉ đạo?", "39", "Ủy ban Mặt trận Tổ quốc Việt Nam cấp xã"),
    ],
)
def test_two_kinds_of_people_s_inspection(assistant: Assistant, question: str, article: str, leader: str) -> None:
    """In a commune the Front leads it, in an office the trade union: each question gets its own article first."""
    answer = _ask(assistant, question)
    assert _provision(answer) == ("10/2022/QH15", article, "1")
    assert leader in answer.quotes[0].passage.text


def test_supervision_of_the_council_is_another_law(assistant: Assistant) -> None:
    """What the people's council does rests on Luật 121/2025, what the Front does on Luật MTTQ."""
    council = _ask(assistant, "HĐND xã giám sát theo luật nào?")
    front = _ask(assistant, "MTTQ giám sát theo luật nào?")
    assert "121/2025/QH15" in _numbers(council)
    assert _numbers(council)[0] != "75/2015/QH13"
    assert _numbers(front)[0] == "75/2015/QH13"


@pytest.mark.parametrize(
    "question",
    [
        "Xã phải trả lời kiến nghị giám sát của MTTQ trong mấy ngày?",
        "Cơ quan được giám sát phải trả lời kiến nghị giám sát của MTTQ trong bao nhiêu ngày?",
    ],
)
def test_no_number_of_days_is_an_answer(assistant: Assistant, question: str) -> None:
    """For the Front's recommendations no number of days is set: khoản 6 Điều 29 is quoted, and the answer says so."""
    answer = _ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert _provision(answer) == ("75/2015/QH13", "29", "6")
    assert [found for found in quantities(answer.quotes[0].passage.text) if "ngày" in found] == []
    said = plain(answer).lower()
    assert "không ấn định số ngày" in said


@pytest.mark.parametrize(
    ("question", "provision"),
    [
        ("Điều 3 Luật 87/2015/QH13", ("87/2015/QH13", "3", None)),
        ("khoản 1 Điều 62 Luật Hoạt động giám sát 2015", ("87/2015/QH13", "62", "1")),
    ],
)
def test_an_expired_law_is_called_expired(
    assistant: Assistant, question: str, provision: tuple[str, str, str | None]
) -> None:
    """Luật 87/2015 asked for today: expired, since when, and replaced by what; the day before, still in force."""
    today, before = _ask(assistant, question), _ask(assistant, question, date(2026, 2, 28))
    assert (today.status, _provision(today)) == (Status.EXPIRED_ONLY, provision)
    assert today.quotes[0].validity == "expired"
    assert "HẾT HIỆU LỰC từ ngày 01/03/2026" in plain(today)
    assert "121/2025/QH15" in plain(today)
    assert (before.status, before.quotes[0].validity) == (Status.LOOKED_UP, "in_force")


def test_an_expired_law_is_searched_only_by_name(assistant: Assistant) -> None:
    """A question about the council's supervision that names no law is never answered from the expired one."""
    for question in ("HĐND xã thành lập đoàn giám sát thế nào?", "Đại biểu HĐND chất vấn ai?"):
        answer = _ask(assistant, question)
        assert answer.status is Status.EXPIRED_ONLY or "87/2015/QH13" not in _numbers(answer), question
        assert all(quote.validity != "expired" for quote in answer.quotes) or answer.status is Status.EXPIRED_ONLY
    named = _ask(assistant, "Theo Luật 87/2015/QH13 thì đại biểu HĐND chất vấn ai?")
    assert named.status is Status.EXPIRED_ONLY
    assert set(_numbers(named)) == {"87/2015/QH13"}


def test_information_law_of_2016_is_out_of_date(assistant: Assistant) -> None:
    """Since 01/9/2026 nothing rests on 104/2016/QH13."""
    answer = _ask(assistant, "Điều 5 Luật Tiếp cận thông tin 2016")
    assert answer.quotes == ()
    assert "01/9/2026" in answer.message


def test_a_left_over_of_the_codification_is_not_quoted(assistant: Assistant) -> None:
    """Khoản 2 Điều 18 Luật MTTQ does not say "trở lên" after the level it counted from was deleted."""
    assert "trở lên" not in _ask(assistant, "khoản 2 Điều 18 Luật MTTQ").quotes[0].passage.text
    old = _ask(assistant, "khoản 2 Điều 18 Luật MTTQ", BEFORE_THE_AMENDMENT)
    assert "cấp huyện trở lên" in old.quotes[0].passage.text


def test_a_consolidated_number_is_not_taken_for_the_law(assistant: Assistant) -> None:
    """89/VBHN-VPQH was once claimed for Luật MTTQ; numbers restart each year, so nothing is quoted under it."""
    answer = _ask(assistant, "Điều 5 văn bản 89/VBHN-VPQH")
    assert answer.quotes == ()


def test_unverified_validity_is_said(assistant: Assistant) -> None:
    """Nobody knows whether QĐ 217 or NQLT 403 still hold: their quotations say "check first"."""
    for question in ("Điều 7 NQLT 403", "QĐ 217 nói về gì?"):
        answer = _ask(assistant, question)
        assert answer.quotes[0].validity == "unverified"
        assert "Chưa kiểm chứng được hiệu lực" in plain(answer)
