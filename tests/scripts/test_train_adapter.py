"""An adapter trained on a handful of pairs."""

from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder
from scripts.adapter_pairs import Pair, Text
from scripts.train_adapter import AdaptedEncoder, Sides, train

ASKED = {
    "Mượn sách thư viện về nhà được mấy bữa?": "Bạn đọc được mượn tài liệu trong thời hạn hai tuần.",
    "Nuôi heo gần giếng có sao hông?": "Chuồng trại phải cách nguồn nước sinh hoạt.",
    "Đi bơi mà không có ai coi thì sao?": "Hồ bơi phải có nhân viên cứu hộ trực.",
    "Thang máy bao lâu phải kêu người coi lại?": "Thang máy được kiểm định mỗi năm một lần.",
}
PAIRS = [Pair(asked, Text(answer, answer), ()) for asked, answer in ASKED.items()]


@pytest.fixture(scope="module", params=list(Sides))
def trained(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Sides, Path]:
    """The folder of an adapter that learned the pairs by heart."""
    folder = tmp_path_factory.mktemp("adapter")
    train(PAIRS, sides=request.param, rate=1e-3, epochs=12).save_pretrained(str(folder))
    return request.param, folder


def test_questions_come_nearer_to_their_answers(trained: tuple[Sides, Path], encoder: Encoder) -> None:
    """Every question is farther ahead with its own answer than before, and farther the stronger the adapter."""
    sides, folder = trained
    ahead = [_ahead(AdaptedEncoder(folder, strength=strength), sides, encoder) for strength in (0, 0.5, 1)]
    assert np.all(ahead[1] > ahead[0])
    assert ahead[2].mean() > ahead[1].mean()


def test_an_adapter_of_no_strength_changes_nothing(trained: tuple[Sides, Path], encoder: Encoder) -> None:
    """At strength 0 the vectors are those of the embedded model."""
    vectors = AdaptedEncoder(trained[1], strength=0).encode_questions(list(ASKED))
    assert (vectors * encoder.encode_questions(list(ASKED))).sum(axis=1).min() > 0.999


def test_the_adapter_is_small(trained: tuple[Sides, Path]) -> None:
    """Its folder holds a few megabytes at most: only the last layers have learned."""
    assert sum(path.stat().st_size for path in trained[1].iterdir()) < 4_000_000


def _ahead(adapted: Encoder, sides: Sides, plain: Encoder) -> np.ndarray:
    """By how much each question is nearer to its answer than to the nearest other one."""
    passages = (plain if sides is Sides.QUESTIONS else adapted).encode_passages(list(ASKED.values()))
    similar = adapted.encode_questions(list(ASKED)) @ passages.T
    others = np.where(np.eye(len(similar), dtype=bool), -1, similar).max(axis=1)
    return np.asarray(np.diagonal(similar) - others)
