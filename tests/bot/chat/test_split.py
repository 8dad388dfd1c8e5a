"""A long HTML text becomes messages that Telegram accepts."""

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.split import split
from tests.bot.chat.telegram_html import parse, utf16_length

TELEGRAM_LIMIT = 4096

_TEXT = st.text(st.sampled_from("aếĐ😀𠮷<>&\"' \n.-"), max_size=40).map(escape)
_BOLD = _TEXT.map("<b>{}</b>".format)
_ITALIC = st.lists(_TEXT | _BOLD, max_size=3).map(lambda parts: f"<i>{''.join(parts)}</i>")
_QUOTATION = st.lists(_TEXT | _BOLD, max_size=4).map(
    lambda parts: f"<blockquote expandable>{''.join(parts)}</blockquote>"
)
_HTML = st.lists(_TEXT | _BOLD | _ITALIC | _QUOTATION, max_size=8).map("".join)
_LIMIT = st.integers(2, 60)


def _ink(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every visible character with the tags around it; spaces, which Telegram trims, left out."""
    return [(char, tags) for char, tags in parse(html).styled() if not char.isspace()]


@settings(max_examples=100, deadline=None)
@given(_HTML, _LIMIT)
def test_every_part_parses_and_fits(html: str, limit: int) -> None:
    """No part has a cut tag or entity, is empty, or is longer than the limit in UTF-16 units."""
    for part in split(html, limit):
        parsed = parse(part)
        assert parsed.text.strip()
        assert parsed.length <= limit


@settings(max_examples=100, deadline=None)
@given(_HTML, _LIMIT)
def test_nothing_is_lost_moved_or_restyled(html: str, limit: int) -> None:
    """The parts one after the other show every character of the text, in order, under the tags it stood under."""
    assert [styled for part in split(html, limit) for styled in _ink(part)] == _ink(html)


@settings(max_examples=100, deadline=None)
@given(_HTML)
def test_a_short_text_stays_whole(html: str) -> None:
    """A text that fits is one message, exactly as it was; one without a visible character is none."""
    parts = split(html)
    assert parts == ([html] if parse(html).text.strip() else [])


def test_cuts_between_lines() -> None:
    """Lines that fit together stay together, and no line that fits a message is cut."""
    lines = [f"{number}. khoản" for number in range(1, 7)]  # 8 units each, 9 with the line break
    assert split("\n".join(lines), 20) == [
        "1. khoản\n2. khoản\n",
        "3. khoản\n4. khoản\n",
        "5. khoản\n6. khoản",
    ]


def test_cuts_a_long_line_between_words() -> None:
    """A line longer than a message is cut at spaces."""
    assert split("giám sát phản biện xã hội", 10) == ["giám sát ", "phản biện ", "xã hội"]


def test_cuts_a_long_word_between_characters() -> None:
    """A word longer than a message is cut between characters, an entity or an emoji never."""
    assert split("&amp;&lt;😀ab", 3) == ["&amp;&lt;", "😀a", "b"]


def test_tags_open_at_a_cut_are_closed_and_opened_again() -> None:
    """Both halves of a cut quotation are quotations, attributes and all."""
    assert split("<blockquote expandable><b>giám sát</b></blockquote>", 5) == [
        "<blockquote expandable><b>giám </b></blockquote>",
        "<blockquote expandable><b>sát</b></blockquote>",
    ]


def test_the_limit_of_telegram_counts_utf16_units() -> None:
    """4,096 letters are one message, 4,097 are two, and so are 2,049 emoji."""
    assert len(split("a" * TELEGRAM_LIMIT)) == 1
    assert len(split("a" * (TELEGRAM_LIMIT + 1))) == 2
    assert [utf16_length(part) for part in split("😀" * 2049)] == [TELEGRAM_LIMIT, 2]


def test_entities_count_as_the_character_they_show() -> None:
    """4,096 ampersands fit one message although their HTML is five times as long."""
    assert len(split("&amp;" * TELEGRAM_LIMIT)) == 1


def test_spaces_alone_are_no_message() -> None:
    """Nothing is sent for a text of spaces, and no empty message after a text that ends in many."""
    assert split(" \n" * 10) == []
    assert split("giám sát" + "\n" * 30, 10) == ["giám sát\n\n"]
