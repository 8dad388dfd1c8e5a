"""Learn how passages are ranked: python -m scripts.train_ranking QUESTIONS.jsonl ... --data-dir DIR.

First the question map, from the questions of the library in the build; then the ranker, from the tune half of the
questions given and from titles. The report half is not looked at. Both are written into `index/`. Run
`scripts.train_refusal` afterwards: it weighs what these give.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from scipy.optimize import minimize
from scipy.special import softmax

from bot.settings import Settings
from bot.wiring import encoder
from index import question_map
from index.build import Build
from index.question_map import QuestionMap
from index.ranker import SHIPPED, Ranker
from index.ranking import FEATURES, NO_EVIDENCE
from index.store import Store
from scripts.halves import Half, half_of
from scripts.metrics import Case
from scripts.ranking_examples import Example, Examples

app = typer.Typer(add_completion=False)
Matrix = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Weights = npt.NDArray[np.float64]

_RANK, _TEMPERATURE, _SMALL, _STEPS, _BATCH, _RATE = 32, 0.02, 0.03, 150, 400, 0.01
_SHARE = 0.7  # of the learned move that is kept: on the tune half .5 to 1 found more than none, .7 most
_COMBINATIONS = 8
_WEIGHT_PENALTY = 1.8e-3
_ARTICLE, _CLAUSE = 0.7, 0.3  # what finding the right article and the right clause in it are worth


@app.command()
def main(
    questions: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Học cách xếp hạng từ câu hỏi của thư viện và nửa tune của các tệp câu hỏi."""
    settings = Settings.read(data_dir)
    model = encoder(settings)
    build = Store(settings.builds).open_current(model_name=model.model_name)
    learn_map(build).save(question_map.SHIPPED)
    cases = [Case.model_validate_json(line) for path in questions for line in path.read_text("utf-8").splitlines()]
    tuned = [case for case in cases if case.gold and half_of(case.id) is Half.TUNE]
    source = Examples(build, model)
    examples = [*source.of_cases(tuned), *source.of_titles()]
    ranker = learn_ranker(examples)
    ranker.save(SHIPPED)
    direct = "; ".join(f"{name} {weight:.2f}" for name, weight in zip(FEATURES, ranker.direct, strict=True))
    print(f"{len(examples)} ví dụ từ {len(tuned)} câu hỏi. Trọng số trực tiếp: {direct}")


def learn_map(build: Build) -> QuestionMap:
    """A map that moves the library's questions towards the passages that answer them (InfoNCE over all passages)."""
    assert build.question_vectors is not None
    asked = [(place, list(question.rows)) for place, question in enumerate(build.questions) if question.rows]
    vectors = np.stack([build.question_vectors.row(place) for place, _ in asked])
    passages = np.stack([build.vectors.row(row) for row in range(len(build.vectors))])
    answers = np.zeros((len(asked), len(passages)), dtype=np.bool_)
    for place, (_, rows) in enumerate(asked):
        answers[place, rows] = True
    random = np.random.default_rng(0)
    down = random.normal(0, 0.05, (vectors.shape[1], _RANK)).astype(np.float32)
    up = np.zeros((_RANK, vectors.shape[1]), np.float32)
    adam = _Adam(down, up)
    for _ in range(_STEPS):
        batch = random.permutation(len(vectors))[:_BATCH]
        adam.step(*_map_gradients(down, up, vectors[batch], passages, answers[batch]))
    return QuestionMap(down, _SHARE * up)


def _map_gradients(down: Matrix, up: Matrix, asked: Matrix, passages: Matrix, answers: Flags) -> tuple[Matrix, Matrix]:
    inner = asked @ down
    moved = asked + inner @ up
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    unit = moved / length
    similar = unit @ passages.T / _TEMPERATURE
    wanted = softmax(np.where(answers, similar, -np.inf), axis=1)
    toward = (softmax(similar, axis=1) - wanted) @ passages / (_TEMPERATURE * len(asked))
    across = (toward - (toward * unit).sum(axis=1, keepdims=True) * unit) / length
    whole = 2 * _SMALL * (down @ up)
    return asked.T @ (across @ up.T) + whole @ up.T, inner.T @ across + down.T @ whole


class _Adam:
    """Adam (Kingma and Ba, 2015) with its usual constants; changes its arrays in place."""

    def __init__(self, *arrays: Matrix) -> None:
        self._arrays = arrays
        self._mean = [np.zeros_like(array) for array in arrays]
        self._square = [np.zeros_like(array) for array in arrays]
        self._count = 0

    def step(self, *gradients: Matrix) -> None:
        self._count += 1
        for place, gradient in enumerate(gradients):
            self._mean[place] += 0.1 * (gradient - self._mean[place])
            self._square[place] += 0.001 * (gradient**2 - self._square[place])
            mean = self._mean[place] / (1 - 0.9**self._count)
            square = self._square[place] / (1 - 0.999**self._count)
            self._arrays[place][...] -= _RATE * mean / (np.sqrt(square) + 1e-8)


class _Batch:
    """All examples as one matrix, and how well scores for its rows put right candidates first."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.rows = np.concatenate([example.features for example in examples]).astype(np.float64)
        sizes = [len(example.features) for example in examples]
        self._starts = np.cumsum([0, *sizes[:-1]])
        self._of = np.repeat(np.arange(len(examples)), sizes)
        counts = np.array([example.counts for example in examples])
        self._counts = counts / counts.sum()
        self._wanted = (
            (_ARTICLE, np.concatenate([example.of_article for example in examples])),
            (_CLAUSE, np.concatenate([example.right for example in examples])),
        )

    def loss(self, scores: Weights) -> tuple[float, Weights]:
        """How unlikely it is that right candidates come first (a conditional logit), and its gradient."""
        odds = np.exp(scores - np.maximum.reduceat(scores, self._starts)[self._of])
        total, loss, gradient = np.add.reduceat(odds, self._starts), 0.0, np.zeros_like(scores)
        for share, wanted in self._wanted:
            right = np.maximum(np.add.reduceat(odds * wanted, self._starts), 1e-300)
            loss += share * float(self._counts @ (np.log(total) - np.log(right)))
            gradient += share * self._counts[self._of] * odds * (1 / total[self._of] - wanted / right[self._of])
        return loss, gradient


def learn_ranker(examples: Sequence[Example]) -> Ranker:
    """The ranker under which right candidates are likeliest to come first; weights of evidence stay above 0."""
    batch, width = _Batch(examples), len(FEATURES)
    random = np.random.default_rng(0)
    start = _joined(
        np.full(width, 0.1),
        np.abs(random.normal(0, 0.5, (width, _COMBINATIONS))),
        random.normal(-1, 0.5, _COMBINATIONS),
        np.abs(random.normal(0, 0.3, _COMBINATIONS)) + 0.1,
    )

    def loss(weights: Weights) -> tuple[float, Weights]:
        direct, inner, offset, outer = _parts(weights)
        combined = np.tanh(batch.rows @ inner + offset)
        value, slope = batch.loss(batch.rows @ direct + combined @ outer)
        back = np.outer(slope, outer) * (1 - combined**2)
        gradient = _joined(batch.rows.T @ slope, batch.rows.T @ back, back.sum(axis=0), combined.T @ slope)
        return value + float(_WEIGHT_PENALTY * weights @ weights), gradient + 2 * _WEIGHT_PENALTY * weights

    least = np.array([-np.inf if name in NO_EVIDENCE else 0.0 for name in FEATURES])
    free = np.full(_COMBINATIONS, -np.inf)
    bounds = _joined(least, np.repeat(least[:, None], _COMBINATIONS, axis=1), free, np.zeros(_COMBINATIONS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(low, None) for low in bounds])
    return Ranker(*(part.astype(np.float32) for part in _parts(found.x)))


def _joined(direct: Weights, inner: Weights, offset: Weights, outer: Weights) -> Weights:
    return np.concatenate((direct, inner.ravel(), offset, outer))


def _parts(weights: Weights) -> tuple[Weights, Weights, Weights, Weights]:
    width = len(FEATURES)
    direct, inner, offset, outer = np.split(weights, np.cumsum([width, width * _COMBINATIONS, _COMBINATIONS]))
    return direct, inner.reshape(width, _COMBINATIONS), offset, outer


if __name__ == "__main__":
    app()
