"""What an admin is told of a run, in words."""

from collections.abc import Iterable, Iterator, Sequence

from bot.publishing.review import Review, question_about, reviews
from corpus.catalog import Catalog
from corpus.ingest import File
from corpus.passage import SourceKind
from corpus.reference import Level
from index.acceptance import MARGIN, TOP, Check
from index.changes import Change
from index.update import Report

_KINDS = {SourceKind.OFFICIAL: "nguyên văn", SourceKind.DIGEST: "tóm lược", None: "chưa có"}
_SHOWN = 12  # articles named in a line, and findings in a message; of more, how many there are


def summary(report: Report, given: Iterable[File], catalog: Catalog) -> str:
    """What was read of the files `given`, and what publishing them would change: for one message."""
    files = list(given)
    new = {file.sha256 for file in files}
    numbers = {document.number for document in report.documents if document.source.sha256 in new}
    own = [_described(change) for change in report.changes if change.number in numbers]
    others = len(report.changes) - len(own)
    shown = [review for review in reviews(report, files, catalog) if review.sha256 in new]
    return "\n".join(
        [
            *_rejections(report),
            *_reviewed(shown),
            *own,
            *([f"Thay đổi cả ở {others} văn bản khác."] if others else []),
        ]
    )


def outcome(report: Report, *, dry_run: bool = False) -> str:
    """Which build is served after the run, and why."""
    passages = report.new_passages + report.unchanged_passages
    size = f"{len(report.documents)} văn bản, {passages} điều khoản ({report.new_passages} mới)."
    if dry_run:
        return f"Chạy thử, chưa đưa gì vào dùng. Bản mới sẽ có {size}"
    if report.published:
        return f"Đã đưa vào dùng bản dựng {report.build_id}: {size}"
    if report.check:
        return f"Không đưa bản mới vào dùng; vẫn dùng bản dựng {report.build_id}. {told(report.check)}"
    if not report.documents or report.build_id is None:
        return "Chưa đưa vào dùng bản dựng nào."
    return f"Không có gì thay đổi, vẫn dùng bản dựng {report.build_id}: {size}"


def told(check: Check) -> str:
    """How the new build did beside the one before it."""
    before = "" if check.before is None else f", bản đang dùng {check.before:.0%}"
    worse = f" Kém hơn quá mức cho phép ({MARGIN:.0%})." if check.is_worse else ""
    return (
        f"Kiểm tra bằng {check.questions} câu hỏi: bản mới tìm đúng trong {TOP} kết quả đầu "
        f"{check.after:.0%}{before}.{worse}"
    )


def changes(report: Report, *, dry_run: bool = False) -> list[str]:
    """A line for each regulation in which something changes.

    Those that come anew are counted together: of a first build nobody wants to read every article. A dry run names all.
    """
    if dry_run:
        return [_described(change) for change in report.changes]
    fresh = [change for change in report.changes if change.before is None]
    return [*_counted(fresh), *(_described(change) for change in report.changes if change.before is not None)]


def _rejections(report: Report) -> list[str]:
    return [f"✗ {rejected.file}: {rejected.reason}" for rejected in report.rejected]


def _reviewed(shown: Sequence[Review]) -> Iterator[str]:
    for review in shown:
        yield f"{review.number}, {review.title}: {review.pages} trang, {review.articles} điều."
        yield from (f"⚠ {finding.message}" for finding in review.findings[:_SHOWN])
        if len(review.findings) > _SHOWN:
            yield f"⚠ và {len(review.findings) - _SHOWN} chỗ khác cần xem."
        yield from (f"{relation.effect} {relation.number} (trang {relation.page})" for relation in review.relations)
        yield question_about(review).rstrip("\n")


def _counted(fresh: Sequence[Change]) -> Iterator[str]:
    """For each kind of text the new regulations and how much of each there is."""
    for kind in (SourceKind.OFFICIAL, SourceKind.DIGEST):
        sizes = [f"{change.number} ({_size(change.added)})" for change in fresh if change.after is kind]
        if sizes:
            yield f"+ {len(sizes)} văn bản mới, {_KINDS[kind]}: {', '.join(sizes)}."


def _size(labels: Sequence[str]) -> str:
    articles = sum(label.startswith(Level.ARTICLE) for label in labels)
    counts = ((articles, "điều"), (len(labels) - articles, "phiếu"))
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def _described(change: Change) -> str:
    kinds = "" if change.before is change.after else f" [{_KINDS[change.before]} → {_KINDS[change.after]}]"
    parts = [
        f"{word} {_listed(labels)}"
        for word, labels in (("thêm", change.added), ("đổi", change.changed), ("mất", change.gone))
        if labels
    ]
    return f"± {change.number}{kinds}: {'; '.join(parts)}"


def _listed(labels: Sequence[str]) -> str:
    shown = ", ".join(labels[:_SHOWN])
    return f"{shown} và {len(labels) - _SHOWN} điều khác" if len(labels) > _SHOWN else shown
