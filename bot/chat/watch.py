"""What is told of the running bot: log lines and numbers. Never a question, only its fingerprint."""

import hashlib
import logging

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from corpus.folding import fold

_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_FINGERPRINT_BYTES = 8
_log = logging.getLogger(__name__)


class Watch:
    """Counts and logs. `key` is a secret: without it nobody can try questions until a fingerprint fits."""

    def __init__(self, key: str) -> None:
        self._key = hashlib.sha256(key.encode()).digest()
        self._registry = CollectorRegistry()
        self._answers = Counter("gspb_answers", "Questions answered, by status", ["status"], registry=self._registry)
        self._seconds = Histogram(
            "gspb_answer_seconds", "From a question's turn to its answer", buckets=_SECONDS, registry=self._registry
        )
        self._faults = Counter("gspb_faults", "Faults of our own", registry=self._registry)
        self._repeats = Counter("gspb_calls_repeated", "Calls to Telegram made again", registry=self._registry)

    def answered(self, question: str, status: str, seconds: float) -> None:
        """A question got its answer."""
        self._answers.labels(status).inc()
        self._seconds.observe(seconds)
        about = {"question": self.fingerprint(question), "status": status, "ms": round(1000 * seconds)}
        _log.info("Answered a question: %s", status, extra=about)

    def failed(self) -> None:
        """A fault of our own was logged."""
        self._faults.inc()

    def repeated(self) -> None:
        """A call to Telegram is made again."""
        self._repeats.inc()

    def fingerprint(self, question: str) -> str:
        """The same 16 digits for the same question, whatever its case and marks."""
        digest = hashlib.blake2b(fold(question).encode(), key=self._key, digest_size=_FINGERPRINT_BYTES)
        return digest.hexdigest()

    def numbers(self) -> bytes:
        """Everything counted, as Prometheus reads it."""
        return generate_latest(self._registry)
