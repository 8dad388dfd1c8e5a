"""Index regulations, and the codification beside them, keeping every vector: python -m scripts.scale --data-dir DIR.

A run that is ended goes on where it was, and one over another format of builds encodes nothing.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import Settings
from bot.wiring import encoder, publisher
from corpus.catalog import Catalog
from corpus.ingest import File, Rejected, find_files, ingest, library_files
from corpus.unpack import receive
from scripts.checkpoint import VECTORS, CheckpointedEncoder
from scripts.codification import regulations_of
from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)
REGULATIONS = Path("../shared/data/regulations")


@app.command()
@exits_with_message
def main(
    codification: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="Bộ pháp điển, .jsonl.gz.")
    ] = None,
    *,
    data_dir: Annotated[Path, typer.Option(help="Thư mục dữ liệu, giữ cả vectơ.")],
    regulations: Annotated[Path, typer.Option(exists=True, help="Văn bản của lĩnh vực.")] = REGULATIONS,
) -> None:
    """Lập chỉ mục văn bản của lĩnh vực và, khi có, cả bộ pháp điển; in một đối tượng JSON."""
    settings = Settings.read(data_dir)
    ours = [file for path in find_files([regulations]) for file in receive(path) if isinstance(file, File)]
    held = _numbers([*library_files(), *ours])
    others = list(regulations_of(codification, without=held)) if codification else []
    kept = CheckpointedEncoder(encoder(settings), data_dir / VECTORS)
    try:
        report = publisher(settings, kept).publish([*others, *ours], progress=_say_progress, accept=lambda _: True)
    finally:
        kept.keep()
    result = {
        "documents": len(report.documents),
        "rejected": len(report.rejected),
        "encoded": kept.encoded,
        "encoding_seconds": round(kept.seconds, 1),
        "other_seconds": round(report.seconds["total"] - kept.seconds, 1),
    }
    print(json.dumps(result))


def _numbers(files: Iterable[File]) -> set[str]:
    """The official numbers of the regulations in `files`."""
    catalog = Catalog.load()
    return {result.number for file in files if not isinstance(result := ingest(file, catalog), Rejected)}


def _say_progress(done: int, total: int) -> None:
    if done % 4_096 < 64 or done >= total:
        print(f"{done}/{total} đoạn", file=sys.stderr, flush=True)


if __name__ == "__main__":
    app()
