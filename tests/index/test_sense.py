"""What a question sounds like."""

from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder
from index.sense import ANSWERABLE, FIELD, Sense


def test_a_saved_sense_judges_alike(tmp_path: Path) -> None:
    """A sense read from its file gives the product with the direction, and the offset."""
    Sense(np.array([1, -2], np.float32), 0.5).save(tmp_path / "sense.npz")
    assert Sense.load(tmp_path / "sense.npz").of(np.array([0.6, 0.8], np.float32)) == pytest.approx(-0.5)


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
    sense = Sense.load(FIELD)
    assert all(sense.of(vector) > 0 for vector in encoder.encode_questions(ours))
    assert all(sense.of(vector) < 0 for vector in encoder.encode_questions(others))


def test_questions_that_regulations_answer_are_nearer_than_those_about_trifles(encoder: Encoder) -> None:
    """What nobody wrote for training: who does what, against colours, numbers to call and wages."""
    answered = [
        "Ai chủ trì hội nghị phản biện xã hội?",
        "Mặt trận giám sát bằng những hình thức nào?",
        "Ban Thanh tra nhân dân có quyền kiến nghị gì?",
    ]
    trifles = [
        "Màu mực ký biên bản giám sát là màu gì?",
        "Số điện thoại của Mặt trận phường là bao nhiêu?",
        "Lương cán bộ Mặt trận bậc 2 mấy triệu?",
    ]
    sense = Sense.load(ANSWERABLE)
    lowest = min(sense.of(vector) for vector in encoder.encode_questions(answered))
    assert all(sense.of(vector) < lowest for vector in encoder.encode_questions(trifles))
