"""Where a text leads: which of the provisions it names are meant, and of which regulation."""

import pytest

from bot.answering.cross_references import MOST, CrossReferences
from bot.answering.named import NameFinder
from bot.answering.shelf import Shelf
from corpus.catalog import Catalog
from index.encoder import SentenceTransformerEncoder
from index.store import Store
from tests.bot.samples import TODAY, passage, path
from tests.bot.small_library import Small

MTTQ = "Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"


@pytest.fixture(scope="module")
def resolver(small: Small, catalog: Catalog, encoder: SentenceTransformerEncoder) -> CrossReferences:
    """Resolves among the regulations of the small library."""
    build = Store(small.data / "builds").open_current(model_name=encoder.model_name)
    shelf = Shelf(build, catalog)
    return CrossReferences(NameFinder(shelf.catalog), shelf)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Theo quy định tại Điều 27.", [f"Điều 27 {MTTQ}"]),
        ("Theo khoản 1 Điều 27 của Luật này.", [f"khoản 1 Điều 27 {MTTQ}"]),
        ("Theo khoản 3 Điều này.", [f"khoản 3 Điều 26 {MTTQ}"]),
        (
            "Theo Điều 3 Luật thử nghiệm giám sát cộng đồng.",
            ["Điều 3 Luật thử nghiệm giám sát cộng đồng số 11/2025/QH15"],
        ),
        ("Theo Điều 27 Luật Đất đai.", []),
        ("Theo Điều 27 của Nghị định này và Điều 5 Luật Đất đai.", [f"Điều 27 {MTTQ}"]),
        ("Theo Điều 999.", []),
        ("Không dẫn chiếu điều gì, 27 người dự.", []),
    ],
)
def test_resolves(resolver: CrossReferences, text: str, targets: list[str]) -> None:
    """Named alone it is this regulation's, named with another it is that one's, and of an unknown one nothing."""
    quoted = passage(text, steps=path("26", "9"))
    assert [str(target.reference) for target in resolver.of(quoted, TODAY)] == targets


def test_many_references_are_capped(resolver: CrossReferences) -> None:
    """A provision that names twenty others leads to the first eight, each once."""
    text = "Theo " + ", ".join(f"Điều {number}" for number in (*range(1, 21), 1, 2)) + "."
    found = resolver.of(passage(text), TODAY)
    assert [target.reference.article for target in found] == [str(number) for number in range(1, MOST + 1)]
