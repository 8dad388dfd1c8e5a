"""Whether a question sounds like one of the field."""

from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder
from index.field import FieldSense


def test_a_saved_sense_judges_alike(tmp_path: Path) -> None:
    """A sense read from its file gives the product with the direction, and the offset."""
    FieldSense(np.array([1, -2], np.float32), 0.5).save(tmp_path / "field.npz")
    assert FieldSense.load(tmp_path / "field.npz").nearness(np.array([0.6, 0.8], np.float32)) == pytest.approx(-0.5)


def test_questions_of_the_field_are_nearer_than_those_of_other_laws(encoder: Encoder) -> None:
    """What nobody wrote for training falls on its side of the line."""
    ours = [
        "Dân muốn coi sổ thu chi của thôn thì hỏi ai?",
        "Ban giám sát cộng đồng xuống công trình cần báo trước không?",
    ]
    others = [
        "Xe máy đi ngược chiều bị phạt bao nhiêu?",
        "Nghỉ thai sản được mấy tháng?",
        "Nấu canh chua cá lóc thế nào?",
    ]
    sense = FieldSense.load()
    assert all(sense.nearness(vector) > 0 for vector in encoder.encode_questions(ours))
    assert all(sense.nearness(vector) < 0 for vector in encoder.encode_questions(others))
