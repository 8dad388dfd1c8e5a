"""Which line beginnings open a provision, and which only look like it."""

import pytest

from corpus.markers import Marker, is_marker, read_marker
from corpus.reference import Level

OPENINGS = [
    ("Điều 27. Hình thức giám sát", Marker(Level.ARTICLE, "27", "Hình thức giám sát")),
    ("Điều 27: Hình thức giám sát", Marker(Level.ARTICLE, "27", "Hình thức giám sát")),
    ("Điều 5a. Nguyên tắc", Marker(Level.ARTICLE, "5a", "Nguyên tắc")),
    ("Điều 5đ. Nguyên tắc", Marker(Level.ARTICLE, "5đ", "Nguyên tắc")),
    ("Điều 9", Marker(Level.ARTICLE, "9")),
    ("Điều 9.", Marker(Level.ARTICLE, "9")),
    ("1. Giám sát của Mặt trận.", Marker(Level.CLAUSE, "1")),
    ("12. Giám sát của Mặt trận.", Marker(Level.CLAUSE, "12")),
    ("5a. Giám sát của Mặt trận.", Marker(Level.CLAUSE, "5a")),
    ("3đ. Giám sát của Mặt trận.", Marker(Level.CLAUSE, "3đ")),
    ("2- Giám sát của Mặt trận.", Marker(Level.CLAUSE, "2")),
    ("a) Kế hoạch giám sát;", Marker(Level.POINT, "a")),
    ("đ) Thông tin báo chí.", Marker(Level.POINT, "đ")),
    ("y) Việc khác.", Marker(Level.POINT, "y")),
    ("a1) Kế hoạch giám sát;", Marker(Level.POINT, "a1")),
    ("Chương V", Marker(Level.CHAPTER, "V")),
    ("Chương V. Hoạt động giám sát", Marker(Level.CHAPTER, "V", "Hoạt động giám sát")),
    ("CHƯƠNG V HOẠT ĐỘNG GIÁM SÁT", Marker(Level.CHAPTER, "V", "HOẠT ĐỘNG GIÁM SÁT")),
    ("Mục 2", Marker(Level.SECTION, "2")),
    ("Mục 2. BẢO VỆ NGƯỜI TỐ CÁO", Marker(Level.SECTION, "2", "BẢO VỆ NGƯỜI TỐ CÁO")),
    ("Tiểu mục 1. THỦ TỤC", Marker(Level.SUBSECTION, "1", "THỦ TỤC")),
    ("Phần thứ nhất", Marker(Level.PART, "thứ nhất")),
    ("Phiếu: Quyết định 217 là gì", Marker(Level.SHEET, "Quyết định 217 là gì")),
]
RUNNING_TEXT = [
    "Điều 27 của Luật này được áp dụng.",
    "Điều 27, Điều 28 và Điều 29 của Luật này.",
    "Điều lệ Mặt trận Tổ quốc Việt Nam.",
    "Điều ước quốc tế mà Việt Nam là thành viên.",
    "“Điều 27. Hình thức giám sát",
    "khoản 2 Điều 27.",
    "Chương V của Luật này",
    "Mục 2 Chương IX của Luật này",
    "Phần mở đầu của kế hoạch",
    "Chương trình phối hợp và thống nhất hành động",
    "15 ngày trước ngày làm việc",
    "1.000.000 đồng/báo cáo",
    "29-7-2015",
    "2026. Năm ban hành kế hoạch",
    "7.",
    "a)",
    "A) Kế hoạch",
    "ab) Kế hoạch",
    "f) Không có chữ này trong bảng chữ cái tiếng Việt",
    "(a) Kế hoạch",
    "- Kế hoạch giám sát",
    "",
]


@pytest.mark.parametrize(("line", "marker"), OPENINGS, ids=[line for line, _ in OPENINGS])
def test_openings(line: str, marker: Marker) -> None:
    """An opening gives its level, its label as printed and, for an article and above, its title."""
    assert read_marker(line) == marker
    assert is_marker(line)


@pytest.mark.parametrize("line", RUNNING_TEXT)
def test_running_text(line: str) -> None:
    """A line that goes on with a sentence, quotes a heading or begins with an amount opens nothing."""
    assert read_marker(line) is None
    assert not is_marker(line)
