"""One ranking out of two."""

import numpy as np

from index.encoder import Vectors


def fuse(cosine_similarities: Vectors, bm25_scores: Vectors, *, dense_weight: float) -> Vectors:
    """The weighted mean of both scores, each stretched to 0..1 over the candidates; shape (candidates,).

    Convex combination of min-max normalised scores keeps how far apart candidates are, which rank fusion throws away
    (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2022).
    """
    return dense_weight * _stretch(cosine_similarities) + (1 - dense_weight) * _stretch(bm25_scores)


def _stretch(scores: Vectors) -> Vectors:
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return np.zeros_like(scores) if high == low else (scores - low) / (high - low)
