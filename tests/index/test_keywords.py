"""BM25 over syllables and their pairs."""

from pathlib import Path

import numpy as np
import pytest

from corpus.folding import strip_diacritics
from corpus.ingest import Document
from index.keywords import KeywordIndex

_TEXTS = (
    "giám sát cộng đồng",
    "phản biện xã hội",
    "giám sát, giám sát",
    "sát nhập, giám đốc công ty",
    "xã hội cộng đồng",
)


@pytest.fixture(scope="module")
def index() -> KeywordIndex:
    """An index over five short texts."""
    return KeywordIndex.build(_TEXTS)


@pytest.fixture(scope="module")
def passages(documents: list[Document]) -> list[str]:
    """What is searched of the small regulations, article by article and clause by clause."""
    return [passage.search_text for document in documents for passage in document.passages]


def test_every_passage_finds_itself_first(passages: list[str]) -> None:
    """Asked for with its own words, each passage has the highest score."""
    index = KeywordIndex.build(passages)
    best = [int(index.scores(text).argmax()) for text in passages]
    assert best == list(range(len(passages)))


def test_missing_diacritics_cost_nothing(passages: list[str]) -> None:
    """A question typed without diacritics, or in capitals, has the scores of the one typed in full."""
    index = KeywordIndex.build(passages)
    question = "Người dân được mượn mấy cuốn sách ở thư viện xã?"
    expected = index.scores(question)
    assert expected.any()
    np.testing.assert_array_equal(index.scores(strip_diacritics(question)), expected)
    np.testing.assert_array_equal(index.scores(question.upper()), expected)


@pytest.mark.parametrize("question", ["", "bitcoin wifi", "😀 ?!", "đất"])
def test_unknown_words_score_zero(index: KeywordIndex, question: str) -> None:
    """A question of which no word is known has the score 0 with every passage."""
    assert index.scores(question).tolist() == [0] * len(_TEXTS)


def test_unknown_words_beside_known_ones_change_nothing(index: KeywordIndex) -> None:
    """Words that no passage has neither help nor hurt."""
    np.testing.assert_array_equal(index.scores("bitcoin phản biện wifi"), index.scores("phản biện"))


def test_only_passages_that_share_a_token_score(index: KeywordIndex) -> None:
    """A passage scores above 0 exactly when it shares a syllable with the question."""
    assert (index.scores("đồng") > 0).tolist() == [True, False, False, False, True]
    assert (index.scores("giám") > 0).tolist() == [True, False, True, True, False]


def test_words_of_two_syllables_count_as_words(index: KeywordIndex) -> None:
    """The passage that has the two syllables side by side goes before the one that has them apart."""
    scores = index.scores("giám sát")
    assert scores[2] > scores[0] > scores[3] > 0


def test_score_is_lucene_s_bm25(index: KeywordIndex) -> None:
    """By hand, with k1 1.2 and b 0.75: "biện" is in 1 of 5 passages, once among its 7 tokens; the mean is 7.8."""
    inverse_frequency = np.log(1 + (5 - 1 + 0.5) / (1 + 0.5))
    expected = inverse_frequency / (1 + 1.2 * (1 - 0.75 + 0.75 * 7 / 7.8))
    assert index.scores("biện").tolist() == pytest.approx([0, expected, 0, 0, 0], rel=1e-4)


def test_saved_index_scores_the_same(index: KeywordIndex, tmp_path: Path) -> None:
    """An index read from its folder gives the same scores, known words or not."""
    index.save(tmp_path / "keywords")
    loaded = KeywordIndex.load(tmp_path / "keywords")
    for question in ("giám sát", "cộng đồng xã", "bitcoin", ""):
        np.testing.assert_array_equal(loaded.scores(question), index.scores(question))
