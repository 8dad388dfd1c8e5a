"""The features of candidates -> one score each."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from index.encoder import Vectors
from index.ranking import FEATURES

SHIPPED = Path(__file__).with_name("ranker.npz")


@dataclass(frozen=True, slots=True, eq=False)
class Ranker:
    """A sum of the features and of a few combinations of them, each a threshold; `scripts/train_ranking.py` learns it.

    `direct` has shape (features,), `inner` (features, combinations), `offset` and `outer` (combinations,). Weights of
    evidence are never below 0: more evidence of one kind never lowers a candidate.
    """

    direct: Vectors
    inner: Vectors
    offset: Vectors
    outer: Vectors

    @classmethod
    def untrained(cls) -> Self:
        """One that takes every kind of evidence for as good as any other."""
        none = np.zeros(0, np.float32)
        return cls(np.ones(len(FEATURES), np.float32), np.zeros((len(FEATURES), 0), np.float32), none, none)

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """The ranker that `save` wrote to `path`.

        Raises:
            ValueError: it was learned for other features.
        """
        with np.load(path) as kept:
            if tuple(kept["features"]) != FEATURES:
                raise ValueError(f"{path.name} was learned for other features: run scripts.train_ranking")
            return cls(kept["direct"], kept["inner"], kept["offset"], kept["outer"])

    def save(self, path: Path) -> None:
        """Write the ranker to `path`, with the names of its features."""
        np.savez(
            path,
            features=np.array(FEATURES),
            direct=self.direct,
            inner=self.inner,
            offset=self.offset,
            outer=self.outer,
        )

    def scores(self, matrix: Vectors) -> Vectors:
        """The score of every row of `matrix`, shape (candidates, features)."""
        return np.asarray(matrix @ self.direct + np.tanh(matrix @ self.inner + self.offset) @ self.outer, np.float32)
