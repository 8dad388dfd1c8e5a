"""Measure the retriever on ALQAC, a public benchmark of other laws: python -m scripts.alqac FOLDER."""

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from statistics import mean
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from corpus.folding import strip_diacritics
from corpus.ingest import Document
from corpus.passage import Passage, Source, SourceKind
from corpus.reference import Level, Reference, Step
from index.build import Build
from index.encoder import Encoder, SentenceTransformerEncoder
from index.retriever import Retriever
from index.store import Store
from index.write import content_hash, write_build
from scripts.checkpoint import VECTORS, CheckpointedEncoder
from scripts.exits import exits_with_message
from scripts.halves import Half, half_of

app = typer.Typer(add_completion=False)
_CUTOFF = 10


@dataclass(frozen=True, slots=True)
class Task:
    """A question and the articles that answer it, as "law@article"."""

    id: str
    text: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How high the first gold article stands, on average: shares and a mean reciprocal rank between 0 and 1."""

    questions: int
    precision_at_1: float
    mrr_at_10: float
    recall_at_10: float


@app.command()
@exits_with_message
def main(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Thư mục có corpus.jsonl và queries*.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
    half: Annotated[Half | None, typer.Option(help="Chỉ một nửa số câu: tune hoặc report.")] = None,
    data_dir: Annotated[
        Path | None, typer.Option(help="Giữ bản dựng và vectơ ở đây cho lần sau (mặc định: thư mục tạm).")
    ] = None,
) -> None:
    """Đo bộ tìm kiếm trên các điều luật và câu hỏi của ALQAC, có dấu và không dấu."""
    tasks = [task for path in sorted(folder.glob("queries*.jsonl")) for task in _tasks(path)]
    tasks = [task for task in tasks if half in (None, half_of(task.id))]
    if not tasks:
        print("Không có câu hỏi nào trong thư mục.", file=sys.stderr)
        sys.exit(2)
    with nullcontext(str(data_dir)) if data_dir else tempfile.TemporaryDirectory() as kept:
        encoder = CheckpointedEncoder(SentenceTransformerEncoder(), Path(kept) / VECTORS)
        build = _build(list(_documents(folder / "corpus.jsonl")), Store(Path(kept) / "alqac"), encoder)
        rankings = {name: _ranking(tasks, build, encoder, typed) for name, typed in _ways_of_typing(build).items()}
        encoder.keep()
    if as_json:
        print(json.dumps({name: asdict(ranking) for name, ranking in rankings.items()}, ensure_ascii=False))
    else:
        _print_table(rankings)


def _tasks(path: Path) -> Iterator[Task]:
    """The questions whose gold articles are in the benchmark."""
    for row in _rows(path):
        if row["resolvable"]:
            yield Task(row["_id"], row["text"], frozenset(row["gold"]))


def _documents(path: Path) -> Iterator[Document]:
    """The laws of the benchmark, each article one passage."""
    for law, articles in groupby(_rows(path), key=itemgetter("law")):
        texts = {a["article"]: f"Điều {a['article']}. {a['text']}" for a in articles}
        text = "\n\n".join(texts.values())
        source = Source(SourceKind.OFFICIAL, path.name, hashlib.sha256(text.encode()).hexdigest())
        yield Document(law, law, source, text, 1, tuple(_passages(law, texts, source)), ())


def _passages(law: str, texts: dict[str, str], source: Source) -> Iterator[Passage]:
    start = 0
    for article, text in texts.items():
        reference = Reference(law, (Step(Level.ARTICLE, article),), law)
        yield Passage(reference, text, start, start + len(text), page=1, headings=(law,), lead="", source=source)
        start += len(text) + len("\n\n")


def _build(documents: Sequence[Document], store: Store, encoder: Encoder) -> Build:
    """The kept build of `documents`, or a new one."""
    current = store.current_manifest()
    if current is None or current.content_hash != content_hash(documents, [], encoder.model_name):
        store.publish(lambda fresh: write_build(fresh, documents, [], encoder, previous=None, progress=_say_progress))
    return store.open_current(model_name=encoder.model_name)


def _ways_of_typing(build: Build) -> dict[str, Callable[[str], str]]:
    """What the retriever is given when a question is typed with and without diacritics, as `tidy` would give it."""
    return {"có dấu": str, "không dấu": lambda text: build.restorer.restore(strip_diacritics(text))}


def _ranking(tasks: Sequence[Task], build: Build, encoder: Encoder, typed: Callable[[str], str]) -> Ranking:
    retriever, laws = Retriever(build, encoder), {document.number for document in build.manifest.documents}
    reciprocal = []
    for task in tasks:
        hits = retriever.find(typed(task.text), numbers=laws, on=date.today(), limit=_CUTOFF).hits
        ranks = (hit.rank for hit in hits if _key(hit.passage.reference) in task.gold)
        reciprocal.append(1 / min(ranks, default=float("inf")))
    return Ranking(
        questions=len(tasks),
        precision_at_1=round(mean(value == 1 for value in reciprocal), 3),
        mrr_at_10=round(mean(reciprocal), 3),
        recall_at_10=round(mean(value > 0 for value in reciprocal), 3),
    )


def _key(reference: Reference) -> str:
    return f"{reference.number}@{reference.article}"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def _say_progress(done: int, total: int) -> None:
    print(f"\rMã hóa {done}/{total} điều", end="\n" if done >= total else "", file=sys.stderr, flush=True)


def _print_table(rankings: dict[str, Ranking]) -> None:
    table = Table("câu hỏi", "số câu", "P@1", "MRR@10", "R@10")
    for name, ranking in rankings.items():
        table.add_row(name, *(str(value) for value in asdict(ranking).values()))
    Console().print(table)


if __name__ == "__main__":
    app()
