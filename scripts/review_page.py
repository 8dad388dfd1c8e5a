"""The page on which a person compares pictures of doubtful pages with what was read of them."""

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.publishing.review import Review, flagged_pages, question_about
from corpus.ingest import Document
from corpus.pages import PageError, page_image
from corpus.passage import Source
from corpus.reference import Level

MOST_PICTURES = 40  # about 10 MB, which a browser still opens at once
_EACH = 10  # of one document, so that a long scan leaves room for the others

ReadsSource = Callable[[Source], bytes | None]


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    text: str
    confidence: float | None
    picture: str | None


@dataclass(frozen=True, slots=True)
class _Shown:
    review: Review
    question: str
    pages: Sequence[_Page]
    left_out: int


def write_page(
    folder: Path, name: str, reviews: Iterable[Review], documents: Iterable[Document], read: ReadsSource
) -> Path:
    """Write `<name>.html` into `folder`: every review, with pictures of up to `MOST_PICTURES` flagged pages.

    Whatever a file says is shown as text; the page loads nothing and runs nothing.
    """
    by_hash = {document.source.sha256: document for document in documents}
    shown = list(_shown(reviews, by_hash, read))
    templates = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=templates, autoescape=True, undefined=StrictUndefined)
    html = environment.get_template("review_page.html.jinja").render(build=name, documents=shown)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.html"
    path.write_text(html, encoding="utf-8")
    return path


def _shown(reviews: Iterable[Review], documents: Mapping[str, Document], read: ReadsSource) -> Iterator[_Shown]:
    room = MOST_PICTURES
    for review in reviews:
        document = documents[review.sha256]
        flagged = flagged_pages(review) if document.source.file.lower().endswith(".pdf") else []
        chosen = flagged[: min(_EACH, room)]
        room -= len(chosen)
        data = read(document.source) if chosen else None
        pages = [_page(document, review, number, data) for number in chosen]
        yield _Shown(review, question_about(review), pages, len(flagged) - len(chosen))


def _page(document: Document, review: Review, number: int, data: bytes | None) -> _Page:
    confidence = next((page.confidence for page in review.recognised if page.page == number), None)
    return _Page(number, _text_on(document, number), confidence, _picture(data, number))


def _picture(data: bytes | None, number: int) -> str | None:
    try:
        return base64.b64encode(page_image(data, number)).decode("ascii") if data else None
    except PageError:
        return None


def _text_on(document: Document, page: int) -> str:
    """The provisions that begin on `page`, each once."""
    ends = 0
    texts: list[str] = []
    for passage in document.passages:
        if passage.page == page and passage.level is not Level.POINT and passage.start >= ends:
            texts.append(passage.text)
            ends = passage.end
    return "\n".join(texts)
