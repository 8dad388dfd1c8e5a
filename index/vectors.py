"""Passages ranked by cosine similarity. The only module that imports faiss."""

from pathlib import Path
from typing import Self

import faiss
import numpy as np
import numpy.typing as npt

from index.encoder import Vectors


class VectorIndex:
    """An exact inner-product index over unit vectors, so that the product is the cosine similarity."""

    def __init__(self, flat: faiss.IndexFlatIP) -> None:
        self._flat = flat

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """An index whose row i is `vectors[i]`, shape (passages, dimension), each of length 1."""
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(flat)

    @classmethod
    def load(cls, path: Path) -> Self:
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        faiss.write_index(self._flat, str(path))

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._flat.d)

    def row(self, index: int) -> Vectors:
        """The vector of passage `index`."""
        return np.asarray(self._flat.reconstruct(index), dtype=np.float32)

    def nearest(self, vector: Vectors, *, among: npt.NDArray[np.int64], limit: int) -> list[tuple[int, float]]:
        """Up to `limit` of the passages `among`, each with its cosine similarity, the most similar first."""
        selector = faiss.SearchParameters(sel=faiss.IDSelectorBatch(among))
        similarities, rows = self._flat.search(vector[None, :], min(limit, len(among)), params=selector)
        return [(int(row), float(cos)) for row, cos in zip(rows[0], similarities[0], strict=True) if row >= 0]

    def similarities(self, vector: Vectors, rows: npt.NDArray[np.int64]) -> Vectors:
        """The cosine similarity of each of `rows` with `vector`, in the order of `rows`."""
        if not len(rows):
            return np.empty(0, dtype=np.float32)
        return np.asarray(self._flat.reconstruct_batch(rows) @ vector, dtype=np.float32)
