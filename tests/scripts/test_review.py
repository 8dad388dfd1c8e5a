"""What a person is shown of the documents read, in the terminal and in the browser."""

import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from bot.publishing.review import Review, question_about, reviews
from corpus.catalog import Catalog
from corpus.corrections import Correction
from corpus.ingest import Document, File, Rejected, ingest
from corpus.review import Finding
from index.update import Report
from scripts.review_page import MOST_PICTURES, write_page

EVIL = '<script>alert("x")</script>'
TEXT = f"""CHÍNH PHỦ
Số: 34/2021/NĐ-CP
Hà Nội, ngày 5 tháng 3 năm 2021
NGHỊ ĐỊNH
VỀ THƯ VIỆN XÃ {EVIL}
Điều 1. Giờ mở cửa
Thư viện mở cửa cả ngày {EVIL}.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2021 và thay thế Nghị định số 12/2010/NĐ-CP.
"""


def _document(name: str = "a.txt") -> Document:
    document = ingest(File(name, TEXT.encode()), Catalog.of(()))
    assert not isinstance(document, Rejected)
    return document


def _review(document: Document) -> Review:
    (review,) = reviews(Report(documents=[document]), [File(document.source.file, TEXT.encode())], Catalog.of(()))
    return review


def test_what_a_document_says_of_itself_is_asked_not_told() -> None:
    """The summary marks it as unverified and asks; the lines it gives to paste are a correction that confirms."""
    question = question_about(_review(_document()))
    assert "chưa kiểm chứng" in question
    assert "đúng không?" in question
    pasted = question[question.index("[correction") :]
    correction = Correction.model_validate(tomllib.loads(pasted)["correction"]["a.txt"])
    assert (correction.number, correction.confirmed, str(correction.in_force_from)) == (
        "34/2021/NĐ-CP",
        True,
        "2021-05-01",
    )


def test_a_regulation_of_the_catalog_needs_no_confirmation(catalog: Catalog) -> None:
    """A person has reviewed its entry already; nothing is asked."""
    text = "QUỐC HỘI\nLuật số: 75/2015/QH13\nLUẬT\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nĐiều 1. Vị trí\nMặt trận là liên minh."
    file = File("luat.txt", text.encode())
    document = ingest(file, catalog)
    assert not isinstance(document, Rejected)
    (review,) = reviews(Report(documents=[document]), [file], catalog)
    assert (review.confirmed, question_about(review)) == (True, "")


class _Tags(HTMLParser):
    """Every tag of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it, and what it loads."""
        self.tags.append(tag)
        assert all(value and value.startswith("data:image/jpeg;base64,") for name, value in attrs if name == "src")


def _pdf(pages: int) -> bytes:
    writer, data = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize("pages", [1, 60])
def test_pictures_stand_beside_the_text_and_are_bounded(tmp_path: Path, pages: int) -> None:
    """Flagged pages are drawn, up to a number; what a file says is shown as text, never run."""
    found = tuple(Finding(page, f"Trang {page} {EVIL}") for page in range(1, pages + 1))
    documents = []
    for name in ("a", "b", "c", "d", "e", "f"):
        document = _document(f"{name}.txt")
        source = replace(document.source, file=f"{name}{EVIL}.pdf", sha256=name)
        documents.append(replace(document, source=source, findings=found))
    shown = reviews(Report(documents=documents), [], Catalog.of(()))
    path = write_page(tmp_path / "review", "2026-01-02-abc", shown, documents, lambda _: _pdf(pages))
    html, tags = path.read_text(encoding="utf-8"), _Tags()
    tags.feed(html)
    assert "script" not in tags.tags
    assert "&lt;script&gt;" in html
    assert tags.tags.count("img") == min(6 * pages, MOST_PICTURES)
    assert ("không đưa vào đây" in html) is (pages > 1)
