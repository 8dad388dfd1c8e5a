"""What people type for short, from the library."""

import tomllib
from pathlib import Path

from corpus.catalog import LIBRARY


def load_abbreviations(path: Path = LIBRARY / "abbreviations.toml") -> dict[str, str]:
    """Folded abbreviation -> the words it stands for: "mttq" -> "Mặt trận Tổ quốc Việt Nam"."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {short: words for table in tables.values() for short, words in table.items()}
