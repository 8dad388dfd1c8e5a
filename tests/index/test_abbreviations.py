"""Abbreviations stand for what the words around them say."""

import pytest

from index.abbreviations import expand_abbreviations
from index.spelling import SHIPPED_COUNTS, DiacriticRestorer

_ABBREVIATIONS = {"k": "không", "tn": "thanh niên | thế nào", "tv": "thành viên | tư vấn", "gs": "giám sát"}
_RESTORER = DiacriticRestorer.load(SHIPPED_COUNTS)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("điểm k khoản 1", "điểm k khoản 1"),
        ("Chương K", "Chương K"),
        ("có được k", "có được không"),
        ("tổ tv", "tổ thành viên"),
    ],
)
def test_a_label_is_no_abbreviation(question: str, expected: str) -> None:
    """A letter after điểm or the like is a label; elsewhere an abbreviation gets its usual meaning."""
    assert expand_abbreviations(question, _ABBREVIATIONS) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("đoàn tn có được gs", "đoàn thanh niên có được gs"),
        ("thu tuc lam tn", "thủ tục làm thế nào"),
        ("mời chuyên gia tv", "mời chuyên gia tư vấn"),
        ("TV đoàn GS", "thành viên đoàn GS"),
    ],
)
def test_neighbours_choose_among_meanings(question: str, expected: str) -> None:
    """Of several meanings the one that fits the words beside it is written; an abbreviation of one meaning stays."""
    assert _RESTORER.restore(question, abbreviations=_ABBREVIATIONS) == expected
