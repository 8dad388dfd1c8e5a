"""One page of a PDF: drawn, or cut out."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from corpus.extract import extract
from corpus.pages import PageError, page_image, single_page
from tests.corpus.making import pdf_writer, saved, small_pdf

TWO_PAGES = small_pdf(["Trang đầu"], ["Trang sau", "có hai dòng"])


def test_a_page_is_drawn_as_a_picture_a_phone_can_zoom() -> None:
    """It is a JPEG of at most 1,600 pixels a side, in the proportions of the page, and not blank."""
    picture = Image.open(BytesIO(page_image(TWO_PAGES, 2)))
    assert picture.format == "JPEG"
    assert max(picture.size) == 1600
    assert picture.width / picture.height == pytest.approx(612 / 792, abs=0.01)
    assert min(picture.convert("L").tobytes()) < 100


def test_the_two_pages_differ() -> None:
    """The page asked for is the page drawn."""
    assert page_image(TWO_PAGES, 1) != page_image(TWO_PAGES, 2)


def test_a_page_is_cut_out() -> None:
    """What is cut out is a PDF of that one page, with its text."""
    cut = single_page(TWO_PAGES, 2)
    assert len(PdfReader(BytesIO(cut)).pages) == 1
    assert [line.text for line in extract("trang.pdf", cut)] == ["Trang sau", "có hai dòng"]


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    """Pages count from 1 to the last."""
    for make in (page_image, single_page):
        with pytest.raises(PageError, match="no page"):
            make(TWO_PAGES, page)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 hong", b"<html>"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    """Damaged files are errors of this module's own kind."""
    for make in (page_image, single_page):
        with pytest.raises(PageError):
            make(data, 1)


def test_a_pdf_with_a_password_is_refused() -> None:
    """It cannot be drawn nor cut out."""
    writer = pdf_writer(["Mật"])
    writer.encrypt("mat-khau")
    for make in (page_image, single_page):
        with pytest.raises(PageError):
            make(saved(writer), 1)


def test_the_first_page_of_every_real_pdf_is_drawn_and_cut_out(shared: Path) -> None:
    """Gazettes, laws, signed scans and damaged text layers alike, in less than Telegram's 10 MB for a picture."""
    for path in sorted((shared / "pdfs").rglob("*.pdf")):
        data = path.read_bytes()
        assert 10_000 < len(page_image(data, 1)) < 10 * 1024**2, path.name
        assert len(PdfReader(BytesIO(single_page(data, 1))).pages) == 1, path.name
