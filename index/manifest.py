"""What a build was made from."""

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.passage import SourceKind

FORMAT = 1
PROBE = "Mặt trận Tổ quốc Việt Nam giám sát và phản biện xã hội"


class ManifestError(Exception):
    """A build's manifest is missing or damaged, or of a format this version does not read."""


class DocumentRecord(BaseModel):
    """One document of a build. `pages` is the number of pages of the file, 1 for a text file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    title: str
    kind: SourceKind
    file: str
    sha256: str
    pages: int


class EncoderRecord(BaseModel):
    """The model that encoded a build; `probe` is its vector for `PROBE`, by which another model is told apart."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model_name: str
    dimension: int
    probe: tuple[float, ...]


class Manifest(BaseModel):
    """The contents of `manifest.json`. `content_hash` is equal for two builds that answer alike."""

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

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of the build in `folder`.

        Raises:
            ManifestError: it is missing, damaged or of another format.
        """
        try:
            manifest = cls.model_validate_json((folder / "manifest.json").read_bytes())
        except (OSError, ValidationError) as error:
            raise ManifestError(f"Bản dựng {folder.name} bị hỏng. Hãy chạy: python -m scripts.reindex") from error
        if manifest.format != FORMAT:
            raise ManifestError(f"Bản dựng {folder.name} thuộc phiên bản khác. Hãy chạy: python -m scripts.reindex")
        return manifest

    def write(self, folder: Path) -> None:
        """Write `manifest.json` into `folder`."""
        (folder / "manifest.json").write_text(self.model_dump_json(indent=1), encoding="utf-8")
