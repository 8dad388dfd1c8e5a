"""Word, RTF and HTML files become the lines that a reader sees."""

from pathlib import Path

import pytest

from corpus.extract import extract
from corpus.lines import ExtractionError
from tests.corpus.formats.making_office import small_docx

LETTERHEAD = [
    ["ỦY BAN TRUNG ƯƠNG\nSố: 05/HD-MTTW-BTT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]
]
COSTS = [["STT", "Nội dung", "Mức chi"], ["1", "Chủ trì cuộc họp", "150.000 đồng"], ["2", "Thành viên", ""]]


def texts(name: str, data: bytes) -> list[str]:
    """The lines of the file that hold something."""
    return [line.text for line in extract(name, data) if line.text.strip()]


def test_docx_letterhead_is_read_by_columns() -> None:
    """The two columns of a letterhead come one after the other, never mixed line by line."""
    assert texts("a.docx", small_docx(LETTERHEAD, "HƯỚNG DẪN")) == [
        "ỦY BAN TRUNG ƯƠNG",
        "Số: 05/HD-MTTW-BTT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "HƯỚNG DẪN",
    ]


def test_docx_table_keeps_rows_and_columns() -> None:
    """Every row of a table is a line whose cells are told apart, an empty one too."""
    assert texts("a.docx", small_docx("Mức chi:", COSTS)) == [
        "Mức chi:",
        "STT | Nội dung | Mức chi",
        "1 | Chủ trì cuộc họp | 150.000 đồng",
        "2 | Thành viên | ",
    ]


def test_docx_numbers_that_word_counts() -> None:
    """An item of a numbered list begins with the number that Word draws before it."""
    data = small_docx("Điều 1. Nguyên tắc", "# Khách quan.", "# Công khai.")
    assert texts("a.docx", data) == ["Điều 1. Nguyên tắc", "1. Khách quan.", "2. Công khai."]


def test_real_docx_numbering(shared: Path) -> None:
    """The converted Luật 36/2024/QH15, whose khoản Word numbers, has the khoản of Điều 2 and Điều 3 of the PDF."""
    lines = texts("luat.docx", (shared / "docs" / "docx" / "36-2024-qh15.docx").read_bytes())
    start = lines.index("Điều 2. Giải thích từ ngữ")
    numbers = [text.split(".")[0] for text in lines[start + 1 : start + 25] if text[0].isdigit()]
    assert numbers == [*map(str, range(1, 15)), *map(str, range(1, 8))]


def test_a_word_file_of_another_name() -> None:
    """A .docx named .pdf or .doc is read by what it is."""
    assert texts("a.pdf", small_docx("Mặt trận giám sát.")) == texts("a.doc", small_docx("Mặt trận giám sát."))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("tcvn3_doc/45000070.DOC", ["SẮC LỆNH", "CỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI", "SỐ 65 NGÀY 23 THÁNG 11 NĂM 1945"]),
        ("tcvn3_doc/45000001.DOC", ["SẮC LỆNH", "CỦA CHỦ TỊCH CHÍNH PHỦ SỐ 1 NGÀY 30 THÁNG 8 NĂM 1945"]),
        ("doc_two_column_header/14222614.doc", ["TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM", "------------------"]),
    ],
)
def test_real_doc(shared: Path, name: str, lines: list[str]) -> None:
    """Old Word files begin with the lines that Word shows, those in TCVN3 too."""
    found = [" ".join(text.split()) for text in texts(name, (shared / "docs" / name).read_bytes())]
    assert found[: len(lines)] == lines


def test_every_old_word_file_is_vietnamese(shared: Path) -> None:
    """Not one of the old Word files yields a letter that only a wrong decoding gives."""
    for path in sorted((shared / "docs").rglob("*")):
        if path.suffix.lower() == ".doc":
            assert not set("".join(texts(path.name, path.read_bytes()))) & set("®µ¸¹»¼½¾§¦¤\x07\x13"), path.name


def test_rtf() -> None:
    """RTF gives its paragraphs, characters by code point or in TCVN3, and the rows of its tables."""
    unicode = rb"{\rtf1\ansi \u272\'d0i\u7873?u 1. Gi\u225?m s\u225?t\par M\u7863?t tr\u7853?n.\par}"
    assert texts("a.rtf", unicode)[1] == "Mặt trận."
    shown = "§iÒu 1. MÆt trËn gi¸m s¸t viÖc thùc hiÖn ph¸p luËt cña c¬ quan nhµ n\xadíc."
    tcvn3 = "".join(char if char.isascii() else f"\\'{ord(char):02x}" for char in shown)
    assert texts("a.rtf", f"{{\\rtf1\\ansi {tcvn3}\\par}}".encode()) == [
        "Điều 1. Mặt trận giám sát việc thực hiện pháp luật của cơ quan nhà nước."
    ]


def test_html() -> None:
    """A page gives its paragraphs and table rows; scripts, styles and what the head holds are never read."""
    page = """<!DOCTYPE html><html><head><title>Trang</title><script>alert("xấu")</script></head><body>
    <div>Số: 75/2015/QH13</div><style>p{}</style><p>Điều 1.<br>Mặt&nbsp;trận <b>giám sát</b>.</p>
    <script>document.write("Điều 2. Giả")</script>
    <table><tr><td>STT</td><td>Mức chi</td></tr><tr><td>1</td><td>150.000<br>đồng</td></tr></table></body></html>"""
    assert texts("a.html", page.encode()) == [
        "Số: 75/2015/QH13",
        "Điều 1.",
        "Mặt trận giám sát.",
        "STT | Mức chi",
        "1 | 150.000 đồng",
    ]


def test_deeply_nested_html() -> None:
    """A page nested deeper than any stack is read to its innermost text."""
    assert texts("a.html", ("<div>" * 50_000 + "Mặt trận giám sát." + "</div>" * 50_000).encode()) == [
        "Mặt trận giám sát."
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04" + b"x" * 50),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600),
        ("a.rtf", b"{\\rtf1"),
        ("a.zip", b"PK\x03\x04"),
    ],
)
def test_damaged_files_are_refused(name: str, data: bytes) -> None:
    """A damaged office file is refused with a sentence, not an error."""
    with pytest.raises(ExtractionError, match=r"\.$"):
        extract(name, data)
