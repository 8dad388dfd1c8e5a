"""A long provision is cut where a reader would cut it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.parts import clipped, labelled, parts, units

_TEXT = st.text(st.sampled_from("aếĐ😀𠮷<&12. \n"), max_size=200)
_LIMIT = st.integers(6, 60)


@settings(max_examples=200, deadline=None)
@given(_TEXT, _LIMIT)
def test_nothing_is_lost_and_every_part_fits(text: str, limit: int) -> None:
    """The parts together are the text, and none is longer than the limit in UTF-16 units."""
    found = parts(text, limit)
    assert "".join(found) == text
    assert all(units(part) <= limit for part in found)
    assert text == "" or all(found)


@settings(max_examples=200, deadline=None)
@given(_TEXT, _LIMIT)
def test_a_clipped_text_fits_and_is_marked(text: str, limit: int) -> None:
    """It is the text itself, or its beginning and a mark."""
    shown = clipped(text, limit)
    assert units(shown) <= limit
    assert shown == text or (shown.endswith(" […]") and text.startswith(shown.removesuffix(" […]")))


@settings(max_examples=100, deadline=None)
@given(_TEXT, _LIMIT)
def test_a_label_is_one_line_that_fits(text: str, limit: int) -> None:
    """What stands on a button has no line break and fits."""
    assert units(labelled(text, limit)) <= limit
    assert "\n" not in labelled(text, limit)


def test_an_article_is_cut_between_khoan() -> None:
    """A khoản stays whole, with its điểm, as long as it fits; 5a is a khoản too."""
    article = "Điều 1. Việc\n1. Một:\na) á;\nb) bê.\n2. Hai.\n5a. Năm a.\n"
    assert parts(article, 24) == ["Điều 1. Việc\n", "1. Một:\na) á;\nb) bê.\n", "2. Hai.\n5a. Năm a.\n"]


def test_a_khoan_too_long_is_cut_between_lines_then_words() -> None:
    """The largest joint that serves is taken."""
    assert parts("1. một hai\na) ba bốn năm\n", 12) == ["1. một hai\n", "a) ba bốn ", "năm\n"]
