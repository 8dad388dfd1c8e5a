"""Of two readings of a page the likelier words are kept; figures are never chosen, only reported."""

import pytest

from corpus.formats.layout import Printed
from corpus.second_opinion import merged
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
        ("thay bằng cụm từ 'giám sát'", "thay bằng cụm từ “giám sát”", "thay bằng cụm từ “giám sát”"),
    ],
)
def test_words(first: str, second: str, words: str) -> None:
    """The likelier word counts, whoever read it, and what no regulation says is corrected by its neighbours."""
    assert reading(first, second) == [(words, "")]


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


def test_without_a_second_reading() -> None:
    """When the second engine read nothing, the first reading stays, but for words that no regulation uses."""
    assert reading("Điều 5. Hiệu lực", "") == [("Điều 5. Hiệu lực", "")]
