"""The files that admins gave, kept as received: one folder a file, named by its hash; and what they decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.corrections import Corrections
from corpus.ingest import File
from corpus.withdrawn import Withdrawn

_UNFINISHED = ".new"


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """Files are only ever added: which of them count is written in the manifest of a build."""

    folder: Path

    def add(self, file: File) -> None:
        """Keep `file`; the copy appears whole or not at all."""
        target = self._path(file.sha256, file.name)
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(target.name + _UNFINISHED)
        fresh.write_bytes(file.data)
        fresh.replace(target)

    def read(self, sha256: str, name: str) -> File | None:
        """The file kept under `sha256`, or None when it is gone."""
        try:
            return File(name, self._path(sha256, name).read_bytes())
        except FileNotFoundError:
            return None

    def files(self) -> Iterator[File]:
        """Every file kept, in the order in which they came."""
        kept = (path for path in self.folder.glob("*/*") if path.suffix != _UNFINISHED)
        for path in sorted(kept, key=lambda path: path.stat().st_mtime_ns):
            yield File(path.name, path.read_bytes())

    @property
    def withdrawn_list(self) -> Path:
        """Where the regulations taken out of answers are listed: beside the folder."""
        return self.folder.with_name("withdrawn.toml")

    def withdrawn(self) -> Withdrawn:
        """The regulations that admins took out of answers.

        Raises:
            corpus.catalog.CatalogError: the list cannot be read.
        """
        return Withdrawn.read(self.withdrawn_list)

    def corrections(self) -> Corrections:
        """What admins corrected or confirmed of documents, in `corrections.toml` beside the folder.

        Raises:
            corpus.catalog.CatalogError: the file cannot be read.
        """
        return Corrections.read(self.folder.with_name("corrections.toml"))

    def _path(self, sha256: str, name: str) -> Path:
        return self.folder / sha256[:16] / Path(name).name
