"""Of two readings of a page the likelier words are kept; figures are never chosen, only reported."""

import pytest

from corpus.formats.layout import Printed
from corpus.second_opinion import merged, unconfirmed
from corpus.wording import Wording


def reading(first: str, second: str) -> list[tuple[str, str]]:
    """The lines made of two readings, each with the figures in doubt."""
    lines = [Printed(line, 0, 100) for line in first.splitlines()]
    return [(line.text, line.doubt) for line in merged(lines, second, Wording.of_library())]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("cơ quan, tố chức có liên quan", "cơ quan, tổ chức có liên quan", "cơ quan, tổ chức có liên quan"),
        ("cơ quan, tổ chức có liên quan", "cơ quan, tô chức có liên quan", "cơ quan, tổ chức có liên quan"),
        ("Mặt trận Tổ quốc giám sát", "Mặt trận Tổ quồc giám sát", "Mặt trận Tổ quốc giám sát"),
        ("sửa đổi,bổ sung khoản này", "sửa đổi, bổ sung khoản này", "sửa đổi, bổ sung khoản này"),
        ("giám sát vể việc thực hiện", "giám sát vể việc thực hiện", "giám sát về việc thực hiện"),
        ("theo lương 52 tuẩn chia đều", "theo lương 52 tuần chia đều", "theo lương 52 tuần chia đều"),
        ("trong 12 thảng; sau 5 ngảy.", "trong 12 thảng; sau 5 ngảy.", "trong 12 tháng; sau 5 ngày."),
        ("có ý kiến khác\nĐiều 5. Hiệu lực", "có ý kiến khác. Điều 5. Hiệu lực", "có ý kiến khác. Điều 5. Hiệu lực"),
        ("c) Người dân bàn", "©) Người dân bàn", "c) Người dân bàn"),
        ("©) Người dân bàn", "c) Người dân bàn", "c) Người dân bàn"),
        ("“5. Giám sát", "t5. Giám sát", "“5. Giám sát"),
        ("theo điễm a khoản 1", "theo điễm a khoản 1", "theo điểm a khoản 1"),
        ("có ý kiến\nkhác và làm", "có ý kiến. khác và làm", "có ý kiến khác và làm"),
        ("theo khoản 3 Điều 5", "theo khoản 3. Điều 5", "theo khoản 3 Điều 5"),
        ("thay bằng cụm từ 'giám sát'", "thay bằng cụm từ “giám sát”", "thay bằng cụm từ “giám sát”"),
    ],
)
def test_words(first: str, second: str, words: str) -> None:
    """The likelier word counts, whoever read it, and what no regulation says is corrected by its neighbours."""
    lines = reading(first, second)
    assert (" ".join(text for text, _ in lines), {doubt for _, doubt in lines}) == (words, {""})


def test_names_are_left_alone() -> None:
    """A name that the library does not know stays as it was read."""
    assert reading("xã Hoằng Tiến và thôn Nỗ", "xã Hoằng Tiến và thôn Nỗ") == [("xã Hoằng Tiến và thôn Nỗ", "")]


def test_figures_are_reported_and_never_chosen() -> None:
    """Where the engines differ in a figure the first reading stays, and the place is named on its line."""
    first = "Trong thời hạn 15 ngày\nmức chi là 20000 đồng"
    assert reading(first, "Trong thời hạn 15 ngày mức chi là 20.000 đồng") == [
        ("Trong thời hạn 15 ngày", ""),
        ("mức chi là 20000 đồng", "20000"),
    ]


def test_what_one_reader_saw_alone_is_in_doubt() -> None:
    """When the second engine failed, every figure is reported and nothing is changed."""
    lines = [Printed("Trong thời hạn 15 ngày, theo Điều 5", 0, 100), Printed("Mặt trận giám sát", 0, 100)]
    assert [(line.text, line.doubt) for line in unconfirmed(lines)] == [
        ("Trong thời hạn 15 ngày, theo Điều 5", "15 5"),
        ("Mặt trận giám sát", ""),
    ]


def test_without_a_second_reading() -> None:
    """When the second engine read nothing, the first reading stays, but for words that no regulation uses."""
    assert reading("Điều 5. Hiệu lực", "") == [("Điều 5. Hiệu lực", "")]
