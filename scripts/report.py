"""What a run of `scripts.reindex` tells people, and other programs."""

from collections.abc import Sequence
from dataclasses import asdict
from statistics import fmean
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.publishing.review import Review, question_about
from bot.publishing.told import changes, outcome
from index.update import Report


def as_contract(report: Report, reviews: Sequence[Review], *, dry_run: bool) -> dict[str, Any]:
    """The report in the form that other programs rely on (README, "For programs")."""
    return {
        "documents": len(report.documents),
        "passages": report.new_passages + report.unchanged_passages,
        "new": report.new_passages,
        "unchanged": report.unchanged_passages,
        "rejected": [{"file": rejected.file, "reason": rejected.reason} for rejected in report.rejected],
        "needs_review": [
            {"file": document.source.file, "number": document.number, "page": finding.page, "message": finding.message}
            for document in report.documents
            for finding in document.findings
        ],
        "seconds": report.seconds,
        "build_id": report.build_id,
        "published": report.published,
        "dry_run": dry_run,
        "changes": [asdict(change) for change in report.changes],
        "check": asdict(report.check) if report.check else None,
        "review": [asdict(review) for review in reviews],
    }


def print_report(report: Report, reviews: Sequence[Review], *, dry_run: bool) -> None:
    """Print what a person must look at, what changes, and which build is served."""
    for rejected in report.rejected:
        print(f"✗ {rejected.file}: {rejected.reason}")
    if reviews:
        Console(width=140, highlight=False).print(_table(reviews))
    for document in report.documents:
        for finding in document.findings:
            print(f"⚠ {document.source.file} ({document.number}): {finding.message}")
    for review in reviews:
        print(question_about(review), end="")
    for line in changes(report, dry_run=dry_run):
        print(line)
    print(outcome(report, dry_run=dry_run))
    if report.check and not report.published:
        print("Nếu vẫn muốn dùng bản mới, chạy lại với --accept-worse.")


def _table(reviews: Sequence[Review]) -> Table:
    table = Table("Văn bản", "Tệp", "Trang", "Điều", "Cần xem", "OCR (trang, độ tin)", "Quan hệ")
    for review in reviews:
        sure = [page.confidence for page in review.recognised]
        table.add_row(
            Text(review.number),
            Text(review.file),
            str(review.pages),
            str(review.articles),
            str(len(review.findings)),
            f"{len(sure)}, {fmean(sure):.0%}" if sure else "-",
            Text("\n".join(f"{r.effect} {r.number}{' (đang giữ)' if r.held else ''}" for r in review.relations) or "-"),
        )
    return table
