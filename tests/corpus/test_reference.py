"""References print the form a cadre would write, and are read back from it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reference import POINT_ALPHABET, CitationError, Level, Reference, Step, label_order

LAW = "Luật Mặt trận Tổ quốc Việt Nam"
NUMBERS = (
    "75/2015/QH13",
    "217-QĐ/TW",
    "05/HD-MTTW-BTT",
    "11-QĐi/TW",
    "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
    "59/2023/NĐ-CP",
    "27/2005/PL-UBTVQH11",
    "23/HD-ĐCT",
    "Hiến pháp 2013",
)
NAMES = (LAW, "Nghị quyết liên tịch", "Quyết định", "Luật sửa đổi, bổ sung một số điều của Luật số 75/2015/QH13")
ATTACHMENTS = (
    "Quy chế giám sát và phản biện xã hội",
    "Quy định về góp ý xây dựng Đảng, xây dựng chính quyền",
    "Quy chế phối hợp số 2",
    "Điều lệ Mặt trận Tổ quốc Việt Nam",
    "Phụ lục I",
)

numbered_labels = st.from_regex(r"[1-9]\d{0,2}[a-zđ]?", fullmatch=True)
point_labels = st.builds("".join, st.tuples(st.sampled_from(POINT_ALPHABET), st.sampled_from(["", "", "1", "2"])))


@st.composite
def references(draw: st.DrawFn) -> Reference:
    """An article, or a clause or point of it, in a regulation or in a Quy chế attached to it."""
    labels = {
        Level.ATTACHMENT: draw(st.none() | st.sampled_from(ATTACHMENTS)),
        Level.ARTICLE: draw(numbered_labels),
        Level.CLAUSE: draw(st.none() | numbered_labels),
        Level.POINT: draw(st.none() | point_labels),
    }
    path = tuple(Step(level, label) for level, label in labels.items() if label)
    return Reference(draw(st.sampled_from(NUMBERS)), path, draw(st.sampled_from(NAMES)))


def at(number: str, name: str = LAW, **labels: str) -> Reference:
    """The reference with `labels` given as attachment, sheet, article, clause and point."""
    return Reference(number, tuple(Step(Level[level.upper()], label) for level, label in labels.items()), name)


WRITTEN = [
    (at("75/2015/QH13", article="27"), f"Điều 27 {LAW} số 75/2015/QH13"),
    (at("75/2015/QH13", article="27", clause="2", point="a"), f"điểm a khoản 2 Điều 27 {LAW} số 75/2015/QH13"),
    (at("75/2015/QH13", article="5a", clause="3b", point="đ"), f"điểm đ khoản 3b Điều 5a {LAW} số 75/2015/QH13"),
    (at("75/2015/QH13", article="4", point="b1"), f"điểm b1 Điều 4 {LAW} số 75/2015/QH13"),
    (
        at("217-QĐ/TW", "Quyết định", attachment="Quy chế giám sát và phản biện xã hội", article="1", clause="2"),
        "khoản 2 Điều 1 Quy chế giám sát và phản biện xã hội kèm theo Quyết định số 217-QĐ/TW",
    ),
    (at("05/HD-MTTW-BTT", "Hướng dẫn", article="3"), "Điều 3 Hướng dẫn số 05/HD-MTTW-BTT"),
    (at("11-QĐi/TW", "Quy định", article="3"), "Điều 3 Quy định số 11-QĐi/TW"),
    (at("Hiến pháp 2013", "Hiến pháp", article="9", clause="1"), "khoản 1 Điều 9 Hiến pháp 2013"),
    (
        at("218-QĐ/TW", "Quyết định", sheet="Quyết định 218 là văn bản gì"),
        "phiếu tóm lược “Quyết định 218 là văn bản gì” Quyết định số 218-QĐ/TW",
    ),
]


@settings(max_examples=100, deadline=None)
@given(references())
def test_round_trip(reference: Reference) -> None:
    """A printed reference is read back as an equal one that prints the same."""
    parsed = Reference.parse(str(reference))
    assert parsed == reference
    assert str(parsed) == str(reference)


@pytest.mark.parametrize(("reference", "text"), WRITTEN, ids=[text[:40] for _, text in WRITTEN])
def test_written_form(reference: Reference, text: str) -> None:
    """A reference prints innermost level first, and is read back from exactly that."""
    assert str(reference) == text
    assert Reference.parse(text) == reference


def test_title_that_speaks_of_an_attachment() -> None:
    """A title that itself says "kèm theo" is not taken for an attachment when read back."""
    title = "Quyết định sửa đổi một số điều của Quy chế ban hành kèm theo Quyết định số 12/2020/QĐ-UBND"
    reference = at("15/2024/QĐ-UBND", title, article="1", clause="2")
    assert Reference.parse(str(reference)) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Điều 27",
        "khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam",
        "Khoản hai Điều 27 Luật MTTQ số 75/2015",
        "75/2015",
        "Điều 27 Luật MTTQ số 75/2015/QH13 và Điều 28",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    """A text that is not in the printed form is an error that repeats it, never a guess."""
    with pytest.raises(CitationError, match="Not a citation") as caught:
        Reference.parse(text)
    assert repr(text) in str(caught.value)


def test_labels_by_level() -> None:
    """A reference gives the label of each level, None where it has none."""
    reference = at("217-QĐ/TW", attachment="Quy chế giám sát", article="5a", clause="3", point="đ")
    assert (reference.attachment, reference.article, reference.clause, reference.point) == (
        "Quy chế giám sát",
        "5a",
        "3",
        "đ",
    )
    bare = at("75/2015/QH13", article="5a")
    assert (bare.attachment, bare.clause, bare.point) == (None, None, None)


def test_within_article() -> None:
    """A clause or point belongs to its article, an article to itself; an attached Quy chế has its own articles."""
    attached = at("217-QĐ/TW", attachment="Quy chế giám sát", article="1")
    assert at("75/2015/QH13", article="27", clause="2", point="a").within_article() == at("75/2015/QH13", article="27")
    assert at("217-QĐ/TW", attachment="Quy chế giám sát", article="1", clause="2").within_article() == attached
    assert attached.within_article() == attached
    assert attached != at("217-QĐ/TW", article="1")


def test_equality_is_of_the_provision() -> None:
    """What the citation calls the regulation takes no part in comparison; number and every label do."""
    law = at("75/2015/QH13", LAW, article="27", clause="2")
    assert law == at("75/2015/QH13", "Văn bản", article="27", clause="2")
    assert hash(law) == hash(at("75/2015/QH13", "Văn bản", article="27", clause="2"))
    assert law != at("97/2025/QH15", LAW, article="27", clause="2")
    assert law != at("75/2015/QH13", LAW, article="27", clause="2a")
    assert law != at("75/2015/QH13", LAW, article="27", point="2")


def test_numbered_labels_in_order() -> None:
    """Numbers count as numbers, and 5a, 5b ... 5đ stand between 5 and 6."""
    ordered = ["1", "1a", "2", "5", "5a", "5b", "5d", "5đ", "5e", "6", "9", "10", "10a", "100"]
    assert all(label_order(before) < label_order(after) for before, after in pairwise(ordered))


def test_points_in_order() -> None:
    """Points follow the Vietnamese alphabet: đ between d and e."""
    ordered = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v"]
    assert all(label_order(before) < label_order(after) for before, after in pairwise(ordered))


def test_inserted_points_in_order() -> None:
    """An inserted point a1 stands between a and b."""
    ordered = ["a", "a1", "a2", "b", "đ", "đ1", "e"]
    assert all(label_order(before) < label_order(after) for before, after in pairwise(ordered))


@pytest.mark.parametrize("label", ["27.", "A", "một", "5 a", "-1"])
def test_no_order_for_what_is_no_label(label: str) -> None:
    """A text that no provision is labelled with has no place in the order."""
    with pytest.raises(CitationError):
        label_order(label)
