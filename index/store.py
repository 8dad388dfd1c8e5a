"""Builds on disk: publish a new one, open the current one."""

import os
import shutil
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np

from index.build import Build, open_build
from index.encoder import Encoder
from index.manifest import PROBE, Manifest, ManifestError

_SAME_MODEL = 0.99  # cosine similarity: bfloat16 and float32 of one model agree to 0.9998

WritesBuild = Callable[[Path], Manifest]


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
        try:
            return Manifest.read(self.folder / current) if current else None
        except ManifestError:
            return None

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
            raise StoreError("Chưa có bản dựng nào. Hãy chạy: python -m scripts.reindex")
        try:
            build = open_build(self.folder / current)
        except ManifestError as error:
            raise StoreError(str(error)) from error
        check_model(build.manifest, model_name)
        return build

    def publish(self, write: WritesBuild) -> Manifest:
        """Let `write` fill a fresh folder, check the build in it, and make it the current one.

        The pointer moves last and in one step: whatever fails before leaves the current build as it was.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
        try:
            manifest = self._named_apart(write(fresh), fresh)
            open_build(fresh)
            shutil.rmtree(self.folder / manifest.id, ignore_errors=True)
            fresh.rename(self.folder / manifest.id)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        os.sync()  # a power cut must not leave a pointer to files that never reached the disk
        self._point_at(manifest.id)
        return manifest

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


def check_model(manifest: Manifest, model_name: str) -> None:
    """Refuse a build that another model made.

    Raises:
        StoreError: the names differ.
    """
    made_by = manifest.encoder
    if made_by.model_name != model_name:
        raise StoreError(
            f"Bản dựng {manifest.id} được tạo bằng mô hình {made_by.model_name} ({made_by.dimension} chiều), "
            f"còn cấu hình yêu cầu {model_name}. Hãy chạy: python -m scripts.reindex"
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
            "Hãy chạy: python -m scripts.reindex"
        )
