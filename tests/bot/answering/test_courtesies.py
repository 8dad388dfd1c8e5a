"""Greetings and thanks around a question are left out of the search."""

import pytest

from bot.answering.courtesies import without_courtesies


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Chào bạn, cho em hỏi chút ạ: ai lập đoàn giám sát?", "ai lập đoàn giám sát?"),
        ("chào anh chị cho hỏi ai ký thông báo", "ai ký thông báo"),
        ("Xin chào, MTTQ giám sát thế nào?", "MTTQ giám sát thế nào?"),
        ("dạ thưa anh chị em muốn hỏi mức chi là bao nhiêu", "mức chi là bao nhiêu"),
        ("bạn ơi ban thanh tra bầu mấy năm", "ban thanh tra bầu mấy năm"),
        ("đồng chí cho hỏi thời hiệu khiếu nại", "thời hiệu khiếu nại"),
        ("Ai lập đoàn giám sát? Em cảm ơn anh chị nhiều ạ", "Ai lập đoàn giám sát?"),
        ("Mặt trận có giám sát được không ad ơi?", "Mặt trận có giám sát được không"),
        ("mức chi bao nhiêu em ơi", "mức chi bao nhiêu"),
    ],
)
def test_courtesies_are_left_out(question: str, asked: str) -> None:
    """What remains is the question itself."""
    assert without_courtesies(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Hội đồng nhân dân xã hỏi ý kiến dân thế nào?",
        "Anh chị nào được vào đoàn giám sát?",
        "Cho dân hỏi ở đâu khi tiếp xúc cử tri?",
        "Bác trưởng thôn nghỉ thì ai thay",
        "Ai cảm ơn, khen thưởng đoàn giám sát?",
        "chào bạn",
        "cho em hỏi",
        "cảm ơn bạn",
        "",
    ],
)
def test_other_words_stay(question: str) -> None:
    """A question that only looks like a courtesy stays whole, and so does a text that is nothing else."""
    assert without_courtesies(question) == question
