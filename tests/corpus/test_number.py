"""Official numbers are found as they are printed and compared however they are typed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.catalog import Catalog
from corpus.number import find_numbers, find_own_number, fold_number

NUMBERS = [
    "75/2015/QH13",
    "14/1999/QH10",
    "59/2023/NĐ-CP",
    "337/2016/TT-BTC",
    "27/2005/PL-UBTVQH11",
    "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
    "217-QĐ/TW",
    "11-QĐi/TW",
    "60-NQ/TW",
    "18-CT/TW",
    "05/HD-MTTW-BTT",
    "23/HD-ĐCT",
    "30/VBHN-VPQH",
    "Hiến pháp 2013",
]
issuers = st.sampled_from(["QH13", "NĐ-CP", "TT-BTC", "QĐ-UBND", "NQ-HĐND", "NQLT-CP-UBTUMTTQVN", "TTLT-BNV-BTC"])
state_numbers = st.builds("{}/{}/{}".format, st.integers(1, 999), st.integers(1950, 2049), issuers)
party_numbers = st.builds(
    "{}-{}/{}".format,
    st.integers(1, 999),
    st.sampled_from(["QĐ", "QĐi", "CT", "NQ", "KL"]),
    st.sampled_from(["TW", "TU"]),
)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_kind_of_number_is_found_whole(number: str) -> None:
    """A number is found whole inside a sentence, without the punctuation around it."""
    for sentence in (f"theo {number}, Ủy ban", f"({number})", f"Căn cứ {number};", f"“{number}”.", number):
        assert find_numbers(sentence) == [number]


@settings(max_examples=100, deadline=None)
@given(st.lists(state_numbers | party_numbers, min_size=1, max_size=4))
def test_several_numbers_are_found_in_order(numbers: list[str]) -> None:
    """All the numbers of an enumeration are found, in its order."""
    assert find_numbers("Căn cứ " + ", số ".join(numbers) + " và các văn bản khác.") == numbers


@pytest.mark.parametrize(
    "text",
    [
        "ngày 15/6/2017",
        "Quý IV/2026",
        "năm 2025/2026",
        "150.000 đồng/người/cuộc họp",
        "Điều 27, khoản 2",
        "https://vbpl.vn/75/2015/QH13/toan-van",
        "Nghị quyết số 60",
    ],
)
def test_what_is_no_number(text: str) -> None:
    """Dates, amounts, labels and addresses hold no official number."""
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("QUỐC HỘI\nLuật số: 97/2025/QH15\nLUẬT", "97/2025/QH15"),
        ("BỘ CHÍNH TRỊ\nSố 217-QĐ/TW\nHà Nội, ngày 12 tháng 12 năm 2013", "217-QĐ/TW"),
        ("Số: 05/HD-MTTW-BTT", "05/HD-MTTW-BTT"),
        ("Số:11-QĐi/TW", "11-QĐi/TW"),
        ("SỐ: 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"),
        ("Số: Hiến pháp 2013", "Hiến pháp 2013"),
        ("Số: 97/2025/QH15\nLUẬT SỬA ĐỔI LUẬT SỐ 75/2015/QH13", "97/2025/QH15"),
    ],
)
def test_own_number(head: str, number: str) -> None:
    """A document's own number is the first one written after "Số"."""
    assert find_own_number(head) == number


@pytest.mark.parametrize(
    "head",
    [
        "",
        "LUẬT MẶT TRẬN TỔ QUỐC VIỆT NAM",
        "Số: /2026/QĐ-UBND",
        "cơ số 7",
        "75/2015/QH13",
        "Căn cử Nghị định số 118/2008/NĐ-CP",
    ],
)
def test_no_own_number(head: str) -> None:
    """A head without a number after "Số" gives none, not a guess."""
    assert find_own_number(head) is None


@pytest.mark.parametrize(
    "typed", ["217-QĐ/TW", "217-qđ/tw", "217 QD TW", "217/QĐ-TW", "217qdtw", unicodedata.normalize("NFD", "217-QĐ/TW")]
)
def test_spellings_of_one_number_are_equal(typed: str) -> None:
    """Case, diacritics, separators and Unicode form make no difference between two spellings of a number."""
    assert fold_number(typed) == fold_number("217-QĐ/TW")


def test_different_numbers_stay_different(catalog: Catalog) -> None:
    """No two numbers of the catalog are taken for one another."""
    numbers = {entry.number for entry in catalog.entries} | {"217-QĐ/TW", "218-QĐ/TW", "21-QĐ/TW"}
    assert len({fold_number(number) for number in numbers}) == len(numbers)
