"""Deadlines are read with what they count from, and nothing is made up."""

import pytest

from bot.answering.deadline import asks_for_a_deadline, beginnings, leaves_its_beginning_open, says_how_to_count


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Bao lâu phải trả lời?", True),
        ("thời hạn giải quyết", True),
        ("gửi trước mấy ngày", True),
        ("Nhiệm kỳ mấy năm?", False),
        ("Ai trả lời kiến nghị?", False),
    ],
)
def test_a_question_for_a_deadline(question: str, *, asks: bool) -> None:
    """By when, or how long; a term of office is none."""
    assert asks_for_a_deadline(question) is asks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Trả lời trong thời hạn 15 ngày, kể từ ngày nhận đơn; nếu gấp", ["kể từ ngày nhận đơn"]),
        ("Gửi chậm nhất 15 ngày trước khi trình văn bản.", ["trước khi trình văn bản"]),
        ("Thời hạn được tính từ ngày họp.", ["được tính từ ngày họp"]),
        ("Trả lời trong thời hạn 15 ngày.", []),
    ],
)
def test_what_a_time_counts_from(text: str, said: list[str]) -> None:
    """The words from "kể từ", "trước khi" and the like up to the next comma or stop."""
    assert [text[start:end] for start, end in beginnings(text, 0, len(text))] == said


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("Thời hạn trả lời không quá 30 ngày.", True),
        ("Niêm yết ít nhất là 15 ngày tại nhà văn hóa.", True),
        ("Thời hạn trả lời không quá 30 ngày kể từ ngày nhận.", False),
        ("Sau khi nhận đơn, xã trả lời trong thời hạn 05 ngày.", False),
        ("Tiếp công dân ít nhất 01 ngày trong 01 tuần.", False),
        ("Định kỳ 06 tháng, Mặt trận thông báo kết quả.", False),
        ("Họp ngày 15 tháng 3 hằng năm.", False),
    ],
)
def test_a_deadline_left_open(text: str, *, is_open: bool) -> None:
    """Only a deadline without any beginning is called open; how often something is done is no deadline."""
    assert leaves_its_beginning_open(text) is is_open


def test_a_clause_that_says_how_to_count() -> None:
    """It speaks of a period and of what that counts from."""
    assert says_how_to_count("2. Thời hạn tại khoản 1 Điều này được tính từ ngày nhận đủ hồ sơ.")
    assert not says_how_to_count("2. Người nhận đơn ghi sổ, vào sổ từ ngày nhận.")
