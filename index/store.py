"""Builds on disk: publish a new one, open the current one, go back to an earlier one."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus.withdrawn import Withdrawn
from index.build import Build, open_build
from index.encoder import Encoder
from index.manifest import PROBE, Manifest, ManifestError

_SAME_MODEL = 0.99  # cosine similarity: bfloat16 and float32 of one model agree to 0.9998
_KEPT = 3  # builds kept beside the current one, to go back to
_FRESH, _OLD = ".new-", ".old-"  # folders that are being written, and that are being removed

WritesBuild = Callable[[Path], Manifest]
Approves = Callable[[Build], None]


class StoreError(Exception):
    """There is no usable build. The message says what to do, in Vietnamese."""


class Store:
    """The builds under one folder. `current`, a file of one line, names the build being served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current_id(self) -> str | None:
        """The id of the current build, or None when nothing was published yet."""
        try:
            return self._pointer.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def current_manifest(self) -> Manifest | None:
        """The manifest of the current build, or None when there is none that can be read."""
        current = self.current_id()
        return _manifest_in(self.folder / current) if current else None

    def is_sound(self) -> bool:
        """Whether the current build is there, its files as they were written."""
        current = self.current_id()
        try:
            Manifest.read(self.folder / str(current)).check_files(self.folder / str(current))
        except ManifestError:
            return False
        return True

    def open_current(self, *, model_name: str) -> Build:
        """The current build, for questions encoded by the model `model_name`.

        Raises:
            StoreError: nothing was published, the build is damaged, or another model made it.
        """
        current = self.current_id()
        if current is None:
            raise StoreError("Chưa có bản dựng nào. Hãy chạy: .venv/bin/python -m scripts.reindex")
        return self._open(current, model_name)

    def opened(self) -> Build | None:
        """The current build, whichever model made it; None when there is none that can be opened."""
        current = self.current_id()
        try:
            return open_build(self.folder / current) if current else None
        except ManifestError:
            return None

    def manifests(self) -> list[Manifest]:
        """The manifests of all builds that are kept and can be read, the latest first."""
        found = (_manifest_in(folder) for folder in self._build_folders())
        return sorted((manifest for manifest in found if manifest), key=lambda m: m.created, reverse=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one process at a time change what is here.

        Raises:
            StoreError: another one is at it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / ".lock").acquire(blocking=False):
                yield
        except Timeout as error:
            raise StoreError("Đang có một lần lập chỉ mục khác chạy. Hãy đợi nó xong rồi chạy lại.") from error

    def roll_back(self, build_id: str | None = None, *, model_name: str, withdrawn: Withdrawn) -> Manifest:
        """Serve the build `build_id` again, or the latest of those made before the current one.

        Raises:
            StoreError: there is no such build, it is damaged, another model made it, or it holds a regulation that was
                `withdrawn` since; the current one stays.
        """
        target = build_id or self._previous_id()
        if target not in {folder.name for folder in self._build_folders()}:
            raise StoreError(f"Không có bản dựng {target}. Xem danh sách: .venv/bin/python -m scripts.rollback --list")
        manifest = self._open(target, model_name).manifest
        check_withdrawn(manifest, withdrawn)
        self._point_at(target)
        return manifest

    def publish(self, write: WritesBuild, *, approve: Approves = lambda _: None) -> Manifest:
        """Let `write` fill a fresh folder, check the build in it, and make it the current one.

        `approve` is given the opened build, and raises to refuse it. The pointer moves last and in one step: whatever
        fails before leaves the current build as it was.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        fresh = Path(tempfile.mkdtemp(prefix=_FRESH, dir=self.folder))
        try:
            manifest = self._named_apart(write(fresh), fresh)
            approve(open_build(fresh))
            self._remove(manifest.id)
            fresh.rename(self.folder / manifest.id)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        os.sync()  # a power cut must not leave a pointer to files that never reached the disk
        self._point_at(manifest.id)
        self._prune()
        return manifest

    def _open(self, build_id: str, model_name: str) -> Build:
        try:
            build = open_build(self.folder / build_id)
        except ManifestError as error:
            raise StoreError(str(error)) from error
        check_model(build.manifest, model_name)
        return build

    def _previous_id(self) -> str:
        current = self.current_manifest()
        if current is None:
            raise StoreError(
                "Không đọc được bản đang dùng nên không rõ bản nào đứng trước nó. "
                "Hãy chọn một bản: .venv/bin/python -m scripts.rollback --list"
            )
        earlier = [m.id for m in self.manifests() if m.created < current.created and m.id != current.id]
        if not earlier:
            raise StoreError(f"Không còn bản dựng nào trước bản {current.id}. Bản này vẫn được dùng.")
        return earlier[0]

    def _build_folders(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [path for path in self.folder.iterdir() if path.is_dir() and not path.name.startswith(".")]

    def _prune(self) -> None:
        """Remove all builds but the current one and the latest others, and those that cannot be read."""
        others = [manifest.id for manifest in self.manifests() if manifest.id != self.current_id()]
        kept = {self.current_id(), *others[:_KEPT]}
        for folder in self._build_folders():
            if folder.name not in kept:
                self._remove(folder.name)

    def _remove(self, build_id: str) -> None:
        """Remove a build so that no moment shows half of it."""
        if (self.folder / build_id).exists():
            removed = Path(tempfile.mkdtemp(prefix=_OLD, dir=self.folder))
            (self.folder / build_id).rename(removed / build_id)
            shutil.rmtree(removed, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove what a run that was killed left half written or half removed."""
        for prefix in (_FRESH, _OLD):
            for left in self.folder.glob(f"{prefix}*"):
                shutil.rmtree(left, ignore_errors=True)

    def _named_apart(self, manifest: Manifest, folder: Path) -> Manifest:
        """`manifest`, given another id when the build being served bears its id: that one must stay until the end."""
        if manifest.id != self.current_id():
            return manifest
        taken = {path.name for path in self.folder.iterdir()}
        names = (f"{manifest.id}-{position}" for position in count(2))
        renamed = manifest.model_copy(update={"id": next(name for name in names if name not in taken)})
        renamed.write(folder)
        return renamed

    @property
    def _pointer(self) -> Path:
        return self.folder / "current"

    def _point_at(self, build_id: str) -> None:
        fresh = self._pointer.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(build_id + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._pointer)


def _manifest_in(folder: Path) -> Manifest | None:
    try:
        return Manifest.read(folder)
    except ManifestError:
        return None


def check_model(manifest: Manifest, model_name: str) -> None:
    """Refuse a build that another model made.

    Raises:
        StoreError: the names differ.
    """
    made_by = manifest.encoder
    if made_by.model_name != model_name:
        raise StoreError(
            f"Bản dựng {manifest.id} được tạo bằng mô hình {made_by.model_name} ({made_by.dimension} chiều), "
            f"còn cấu hình yêu cầu {model_name}. Hãy chạy: .venv/bin/python -m scripts.reindex"
        )


def check_withdrawn(manifest: Manifest, withdrawn: Withdrawn) -> None:
    """Refuse a build that holds a withdrawn regulation.

    Raises:
        StoreError: it holds one.
    """
    held = withdrawn.numbers_among(record.number for record in manifest.documents)
    if held:
        raise StoreError(
            f"Bản dựng {manifest.id} còn văn bản đã rút: {', '.join(dict.fromkeys(held))}. "
            f"Nếu muốn dùng lại văn bản này, hãy chạy: .venv/bin/python -m scripts.withdraw --restore {held[0]}"
        )


def check_probe(manifest: Manifest, encoder: Encoder) -> None:
    """Refuse a build whose probe vector `encoder` does not give again: another model under the same name.

    Raises:
        StoreError: the vectors differ.
    """
    probe = encoder.encode_passages([PROBE])[0]
    made = np.array(manifest.encoder.probe, dtype=np.float32)
    if probe.shape != made.shape or float(probe @ made) < _SAME_MODEL:
        raise StoreError(
            f"Mô hình {encoder.model_name} nay khác mô hình đã tạo bản dựng {manifest.id}. "
            "Hãy chạy: .venv/bin/python -m scripts.reindex"
        )
