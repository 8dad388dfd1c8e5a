"""Measure what an adapter is worth: python -m scripts.measure_adapter FOLDER QUESTIONS.jsonl ... --half tune.

Prints how high the right articles stand, by cosine similarity alone and by all evidence, with and without the adapter
and the question map, which is learned anew from the library's questions for the adapter; the ranker is the shipped one.
Look-ups are left out: they are not searched for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from bot.answering.shelf import Shelf
from bot.answering.tidy import Question, tidy
from bot.settings import Settings
from corpus.catalog import Catalog
from corpus.glossary import Glossary
from corpus.number import fold_number
from corpus.reference import Reference
from index.build import Build
from index.encoder import Encoder, SentenceTransformerEncoder, Vectors
from index.question_map import QuestionMap
from index.ranker import Ranker
from index.ranking import features
from index.retriever import Candidates, Retriever
from index.store import Store
from index.vectors import VectorIndex
from scripts.evaluate import read_cases
from scripts.exits import exits_with_message
from scripts.halves import Half, half_of
from scripts.metrics import Case
from scripts.train_adapter import AdaptedEncoder, Sides
from scripts.train_ranking import learn_map

app = typer.Typer(add_completion=False)
Measures = tuple[float, float, float]  # P@1, MRR@10, R@5

_FIVE, _TEN = 5, 10
_KINDS = {"tất cả": None, "khẩu ngữ": "colloquial"}


@dataclass(frozen=True, slots=True)
class Searched:
    """A case with its candidates and the articles they are of."""

    case: Case
    candidates: Candidates
    articles: tuple[Reference, ...]

    def measured(self, scores: Vectors) -> Measures:
        """What the candidates are worth in the order of `scores`, one for each."""
        order = np.argsort(-scores, kind="stable")
        places = dict.fromkeys(self.articles[place] for place in order)
        gold = {(fold_number(gold.number), gold.article) for gold in self.case.gold}
        named = [(fold_number(article.number), article.article) for article in places]
        ranks = [rank for rank, article in enumerate(named, start=1) if article in gold]
        first = min(ranks, default=_TEN + 1)
        needed = len(gold) if self.case.type == "multi" else 1
        return float(first == 1), 1 / first if first <= _TEN else 0.0, float(sum(r <= _FIVE for r in ranks) >= needed)


class _Mapped(Retriever):
    """A retriever with another question map than the shipped one, or none."""

    def __init__(self, build: Build, encoder: Encoder, question_map: QuestionMap | None) -> None:
        super().__init__(build, encoder)
        self._map = question_map


@app.command()
@exits_with_message
def main(  # noqa: PLR0913 - each is an option of the command
    adapter: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Thư mục bộ thích ứng.")],
    questions: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    *,
    half: Annotated[Half, typer.Option(help="Nửa được đo.")],
    sides: Annotated[Sides, typer.Option(help="Như khi huấn luyện.")],
    strength: Annotated[list[float], typer.Option(help="Tỷ lệ bộ thích ứng được cộng vào; có thể nhiều lần.")],
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Đo bộ thích ứng: tìm bằng riêng độ gần nghĩa, và bằng mọi chứng cứ."""
    store = Store(Settings.read(data_dir).builds)
    plain = SentenceTransformerEncoder(compiled=False)  # as the adapted ones are
    build = store.open_current(model_name=plain.model_name)
    cases = [case for path in questions for case in read_cases(path) if half_of(case.id) is half]
    searched = [case for case in cases if case.gold and case.type != "lookup"]
    table = Table("mô hình", "bằng", *(f"{kind}: {name}" for kind in _KINDS for name in ("P@1", "MRR@10", "R@5")))
    for name, encoder in {"gốc": plain, **{f"x {s}": AdaptedEncoder(adapter, strength=s) for s in strength}}.items():
        encoded = _encoded_again(build, encoder, sides)
        for label, question_map in ((name, None), (f"{name} + bản đồ", learn_map(encoded))):
            found = list(_searched(searched, _Mapped(encoded, encoder, question_map), encoder))
            for way, cells in _cells(found).items():
                table.add_row(label, way, *cells)
    Console(width=140).print(table)


def _encoded_again(build: Build, encoder: Encoder, sides: Sides) -> Build:
    """`build` with the vectors that `encoder` gives to its questions, and to its passages where they go through it."""
    asked = VectorIndex.build(encoder.encode_questions([question.text for question in build.questions]))
    if sides is Sides.QUESTIONS:
        return replace(build, question_vectors=asked)
    texts = [build.passages[index].search_text for index in build.searchable]
    return replace(build, question_vectors=asked, vectors=VectorIndex.build(encoder.encode_passages(texts)))


def _searched(cases: Sequence[Case], retriever: Retriever, encoder: Encoder) -> Iterator[Searched]:
    build = retriever.build
    shelf, glossary = Shelf(build, Catalog.load()), Glossary.load()
    for case in cases:
        question, on = tidy(case.question, glossary=glossary, restorer=build.restorer), case.as_of or date.today()
        if not isinstance(question, Question):
            continue
        vector = encoder.encode_questions([question.full])[0]
        found = retriever.candidates(question.full, vector, terms=question.terms, numbers=shelf.in_force(on), on=on)
        if found is not None:
            passages = (build.passages[build.searchable[row]] for row in found.rows)
            articles = tuple(passage.reference.within_article() for passage in passages)
            yield Searched(case, found, articles)


def _cells(found: Sequence[Searched]) -> dict[str, list[str]]:
    """The measures by cosine similarity alone and by all evidence."""
    ranker = Ranker.load()
    by_way = {
        "cosine": [one.measured(one.candidates.evidence.cosine) for one in found],
        "mọi chứng cứ": [one.measured(ranker.scores(features(one.candidates.evidence).matrix())) for one in found],
    }
    return {way: list(_means(found, values)) for way, values in by_way.items()}


def _means(measured: Sequence[Searched], values: Sequence[Measures]) -> Iterator[str]:
    for kind in _KINDS.values():
        of_kind = [value for one, value in zip(measured, values, strict=True) if kind in (None, one.case.type)]
        yield from (f"{mean(column):.3f}" for column in zip(*of_kind, strict=True))


if __name__ == "__main__":
    app()
