"""Passages ranked by cosine similarity. The only module that imports faiss."""

from pathlib import Path
from typing import Self

import faiss
import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from index.encoder import Vectors

# One thread searches ten thousand rows in 2 ms. With more, the idle threads of FAISS and its OpenBLAS spin on the cores
# that torch needs next: encoding a question took 92 ms instead of 12 (`make bench`).
faiss.omp_set_num_threads(1)
threadpool_limits(1, user_api="blas")

_MOST_EXACT = 50_000  # rows; above, half the bytes are read for each question and similarities are exact to 0.001


class VectorIndex:
    """An inner-product index over unit vectors, so that the product is the cosine similarity.

    Up to 50,000 rows are kept in float32; of more, each number is kept in 16 bits.
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """An index whose row i is `vectors[i]`, shape (passages, dimension), each of length 1."""
        kind = "Flat" if len(vectors) <= _MOST_EXACT else "SQfp16"
        index = faiss.index_factory(vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The index that `save` wrote to `path`."""
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Write the index to the file `path`."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._index.d)

    def row(self, index: int) -> Vectors:
        """The vector of passage `index`."""
        return np.asarray(self._index.reconstruct(index), dtype=np.float32)

    def nearest(self, vector: Vectors, *, among: npt.NDArray[np.int64], limit: int) -> npt.NDArray[np.int64]:
        """Up to `limit` of the rows `among`, those most similar to `vector` first."""
        chosen = np.zeros(len(self), dtype=np.bool_)
        chosen[among] = True
        selector = faiss.SearchParameters(  # type: ignore[call-arg]  # its keywords are set at run time
            sel=faiss.IDSelectorBitmap(np.packbits(chosen, bitorder="little"))  # type: ignore[call-arg, arg-type]
        )
        _, rows = self._index.search(vector[None, :], min(limit, len(among)), params=selector)
        return np.asarray(rows[0], dtype=np.int64)

    def similarities(self, vector: Vectors, rows: npt.NDArray[np.int64]) -> Vectors:
        """The cosine similarity of each of `rows` with `vector`, in the order of `rows`."""
        if not len(rows):
            return np.empty(0, dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(rows) @ vector, dtype=np.float32)

    def all_similarities(self, vector: Vectors) -> Vectors:
        """The cosine similarity of every row with `vector`, shape (rows,)."""
        found, rows = self._index.search(vector[None, :], len(self))
        similarities = np.empty(len(self), dtype=np.float32)
        similarities[rows[0]] = found[0]
        return similarities
