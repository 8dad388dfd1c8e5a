"""What a question sounds like: one direction among the vectors of questions."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from index.encoder import Vectors

FIELD = Path(__file__).with_name("field.npz")  # questions of the field against foreign ones
ANSWERABLE = Path(__file__).with_name("answerable.npz")  # those the regulations answer against those they do not


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """A direction of shape (dimension,) and an offset, learned for the embedded model by `scripts/train_refusal.py`."""

    direction: Vectors
    offset: float

    @classmethod
    def load(cls, path: Path) -> Self:
        """The sense that `save` wrote to `path`."""
        with np.load(path) as kept:
            return cls(kept["direction"], float(kept["offset"]))

    def save(self, path: Path) -> None:
        """Write the sense to `path`."""
        np.savez(path, direction=self.direction.astype(np.float32), offset=np.float32(self.offset))

    def of(self, vector: Vectors) -> float:
        """Above 0 for the vector of a question of the first kind, below 0 for one of the second."""
        return float(vector @ self.direction) + self.offset
