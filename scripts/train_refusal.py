"""Learn when to refuse: python -m scripts.train_refusal QUESTIONS.jsonl ... FOREIGN.txt ... --data-dir DIR ...

First how a question of the field sounds, from the questions of the library and those of the .txt files, and how one
that regulations answer, from the tune half of the questions given and from silent ones written only to learn from; then
the weights of the signals, from these.
Prints what share of all these is refused; `scripts.evaluate` measures the report half.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from statistics import mean
from typing import Annotated
from zlib import crc32

import numpy as np
import numpy.typing as npt
import typer
from scipy.optimize import minimize

from bot.answering import decide
from bot.answering.decide import FIELD as FIELD_WORDS
from bot.answering.decide import Signals
from bot.answering.shelf import Shelf
from bot.answering.tidy import Question, tidy
from bot.settings import Settings
from bot.wiring import encoder
from corpus.catalog import Catalog
from corpus.folding import fold
from corpus.glossary import Glossary
from corpus.number import fold_number
from index.build import Build
from index.encoder import Encoder, Vectors
from index.retriever import Retriever
from index.sense import ANSWERABLE, FIELD, Sense
from index.store import Store
from scripts.evaluate import read_cases
from scripts.halves import Half, half_of
from scripts.metrics import Case

app = typer.Typer(add_completion=False)
Matrix = npt.NDArray[np.float64]

_SAMPLE = 1_200  # of the questions of one .txt file and half
_FOR_FIELD = 0.75  # of the sample that teaches how the field sounds; the rest teaches the weights
_WRITTEN = 3.0  # what a question written for refusal counts beside a line of a .txt file: it is one of the hard ones
_WRONGLY = 0.01  # of the tuned questions with an answer, by each of the two rules
_PENALTY = 1e-3
_SENSE_PENALTY = 1e-2  # 384 numbers, learned from some nine hundred questions that must be refused
_SILENT = "near_field"
_ONLY_TO_LEARN = Path("tests/data/questions/silent.jsonl")
_FOLDS = 5
_RULES = {
    "of_the_field": ("nearest", "mapped", "fused", "field"),
    "said": ("nearest", "mapped", "fused", "answerable", "length"),
}  # which signals each rule weighs; more of a signal never speaks against an answer
# Fields of law beside those that `FIELD` names, of which the regulations here speak.
_NEIGHBOURS = (
    "hoi dong nhan dan", "dai bieu", "bau cu", "phu nu", "thanh nien", "nong dan", "thanh tra", "dan chu",
    "chinh quyen dia phuong", "uy ban nhan dan", "van ban quy pham", "thon", "to dan pho",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A case, the vector of its question, and what was found for it in one build."""

    case: Case
    vector: Vectors
    signals: Signals


@app.command()
def main(
    questions: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    data_dir: Annotated[list[Path], typer.Option(help="Thư mục dữ liệu; có thể nhiều lần.")],
    only_to_learn: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="Câu không văn bản nào trả lời, lấy cả tệp.")
    ] = _ONLY_TO_LEARN,
) -> None:
    """Học khi nào từ chối, từ câu hỏi của thư viện và nửa tune của các tệp câu hỏi."""
    model = encoder(Settings.read(data_dir[0]))
    builds = [Store(Settings.read(folder).builds).open_current(model_name=model.model_name) for folder in data_dir]
    learning, weighing = _split([*_cases(questions, Half.TUNE), *read_cases(only_to_learn)])
    ours = _library_questions(builds[-1])  # the last holds most regulations, and so most questions
    foreign = model.encode_questions([case.question for case in learning])
    learn_sense(ours, foreign, _PENALTY).save(FIELD)
    by_build = [list(_examples(weighing, build, model)) for build in builds]
    answerable(ours, by_build[-1]).save(ANSWERABLE)
    tuned = [example for examples in by_build for example in judged_by_others(ours, examples)]
    decide.SHIPPED.write_text(_as_toml(learn_weights(tuned), len(tuned)), encoding="utf-8")
    for folder, build in zip(data_dir, builds, strict=True):
        print(f"{folder.name}, {Half.TUNE}: {_refused(list(_examples(weighing, build, model)))}")


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
    return any(f" {term} " in folded for term in (*FIELD_WORDS, *_NEIGHBOURS))


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


def _library_questions(build: Build) -> Vectors:
    assert build.question_vectors is not None
    return np.stack([build.question_vectors.row(place) for place in range(len(build.questions))])


def learn_sense(ours: Vectors, others: Vectors, penalty: float) -> Sense:
    """What tells questions of one kind from `others`, either side counting as much."""
    vectors = np.concatenate((ours, others)).astype(np.float64)
    wanted = np.repeat((1.0, 0.0), (len(ours), len(others)))
    counting = np.where(wanted, 1 / len(ours), 1 / len(others))
    weights = _logistic(vectors, wanted, counting, penalty=penalty)
    return Sense(weights[:-1].astype(np.float32), float(weights[-1]))


def answerable(ours: Vectors, examples: Sequence[Example]) -> Sense:
    """What tells questions with an answer from those of the field that no regulation answers."""
    answered = np.stack([example.vector for example in examples if example.case.gold])
    silent = np.stack([example.vector for example in examples if example.case.type == _SILENT])
    return learn_sense(np.concatenate((ours, answered)), silent, _SENSE_PENALTY)


def judged_by_others(ours: Vectors, examples: Sequence[Example]) -> Iterator[Example]:
    """Each example with the sense of what is answerable that was learned without it."""
    for fold_place in range(_FOLDS):
        sense = answerable(ours, [example for example in examples if _fold(example.case) != fold_place])
        for example in examples:
            if _fold(example.case) == fold_place:
                yield replace(example, signals=replace(example.signals, answerable=sense.of(example.vector)))


def _fold(case: Case) -> int:
    return crc32(case.id.encode()) % _FOLDS


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
            yield Example(case, model.encode_questions([question.full])[0], signals)


def learn_weights(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """For each rule the weights of its signals, and the bias with which it refuses few questions with an answer."""
    found = {}
    for rule, names in _RULES.items():
        of_rule = [e for e in examples if e.case.gold or (e.case.type == _SILENT) == (rule == "said")]
        signals = np.array([[asdict(example.signals)[name] for name in names] for example in of_rule])
        answered = np.array([bool(example.case.gold) for example in of_rule])
        written = np.array([not e.case.gold and not _is_line(e.case) for e in of_rule])
        counting = np.where(written, _WRITTEN, 1.0)
        weights = _logistic(signals, answered.astype(np.float64), counting, least=0.0)[:-1]
        bias = -float(np.quantile(signals[answered] @ weights, _WRONGLY))
        found[rule] = {**dict(zip(names, weights.tolist(), strict=True)), "bias": bias}
    return found


def _as_toml(rules: Mapping[str, Mapping[str, float]], learned_from: int) -> str:
    head = f"# Learned from {learned_from} examples by scripts/train_refusal.py: see docs/decisions/0004-ranking.md.\n"
    tables = [
        f"\n[{rule}]\n" + "".join(f"{name} = {weight:.3f}\n" for name, weight in weights.items())
        for rule, weights in rules.items()
    ]
    return head + "".join(tables)


def _logistic(
    values: Matrix, wanted: Matrix, counting: Matrix, *, penalty: float = _PENALTY, least: float | None = None
) -> Matrix:
    """The weights of the columns of `values`, then the bias, of a logistic regression on standardised columns.

    No weight is below `least`.
    """
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled, share = (values - middle) / spread, counting / counting.sum()

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        odds = scaled @ weights[:-1] + weights[-1]
        error = share * (1 / (1 + np.exp(-odds)) - wanted)
        total = share @ (np.logaddexp(0, odds) - wanted * odds) + penalty * weights[:-1] @ weights[:-1]
        return float(total), np.append(scaled.T @ error + 2 * penalty * weights[:-1], error.sum())

    bounds = [(least, None)] * values.shape[1] + [(None, None)]
    found = minimize(loss, np.zeros(values.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
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
