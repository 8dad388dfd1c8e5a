"""Words as a keyboard left them become syllables."""

import pytest

from index.spelling import SHIPPED_COUNTS, DiacriticRestorer
from index.telex import compose, without_leftovers

KNOWS = DiacriticRestorer.load(SHIPPED_COUNTS).knows


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [
        ("giams", "giám"),
        ("phanr", "phản"),
        ("bieenj", "biện"),
        ("nhaan", "nhân"),
        ("cuar", "của"),
        ("dduwowcj", "được"),
        ("nguwowif", "người"),
        ("nguowif", "người"),
        ("huwowng", "hương"),
        ("gif", "gì"),
        ("quyeenf", "quyền"),
        ("uyr", "ủy"),
        ("hoaf", "hòa"),
        ("toanf", "toàn"),
        ("gia1m", "giám"),
        ("d9o61i", "đối"),
        ("tu7o75ng", "tượng"),
        ("ma85t", "mặt"),
    ],
)
def test_keys_are_composed(keys: str, syllable: str) -> None:
    """Telex and VNI keys, wherever in the word they were struck, give the syllable with its marks in place."""
    assert compose(keys) == syllable


@pytest.mark.parametrize("word", ["k2", "qh13", "giám", "ban", "xyz9", "217"])
def test_what_is_no_keys_is_not_composed(word: str) -> None:
    """A number, a word without keys of marks, and one that has its marks already are left alone."""
    assert compose(word) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("giams sats cuar mawtj traanj laf gif", "giám sát của mặt trận là gì"),
        ("gia1m sa1t cu3a ma85t tra65n", "giám sát của mặt trận"),
        ("Giams SATS cấp xã", "Giám SÁT cấp xã"),
        ("ban phanr bieenj", "ban phản biện"),
    ],
)
def test_leftovers_of_a_keyboard_are_composed(question: str, expected: str) -> None:
    """Words typed in Telex or VNI are composed; plain and finished words between them stay."""
    assert without_leftovers(question, KNOWS) == expected


@pytest.mark.parametrize(
    "question",
    [
        "thuê max mấy chuyên gia",
        "muc1 và điều 27",
        "k2 đ26 luật 75/2015/QH13",
        "form mẫu file word gửi qua email",
        "mat tran giam sat bang nhung hinh thuc nao",
    ],
)
def test_other_questions_stay(question: str) -> None:
    """One word that might be keys, English words, labels and numbers are no leftovers."""
    assert without_leftovers(question, KNOWS) == question
