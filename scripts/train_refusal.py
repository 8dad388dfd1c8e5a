"""Learn when to refuse: python -m scripts.train_refusal QUESTIONS.jsonl ... FOREIGN.txt ... --data-dir DIR ...

First how a question of the field sounds, from the questions of the library and those of the .txt files; then the
weights of the signals, from the tune half of the questions given. Prints what share of either half is refused.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from random import Random
from statistics import mean
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from scipy.optimize import minimize

from bot.answering import decide
from bot.answering.decide import FIELD, Signals
from bot.answering.shelf import Shelf
from bot.answering.tidy import Question, tidy
from bot.settings import Settings
from bot.wiring import encoder
from corpus.catalog import Catalog
from corpus.folding import fold
from corpus.glossary import Glossary
from corpus.number import fold_number
from index import field
from index.build import Build
from index.encoder import Encoder
from index.field import FieldSense
from index.retriever import Retriever
from index.store import Store
from scripts.evaluate import read_cases
from scripts.halves import Half, half_of
from scripts.metrics import Case

app = typer.Typer(add_completion=False)
Matrix = npt.NDArray[np.float64]

_SAMPLE = 1_200  # of the questions of one .txt file and half
_FOR_FIELD = 0.75  # of the sample that teaches how the field sounds; the rest teaches the weights
_WRITTEN = 3.0  # what a question written for refusal counts: few, and the hard ones
_WRONGLY = 0.01  # of the tuned questions with an answer; with .02 hardly more of the others were refused
_PENALTY = 1e-3
# Fields of law beside those that `FIELD` names, of which the regulations here speak.
_NEIGHBOURS = (
    "hoi dong nhan dan", "dai bieu", "bau cu", "phu nu", "thanh nien", "nong dan", "thanh tra", "dan chu",
    "chinh quyen dia phuong", "uy ban nhan dan", "van ban quy pham", "thon", "to dan pho",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A case with what was found for it in one build."""

    case: Case
    signals: Signals


@app.command()
def main(
    questions: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    data_dir: Annotated[list[Path], typer.Option(help="Thư mục dữ liệu; có thể nhiều lần.")],
) -> None:
    """Học khi nào từ chối, từ câu hỏi của thư viện và nửa tune của các tệp câu hỏi."""
    model = encoder(Settings.read(data_dir[0]))
    builds = [Store(Settings.read(folder).builds).open_current(model_name=model.model_name) for folder in data_dir]
    cases = {half: list(_cases(questions, half)) for half in Half}
    learning, weighing = _split(cases[Half.TUNE])
    learn_field(builds[0], [case.question for case in learning], model).save(field.SHIPPED)
    by_build = [list(_examples([*weighing, *cases[Half.REPORT]], build, model)) for build in builds]
    tuned = [e for examples in by_build for e in examples if half_of(e.case.id) is Half.TUNE]
    names = [*(f.name for f in fields(Signals)), "bias"]
    lines = [f"{name} = {weight:.3f}" for name, weight in zip(names, learn_weights(tuned), strict=True)]
    head = f"# Learned from {len(tuned)} questions by scripts/train_refusal.py: see docs/decisions/0004-ranking.md.\n"
    decide.SHIPPED.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    for folder, examples in zip(data_dir, by_build, strict=True):
        for half in Half:
            print(f"{folder.name}, {half}: {_refused([e for e in examples if half_of(e.case.id) is half])}")


def _cases(paths: Sequence[Path], half: Half) -> Iterator[Case]:
    """The cases of `half`, of a .txt file a fixed sample of those without a word of the field."""
    for path in paths:
        cases = [case for case in read_cases(path) if half_of(case.id) is half and case.type != "lookup"]
        if path.suffix == ".txt":
            cases = [case for case in cases if not _is_near(case.question)]
            cases = Random(0).sample(cases, min(_SAMPLE, len(cases)))  # noqa: S311 - no secret
        yield from cases


def _is_near(question: str) -> bool:
    folded = f" {fold(question)} "
    return any(f" {term} " in folded for term in (*FIELD, *_NEIGHBOURS))


def _split(cases: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    """The foreign questions that teach how the field sounds; all other cases."""
    lines: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if _is_line(case):
            lines[case.type].append(case)
    learning = [case for found in lines.values() for case in found[: int(_FOR_FIELD * len(found))]]
    taken = {case.id for case in learning}
    return learning, [case for case in cases if case.id not in taken]


def _is_line(case: Case) -> bool:
    """Whether the case is a line of a .txt file."""
    return case.id.startswith(f"{case.type}-")


def learn_field(build: Build, foreign: Sequence[str], model: Encoder) -> FieldSense:
    """What tells the questions of the library from `foreign` ones, either side counting as much."""
    assert build.question_vectors is not None
    ours = np.stack([build.question_vectors.row(place) for place in range(len(build.questions))])
    vectors = np.concatenate((ours, model.encode_questions(foreign))).astype(np.float64)
    wanted = np.repeat((1.0, 0.0), (len(ours), len(foreign)))
    counting = np.where(wanted, 1 / len(ours), 1 / len(foreign))
    weights = _logistic(vectors, wanted, counting)
    return FieldSense(weights[:-1].astype(np.float32), float(weights[-1]))


def _examples(cases: Iterable[Case], build: Build, model: Encoder) -> Iterator[Example]:
    """Every case that `build` can be asked: to be refused, or with a right passage held."""
    retriever, shelf, glossary = Retriever(build, model), Shelf(build, Catalog.load()), Glossary.load()
    held = {fold_number(passage.reference.number) for passage in build.passages}
    for case in cases:
        question = tidy(case.question, glossary=glossary, restorer=build.restorer)
        is_held = not case.gold or any(fold_number(gold.number) in held for gold in case.gold)
        if not isinstance(question, Question) or not is_held:
            continue
        on = case.as_of or date.today()
        found = retriever.find(question.full, terms=question.terms, numbers=shelf.in_force(on), on=on, limit=50)
        signals = Signals.of(found)
        if signals:
            yield Example(case, signals)


def learn_weights(examples: Sequence[Example]) -> Matrix:
    """The weights of the signals and the bias with which few questions with an answer are refused."""
    signals = np.array([astuple(example.signals) for example in examples])
    answered = np.array([bool(example.case.gold) for example in examples])
    written = np.array([not e.case.gold and not _is_line(e.case) for e in examples])
    weights = _logistic(signals, answered.astype(np.float64), np.where(written, _WRITTEN, 1.0))
    weights[-1] = -np.quantile(signals[answered] @ weights[:-1], _WRONGLY)
    return weights


def _logistic(values: Matrix, wanted: Matrix, counting: Matrix) -> Matrix:
    """The weights of the columns of `values`, then the bias, of a logistic regression on standardised columns."""
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled, share = (values - middle) / spread, counting / counting.sum()

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        odds = scaled @ weights[:-1] + weights[-1]
        error = share * (1 / (1 + np.exp(-odds)) - wanted)
        total = share @ (np.logaddexp(0, odds) - wanted * odds) + _PENALTY * weights[:-1] @ weights[:-1]
        return float(total), np.append(scaled.T @ error + 2 * _PENALTY * weights[:-1], error.sum())

    found = minimize(loss, np.zeros(values.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[:-1] / spread
    return np.append(weights, found[-1] - weights @ middle)


def _refused(examples: Sequence[Example]) -> str:
    by_type: dict[str, list[bool]] = defaultdict(list)
    for example in examples:
        kind = "có đáp án" if example.case.gold else example.case.type
        by_type[kind].append(example.signals.log_odds < 0)
    return "; ".join(f"{kind} {mean(refused):.3f} ({len(refused)})" for kind, refused in sorted(by_type.items()))


if __name__ == "__main__":
    app()
