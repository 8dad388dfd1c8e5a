"""The vectors of questions asked before."""

import hashlib
import threading
from collections import OrderedDict

from index.encoder import Encoder, Vectors

_MOST = 2_000  # 3 MB; encoding is most of what answering takes


class RememberedVectors:
    """Encodes a question once; the longest unused is forgotten first. Safe to call from several threads.

    They are kept under a hash of the question, so that nobody's words stay here after they were erased elsewhere.
    """

    def __init__(self, encoder: Encoder, most: int = _MOST) -> None:
        self._encoder = encoder
        self._most = most
        self._vectors: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, question: str) -> Vectors:
        """The unit vector of `question`, not to be changed."""
        key = hashlib.sha256(question.encode(errors="surrogatepass")).digest()
        with self._lock:
            if key in self._vectors:
                self._vectors.move_to_end(key)
                return self._vectors[key]
        vector: Vectors = self._encoder.encode_questions([question])[0]
        vector.flags.writeable = False
        with self._lock:
            self._vectors[key] = vector
            if len(self._vectors) > self._most:
                self._vectors.popitem(last=False)
        return vector
