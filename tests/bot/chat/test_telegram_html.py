"""The strict parser is itself strict: the tests that lean on it would otherwise prove nothing."""

import pytest

from tests.bot.chat.telegram_html import TelegramHtmlError, parse

REFUSED = [
    "a < b",
    "a > b",
    "MTTQ & Đảng",
    "&nbsp;",
    "&amp",
    "<b>đậm",
    "đậm</b>",
    "<b><i>chéo</b></i>",
    "<br>",
    '<b class="x">lớp</b>',
    "<script>alert(1)</script>",
    "<blockquote><blockquote>lồng</blockquote></blockquote>",
    "<code><b>mã</b></code>",
    "<b",
    "</b attr>",
]


@pytest.mark.parametrize("html", REFUSED)
def test_refuses_what_telegram_refuses(html: str) -> None:
    """Bare specials, unknown or cut tags and entities, and wrong nesting are errors."""
    with pytest.raises(TelegramHtmlError):
        parse(html)


def test_reads_text_through_tags_and_entities() -> None:
    """Entities are resolved and every character knows the tags around it."""
    parsed = parse("<b>a&amp;<i>b</i></b><blockquote expandable>&lt;&#x27;&quot;</blockquote>")
    assert parsed.text == "a&b<'\""
    assert parsed.tags == (("b",), ("b",), ("b", "i"), *[("blockquote",)] * 3)
    assert parsed.within("blockquote") == "<'\""


def test_counts_utf16_units() -> None:
    """A character outside the basic plane counts twice, an entity once, a tag not at all."""
    assert parse("<b>😀</b>&amp;").length == 3
