"""Builds on disk: what is published is whole, and what is not whole is not served."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.ingest import Document
from corpus.withdrawn import Withdrawn
from index.build import Build
from index.encoder import Encoder
from index.manifest import Manifest, ManifestError
from index.retriever import Retriever
from index.store import Store, StoreError, check_probe
from tests.index.samples import NUMBERS, HashEncoder, writer

_COMMAND = r"python -m scripts\.reindex"
_FILES = (
    "manifest.json",
    "passages.jsonl",
    "questions.jsonl",
    "spelling.npz",
    "vectors.faiss",
    "questions.faiss",
    "keywords/*.npy",
    "keywords/params*.json",
    "keywords/vocab*.json",
    "question_keywords/*.npy",
    "question_keywords/params*.json",
    "question_keywords/vocab*.json",
    "texts/*.txt",
)


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder` with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _current(store: Store) -> Path:
    """The folder of the current build."""
    return store.folder / str(store.current_id())


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def test_nothing_published_yet_is_said_with_the_command(tmp_path: Path) -> None:
    """A store without builds names the command that makes one, and makes no folder by being asked."""
    store = Store(tmp_path / "builds")
    assert (store.current_id(), store.current_manifest()) == (None, None)
    with pytest.raises(StoreError, match=_COMMAND):
        store.open_current(model_name="bất kỳ")
    assert not store.folder.exists()


def test_published_build_is_the_current_one(tmp_path: Path, documents: list[Document]) -> None:
    """After publishing, the pointer is one line with the build's id and the folder of that name holds it."""
    encoder = HashEncoder()
    store = Store(tmp_path / "builds")
    manifest = store.publish(writer(documents, encoder))
    assert (store.folder / "current").read_text(encoding="utf-8") == f"{manifest.id}\n"
    assert store.current_manifest() == manifest == store.open_current(model_name=encoder.model_name).manifest
    assert {path.name for path in store.folder.iterdir()} == {"current", manifest.id}


def test_opened_again_it_finds_the_same(served: Path, store: Store, encoder: Encoder) -> None:
    """A build opened from a copy of its folder gives identical hits, scores and all."""
    questions = ["thư viện mở cửa mấy giờ", "Ai trả tiền nước uống?", "Em muốn đem truyện về nhà đọc thì sao?"]
    first, second = (
        Retriever(place.open_current(model_name=encoder.model_name), encoder) for place in (Store(served), store)
    )
    for question in questions:
        hits = [r.find(question, numbers=NUMBERS, on=date(2026, 1, 1), limit=20).hits for r in (first, second)]
        assert hits[0] == hits[1]
        assert len(hits[0]) == 13


def test_build_of_another_model_is_refused(store: Store) -> None:
    """The message names the build, both models and the dimension, and the command to run."""
    with pytest.raises(StoreError, match=_COMMAND) as refusal:
        store.open_current(model_name="ten/mo-hinh-khac")
    for part in (str(store.current_id()), "multilingual-e5-small", "384", "ten/mo-hinh-khac"):
        assert part in str(refusal.value)


def test_same_model_passes_the_probe(build: Build, encoder: Encoder) -> None:
    """The model that made a build is taken for itself."""
    check_probe(build.manifest, encoder)


def test_other_model_of_the_same_name_is_refused(store: Store, documents: list[Document], encoder: Encoder) -> None:
    """A model that gives other vectors than it did, or vectors of another length, is refused with the command."""
    manifest = store.publish(writer(documents, HashEncoder("tên")))
    check_probe(manifest, HashEncoder("tên"))
    for changed in (HashEncoder("tên", weights="khác"), encoder):
        with pytest.raises(StoreError, match=rf"{manifest.id}.*{_COMMAND}"):
            check_probe(manifest, changed)


def test_list_of_files_is_complete(served: Path) -> None:
    """The files damaged below are all files of a build."""
    folder = _current(Store(served))
    listed = {path for pattern in _FILES for path in folder.glob(pattern)}
    assert listed == {path for path in folder.rglob("*") if path.is_file()}
    assert all(list(folder.glob(pattern)) for pattern in _FILES)


@pytest.mark.parametrize("damage", [Path.unlink, _empty, _cut], ids=["missing", "emptied", "cut"])
@pytest.mark.parametrize("pattern", _FILES)
def test_damaged_build_is_refused(store: Store, pattern: str, damage: Callable[[Path], None]) -> None:
    """With any file missing, emptied or cut, opening names the command and leaves everything as it is."""
    damage(max(_current(store).glob(pattern)))
    before = _contents(store.folder)
    with pytest.raises(StoreError, match=_COMMAND):
        store.open_current(model_name="multilingual-e5-small")
    assert _contents(store.folder) == before


def test_pointer_to_nowhere_is_refused(store: Store) -> None:
    """A pointer whose build is gone is refused by name with the command."""
    shutil.rmtree(_current(store))
    with pytest.raises(StoreError, match=rf"{store.current_id()}.*{_COMMAND}"):
        store.open_current(model_name="multilingual-e5-small")
    assert store.current_manifest() is None


@pytest.mark.parametrize("fault", [OSError("đĩa đầy"), KeyboardInterrupt()], ids=["fault", "interrupt"])
def test_failing_writer_changes_nothing(store: Store, documents: list[Document], fault: BaseException) -> None:
    """A writer that fails half-way leaves the current build serving and nothing of its own behind."""

    def write(folder: Path) -> Manifest:
        writer(documents, HashEncoder())(folder)
        raise fault

    before = _contents(store.folder)
    with pytest.raises(type(fault)):
        store.publish(write)
    assert _contents(store.folder) == before
    assert len(list(store.folder.iterdir())) == 2
    store.open_current(model_name="multilingual-e5-small")


def test_incomplete_build_is_not_published(store: Store, documents: list[Document]) -> None:
    """A build that cannot be opened is refused before the pointer moves, and removed."""

    def write(folder: Path) -> Manifest:
        manifest = writer(documents[:1], HashEncoder())(folder)
        (folder / "vectors.faiss").unlink()
        return manifest

    before = _contents(store.folder)
    with pytest.raises(ManifestError):
        store.publish(write)
    assert _contents(store.folder) == before
    assert len(list(store.folder.iterdir())) == 2


def test_old_build_serves_until_the_new_one_is_whole(store: Store, documents: list[Document]) -> None:
    """While a build is written the old one is current; afterwards the new one is, and the old one is still there."""
    old = store.current_id()
    seen = []

    def write(folder: Path) -> Manifest:
        manifest = writer(documents[:1], HashEncoder())(folder)
        seen.append(store.open_current(model_name="multilingual-e5-small").manifest.id)
        return manifest

    new = store.publish(write)
    assert seen == [old]
    assert store.current_id() == new.id != old
    (store.folder / "current").write_text(f"{old}\n", encoding="utf-8")
    assert store.open_current(model_name="multilingual-e5-small").manifest.id == old


def test_same_build_is_published_again_in_its_place(store: Store, documents: list[Document]) -> None:
    """Publishing what an earlier build of the day holds replaces that folder and makes it current."""
    first = store.publish(writer(documents[:1], HashEncoder()))
    (store.folder / first.id / "vectors.faiss").unlink()
    store.publish(writer(documents[:2], HashEncoder()))
    again = store.publish(writer(documents[:1], HashEncoder()))
    assert again.id == first.id == store.current_id()
    assert len(store.open_current(model_name="bam").passages) == len(documents[0].passages)


def test_open_build_outlives_its_folder(store: Store, encoder: Encoder) -> None:
    """A build that was opened goes on answering when its files are replaced or removed."""
    build = store.open_current(model_name=encoder.model_name)
    shutil.rmtree(store.folder)
    found = Retriever(build, encoder).find("mượn sách", numbers=NUMBERS, on=date(2026, 1, 1), limit=1)
    assert "Mỗi bạn đọc" in build.text_of(found.hits[0].passage)


def _publish_in_turn(store: Store, documents: list[Document], count: int) -> list[str]:
    """The ids of `count` builds published one after another, each of another model name."""
    return [store.publish(writer(documents[:1], HashEncoder(f"bản {turn}"))).id for turn in range(count)]


def test_the_latest_builds_are_kept_and_older_ones_removed(store: Store, documents: list[Document]) -> None:
    """Beside the current build the three before it stay; nothing half removed is left."""
    published = _publish_in_turn(store, documents, 6)
    assert [manifest.id for manifest in store.manifests()] == published[:1:-1]
    assert {path.name for path in store.folder.iterdir()} == {"current", *published[2:]}


def test_publishing_clears_away_what_a_killed_run_left(store: Store, documents: list[Document]) -> None:
    """Folders that were being written or removed when a run was killed are gone after the next one."""
    for name in (".new-abc", ".old-abc"):
        (store.folder / name / "texts").mkdir(parents=True)
    store.publish(writer(documents, HashEncoder()))
    assert {path.name for path in store.folder.iterdir() if path.name.startswith(".")} == set()


def test_going_back_leads_to_the_build_before(store: Store, documents: list[Document], encoder: Encoder) -> None:
    """Without a name the one before the current build is served again, then the one before that, then there is none."""
    first = str(store.current_id())
    second = store.publish(writer(documents[:1], encoder)).id
    store.publish(writer(documents[:2], encoder))
    for expected in (second, first):
        assert (
            store.roll_back(model_name=encoder.model_name, withdrawn=Withdrawn()).id == expected == store.current_id()
        )
    with pytest.raises(StoreError, match=f"Không còn bản dựng nào trước bản {first}"):
        store.roll_back(model_name=encoder.model_name, withdrawn=Withdrawn())
    assert store.current_id() == first


def test_going_forward_again_by_name(store: Store, documents: list[Document], encoder: Encoder) -> None:
    """A build that was left is still there and can be named."""
    last = store.publish(writer(documents[:1], encoder)).id
    store.roll_back(model_name=encoder.model_name, withdrawn=Withdrawn())
    assert store.roll_back(last, model_name=encoder.model_name, withdrawn=Withdrawn()).id == last == store.current_id()


def test_nobody_goes_back_to_a_damaged_or_foreign_build(
    store: Store, documents: list[Document], encoder: Encoder
) -> None:
    """A build with a changed file, one by another model and one that is not there are refused; the current stays."""
    damaged = str(store.current_id())
    foreign = store.publish(writer(documents[:2], HashEncoder())).id
    current = store.publish(writer(documents[:1], encoder)).id
    _cut(store.folder / damaged / "vectors.faiss")
    for target in (damaged, foreign, "2020-01-01-00000000", "../builds"):
        with pytest.raises(StoreError, match=r"python -m scripts\."):
            store.roll_back(target, model_name=encoder.model_name, withdrawn=Withdrawn())
    assert store.current_id() == current
