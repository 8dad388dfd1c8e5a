"""Greetings and thanks."""

import pytest

from bot.answering.small_talk import GREETING, small_talk


@pytest.mark.parametrize(
    "text", ["Xin chào", "xin chào ạ!", "CHÀO BẠN", "chao bot", "Alo?", "hello", "hi", "Chào em nhé"]
)
def test_greetings_are_greeted(text: str) -> None:
    """A greeting, in any case, with or without diacritics and polite endings, gets the greeting."""
    assert small_talk(text) == GREETING


@pytest.mark.parametrize("text", ["cảm ơn", "Cảm ơn bạn nhiều nhé!", "xin cam on", "thanks", "tks ạ"])
def test_thanks_are_acknowledged(text: str) -> None:
    """Thanks are answered as thanks."""
    assert small_talk(text) == "Không có gì ạ. Xin hỏi tiếp khi cần."


@pytest.mark.parametrize("text", ["tạm biệt", "bye", "hẹn gặp lại nhé"])
def test_goodbyes_are_returned(text: str) -> None:
    """A goodbye is returned."""
    assert (small_talk(text) or "").startswith("Chào tạm biệt.")


@pytest.mark.parametrize("text", ["bạn là ai?", "bot là gì", "bạn làm được gì"])
def test_says_what_it_is(text: str) -> None:
    """Asked who it is, the assistant says that it only quotes and replaces no authority."""
    assert "chỉ trích dẫn văn bản" in (small_talk(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Xin chào, MTTQ giám sát bằng những hình thức nào?",
        "cảm ơn, cho hỏi thêm ai lập đoàn giám sát",
        "Ban là ai trong Ban Thanh tra nhân dân",
        "giám sát",
        "ạ",
        "nhé",
        "",
    ],
)
def test_a_question_is_no_small_talk(text: str) -> None:
    """A question that begins politely is a question, and so is everything else."""
    assert small_talk(text) is None
