"""Make the shipped syllable counts anew: python -m scripts.build_spelling [--data ../shared/data].

Only counts are kept of the texts outside this project; no sentence of them is.
"""

import gzip
import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from corpus.asked import load_asked
from corpus.catalog import LIBRARY, Catalog
from index.spelling import SHIPPED_COUNTS, is_accented
from index.syllables import SyllableCounts

app = typer.Typer(add_completion=False)
DATA = Path("../shared/data")

# How often each occurrence counts: the law has a hundred times the syllables of everything else together, and cadres
# do not speak like it. Tuned on the first fold of scripts.measure_spelling.
ASKED_WEIGHT = 1_000.0
SPOKEN_WEIGHT = 1_000.0
WORDING_WEIGHT = 60.0
OTHER_LAW_WEIGHT = 20.0
DIGEST_WEIGHT = 20.0
_FEWEST = 3.0
_FEWEST_PAIRS = 3.0
_DIGITS = 5


@app.command()
def main(data: Annotated[Path, typer.Option(help="Thư mục dữ liệu.", exists=True)] = DATA) -> None:
    """Đếm lại âm tiết và ghi vào thư viện."""
    counts = smallest(background(data).plus(SyllableCounts.of(asked_texts(), weight=ASKED_WEIGHT)))
    counts.save(SHIPPED_COUNTS)
    size = SHIPPED_COUNTS.stat().st_size
    print(f"{SHIPPED_COUNTS.name}: {len(counts.syllables)} syllables, {len(counts.pair_keys)} pairs, {size} bytes")


def background(data: Path) -> SyllableCounts:
    """The counts of everything but the questions of the library."""
    other = (data / "everyday" / "legal_questions.txt").read_text(encoding="utf-8").splitlines()
    digests = (path.read_text(encoding="utf-8") for path in sorted(LIBRARY.glob("*.md")))
    spoken = (LIBRARY / "spoken.txt").read_text(encoding="utf-8")
    return (
        SyllableCounts.of(_articles(data))
        .plus(SyllableCounts.of(filter(is_accented, other), weight=OTHER_LAW_WEIGHT))
        .plus(SyllableCounts.of(digests, weight=DIGEST_WEIGHT))
        .plus(SyllableCounts.of(_wordings(), weight=WORDING_WEIGHT))
        .plus(SyllableCounts.of([spoken], weight=SPOKEN_WEIGHT))
    )


def asked_texts() -> list[str]:
    """The questions of the library that are typed with diacritics."""
    return [asked.text for asked in load_asked(Catalog.load()) if is_accented(asked.text)]


def smallest(counts: SyllableCounts) -> SyllableCounts:
    """`counts` without what is rare, and rounded so that they compress well."""
    return counts.pruned(fewest=_FEWEST, fewest_pairs=_FEWEST_PAIRS).rounded(_DIGITS)


def _articles(data: Path) -> Iterator[str]:
    with gzip.open(data / "phapdien_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            yield f"{article['title']}\n{article['text']}"


def _wordings() -> Iterator[str]:
    for name in ("everyday", "glossary", "reviewed"):
        yield from _strings(tomllib.loads((LIBRARY / f"{name}.toml").read_text(encoding="utf-8")))


def _strings(value: object) -> Iterable[str]:
    """Every text in a TOML table, keys of several words too."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = [*(key for key in value if " " in key), *value.values()]
    return [text for inner in value for text in _strings(inner)] if isinstance(value, list) else []


if __name__ == "__main__":
    app()
