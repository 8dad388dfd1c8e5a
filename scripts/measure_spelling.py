"""Measure how well diacritics are restored: python -m scripts.measure_spelling [--data ../shared/data].

Every question is stripped of its diacritics and restored by a restorer that has not learnt from it: those of the
library and of `everyday_sample.jsonl` in five folds, those of `dev.jsonl` and of the tests by the shipped counts. pyvi
is measured too where it is installed.
"""

import hashlib
import importlib
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from corpus.catalog import LIBRARY
from corpus.folding import strip_diacritics
from index.spelling import SHIPPED_COUNTS, DiacriticRestorer, is_accented
from index.syllables import SyllableCounts, tokenize
from scripts.build_spelling import ASKED_WEIGHT, DATA, asked_texts, background, smallest

app = typer.Typer(add_completion=False)
_FOLDS = 5
_BARE = {"abbrev_typo", "no_diacritics"}  # types of questions that are not spelled in full
_WRITTEN = Path("tests/data/questions/questions.jsonl")

Restore = Callable[[str], str]


@app.command()
def main(data: Annotated[Path, typer.Option(help="Thư mục dữ liệu.", exists=True)] = DATA) -> None:
    """Đo tỉ lệ âm tiết khôi phục đúng dấu."""
    everyday, dev = (_questions(data / "questions" / name) for name in ("everyday_sample.jsonl", "dev.jsonl"))
    written = _questions(_WRITTEN)
    asked = asked_texts()
    others = background(data)
    shipped = DiacriticRestorer.load(SHIPPED_COUNTS)
    folds = [
        DiacriticRestorer(smallest(others.plus(_counts(q for q in asked if _fold(q) != fold)))).restore
        for fold in range(_FOLDS)
    ]
    texts_only = DiacriticRestorer.train(path.read_text(encoding="utf-8") for path in _indexed_texts(data)).restore
    sets = {"everyday_sample": everyday, "library": sorted(set(asked) - set(everyday)), "dev": dev, "tests": written}
    for name, questions in sets.items():
        by_fold = [[q for q in questions if _fold(q) == fold] for fold in range(_FOLDS)]
        learnt = [(shipped.restore, questions)] if name in {"dev", "tests"} else list(zip(folds, by_fold, strict=True))
        restorers: dict[str, Sequence[tuple[Restore, Sequence[str]]]] = {
            "ours": learnt,
            "ours, of the indexed texts alone": [(texts_only, questions)],
            **{name: [(restore, questions)] for name, restore in _others().items()},
        }
        for restorer, parts in restorers.items():
            print(f"{name:16} {len(questions):5} questions  {restorer:33} {_score(parts)}", flush=True)


def _score(parts: Sequence[tuple[Restore, Sequence[str]]]) -> str:
    right = syllables = 0
    started = time.process_time()
    restored = [
        (question, restore(strip_diacritics(question))) for restore, questions in parts for question in questions
    ]
    seconds = time.process_time() - started
    for question, found in restored:
        pairs = list(zip(_words(question), _words(found), strict=True))
        right += sum(meant == got for meant, got in pairs)
        syllables += len(pairs)
    milliseconds = 1000 * seconds / len(restored)
    return f"{100 * right / syllables:6.2f} % of {syllables} syllables, {milliseconds:5.2f} ms a question"


def _words(text: str) -> list[str]:
    return [token.syllable for token in tokenize(text) if token.is_word]


def _counts(questions: Iterable[str]) -> SyllableCounts:
    return SyllableCounts.of(questions, weight=ASKED_WEIGHT)


def _fold(question: str) -> int:
    return hashlib.sha256(question.encode()).digest()[1] % _FOLDS


def _questions(path: Path) -> list[str]:
    """The questions of a file about the field that were typed in full, with diacritics."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    answered = (
        row for row in rows if row.get("gold", True) and row.get("type") not in {"abbrev_typo", "no_diacritics"}
    )
    return [row["question"] for row in answered if is_accented(row["question"])]


def _indexed_texts(data: Path) -> list[Path]:
    return [*sorted((data / "regulations").glob("*.txt")), *sorted(LIBRARY.glob("*.md"))]


def _others() -> Mapping[str, Restore]:
    try:
        add_accents: Restore = importlib.import_module("pyvi.ViUtils").add_accents
    except ModuleNotFoundError:
        return {}

    def restore(question: str) -> str:
        try:
            return add_accents(question)
        except KeyError:  # it cannot write some of the marks it chooses
            return question

    return {"pyvi": restore}


if __name__ == "__main__":
    app()
