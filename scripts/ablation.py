"""Measure what each part of the library adds to finding: python -m scripts.ablation QUESTIONS.jsonl --half report."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.answering.answerer import Answerer
from bot.settings import Settings
from bot.wiring import encoder
from corpus.catalog import Catalog
from corpus.glossary import Glossary
from corpus.number import fold_number
from corpus.procedures import load_procedures
from corpus.reviewed import load_reviewed
from index.build import Build
from index.encoder import Encoder
from index.retriever import Retriever
from index.store import Store
from scripts.evaluate import read_cases
from scripts.exits import exits_with_message
from scripts.halves import Half, half_of
from scripts.metrics import Case, Outcome, judge

app = typer.Typer(add_completion=False)

WORDS, QUESTIONS, DEFINITIONS = "từ thường dùng", "câu hỏi mẫu", "định nghĩa"
_VARIANTS: dict[str, frozenset[str]] = {
    "không phần nào": frozenset(),
    **{f"chỉ {part}": frozenset({part}) for part in (WORDS, QUESTIONS, DEFINITIONS)},
    "cả ba": frozenset({WORDS, QUESTIONS, DEFINITIONS}),
}
_QUOTES = 10


@dataclass(frozen=True, slots=True)
class Library:
    """What answers are made from, with all its parts."""

    build: Build
    glossary: Glossary
    encoder: Encoder

    def answerer(self, parts: Collection[str]) -> Answerer:
        """What answers with those `parts` of the library alone; the others are as if nobody had written them."""
        build, glossary = self.build, self.glossary
        if WORDS not in parts:
            glossary = replace(glossary, everyday={})
        if DEFINITIONS not in parts:
            glossary = replace(glossary, terms=())
        if QUESTIONS not in parts:
            build = replace(build, questions=(), question_vectors=None, question_keywords=None)
        retriever = Retriever(build, self.encoder)
        return Answerer(retriever, Catalog.load(), glossary, load_procedures(), load_reviewed())

    def articles_asked_about(self) -> set[tuple[str, str | None]]:
        """The articles, by folded number and label, that a question of the library is about."""
        rows = {row for question in self.build.questions for row in question.rows}
        references = (self.build.passages[self.build.searchable[row]].reference for row in rows)
        return {(fold_number(reference.number), reference.article) for reference in references}


@app.command()
@exits_with_message
def main(
    questions: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Câu hỏi .jsonl.")],
    *,
    half: Annotated[Half | None, typer.Option(help="Chỉ một nửa số câu: tune hoặc report.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Đo từng phần của thư viện giúp tìm đúng thêm bao nhiêu, riêng từng phần và cùng nhau."""
    cases = [case for path in questions for case in read_cases(path) if case.gold and half in (None, half_of(case.id))]
    settings = Settings.read(data_dir)
    model = encoder(settings)
    library = Library(Store(settings.builds).open_current(model_name=model.model_name), Glossary.load(), model)
    groups = _groups(cases, library.articles_asked_about())
    table = Table("phần thư viện", *(f"{name} ({len(members)})" for name, members in groups.items()))
    for name, parts in _VARIANTS.items():
        answerer = library.answerer(parts)
        outcomes = {case.id: _outcome(case, answerer) for case in cases}
        table.add_row(name, *(_found([outcomes[case.id] for case in members]) for members in groups.values()))
    Console(width=140).print("P@1 / R@5", table)


def _groups(cases: Sequence[Case], asked_about: Collection[tuple[str, str | None]]) -> dict[str, list[Case]]:
    """All cases, the colloquial ones, and those whose answer the library has a question about, and has none about."""

    def is_asked_about(case: Case) -> bool:
        return any((fold_number(gold.number), gold.article) in asked_about for gold in case.gold)

    return {
        "tất cả": list(cases),
        "khẩu ngữ": [case for case in cases if case.type == "colloquial"],
        "điều có câu hỏi mẫu": [case for case in cases if is_asked_about(case)],
        "điều không có": [case for case in cases if not is_asked_about(case)],
    }


def _outcome(case: Case, answerer: Answerer) -> Outcome:
    return judge(case, answerer.answer(case.question, on=case.as_of or date.today(), limit=_QUOTES))


def _found(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return "-"
    return f"{mean(bool(o.first) for o in outcomes):.2f} / {mean(bool(o.in_five) for o in outcomes):.2f}"


if __name__ == "__main__":
    app()
