"""The re-indexing story, on a copy of the shipped library's build."""

import json
import shutil
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.asked import Asked, load_asked
from corpus.catalog import Catalog
from corpus.ingest import File
from corpus.passage import SourceKind
from index.acceptance import Check
from index.encoder import Encoder, Vectors
from index.manifest import PROBE
from index.retriever import QUESTION_MARGIN, Retriever
from index.store import Store, StoreError, check_probe
from index.update import is_needed
from index.withdrawal import take_out
from tests.index.samples import DECREE, LAW, CountingEncoder, HashEncoder, Place, file, provision

_DECREE = file("nghi-dinh.txt", DECREE)
_BAD = File("anh.pdf", b"\xff\xd8\xff\xe0 JPEG")
_OFFICIAL = file(
    "42.txt",
    "QUỐC HỘI\nLuật số: 42/2013/QH13\n\nLUẬT\nTIẾP CÔNG DÂN\n\nĐiều 2. Giải thích từ ngữ\n"
    "Trong Luật này, các từ ngữ dưới đây được hiểu theo nghĩa viết riêng cho bài kiểm tra, không phải lời của luật:\n"
    "1. Nghe dân là việc cán bộ ngồi nghe người dân nói.\n2. Nơi nghe dân là trụ sở.\n",
)


def test_unchanged_run_keeps_the_build_and_encodes_nothing(place: Place, encoder: Encoder) -> None:
    """A run without files on an up-to-date build leaves it current, writes nothing and does not use the model."""
    counting = CountingEncoder(encoder)
    before, builds = place.store.current_manifest(), place.builds()
    assert before is not None
    report = place.run(counting)
    assert (counting.passages, counting.questions) == ([], [])
    assert (report.build_id, report.published) == (before.id, False)
    assert (report.new_passages, report.unchanged_passages) == (0, before.passages)
    assert (place.store.current_manifest(), place.builds()) == (before, builds)


def test_given_file_is_published_and_only_its_passages_encoded(quick: Place) -> None:
    """A new regulation is added to what is there; its four searched provisions are encoded and nothing else."""
    counting = CountingEncoder(HashEncoder())
    before = quick.store.current_manifest()
    report = quick.run(counting, _DECREE)
    after = quick.store.current_manifest()
    assert before is not None
    assert after is not None
    assert (report.published, report.build_id, report.new_passages) == (True, after.id, 5)
    assert report.unchanged_passages == before.passages == after.passages - 5
    assert (counting.passages[4], counting.questions) == (PROBE, [])
    assert all("Nghị định" in text or "thư viện" in text.lower() for text in counting.passages[:4])
    assert [d.sha256 for d in after.documents] == [*(d.sha256 for d in before.documents), _DECREE.sha256]


def test_changed_document_encodes_its_changed_passages_only(quick: Place) -> None:
    """Of a regulation sent again with one clause changed that clause alone is encoded, and the new file counts."""
    counting = CountingEncoder(HashEncoder())
    report = quick.run(counting, file("luat-moi.txt", LAW.replace("10 ngày", "15 ngày")))
    clause, probe, *_looked_for_in_the_check = counting.passages
    assert clause.endswith("3. Yêu cầu chủ đầu tư trả lời bằng văn bản trong 15 ngày làm việc.")
    assert (probe, counting.questions) == (PROBE, [])
    assert report.new_passages == 2, "the clause, and the article around it"
    assert quick.official() == {"12/2020/QH14": "luat-moi.txt"}


def test_official_text_replaces_the_digest_and_answers_its_questions(
    place: Place, encoder: Encoder, catalog: Catalog
) -> None:
    """The digest of the same number is gone; a question kept with its clause now finds the official words."""
    place.run(encoder, _OFFICIAL)
    build = place.store.open_current(model_name=encoder.model_name)
    kinds = [d.kind for d in build.manifest.documents if d.number == "42/2013/QH13"]
    assert kinds == [SourceKind.OFFICIAL]
    asked = _asked(catalog, "42/2013/QH13", "2", "1")
    found = Retriever(build, encoder).find(asked.text, numbers=[asked.number], on=date.today(), limit=1)
    assert found.hits[0].passage.text == "1. Nghe dân là việc cán bộ ngồi nghe người dân nói."
    assert found.hits[0].cosine_similarity == pytest.approx(1 - QUESTION_MARGIN, abs=1e-3)


def _asked(catalog: Catalog, number: str, *labels: str) -> Asked:
    path = provision(*labels)
    return next(asked for asked in load_asked(catalog) if (asked.number, asked.path) == (number, path))


def test_files_kept_from_before_are_used_again(quick: Place) -> None:
    """Whether a run brings another file or none, the official texts of earlier runs stay."""
    assert quick.run(HashEncoder()).published is False
    quick.run(HashEncoder(), _DECREE)
    assert quick.official() == {"12/2020/QH14": "luat.txt", "34/2021/NĐ-CP": "nghi-dinh.txt"}
    assert quick.run(HashEncoder()).published is False
    assert quick.kept() == ["luat.txt", "nghi-dinh.txt"]


def test_kept_file_that_is_gone_is_reported(quick: Place) -> None:
    """An official text whose file was removed by hand does not vanish from answers without a word."""
    shutil.rmtree(quick.folder / "sources")
    report = quick.run(HashEncoder())
    reported = {rejected.file for rejected in report.rejected}
    assert "luat.txt" in reported or "12/2020/QH14" in quick.official()


@pytest.mark.parametrize("fields", [{"format": 0}, {"surprise": 1}], ids=["other format", "damaged"])
def test_files_kept_outlive_an_unreadable_manifest(quick: Place, fields: dict[str, int]) -> None:
    """The command that the refusal names rebuilds with the official texts, not without them."""
    path = quick.folder / "builds" / str(quick.store.current_id()) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | fields), encoding="utf-8")
    assert is_needed(quick.store, model_name="bam")
    quick.run(HashEncoder())
    assert quick.official() == {"12/2020/QH14": "luat.txt"}


def test_rejected_file_loses_nothing(quick: Place) -> None:
    """A file that cannot be read is reported with a reason; the current build and the files kept stay."""
    before = quick.store.current_manifest()
    report = quick.run(HashEncoder(), _BAD, File("rong.txt", b""))
    assert [rejected.file for rejected in report.rejected] == ["anh.pdf", "rong.txt"]
    assert all(rejected.reason.endswith(".") for rejected in report.rejected)
    assert (report.published, quick.store.current_manifest()) == (False, before)
    assert quick.kept() == ["luat.txt"]


def test_good_file_beside_a_rejected_one_is_published(quick: Place) -> None:
    """One bad file among those given does not stop the others."""
    report = quick.run(HashEncoder(), _BAD, _DECREE)
    assert (report.published, [rejected.file for rejected in report.rejected]) == (True, ["anh.pdf"])
    assert set(quick.official()) == {"12/2020/QH14", "34/2021/NĐ-CP"}
    assert quick.kept() == ["luat.txt", "nghi-dinh.txt"]


@pytest.mark.parametrize("name", ["vectors.faiss", "passages.jsonl", "spelling.npz"])
def test_damaged_build_is_mended_by_the_command_it_names(quick: Place, name: str) -> None:
    """After a refusal that says "run reindex", running it gives a build that opens, official texts included."""
    (quick.folder / "builds" / str(quick.store.current_id()) / name).unlink()
    with pytest.raises(StoreError, match=r"python -m scripts\.reindex"):
        quick.store.open_current(model_name="bam")
    quick.run(HashEncoder())
    assert quick.store.open_current(model_name="bam").manifest.id == quick.store.current_id()
    assert quick.official() == {"12/2020/QH14": "luat.txt"}


def test_other_model_encodes_everything_anew(quick: Place) -> None:
    """With another model the same documents are published again, every vector by that model."""
    report = quick.run(HashEncoder("mô hình khác", weights="khác"))
    assert (report.published, report.unchanged_passages) == (True, 0)
    assert quick.official() == {"12/2020/QH14": "luat.txt"}
    _assert_vectors_by(HashEncoder("mô hình khác", weights="khác"), quick.store)


@pytest.mark.parametrize("given", [(), (_DECREE,)], ids=["same documents", "one more document"])
def test_model_changed_under_its_name_encodes_everything_anew(quick: Place, given: Sequence[File]) -> None:
    """A model that gives other vectors than it did never shares a build with its old ones; the command mends it."""
    changed = HashEncoder(weights="khác")
    quick.run(changed, *given)
    manifest = quick.store.current_manifest()
    assert manifest is not None
    check_probe(manifest, changed)
    _assert_vectors_by(changed, quick.store)


def _assert_vectors_by(encoder: Encoder, store: Store) -> None:
    build = store.open_current(model_name=encoder.model_name)
    expected = encoder.encode_passages([build.passages[index].search_text for index in build.searchable])
    stored = np.stack([build.vectors.row(row) for row in range(len(build.vectors))])
    np.testing.assert_array_equal(stored, expected)


class _Waiting(HashEncoder):
    """Waits at its first passage until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.waits, self.go = threading.Event(), threading.Event()

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        self.waits.set()
        assert self.go.wait(timeout=60)
        return super().encode_passages(texts)


def test_second_run_at_once_is_told_to_wait(quick: Place) -> None:
    """While one run is under way another is refused in one clear sentence; the first publishes and frees the way."""
    encoder = _Waiting()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(quick.run, encoder, _DECREE)
        assert encoder.waits.wait(timeout=60)
        with pytest.raises(StoreError, match="Hãy đợi nó xong rồi chạy lại"):
            quick.run(HashEncoder(), _OFFICIAL)
        encoder.go.set()
        assert first.result().published
    assert set(quick.official()) == {"12/2020/QH14", "34/2021/NĐ-CP"}
    assert quick.run(HashEncoder(), _OFFICIAL).published


class _Failing(HashEncoder):
    """Fails at its first passage."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        raise MemoryError(len(texts))


def test_failed_run_leaves_everything_and_can_be_repeated(quick: Place) -> None:
    """A run that breaks off in the middle leaves the current build and no debris, and the next run succeeds."""
    before, builds = quick.store.current_id(), quick.builds()
    with pytest.raises(MemoryError):
        quick.run(_Failing(), _DECREE)
    assert (quick.store.current_id(), quick.builds()) == (before, builds)
    assert set(quick.official()) == {"12/2020/QH14"}
    assert quick.run(HashEncoder(), _DECREE).published


def test_run_is_needed_for_a_missing_foreign_or_outdated_build(quick: Place, tmp_path: Path) -> None:
    """A run is needed without a build, for another model, and when the shipped library has changed; else not."""
    assert is_needed(Store(tmp_path / "nowhere"), model_name="bam")
    assert not is_needed(quick.store, model_name="bam")
    assert is_needed(quick.store, model_name="mô hình khác")
    manifest = quick.store.current_manifest()
    assert manifest is not None
    manifest.model_copy(update={"library_hash": "older"}).write(quick.folder / "builds" / manifest.id)
    assert is_needed(quick.store, model_name="bam")


def test_a_preview_says_what_an_update_then_does(quick: Place) -> None:
    """The same changes and figures, while nothing is encoded, kept or published."""
    before, builds = quick.store.current_id(), quick.builds()
    counting = CountingEncoder(HashEncoder())
    changed = file("luat-moi.txt", LAW.replace("10 ngày", "15 ngày"))
    previewed = quick.preview(counting, changed, _DECREE, _BAD)
    assert (counting.passages, counting.questions, quick.kept()) == ([], [], ["luat.txt"])
    assert (quick.store.current_id(), quick.builds(), previewed.published) == (before, builds, False)
    report = quick.run(HashEncoder(), changed, _DECREE, _BAD)
    assert previewed.changes == report.changes
    assert [(c.number, c.added, c.changed) for c in report.changes] == [
        ("12/2020/QH14", (), ("Điều 2",)),
        ("34/2021/NĐ-CP", ("Điều 1", "Điều 2", "Điều 3"), ()),
    ]
    assert (previewed.new_passages, previewed.rejected) == (report.new_passages, report.rejected)
    assert quick.preview(HashEncoder()).changes == []


def test_a_worse_build_is_published_only_when_somebody_says_so(quick: Place) -> None:
    """A text of which most articles are lost is refused, and neither served nor kept; with consent it is published."""
    number, kept = "75/2015/QH13", quick.kept()
    lost = file(
        "mat.txt", f"QUỐC HỘI\nLuật số: {number}\n\nLUẬT\nMẶT TRẬN\n\nĐiều 99. Khác\nKhông còn điều nào khác cả.\n"
    )
    for record in quick.manifest().documents:
        if record.number not in {number, "12/2020/QH14"}:
            take_out(record.number, store=quick.store, sources=quick.sources, catalog=quick.catalog)
    quick.run(HashEncoder())
    before, asked = quick.store.current_id(), list[Check]()
    refused = quick.run(HashEncoder(), lost, accept=lambda check: check in asked)
    assert refused.check is not None
    assert refused.check.is_worse
    assert (refused.published, refused.build_id, quick.store.current_id(), quick.kept()) == (
        False,
        before,
        before,
        kept,
    )
    assert quick.run(HashEncoder(), lost, accept=lambda _: True).published


def test_report_times_every_stage(quick: Place) -> None:
    """A run that publishes reports the stages read, build, check within it, and total."""
    assert set(quick.run(HashEncoder(), _DECREE).seconds) == {"read", "build", "check", "total"}
