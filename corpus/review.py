"""What a person must look at after a document was read: gaps in numbering, empty articles, pages without text."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from corpus.reference import Level, label_order
from corpus.regulation import Provision, Regulation

_FIGURES_SHOWN = 3  # of a page; the rest are counted
_LAST_ARTICLES = 5
_CLOSING = re.compile(
    r"có hiệu lực|hiệu lực thi hành|(?:điều khoản|tổ chức|trách nhiệm|uỷ nhiệm|ủy nhiệm) (?:thi hành|thực hiện)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:Nơi nhận|T/?M\.|KT\.|TL\.|TUQ\.|CHỦ TỊCH QUỐC HỘI"
    r"|(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Hiến pháp) này\b.*thông qua)",
    re.MULTILINE,
)
_CONTINUED = "(Xem tiếp Công báo"
_SHORTEST_BODY = 10  # characters: an article that says less was not read whole


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, in Vietnamese, with the page it is about."""

    page: int
    message: str


def review(
    regulation: Regulation,
    *,
    page_count: int,
    readable: set[int] | None = None,
    doubtful: Collection[int] = (),
    figures: Sequence[tuple[int, str]] = (),
) -> list[Finding]:
    """Everything doubtful in `regulation`, in page order.

    `page_count` is the number of pages in the file, `readable` those with text on them (by default those on which a
    paragraph begins), `doubtful` those whose text is not to be trusted. `figures` are those that
    two engines read differently, each with its page.
    """
    findings = [
        *_missing_pages(readable or set(regulation.source.pages), page_count),
        *_doubtful_pages(doubtful),
        *_doubtful_figures(figures),
        *_doubtful_numbering(regulation),
        *_empty_articles(regulation),
        *_breaking_off(regulation),
    ]
    return sorted(findings, key=lambda finding: finding.page)


def _missing_pages(readable: set[int], page_count: int) -> Iterator[Finding]:
    for page in sorted(set(range(1, page_count + 1)) - readable):
        yield Finding(page, f"Trang {page} không có chữ đọc được (có thể là ảnh quét).")


def _doubtful_pages(pages: Collection[int]) -> Iterator[Finding]:
    for page in pages:
        yield Finding(page, f"Trang {page} đọc không chắc chắn; các điều khoản trên trang này không được trích dẫn.")


def _doubtful_figures(figures: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    for page, on_page in groupby(figures, key=itemgetter(0)):
        texts = [text for _, text in on_page]
        shown = ", ".join(f"“{text}”" for text in texts[:_FIGURES_SHOWN])
        more = f" và {len(texts) - _FIGURES_SHOWN} chỗ khác" if len(texts) > _FIGURES_SHOWN else ""
        yield Finding(page, f"Trang {page}: con số đọc từ ảnh chưa chắc, hãy đối chiếu với bản gốc: {shown}{more}.")


def _doubtful_numbering(regulation: Regulation) -> Iterator[Finding]:
    articles: list[Provision] = []
    for path in regulation.descend():
        provision = path[-1]
        if provision.level is Level.ATTACHMENT:
            yield from _gaps(articles, "Điều", "", regulation)
            articles = []
        if provision.level is Level.ARTICLE:
            articles.append(provision)
            yield from _gaps(provision.children, "khoản", f" Điều {provision.label}", regulation)
        points = [child for child in provision.children if child.level is Level.POINT]
        yield from _gaps(points, "điểm", f" Điều {path[0].label}", regulation)
    yield from _gaps(articles, "Điều", "", regulation)


def _gaps(provisions: Sequence[Provision], word: str, where: str, regulation: Regulation) -> Iterator[Finding]:
    for before, after in pairwise(provisions):
        if before.level is after.level and not _is_next(before.label, after.label):
            page = regulation.source.page_at(after.start)
            yield Finding(
                page, f"Trang {page}: sau {word} {before.label}{where} là {word} {after.label}, thiếu ở giữa."
            )


def _is_next(before: str, after: str) -> bool:
    (number, letters), (next_number, next_letters) = label_order(before), label_order(after)
    if not number and letters and next_letters and letters[0] != next_letters[0]:
        return next_letters[0] == letters[0] + 1
    if not number:
        return True
    if next_number == number:
        return bool(next_letters) and next_letters[0] == (letters[0] + 1 if letters else 0)
    return next_number == number + 1 and not next_letters


def _empty_articles(regulation: Regulation) -> Iterator[Finding]:
    for article in regulation.articles():
        body = regulation.source.text[article.start : article.end].partition("\n")[2]
        heading = regulation.source.text[article.start : article.end].strip(" .")
        if len(body) < _SHORTEST_BODY and (article.title or heading == f"Điều {article.label}"):
            page = regulation.source.page_at(article.start)
            yield Finding(page, f"Trang {page}: Điều {article.label} không có nội dung.")


def _breaking_off(regulation: Regulation) -> Iterator[Finding]:
    """A file that holds the beginning of a regulation only: nothing about its entry into force, and no signature."""
    articles = regulation.articles()
    if len(articles) < _LAST_ARTICLES:
        return  # an extract that somebody typed
    text, last = regulation.source.text, articles[-1]
    first, after = articles[-_LAST_ARTICLES].start, text[last.start :]
    if _CONTINUED in after or not (_CLOSING.search(text[first : last.end]) or _SIGNED.search(after)):
        page = regulation.source.page_at(last.start)
        yield Finding(page, f"Trang {page}: văn bản dừng ở Điều {last.label}, tệp có thể thiếu phần sau.")
