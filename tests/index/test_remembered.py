"""Questions asked before are not encoded again."""

import numpy as np

from index.remembered import RememberedVectors
from tests.index.samples import CountingEncoder, HashEncoder


def test_a_question_is_encoded_once() -> None:
    """Asked again, a question has the vector that the encoder gave, without the encoder."""
    encoder = CountingEncoder(HashEncoder())
    remembered = RememberedVectors(encoder)
    vectors = [remembered.of(question) for question in ("mở cửa", "mượn sách", "mở cửa")]
    assert encoder.questions == ["mở cửa", "mượn sách"]
    np.testing.assert_array_equal(vectors[2], HashEncoder().encode_questions(["mở cửa"])[0])


def test_the_longest_unused_is_forgotten() -> None:
    """Of three questions with room for two, the one not asked for longest is encoded anew."""
    encoder = CountingEncoder(HashEncoder())
    remembered = RememberedVectors(encoder, most=2)
    for question in ("một", "hai", "một", "ba", "một", "hai"):
        remembered.of(question)
    assert encoder.questions == ["một", "hai", "ba", "hai"]


def test_no_question_stays_in_memory() -> None:
    """What is kept holds no words of the question."""
    remembered = RememberedVectors(HashEncoder())
    remembered.of("nhà tôi bị thu hồi đất")
    assert "thu hồi" not in repr(vars(remembered))
