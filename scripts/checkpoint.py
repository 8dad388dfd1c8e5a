"""An encoder that keeps what it has encoded on disk, so that hours of work outlive the process that did it."""

import os
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from time import perf_counter

import numpy as np

from index.encoder import Encoder, Vectors

VECTORS = "vectors"  # the folder in a data folder where they are kept
_KEEP_EVERY = 1_024  # texts: a minute of work, or a few


class CheckpointedEncoder:
    """Encodes through `encoder` what is not in `folder` yet. `encoded` texts took `seconds`, the others nothing."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._folder = folder / (encoder.revision or "model")[:16]
        self._folder.mkdir(parents=True, exist_ok=True)
        self._known: dict[bytes, Vectors] = {}
        self._fresh: list[bytes] = []
        self.encoded, self.seconds = 0, 0.0
        for part in sorted(self._folder.glob("*.npz")):
            with np.load(part) as kept:
                self._known.update(zip(map(bytes, kept["keys"]), kept["vectors"], strict=True))

    @property
    def model_name(self) -> str:
        """The name of the encoder within."""
        return self._encoder.model_name

    @property
    def revision(self) -> str:
        """The revision of the encoder within."""
        return self._encoder.revision

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return self._recall("question", questions, self._encoder.encode_questions)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return self._recall("passage", texts, self._encoder.encode_passages)

    def keep(self) -> None:
        """Write what is new to disk, whole or not at all."""
        if not self._fresh:
            return
        part = self._folder / f"{len(self._known):09}-{os.getpid()}.npz"  # others may keep theirs at the same time
        keys = np.frombuffer(b"".join(self._fresh), np.uint8).reshape(len(self._fresh), -1)
        unfinished = part.with_suffix(".new.npz.tmp")
        with unfinished.open("wb") as file:
            np.savez(file, keys=keys, vectors=np.stack([self._known[key] for key in self._fresh]))
        unfinished.replace(part)
        self._fresh = []

    def _recall(self, kind: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
        keys = [blake2b(f"{kind}\n{text}".encode(), digest_size=16).digest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            started = perf_counter()
            vectors = encode(list(new.values()))
            self.seconds += perf_counter() - started
            self.encoded += len(new)
            self._known.update(zip(new, vectors, strict=True))
            self._fresh.extend(new)
        if len(self._fresh) >= _KEEP_EVERY:
            self.keep()
        return np.stack([self._known[key] for key in keys])
