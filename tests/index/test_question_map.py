"""The map from questions towards the passages that answer them."""

from pathlib import Path

import numpy as np

from index.encoder import Encoder
from index.question_map import QuestionMap


def test_a_map_that_moves_nothing_keeps_the_vector() -> None:
    """With a rank of zero weight the question stays where it is."""
    vector = np.array([0.6, 0.8, 0], np.float32)
    np.testing.assert_allclose(
        QuestionMap(np.ones((3, 2), np.float32), np.zeros((2, 3), np.float32)).move(vector), vector
    )


def test_moved_vectors_are_those_computed_by_hand() -> None:
    """The vector is multiplied through both matrices, added to itself and made a unit vector again."""
    down, up = np.array([[1], [0]], np.float32), np.array([[0, 1]], np.float32)
    np.testing.assert_allclose(QuestionMap(down, up).move(np.array([1, 0], np.float32)), [2**-0.5, 2**-0.5], rtol=1e-6)


def test_saved_map_moves_alike(tmp_path: Path) -> None:
    """A map read from its file moves a vector to the same place, to the precision of 16 bits."""
    random = np.random.default_rng(1)
    made = QuestionMap(*(random.normal(size=shape).astype(np.float32) for shape in ((8, 2), (2, 8))))
    made.save(tmp_path / "map.npz")
    vector = np.eye(8, dtype=np.float32)[3]
    np.testing.assert_allclose(QuestionMap.load(tmp_path / "map.npz").move(vector), made.move(vector), atol=2e-3)


def test_everyday_words_come_nearer_to_the_law(encoder: Encoder) -> None:
    """A question in everyday words is nearer to the provision that answers it after the move than before."""
    provision = "Kế hoạch giám sát có thể được điều chỉnh, bổ sung khi có vấn đề phát sinh đột xuất."
    (asked,) = encoder.encode_questions(["Giữa năm nổi lên chuyện nóng, nhét thêm vào kế hoạch giám sát được hông?"])
    (passage,) = encoder.encode_passages([provision])
    (other,) = encoder.encode_passages(["Giữa năm thời tiết nóng, người dân được nghỉ làm việc ngoài đồng."])
    moved = QuestionMap.load().move(asked)
    assert moved @ passage - moved @ other > asked @ passage - asked @ other
