"""What a person is shown of each document that was read, and asked to confirm."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from corpus.catalog import Catalog, Status
from corpus.ingest import Document, File
from corpus.passage import SourceKind
from corpus.reference import Level
from corpus.review import Finding
from index.update import Report


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page read from its picture, and how sure the engine was of it, from 0 to 1."""

    page: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Related:
    """Another regulation that the document says it amends, replaces or repeals; `held`: it is in the build too."""

    effect: str
    number: str
    page: int
    held: bool


@dataclass(frozen=True, slots=True)
class Review:
    """One official text: what was read of it, and what it says of itself, which counts only when `confirmed`.

    Days are written YYYY-MM-DD. `missing` names what it does not say. `confirmed` is true as well for a regulation of
    the catalog, whose entry a person reviewed.
    """

    file: str
    sha256: str
    number: str
    title: str
    pages: int
    articles: int
    findings: tuple[Finding, ...]
    recognised: tuple[RecognisedPage, ...]
    relations: tuple[Related, ...]
    kind: str
    issuer: str
    signed: str
    in_force_from: str
    missing: tuple[str, ...]
    confirmed: bool


def reviews(report: Report, given: Iterable[File], catalog: Catalog) -> list[Review]:
    """What to show of the official texts among those `given`, and of those in which there is something to look at."""
    new = {file.sha256 for file in given}
    held = {document.number for document in report.documents}
    official = [document for document in report.documents if document.source.kind is SourceKind.OFFICIAL]
    shown = [document for document in official if document.source.sha256 in new or document.findings]
    return [_review(document, held, catalog) for document in shown]


def question_about(review: Review) -> str:
    """What the document says of itself, asked of a person who has it before him; "" when a person said so already."""
    if review.confirmed:
        return ""
    fields = (
        ("Số, ký hiệu", review.number),
        ("Loại", review.kind),
        ("Cơ quan ban hành", review.issuer),
        ("Ngày ký", review.signed),
        ("Tên", review.title),
        ("Có hiệu lực từ", review.in_force_from),
    )
    lines = [f"? {review.file}, chưa kiểm chứng. Đọc được như sau, đúng không?"]
    lines += [f"    {name}: {value or 'không tìm thấy'}" for name, value in fields]
    lines += ["  Nếu đúng và văn bản còn hiệu lực, hoặc sau khi sửa cho đúng, ghi vào corrections.toml rồi chạy lại:"]
    return "\n".join([*lines, *(f"    {line}" for line in _as_correction(review)), ""])


def _as_correction(review: Review) -> list[str]:
    """The lines for `corrections.toml` that confirm what was read."""
    texts = {"number": review.number, "kind": review.kind, "title": review.title, "issuer": review.issuer}
    days = {"signed": review.signed, "in_force_from": review.in_force_from}
    return [
        f"[correction.{_quoted(review.file)}]",
        *(f"{name} = {_quoted(value)}" for name, value in texts.items() if value),
        *(f"{name} = {value or 'NĂM-THÁNG-NGÀY'}" for name, value in days.items() if value or name == "in_force_from"),
        "confirmed = true",
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _review(document: Document, held: Collection[str], catalog: Catalog) -> Review:
    said = document.metadata
    return Review(
        file=document.source.file,
        sha256=document.source.sha256,
        number=document.number,
        title=document.title,
        pages=document.page_count,
        articles=sum(passage.level is Level.ARTICLE for passage in document.passages),
        findings=document.findings,
        recognised=tuple(RecognisedPage(page, confidence) for page, confidence in document.recognised),
        relations=tuple(
            Related(relation.effect.value, relation.number, relation.page, relation.number in held)
            for relation in said.relations
        ),
        kind=said.kind,
        issuer=said.issuer,
        signed=said.signed.isoformat() if said.signed else "",
        in_force_from=said.in_force_from.isoformat() if said.in_force_from else "",
        missing=said.missing,
        confirmed=_is_confirmed(document, catalog),
    )


def _is_confirmed(document: Document, catalog: Catalog) -> bool:
    """Whether a person said what counts: in the catalog, or by a correction that confirms."""
    return bool(catalog.numbered(document.number)) or (
        document.entry is not None and document.entry.status is not Status.UNVERIFIED
    )


def flagged_pages(review: Review) -> Sequence[int]:
    """The pages to be looked at beside their pictures: those with findings, then those read from pictures."""
    found = [finding.page for finding in review.findings]
    unsure = sorted(review.recognised, key=lambda page: page.confidence)
    return list(dict.fromkeys([*found, *(page.page for page in unsure)]))
