"""The embedded model gives the same vectors compiled as in torch, and without it."""

import subprocess
import sys

import numpy as np
import pytest

from index.encoder import SentenceTransformerEncoder
from tests.index.texts import PASSAGES, QUESTIONS

pytest.importorskip("openvino", reason="needs the extra [fast]")
_ENCODE = """
import sys
from index.encoder import SentenceTransformerEncoder
SentenceTransformerEncoder().encode_questions(["giám sát"])
print(sorted({"torch", "transformers", "sentence_transformers"} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def in_torch() -> SentenceTransformerEncoder:
    """The embedded model as torch runs it."""
    return SentenceTransformerEncoder(compiled=False)


@pytest.fixture(scope="module")
def compiled() -> SentenceTransformerEncoder:
    """The embedded model as OpenVINO runs it."""
    return SentenceTransformerEncoder()


def test_questions_have_the_same_vectors(
    in_torch: SentenceTransformerEncoder, compiled: SentenceTransformerEncoder
) -> None:
    """Every question's two vectors have a cosine of 0.999 or more, and unit length."""
    one, other = in_torch.encode_questions(QUESTIONS), compiled.encode_questions(QUESTIONS)
    assert float((one * other).sum(axis=1).min()) >= 0.999
    np.testing.assert_allclose(np.linalg.norm(other, axis=1), 1, atol=1e-5)


def test_passages_have_the_same_vectors(
    in_torch: SentenceTransformerEncoder, compiled: SentenceTransformerEncoder
) -> None:
    """So do passages, of one word and of more than the model reads."""
    texts = [*PASSAGES, "", "giám", "giám sát " * 600]
    one, other = in_torch.encode_passages(texts), compiled.encode_passages(texts)
    assert float((one * other).sum(axis=1).min()) >= 0.999


def test_questions_and_passages_are_told_apart(compiled: SentenceTransformerEncoder) -> None:
    """The same words are another text as a question than as a passage."""
    question, passage = compiled.encode_questions(["giám sát"])[0], compiled.encode_passages(["giám sát"])[0]
    assert float(question @ passage) < 0.999


def test_no_texts_have_no_vectors(compiled: SentenceTransformerEncoder) -> None:
    """Nothing encoded is nothing."""
    assert compiled.encode_questions([]).shape == (0, 384)


def test_torch_is_never_loaded() -> None:
    """A process that only encodes does not wait for torch, nor hold it."""
    encoded = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", _ENCODE], capture_output=True, text=True, check=True
    )
    assert encoded.stdout.strip() == "[]"
