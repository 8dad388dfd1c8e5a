"""What a question asks for in numbers, and what a provision gives."""

import pytest

from corpus.folding import fold
from corpus.ingest import library_files
from index.quantities import QUANTITIES, asked_for

_TIME, _SUM, _SHARE, _PEOPLE = QUANTITIES


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Gửi dự thảo trước bao nhiêu ngày?", [_TIME]),
        ("bao lâu thì phải trả lời", [_TIME]),
        ("Chi bồi dưỡng bao nhiêu tiền một buổi?", [_SUM]),
        ("ban có mấy người", [_PEOPLE]),
        ("bầu đạt bao nhiêu phần trăm thì được", [_SHARE]),
        ("Ai chủ trì giám sát?", []),
        ("Mặt trận giám sát bằng những hình thức nào?", []),
    ],
)
def test_a_question_asks_for_a_quantity(question: str, expected: list[object]) -> None:
    """A time, a sum, a share, a number of people, or none of them."""
    assert asked_for(fold(question)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "phải gửi chậm nhất là 15 ngày trước khi trình cơ quan có thẩm quyền.",
            "chậm nhất là 15 ngày trước khi trình",
        ),
        (
            "Trong thời hạn 07 ngày làm việc kể từ ngày nhận đơn, cơ quan",
            "Trong thời hạn 07 ngày làm việc kể từ ngày nhận",
        ),
        ("không quá 30 ngày, kể từ ngày thụ lý; phức tạp thì", "không quá 30 ngày, kể từ ngày thụ lý"),
    ],
)
def test_a_time_is_given_with_its_limit_and_its_beginning(text: str, expected: str) -> None:
    """A deadline is read from its limit ("chậm nhất") to the event it counts from."""
    match = _TIME.given.search(text)
    assert match is not None
    assert match.group().startswith(expected)


def test_a_date_is_no_time() -> None:
    """A month in a date is not a duration."""
    assert _TIME.given.search("trước ngày 01 tháng 3 của năm trước") is None


@pytest.mark.parametrize(
    ("quantity", "text"),
    [(_SUM, "150.000 đồng/người/buổi"), (_SHARE, "trên 50% tổng số hộ gia đình"), (_PEOPLE, "từ 05 đến 09 thành viên")],
)
def test_sums_shares_and_people_are_given(quantity: object, text: str) -> None:
    """Each kind is found in words that give it, and in no words without a number."""
    assert isinstance(quantity, type(_SUM))
    match = quantity.given.search(f"Mức là {text}.")
    assert match is not None
    assert match.group() == text
    assert quantity.given.search("Người dân đóng góp tiền theo thỏa thuận.") is None


def test_an_amount_stands_where_a_quantity_is_given_and_nowhere_else() -> None:
    """The quicker pattern says of every line of the library what the whole one says."""
    lines = [line for file in library_files() for line in file.data.decode().splitlines()]
    for quantity in QUANTITIES:
        giving = [line for line in lines if quantity.given.search(line)]
        assert giving
        assert giving == [line for line in lines if quantity.amount.search(line)]
