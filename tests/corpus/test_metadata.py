"""What a document says of itself is read from its head and its last articles, and nothing is guessed."""

from datetime import date
from pathlib import Path

import pytest

from corpus.catalog import Catalog
from corpus.ingest import Document, File, ingest
from corpus.metadata import Effect, Metadata, Relation

HEAD = """CHÍNH PHỦ
Số: 70/2026/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 18 tháng 9 năm 2026
NGHỊ ĐỊNH
Quy định về tiếp công dân
Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;
"""


def metadata(text: str) -> Metadata:
    """What the text file `text` says of itself."""
    document = ingest(File("a.txt", text.encode()), Catalog.of([]))
    assert isinstance(document, Document), document
    return document.metadata


def test_first_page() -> None:
    """Number, kind, issuer, title and day come from the head."""
    found = metadata(f"{HEAD}Điều 1. Một\nNội dung một.\n")
    assert (found.number, found.kind, found.issuer) == ("70/2026/NĐ-CP", "Nghị định", "Chính phủ")
    assert (found.title, found.signed) == ("Nghị định Quy định về tiếp công dân", date(2026, 9, 18))
    assert (found.in_force_from, found.missing) == (None, ("ngày có hiệu lực",))


def test_party_document() -> None:
    """A Party document is read like any other; its issuer stands above its number."""
    found = metadata(
        "BAN CHẤP HÀNH TRUNG ƯƠNG\nSố 217-QĐ/TW\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 12 tháng 12 năm 2013\n"
        "QUY ĐỊNH\nvề giám sát\nĐiều 1. Một\nNội dung một.\n"
    )
    assert (found.number, found.kind) == ("217-QĐ/TW", "Quy định")
    assert (found.issuer, found.signed) == ("BAN CHẤP HÀNH TRUNG ƯƠNG", date(2013, 12, 12))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2027.", date(2027, 1, 1)),
        ("Nghị định này có hiệu lực thi hành kể từ ngày 15/10/2026.", date(2026, 10, 15)),
        ("Nghị định này có hiệu lực kể từ ngày ký.", date(2026, 9, 18)),
        ("Nghị định này có hiệu lực sau 45 ngày, kể từ ngày ký ban hành.", date(2026, 11, 2)),
        ("Luật Tiếp công dân có hiệu lực từ ngày 01 tháng 7 năm 2014.", None),
        ("Nghị định này có hiệu lực thi hành từ ngày 31 tháng 02 năm 2027.", None),
    ],
)
def test_in_force_from(words: str, day: date | None) -> None:
    """The last articles say from which day the document itself counts; a day that does not exist is none."""
    assert metadata(f"{HEAD}Điều 1. Một\nNội dung một.\nĐiều 2. Hiệu lực thi hành\n1. {words}\n").in_force_from == day


def test_relations() -> None:
    """What is replaced, lapses, or loses a part is told apart, later changes aside; the document never names itself."""
    found = metadata(
        f"{HEAD}Điều 1. Một\nTheo Luật số 42/2013/QH13 thay thế.\nĐiều 2. Hai\nHai.\n"
        "Điều 3. Ba\nBa.\nĐiều 4. Bốn\nBốn.\n"
        "Điều 5. Năm\nNăm.\nĐiều 6. Hiệu lực\n1. Nghị định số 70/2026/NĐ-CP có hiệu lực từ ngày ký.\n"
        "2. Nghị định này thay thế Nghị định số 64/2014/NĐ-CP.\n"
        "3. Thông tư số 07/2014/TT-TTCP đã được sửa đổi, bổ sung theo Thông tư số 01/2020/TT-TTCP hết hiệu lực kể từ "
        "ngày Nghị định này có hiệu lực.\n"
        "4. Bãi bỏ khoản 1 và khoản 2 Điều 7 của Nghị quyết số 190/2025/QH15.\n"
        "5. Bãi bỏ cụm từ “thanh tra, ” tại khoản 5 Điều 190 của Luật Đất đai số 31/2024/QH15.\n"
    )
    assert found.relations == (
        Relation(Effect.REPLACES, "64/2014/NĐ-CP", 1),
        Relation(Effect.REPEALS, "07/2014/TT-TTCP", 1),
        Relation(Effect.AMENDS, "190/2025/QH15", 1),
        Relation(Effect.AMENDS, "31/2024/QH15", 1),
    )


def test_amending_title() -> None:
    """A title that amends names what it amends."""
    found = metadata(
        HEAD.replace("Quy định về tiếp công dân", "Sửa đổi, bổ sung một số điều của Nghị định số 152/2020/NĐ-CP")
        + "Điều 1. Một\nNội dung một.\n"
    )
    assert found.relations == (Relation(Effect.AMENDS, "152/2020/NĐ-CP", 1),)


REAL = {
    "70_2023_ND-CP_text.pdf": ("Nghị định", "Chính phủ", date(2023, 9, 18), date(2023, 9, 18)),
    "293_2025_ND-CP_text.pdf": ("Nghị định", "Chính phủ", date(2025, 11, 10), date(2026, 1, 1)),
    "LuatThanhTra.pdf": ("Luật", "Quốc hội", date(2025, 6, 25), date(2025, 7, 1)),
    "VanBanGoc_84.2015.QH13.pdf": ("Luật", "Quốc hội", date(2015, 6, 25), date(2016, 7, 1)),
}


@pytest.mark.parametrize("name", REAL)
def test_real_documents(shared: Path, catalog: Catalog, name: str) -> None:
    """Kind, issuer and both days of real documents are those on their first page and in their last articles."""
    document = ingest(File(name, (shared / "pdfs" / "text" / name).read_bytes()), catalog)
    assert isinstance(document, Document)
    found = document.metadata
    assert (found.kind, found.issuer, found.signed, found.in_force_from) == REAL[name]
