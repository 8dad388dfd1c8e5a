"""The words that answer are marked, and marking changes no character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.emphasis import emphasised, set_off

DEADLINES = (
    "3. Kế hoạch được gửi chậm nhất là 15 ngày trước ngày đoàn làm việc. Báo cáo được gửi ít nhất 07 ngày trước ngày "
    "đoàn làm việc; có việc gấp thì không quá 03 ngày."
)
POINTS = (
    "2. Thôn cử người giữ sổ:\n"
    "a) Người giữ sổ xanh ghi việc giám sát hằng tuần, đọc tại cuộc họp thôn;\n"
    "b) Người giữ sổ vàng thu tiền đóng góp làm đường;\n"
    "c) Người trông kho giữ dụng cụ, vật liệu do dân góp."
)
_TEXT = st.text(st.sampled_from("aếĐ😀𠮷<&12. ;\n"), max_size=120)


def _marked(text: str, question: str) -> list[str]:
    return [text[start:end] for start, end in emphasised(text, question)]


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        (DEADLINES, "gửi kế hoạch trước mấy ngày?", ["chậm nhất là 15 ngày trước ngày đoàn làm việc"]),
        (DEADLINES, "Báo cáo gửi trước bao nhiêu ngày?", ["ít nhất 07 ngày trước ngày đoàn làm việc"]),
        ("Chi cho thành viên: 100.000 đồng/người/ngày.", "chi bao nhiêu tiền", ["100.000 đồng/người/ngày"]),
        ("Được trên 50% số hộ tán thành thì thông qua.", "cần tỷ lệ nào?", ["trên 50%"]),
        ("Trên 50% tổng số hộ trong thôn tán thành và ký tên.", "cần tỷ lệ nào?", ["Trên 50% tổng số hộ trong thôn"]),
        ("Mức chi: 500.000 đồng/báo cáo kết quả.", "mức chi bao nhiêu?", ["500.000 đồng/báo cáo"]),
        ("Ban có từ 03 đến 09 thành viên. Ban họp hằng quý.", "ban có mấy người", ["từ 03 đến 09 thành viên"]),
        ("Niêm yết ít nhất 30 ngày liên tục tại nhà văn hóa.", "niêm yết bao lâu", ["ít nhất 30 ngày liên tục"]),
    ],
)
def test_a_quantity_asked_for_is_marked(text: str, question: str, marked: list[str]) -> None:
    """A time, a sum, a share, a number of people: the one of the sentence that speaks of what was asked."""
    assert _marked(text, question) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "1. Kể từ ngày nhận kiến nghị, xã trả lời trong thời hạn 15 ngày.",
            ["Kể từ ngày nhận kiến nghị", "trong thời hạn 15 ngày"],
        ),
        (
            "Xã trả lời trong thời hạn 15 ngày, kể từ ngày nhận kiến nghị.",
            ["trong thời hạn 15 ngày, kể từ ngày nhận kiến nghị"],
        ),
        (
            "Chậm nhất 15 ngày sau khi gặp cơ quan, tổ chức được giám sát, xã trả lời.",
            ["Chậm nhất 15 ngày sau khi gặp cơ quan, tổ chức được giám sát"],
        ),
        ("Xã trả lời trong thời hạn 15 ngày.", ["trong thời hạn 15 ngày"]),
    ],
)
def test_a_deadline_is_marked_with_what_it_counts_from(text: str, marked: list[str]) -> None:
    """Before or after the number of days, and never made up."""
    assert _marked(text, "xã trả lời trong bao lâu?") == marked


def test_a_number_in_a_condition_is_no_answer() -> None:
    """When something applies is another question than how long."""
    text = "Trường hợp còn từ 06 tháng trở lên thì bầu bổ sung trong thời hạn 20 ngày."
    assert _marked(text, "bầu bổ sung trong bao lâu?") == ["trong thời hạn 20 ngày"]


def test_the_nearest_point_is_marked_for_any_other_question() -> None:
    """One point of several that speaks of what was asked stands out."""
    assert _marked(POINTS, "ai thu tiền đóng góp làm đường?") == ["b) Người giữ sổ vàng thu tiền đóng góp làm đường;"]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (POINTS, "thôn cử người giữ sổ gồm những ai?"),  # the line that announces the points is not the answer
        (POINTS, "người giữ sổ làm gì?"),
        ("Điều 1. Người giữ sổ của thôn\n1. Ghi việc.\n2. Đọc tại cuộc họp.", "người giữ sổ của thôn làm gì?"),
        ("2. Tổ chức đoàn giám sát.", "ai tổ chức đoàn giám sát?"),
        ("1. Ban có 3 người. 2. Tổ có 4 người. 3. Hội có 5 người. 4. Đoàn có 6 người.", "có mấy người?"),
        ("Phải cử đại diện, nhưng không quá năm người đại diện. Người đại diện chịu trách nhiệm.", "cử mấy người?"),
    ],
)
def test_nothing_is_marked_where_nothing_stands_out(text: str, question: str) -> None:
    """The whole text answers, several parts are as near, or the number asked for is not read."""
    assert emphasised(text, question) == ()


@given(_TEXT | st.just(DEADLINES) | st.just(POINTS), st.sampled_from(["mấy ngày", "a 12 ế", "giữ sổ vàng thu tiền"]))
def test_marking_changes_no_character(text: str, question: str) -> None:
    """The spans lie in the text, in order, apart and not empty; without its marks the marked text is the text."""
    spans = emphasised(text, question)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert len(spans) <= 3
    assert all(0 <= edge <= len(text) for edge in edges)
    marked = set_off(text, spans, before="\x01", after="\x02")
    assert marked.replace("\x01", "").replace("\x02", "") == text
    assert marked.count("\x01") == len(spans)
