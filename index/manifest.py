"""What a build was made from."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.catalog import Entry
from corpus.passage import SourceKind

FORMAT = 4
FILE = "manifest.json"
PROBE = "Mặt trận Tổ quốc Việt Nam giám sát và phản biện xã hội"


class ManifestError(Exception):
    """A build's manifest is missing or damaged, or of a format this version does not read."""


class DocumentRecord(BaseModel):
    """One document of a build. `pages` is the number of pages of the file, 1 for a text file.

    `entry` counts instead of the catalog's, where a person corrected or confirmed something of the document.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    title: str
    kind: SourceKind
    file: str
    sha256: str
    pages: int
    entry: Entry | None = None


class EncoderRecord(BaseModel):
    """The model that encoded a build.

    Another model of the same name is told apart by its `revision` before it is loaded, and afterwards by `probe`, its
    vector for `PROBE`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model_name: str
    revision: str
    dimension: int
    probe: tuple[float, ...]


class Manifest(BaseModel):
    """The contents of `manifest.json`. `content_hash` is equal for two builds that answer alike.

    `files` has the SHA-256 of every other file of the build, by its path in the folder.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    format: int = FORMAT
    created: datetime
    content_hash: str
    library_hash: str
    encoder: EncoderRecord
    documents: tuple[DocumentRecord, ...]
    passages: int = Field(ge=1)
    searchable: int = Field(ge=1)
    files: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of the build in `folder`.

        Raises:
            ManifestError: it is missing, damaged or of another format.
        """
        try:
            manifest = cls.model_validate_json((folder / FILE).read_bytes())
        except (OSError, ValidationError) as error:
            raise ManifestError(
                f"Bản dựng {folder.name} bị hỏng. Hãy chạy: .venv/bin/python -m scripts.reindex"
            ) from error
        if manifest.format != FORMAT:
            raise ManifestError(
                f"Bản dựng {folder.name} thuộc phiên bản khác. Hãy chạy: .venv/bin/python -m scripts.reindex"
            )
        return manifest

    def write(self, folder: Path) -> None:
        """Write `manifest.json` into `folder`."""
        (folder / FILE).write_text(self.model_dump_json(indent=1), encoding="utf-8")

    def check_files(self, folder: Path) -> None:
        """Make sure that the files in `folder` are those the build was made of, byte for byte.

        Raises:
            ManifestError: one is missing or has changed.
        """
        if hash_files(folder) != self.files:
            raise ManifestError(
                f"Bản dựng {self.id} bị hỏng hoặc thiếu tệp. Hãy chạy: .venv/bin/python -m scripts.reindex"
            )


def hash_files(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file under `folder` but the manifest, by its path in it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / FILE)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
