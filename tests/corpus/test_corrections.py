"""What a person says of a document takes the place of what it says itself."""

import re
from datetime import date
from pathlib import Path

import pytest

from corpus.catalog import Catalog, CatalogError, Entry, Status
from corpus.corrections import Correction, Corrections
from corpus.ingest import Document, File, Rejected, ingest
from corpus.reference import Reference

TEXT = """UBND XÃ ĐÔNG
QUYẾT ĐỊNH
Về việc đọc sổ
Điều 1. Phạm vi
Quyết định này nói về việc đọc sổ ở xã Đông.
"""
FILE = File("quyet-dinh.txt", TEXT.encode())
NUMBER = "5/2026/QĐ-UBND"


def _read(text: str, tmp_path: Path, catalog: Catalog | None = None) -> Document | Rejected:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    return ingest(FILE, catalog or Catalog.of(()), corrections=Corrections.read(path))


@pytest.mark.parametrize("key", [FILE.name, FILE.sha256, FILE.sha256[:12]])
def test_a_number_that_was_not_found_is_given(tmp_path: Path, key: str) -> None:
    """A document without a number is rejected; with a correction for the file, by name or hash, it is read."""
    assert isinstance(ingest(FILE, Catalog.of(())), Rejected)
    document = _read(f'[correction."{key}"]\nnumber = "{NUMBER}"\n', tmp_path)
    assert isinstance(document, Document)
    assert {passage.reference.number for passage in document.passages} == {document.number} == {NUMBER}


def test_a_decree_of_1945_is_numbered_by_a_person(shared: Path) -> None:
    """A decree in TCVN3 that numbers as nobody does today is turned away with what to write, and then published."""
    path = shared / "docs" / "tcvn3_doc" / "45000070.DOC"
    file = File(path.name, path.read_bytes())
    refused = ingest(file, Catalog.of(()))
    assert isinstance(refused, Rejected)
    assert '[correction."45000070.DOC"]' in refused.reason
    document = ingest(file, Catalog.of(()), corrections=Corrections({path.name: Correction(number="65/SL")}))
    assert isinstance(document, Document)
    assert [str(passage.reference) for passage in document.passages] == [
        f"Điều {label} Sắc lệnh số 65/SL" for label in range(1, 7)
    ]
    assert all(Reference.parse(str(passage.reference)) == passage.reference for passage in document.passages)


def test_nothing_is_in_force_unless_a_person_confirms_it(tmp_path: Path) -> None:
    """A day alone leaves the validity unverified; with `confirmed` the regulation counts from that day on."""
    fields = (
        f'[correction."{FILE.name}"]\nnumber = "{NUMBER}"\ntitle = "Quyết định về sổ"\nin_force_from = 2026-02-01\n'
    )
    entries = [
        document.entry
        for line in ("", "confirmed = true")
        for document in [_read(fields + line, tmp_path)]
        if isinstance(document, Document)
    ]
    unsaid, said = (entry for entry in entries if entry)
    assert unsaid.validity(date(2026, 3, 1)) == "unverified"
    assert [said.validity(day) for day in (date(2026, 1, 31), date(2026, 2, 1))] == ["not_yet", "in_force"]
    assert (said.title, said.number, said.kind) == ("Quyết định về sổ", NUMBER, "Quyết định")


def test_a_regulation_of_the_catalog_can_be_called_replaced() -> None:
    """What the shipped catalog does not know yet: another regulation took its place on a day."""
    known = Entry(id="a", number="1/2020/QH14", kind="Luật", title="Luật A", status=Status.IN_FORCE)
    entry = Correction(replaced_by=("2/2026/QH16",), expires_on=date(2026, 7, 1)).corrected(known)
    assert [entry.validity(day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == ["in_force", "expired"]
    assert (entry.title, entry.replaced_by) == ("Luật A", ("2/2026/QH16",))


def test_corrections_are_found_by_number_too() -> None:
    """A digest of the library has no file that an admin knows; its number, spelled anyhow, will do."""
    correction = Correction(title="Luật B")
    assert Corrections({"75/2015/qh13": correction}).of_number("75/2015/QH13") is correction
    assert Corrections({"75/2015/qh13": correction}).of_number("75/2015/QH14") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[correction."a.pdf"]\nngay = 1', "a.pdf.ngay: không có mục tên này"),
        ('[corection."a.pdf"]\nnumber = "1"', "corection: không có mục tên này"),
        ('[correction."a.pdf"]\nconfirmed = true', "a.pdf: confirmed = true cần có in_force_from"),
        ('[correction."a.pdf"]\nconfirmed = "đúng"', "a.pdf.confirmed: chỉ được là true hoặc false"),
        ('[correction."a.pdf"]\nnumber = 34', "a.pdf.number: phải đặt trong dấu nháy kép"),
        ('[correction."a.pdf"]\namends = "3"', "a.pdf.amends: phải là danh sách"),
        ('[correction."a.pdf"]\nsigned = "hôm qua"', "a.pdf.signed: phải là ngày"),
        ('[correction."a.pdf"]\nsigned = 01/07/2025', "dòng 2 viết chưa đúng"),
        ('[correction."a.pdf"]\nin_force_from = NĂM-THÁNG-NGÀY', "dòng 2 viết chưa đúng"),
        ('[correction."a.pdf"]\ntitle = "x', "đoạn cuối viết chưa xong"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path: Path, text: str, told: str) -> None:
    """What an admin may well mistype: the file, the place and what is wrong there, in Vietnamese alone."""
    with pytest.raises(CatalogError) as caught:
        _read(text, tmp_path)
    message = str(caught.value)
    assert message.startswith(f"corrections.toml, {told}")
    assert message.endswith("Hãy sửa tệp này rồi chạy lại.")
    assert not re.search(r"[Ii]nput|[Vv]alue|[Ee]xpected|[Ii]nvalid", message)


def test_without_a_file_nothing_is_corrected(tmp_path: Path) -> None:
    """Most folders have none."""
    assert Corrections.read(tmp_path / "corrections.toml") == Corrections()
