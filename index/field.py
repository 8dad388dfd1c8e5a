"""Whether a question sounds like one of the field: one direction among the vectors of questions."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from index.encoder import Vectors

SHIPPED = Path(__file__).with_name("field.npz")


@dataclass(frozen=True, slots=True, eq=False)
class FieldSense:
    """A direction of shape (dimension,) and an offset, learned for the embedded model by `scripts/train_refusal.py`."""

    direction: Vectors
    offset: float

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """The sense that `save` wrote to `path`."""
        with np.load(path) as kept:
            return cls(kept["direction"], float(kept["offset"]))

    def save(self, path: Path) -> None:
        """Write the sense to `path`."""
        np.savez(path, direction=self.direction.astype(np.float32), offset=np.float32(self.offset))

    def nearness(self, vector: Vectors) -> float:
        """Above 0 for the vector of a question of the field, below 0 for one of something else."""
        return float(vector @ self.direction) + self.offset
