"""Real scans are read by OCR, with the right pages; what cannot be read is said, never quoted.

Only a few pages are read, for time; `python -m scripts.measure_ocr` measures whole documents.
"""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.catalog import Catalog
from corpus.extract import extract
from corpus.ingest import Document, File, ingest
from corpus.lines import Line
from corpus.ocr import DPI, TrueOcr, TwoReaders, installed_recogniser
from corpus.passage import Passage
from tests.corpus.making import saved

ARTICLES = {"1": 1, "2": 1, "3": 1, "4": 2}  # the pages on which they begin, seen on the scan


def some_pages(path: Path, count: int) -> bytes:
    """A PDF of the first `count` pages of the one at `path`."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(path.read_bytes())).pages[:count]:
        writer.add_page(page)
    return saved(writer)


def by_ocr(name: str, data: bytes) -> list[Line]:
    """The lines of a file, by the engines installed here."""
    return extract(name, data, recogniser=installed_recogniser())


@pytest.fixture(scope="module")
def decree(shared: Path) -> Document:
    """The first two pages of the signed decree 293/2025/NĐ-CP."""
    data = some_pages(shared / "pdfs" / "scanned" / "293_2025_ND-CP_scan.signed.pdf", 2)
    read = ingest(File("quet.pdf", data), Catalog.load(), read=by_ocr)
    assert isinstance(read, Document)
    return read


def test_headings_need_one_reader_only(shared: Path) -> None:
    """The first reader alone, as where the second fails, finds the same articles on the same pages."""
    data = some_pages(shared / "pdfs" / "scanned" / "293_2025_ND-CP_scan.signed.pdf", 2)
    read = ingest(File("quet.pdf", data), Catalog.load(), read=lambda *file: extract(*file, recogniser=TrueOcr()))
    assert isinstance(read, Document)
    assert {label: passage.page for label, passage in articles(read).items()} == ARTICLES


def articles(document: Document) -> dict[str | None, Passage]:
    """Its articles by label."""
    return {p.reference.article: p for p in document.passages if not (p.reference.clause or p.reference.point)}


def test_number_date_and_pages(decree: Document) -> None:
    """Number, kind and day of signing are read, and every article begins on its page."""
    assert (decree.number, decree.metadata.kind) == ("293/2025/NĐ-CP", "Nghị định")
    assert str(decree.metadata.signed) == "2025-11-10"
    assert {label: passage.page for label, passage in articles(decree).items()} == ARTICLES


def test_quotes_are_what_was_read(decree: Document) -> None:
    """Every passage is the text at its span, and the pages read by OCR are told with the engine's confidence."""
    assert all(decree.text[p.start : p.end] == p.text for p in decree.passages)
    assert [page for page, _ in decree.recognised] == [1, 2]
    assert all(confidence > 0.8 for _, confidence in decree.recognised)


def test_wage_table_is_read_row_by_row(decree: Document) -> None:
    """A row of the table of wages has its zone and both amounts on one line, also where a stamp touches it."""
    assert "Vùng II | 4.730.000 | 22.700" in decree.text
    assert "Vùng III | 4.140.000 | 20.000\n" in decree.text


def test_an_amount_under_the_stamp_is_reported(decree: Document) -> None:
    """The amount under the stamp, which was read again without it, is named for a person to compare."""
    [message] = [finding.message for finding in decree.findings if "con số" in finding.message and finding.page == 2]
    assert "20.000" in message


def test_figures_of_one_reader_are_reported(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second engine cannot be run nothing is lost silently: every figure is named for a person to compare."""
    data = (shared / "pdfs" / "scanned" / "2450-kgvx.signed.pdf").read_bytes()
    monkeypatch.setenv("PATH", "")
    lines = extract("quet.pdf", data, recogniser=TwoReaders())
    with_figures = [line for line in lines if any(char.isdigit() for char in line.text)]
    assert with_figures
    assert all(line.doubt for line in with_figures)


def test_a_garbage_text_layer_is_read_from_the_picture(shared: Path) -> None:
    """The page whose text layer is garbage comes out as Vietnamese, from its picture."""
    writer = PdfWriter()
    writer.add_page(PdfReader(shared / "pdfs" / "bad_text_layer" / "10209648.pdf").pages[1])
    lines = by_ocr("rac.pdf", saved(writer))
    text = " ".join(line.text for line in lines)
    assert "DANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT" in text
    assert all(line.legible and line.confidence is not None for line in lines), DPI
