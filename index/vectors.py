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


class VectorIndex:
    """An exact inner-product index over unit vectors, so that the product is the cosine similarity."""

    def __init__(self, flat: faiss.Index) -> None:
        self._flat = flat

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """An index whose row i is `vectors[i]`, shape (passages, dimension), each of length 1."""
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(flat)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The index that `save` wrote to `path`."""
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Write the index to the file `path`."""
        faiss.write_index(self._flat, str(path))

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._flat.d)

    def row(self, index: int) -> Vectors:
        """The vector of passage `index`."""
        return np.asarray(self._flat.reconstruct(index), dtype=np.float32)

    def nearest(self, vector: Vectors, *, among: npt.NDArray[np.int64], limit: int) -> npt.NDArray[np.int64]:
        """Up to `limit` of the rows `among`, those most similar to `vector` first."""
        selector = faiss.SearchParameters(  # type: ignore[call-arg]  # its keywords are set at run time
            sel=faiss.IDSelectorBatch(among)
        )
        _, rows = self._flat.search(vector[None, :], min(limit, len(among)), params=selector)
        return np.asarray(rows[0], dtype=np.int64)

    def similarities(self, vector: Vectors, rows: npt.NDArray[np.int64]) -> Vectors:
        """The cosine similarity of each of `rows` with `vector`, in the order of `rows`."""
        if not len(rows):
            return np.empty(0, dtype=np.float32)
        return np.asarray(self._flat.reconstruct_batch(rows) @ vector, dtype=np.float32)

    def all_similarities(self, vector: Vectors) -> Vectors:
        """The cosine similarity of every row with `vector`, shape (rows,)."""
        return np.asarray(self._flat.reconstruct_n(0, len(self)) @ vector, dtype=np.float32)
