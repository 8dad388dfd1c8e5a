"""Every row of FACTS.md's table of deadlines, asked as cadres ask: the right provision first, with the right number."""

from dataclasses import dataclass
from datetime import date

import pytest

from bot.answering.answer import Status
from bot.answering.plain import plain
from bot.wiring import Assistant
from tests.library.quantities import quantities

TODAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Where a deadline stands, what it is, and questions that ask for it."""

    number: str
    article: str
    clause: str
    says: frozenset[str]
    questions: tuple[str, ...]


def _row(provision: str, says: set[str], *questions: str) -> Deadline:
    number, article, clause = provision.split()
    return Deadline(number, article, clause, frozenset(says), questions)


_NQLT = "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"
DEADLINES = [
    _row(
        f"{_NQLT} 3 3",
        {"quý iv"},
        "Kế hoạch giám sát năm sau phải ra lúc nào trong năm?",
        "Mấy tháng cuối năm mới phải chốt chương trình giám sát, phản biện cho năm tới?",
        "ke hoach giam sat phan bien nam sau ban hanh quy may",
    ),
    _row(
        f"{_NQLT} 7 3",
        {"chậm nhất 15 ngày", "chậm nhất 7 ngày"},
        "Đoàn giám sát Mặt trận phải báo cho xã trước bao nhiêu ngày?",
        "Trước khi xuống làm việc, giấy lập đoàn với đề cương báo cáo phải tới tay đơn vị trước mấy bữa?",
        "gui quyet dinh doan giam sat truoc may ngay",
        "Đơn vị bị giám sát nộp báo cáo cho đoàn chậm nhất khi nào?",
        "Ủy ban xã phải gửi báo cáo cho đoàn giám sát của Mặt trận trước mấy ngày?",
        "don vi duoc giam sat gui bao cao truoc bao nhieu ngay",
    ),
    _row(
        f"{_NQLT} 9 1",
        {"chậm nhất 15 ngày"},
        "Làm việc xong rồi thì trưởng đoàn có mấy ngày để nộp báo cáo kết quả?",
        "Giám sát xong bao lâu phải có báo cáo?",
        "truong doan bao cao ket qua giam sat trong bao nhieu ngay",
    ),
    _row(
        "75/2015/QH13 36 1",
        {"chậm nhất 15 ngày"},
        "Gửi dự thảo cho Mặt trận phản biện trước mấy ngày?",
        "Bên soạn thảo phải đưa dự thảo cho Mặt trận trước khi trình bao lâu?",
        "du thao phai gui mat tran phan bien truoc khi trinh may ngay",
    ),
    _row(
        "75/2015/QH13 30 1",
        {"6 tháng"},
        "Bao lâu thì Ủy ban nhân dân phải nghe Mặt trận thông báo kết quả giám sát một lần?",
        "Mấy tháng hội đồng với ủy ban lại ngồi nghe Mặt trận nói kết quả giám sát?",
        "bao lau hdnd ubnd nghe mttq thong bao ket qua giam sat",
    ),
    _row(
        "124-QĐ/TW 8 2",
        {"chậm nhất 20 ngày làm việc", "không quá 30 ngày làm việc"},
        "Phản ánh cán bộ sống buông thả thì cấp ủy phải trả lời trong mấy ngày?",
        "Mặt trận phản ánh đảng viên suy thoái đạo đức, bao lâu cấp ủy trả lời?",
        "phan anh dao duc loi song dang vien cap uy tra loi trong bao nhieu ngay",
    ),
    _row(
        "36/2018/QH14 74 2",
        {"15 ngày", "không quá 30 ngày"},
        "Mặt trận kiến nghị chuyện tham nhũng, cơ quan phải trả lời trong mấy ngày?",
        "Kiến nghị phòng chống tham nhũng của Mặt trận thì bao lâu được trả lời?",
        "kien nghi phong chong tham nhung cua mat tran bao nhieu ngay tra loi",
    ),
    _row(
        "10/2022/QH15 40 1",
        {"15 ngày"},
        "Ban thanh tra nhân dân kiến nghị, xã phải trả lời trong mấy ngày?",
        "Chủ tịch xã im lặng với kiến nghị của Ban TTND, hạn trả lời là bao lâu?",
        "ubnd xa tra loi kien nghi ban ttnd trong bao nhieu ngay",
    ),
    _row(
        "10/2022/QH15 45 2",
        {"15 ngày"},
        "Ban giám sát đầu tư cộng đồng kiến nghị, ủy ban xã phải trả lời trong mấy ngày?",
        "Ban GSĐTCĐ gửi kiến nghị lên xã thì bao lâu có câu trả lời?",
        "ubnd xa tra loi ban gsdtcd may ngay",
    ),
    _row(
        "59/2023/NĐ-CP 14 1",
        {"chậm nhất 5 ngày làm việc"},
        "Ban TTND đi kiểm tra phải gửi kế hoạch trước mấy ngày?",
        "Muốn xuống kiểm tra một đơn vị, Ban thanh tra nhân dân xã báo trước bao lâu?",
        "ban thanh tra nhan dan gui ke hoach kiem tra truoc bao nhieu ngay",
    ),
    _row(
        "10/2022/QH15 45 1",
        {"chậm nhất 45 ngày"},
        "Báo chủ đầu tư về Ban giám sát cộng đồng trước khi làm dự án bao nhiêu ngày?",
        "Lập Ban GSĐTCĐ rồi phải báo cho chủ đầu tư trước mấy ngày?",
        "bao cho chu dau tu ve ban gsdtcd truoc bao nhieu ngay",
    ),
    _row(
        "10/2022/QH15 12 3",
        {"chậm nhất 5 ngày làm việc"},
        "Xã có văn bản rồi thì trong mấy ngày phải công khai cho dân?",
        "Thông tin của xã phải công khai chậm nhất bao lâu sau khi có quyết định?",
        "xa phai cong khai thong tin trong bao nhieu ngay",
    ),
    _row(
        "10/2022/QH15 28 2",
        {"ít nhất 20 ngày"},
        "Xã lấy ý kiến dân thì phải để ít nhất mấy ngày?",
        "Hỏi ý kiến bà con về dự thảo của xã kéo dài tối thiểu bao lâu?",
        "lay y kien nhan dan it nhat bao nhieu ngay",
    ),
]


@pytest.mark.parametrize(
    ("deadline", "question"), [(deadline, question) for deadline in DEADLINES for question in deadline.questions]
)
def test_the_deadline_is_found_by_everyday_words(assistant: Assistant, deadline: Deadline, question: str) -> None:
    """The first quotation is the provision that sets the deadline, and it says that number of those days."""
    answer = assistant.answer(question, on=TODAY)
    first = answer.quotes[0].passage
    assert answer.status is Status.ANSWERED
    assert (first.reference.number, first.reference.article, first.reference.clause) == (
        deadline.number,
        deadline.article,
        deadline.clause,
    )
    assert deadline.says <= quantities(first.text)
    assert "không ấn định số ngày phải trả lời kiến nghị sau giám sát của mặt trận;" not in plain(answer).lower()


@pytest.mark.parametrize(
    "question",
    [
        "Kiến nghị giám sát của Mặt trận thì bên kia phải trả lời trong mấy ngày?",
        "Luật có cho hạn bao nhiêu ngày để ủy ban phúc đáp kiến nghị sau giám sát của Mặt trận không?",
        "co quan bi giam sat phai tra loi kien nghi cua mttq trong may ngay",
    ],
)
def test_where_no_deadline_is_set_the_answer_says_so(assistant: Assistant, question: str) -> None:
    """For the Front's recommendations after supervision there is no number of days, and none is quoted as if."""
    answer = assistant.answer(question, on=TODAY)
    first = answer.quotes[0].passage
    assert (first.reference.number, first.reference.article, first.reference.clause) == ("75/2015/QH13", "29", "6")
    assert "KHÔNG ấn định số ngày" in plain(answer)
    assert [found for found in quantities(first.text) if "ngày" in found] == []
