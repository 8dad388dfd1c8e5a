"""Everyday words and the law's words for them."""

import pytest

from corpus.glossary import Glossary
from index.expansion import legal_terms

_EVERYDAY = {"hop": "cuộc họp", "hop dan": "họp cộng đồng dân cư", "soi": "giám sát", "tien quy": "kinh phí"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Ai soi tiền quỹ?", ["giám sát", "kinh phí"]),
        ("họp dân rồi họp nữa", ["họp cộng đồng dân cư", "cuộc họp"]),
        ("HOP DAN", ["họp cộng đồng dân cư"]),
        ("soi, soi", ["giám sát", "giám sát"]),
        ("hopdan soisang quy tien", []),
        ("tiền", []),
        ("", []),
    ],
)
def test_everyday_words_are_read_whole_and_longest_first(question: str, expected: list[str]) -> None:
    """Each everyday expression gives the law's words once for each place, the longest expression at each place."""
    assert legal_terms(question, _EVERYDAY) == expected


def test_no_everyday_words_no_terms() -> None:
    """Without a list nothing is added."""
    assert legal_terms("Ai soi tiền quỹ?", {}) == []


def test_shipped_words_are_found() -> None:
    """A saying from the shipped list gives its words, however it is typed."""
    assert legal_terms("Ai đi KIỂM vậy", Glossary.load().everyday)[:1] == ["kiểm tra, giám sát"]
