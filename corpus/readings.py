"""Lines that OCR read, kept so that a scan is read once and not at every run."""

import json
from dataclasses import astuple, dataclass
from pathlib import Path

from corpus.lines import Line
from corpus.ocr import engine_version

_FORMAT = 4  # raise it when lines are made in another way, so that kept readings are made anew


@dataclass(frozen=True, slots=True)
class Readings:
    """One file for each source, named by its hash. Deleting the folder loses time, nothing else."""

    folder: Path

    def get(self, sha256: str) -> list[Line] | None:
        """The lines of the source with this hash; None when they were not kept or were read by another engine."""
        try:
            kept = json.loads(self._path(sha256).read_bytes())
            return [Line(*row) for row in kept["lines"]] if kept["made_by"] == _made_by() else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, sha256: str, lines: list[Line]) -> None:
        """Keep `lines`; the file appears whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self._path(sha256).with_suffix(".new")
        kept = {"made_by": _made_by(), "lines": [astuple(line) for line in lines]}
        fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self._path(sha256))

    def _path(self, sha256: str) -> Path:
        return self.folder / f"{sha256[:16]}.json"


def _made_by() -> str:
    return f"{_FORMAT} {engine_version()}"
