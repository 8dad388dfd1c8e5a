"""Learn how passages are ranked: python -m scripts.train_ranking QUESTIONS.jsonl ... --data-dir DIR.

First the question map, from the questions of the library in the build; then the weights of the evidence, from the tune
half of the questions given. The report half is not looked at. Both are written into `index/`. Run
`scripts.train_refusal` afterwards: it weighs what these give.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from bot.answering.shelf import Shelf
from bot.answering.tidy import Question, tidy
from bot.settings import Settings
from bot.wiring import encoder
from corpus.catalog import Catalog
from corpus.glossary import Glossary
from corpus.number import fold_number
from index import question_map, ranking
from index.build import Build
from index.encoder import Encoder
from index.question_map import QuestionMap
from index.ranking import FEATURES, features
from index.retriever import Retriever
from index.store import Store
from scripts.halves import Half, half_of
from scripts.metrics import Case

app = typer.Typer(add_completion=False)
Matrix = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

_RANK, _TEMPERATURE, _SMALL, _STEPS, _BATCH, _RATE = 32, 0.02, 0.03, 150, 400, 0.01
_SHARE = 0.7  # of the learned move that is kept: on the tune half .5 to 1 found more than none, .7 most
_WEIGHT_PENALTY = 3e-3
_LEAST_NAMED = 2.5  # too few tuned questions hold a whole title to learn what one is worth
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
    examples = list(_examples(tuned, build, model))
    weights = learn_weights(examples)
    weights[FEATURES.index("named")] = max(weights[FEATURES.index("named")], _LEAST_NAMED)
    lines = [f"{name} = {weight:.2f}" for name, weight in zip(FEATURES, weights, strict=True)]
    head = (
        f"# Learned from {len(examples)} questions by scripts/train_ranking.py: see docs/decisions/0004-ranking.md.\n"
    )
    ranking.SHIPPED.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(examples)} câu; " + "; ".join(lines))


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


Example = tuple[Matrix, Flags, Flags]  # the features of the candidates; which are of a right article; which are right


def _examples(cases: Sequence[Case], build: Build, model: Encoder) -> Iterator[Example]:
    """Every case with a right candidate among those in force on its day."""
    retriever, shelf, glossary = Retriever(build, model), Shelf(build, Catalog.load()), Glossary.load()
    for case in cases:
        question = tidy(case.question, glossary=glossary, restorer=build.restorer)
        if case.type == "lookup" or not isinstance(question, Question):
            continue
        vector, on = model.encode_questions([question.full])[0], case.as_of or date.today()
        found = retriever.candidates(question.full, vector, terms=question.terms, numbers=shelf.in_force(on), on=on)
        if found is None:
            continue
        references = [build.passages[build.searchable[row]].reference for row in found.rows]
        gold = {(fold_number(g.number), g.article, label) for g in case.gold for label in (None, g.clause)}
        of_article = np.array([(fold_number(r.number), r.article, None) in gold for r in references])
        right = np.array([(fold_number(r.number), r.article, r.clause) in gold for r in references]) & of_article
        if of_article.any():
            yield features(found.evidence).matrix(), of_article, right if right.any() else of_article


def learn_weights(examples: Sequence[Example]) -> npt.NDArray[np.float64]:
    """The weights under which right candidates are likeliest to come first (a conditional logit)."""

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        total, gradient = float(_WEIGHT_PENALTY * weights @ weights), 2 * _WEIGHT_PENALTY * weights
        for matrix, of_article, right in examples:
            scores = matrix @ weights
            for share, wanted in ((_ARTICLE, of_article), (_CLAUSE, right)):
                total += float(share * (logsumexp(scores) - logsumexp(scores[wanted])) / len(examples))
                gradient += (
                    share * (softmax(scores) @ matrix - softmax(scores[wanted]) @ matrix[wanted]) / len(examples)
                )
        return total, gradient

    return np.asarray(minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B").x)


if __name__ == "__main__":
    app()
