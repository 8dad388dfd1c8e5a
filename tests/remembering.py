"""The real encoder with a memory on disk, so that the library is encoded once and not at every run of the tests."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index import bundled, model_file
from index import encoder as encoding
from index.encoder import Encoder, Vectors

_CODE = (bundled, encoding, model_file)


class RememberingEncoder:
    """Encodes what it has not encoded before. The memory is forgotten when the model or the code around it changes."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        code = b"".join(Path(str(module.__file__)).read_bytes() for module in _CODE)
        self._encoder = encoder
        self._file = folder / f"{hashlib.sha256(code).hexdigest()[:16]}.npz"
        self._known: dict[str, Vectors] = {}
        self._has_grown = False
        if self._file.exists():
            with np.load(self._file) as kept:
                self._known = dict(zip(json.loads(str(kept["texts"])), kept["vectors"], strict=True))

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
        return self._recall("query", questions, self._encoder.encode_questions)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return self._recall("passage", texts, self._encoder.encode_passages)

    def save(self) -> None:
        """Write the memory to disk, whole or not at all, when it has grown."""
        if not self._has_grown:
            return
        fresh = self._file.with_suffix(f".{os.getpid()}.npz")
        np.savez(fresh, texts=json.dumps(list(self._known)), vectors=np.stack(list(self._known.values())))
        fresh.replace(self._file)

    def _recall(self, kind: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
        new = [text for text in texts if f"{kind}: {text}" not in self._known]
        if new:
            self._has_grown = True
            self._known.update(zip((f"{kind}: {text}" for text in new), encode(new), strict=True))
        return np.stack([self._known[f"{kind}: {text}"] for text in texts])
