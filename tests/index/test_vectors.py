"""FAISS against brute force."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from index.build import Build
from index.encoder import Encoder, Vectors
from index.vectors import VectorIndex
from tests.index.texts import QUESTIONS

_ROWS = 500
_EVERY_ROW = np.arange(_ROWS)


def _unit(rng: np.random.Generator, count: int) -> Vectors:
    vectors = rng.normal(size=(count, 384)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """Five hundred unit vectors without order."""
    return _unit(np.random.default_rng(403), _ROWS)


@pytest.fixture(scope="module")
def index(vectors: Vectors) -> VectorIndex:
    """The index over them."""
    return VectorIndex.build(vectors)


@pytest.fixture(scope="module", params=range(5))
def asked(request: pytest.FixtureRequest) -> Vectors:
    """Five vectors to look for."""
    return _unit(np.random.default_rng(request.param), 1).ravel()


def _brute_force(vectors: Vectors, asked: Vectors, among: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return among[np.argsort(-(vectors[among].astype(np.float64) @ asked.astype(np.float64)))]


def test_order_is_that_of_brute_force(index: VectorIndex, vectors: Vectors, asked: Vectors) -> None:
    """All rows come in the order numpy sorts them into by cosine similarity."""
    found = index.nearest(asked, among=_EVERY_ROW, limit=_ROWS)
    np.testing.assert_array_equal(found, _brute_force(vectors, asked, _EVERY_ROW))


def test_limit_cuts_the_tail(index: VectorIndex, vectors: Vectors, asked: Vectors) -> None:
    """A limit of seven gives the seven best."""
    found = index.nearest(asked, among=_EVERY_ROW, limit=7)
    np.testing.assert_array_equal(found, _brute_force(vectors, asked, _EVERY_ROW)[:7])


@pytest.mark.parametrize("size", [1, 3, 40, 499])
def test_restricted_order_is_that_of_brute_force(
    index: VectorIndex, vectors: Vectors, asked: Vectors, size: int
) -> None:
    """Among some rows only, handed over in any order, the best of them come as numpy sorts them."""
    among = np.random.default_rng(size).permutation(_ROWS)[:size]
    np.testing.assert_array_equal(index.nearest(asked, among=among, limit=10), _brute_force(vectors, asked, among)[:10])


def test_similarities_are_cosines(index: VectorIndex, vectors: Vectors, asked: Vectors) -> None:
    """The similarity of each row is its product with the vector, in the order the rows were given."""
    rows = np.array([17, 3, 499, 3])
    np.testing.assert_allclose(index.similarities(asked, rows), vectors[rows] @ asked, atol=1e-6)
    np.testing.assert_allclose(index.all_similarities(asked), vectors @ asked, atol=1e-6)
    assert index.similarities(asked, rows[:0]).shape == (0,)


def test_row_finds_itself_first(index: VectorIndex, vectors: Vectors) -> None:
    """Every row's own vector finds that row first, with similarity 1."""
    for row in range(0, _ROWS, 25):
        assert index.nearest(vectors[row], among=_EVERY_ROW, limit=1).tolist() == [row]
        assert index.similarities(vectors[row], np.array([row]))[0] == pytest.approx(1, abs=1e-6)


def test_rows_are_kept_exactly(index: VectorIndex, vectors: Vectors) -> None:
    """Each row is the vector that went in, bit for bit."""
    assert (len(index), index.dimension) == vectors.shape
    np.testing.assert_array_equal(np.stack([index.row(row) for row in range(_ROWS)]), vectors)


def test_saved_index_finds_the_same(index: VectorIndex, asked: Vectors, tmp_path: Path) -> None:
    """An index read from its file has the same order and the same similarities."""
    index.save(tmp_path / "vectors.faiss")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss")
    among = _EVERY_ROW[::3]
    np.testing.assert_array_equal(
        loaded.nearest(asked, among=among, limit=50), index.nearest(asked, among=among, limit=50)
    )
    np.testing.assert_array_equal(loaded.all_similarities(asked), index.all_similarities(asked))


def test_real_questions_are_ordered_as_by_brute_force(build: Build, encoder: Encoder) -> None:
    """Over real passages, too, each question finds the rows in the order of their products."""
    rows = np.arange(len(build.vectors))
    stored = np.stack([build.vectors.row(int(row)) for row in rows])
    for asked in encoder.encode_questions(QUESTIONS[:5]):
        found = build.vectors.nearest(asked, among=rows, limit=len(rows))
        np.testing.assert_array_equal(found, _brute_force(stored, asked, rows))
