"""What a card shows of a provision is the provision, with the words that answer in bold and in sight."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.emphasis import Span
from bot.chat.excerpt import excerpt
from tests.bot.chat.telegram_html import parse

_TEXT = st.text(st.sampled_from("aếĐ😀𠮷<&>12. \n"), min_size=1, max_size=300)


@st.composite
def _emphasised(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(_TEXT)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, list(zip(edges[::2], edges[1::2], strict=False))


@settings(max_examples=300, deadline=None)
@given(_emphasised(), st.integers(20, 400))
def test_without_its_marks_it_is_the_text_or_one_piece_of_it(given_text: tuple[str, list[Span]], limit: int) -> None:
    """It is HTML that Telegram takes, fits, and what is bold is what was to be."""
    text, spans = given_text
    parsed = parse(excerpt(text, spans, limit))
    assert parsed.length <= limit
    shown = parsed.text.removeprefix("[…] ").removesuffix(" […]")
    assert shown in text
    bold = parsed.within("b")
    whole = "".join(text[start:end] for start, end in spans)
    assert bold in whole
    if shown == text:
        assert bold == whole


def test_the_part_that_answers_is_shown_of_a_long_provision() -> None:
    """What is cut off on both sides is marked, and the cut is between khoản."""
    text = "\n".join(f"{number}. Việc thứ {number} của thôn." for number in range(1, 30))
    start = text.index("Việc thứ 20")
    shown = excerpt(text, [(start, start + len("Việc thứ 20"))], 120)
    assert "<b>Việc thứ 20</b>" in shown
    assert shown.startswith("[…] ")
    assert shown.removeprefix("[…] ").split(".")[0].isdigit()
    assert shown.endswith(" […]")


def test_the_beginning_is_shown_where_nothing_is_emphasised() -> None:
    """Then what is cut off is the end."""
    assert excerpt("1. Một hai ba bốn năm sáu bảy.", [], 24) == "1. Một hai ba […]"
