"""A question's vector moved towards those of the provisions that answer such questions."""

from pathlib import Path
from typing import Self

import numpy as np

from index.encoder import Vectors

SHIPPED = Path(__file__).with_name("question_map.npz")


class QuestionMap:
    """A linear map of low rank, learned for the embedded model from the library's own everyday questions.

    The model was trained on text that is written; people ask in other words than the law uses. The passages keep
    their vectors, so that a new map needs no new build. `scripts/train_ranking.py` learns it
    (docs/decisions/0004-ranking.md).
    """

    def __init__(self, down: Vectors, up: Vectors) -> None:
        self._down = down
        self._up = up

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """The map that `save` wrote to `path`."""
        with np.load(path) as arrays:
            return cls(arrays["down"].astype(np.float32), arrays["up"].astype(np.float32))

    def save(self, path: Path) -> None:
        """Write the map to the file `path`, in 16 bits a number."""
        np.savez(path, down=self._down.astype(np.float16), up=self._up.astype(np.float16))

    def move(self, vector: Vectors) -> Vectors:
        """The unit vector to look for passages with, for the unit vector of a question; shape (dimension,)."""
        moved = vector + (vector @ self._down) @ self._up
        return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)
