"""The question as typed becomes the question as searched."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.tidy import MAX_CHARACTERS, Question, Unusable, tidy
from corpus.glossary import Glossary
from index.spelling import SHIPPED_COUNTS, DiacriticRestorer

GLOSSARY = Glossary.load()
RESTORER = DiacriticRestorer.train(["Mặt trận giám sát bằng những hình thức nào? Ai quyết định kế hoạch giám sát?"])


def tidied(text: str) -> Question:
    """The question in `text`, which must be usable."""
    question = tidy(text, glossary=GLOSSARY, restorer=RESTORER)
    assert isinstance(question, Question)
    return question


def refused(text: str) -> str:
    """Why `text` cannot be used, which must be so."""
    refusal = tidy(text, glossary=GLOSSARY, restorer=RESTORER)
    assert isinstance(refusal, Unusable)
    return refusal.message


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("  MTTQ\n giám\t\tsát  gì? ", "MTTQ giám sát gì?"),
        ("MTTQ\u00a0giám\u2003sát", "MTTQ giám sát"),
        ("MTTQ\x00 giám\x07 sát\x1b", "MTTQ giám sát"),
        ("\ufeffMTTQ giám sát\u200b", "MTTQ giám sát"),
        ("MTTQ\u202e giám sát\u2066", "MTTQ giám sát"),
        ("MTTQ\ud83d giám sát", "MTTQ giám sát"),
        ("dòng một\u2028dòng hai\r\ndòng ba", "dòng một dòng hai dòng ba"),
        (unicodedata.normalize("NFD", "giám sát"), "giám sát"),
        ("giám sát 🙂", "giám sát 🙂"),
    ],
)
def test_what_was_typed_comes_out_on_one_clean_line(text: str, typed: str) -> None:
    """Line breaks, control and invisible characters and half surrogates go; letters, in NFC, and emoji stay."""
    assert tidied(text).typed == typed


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_tidying_is_idempotent_and_leaves_nothing_unprintable(text: str) -> None:
    """Whatever is typed, the result holds no control character or line break, and tidying it again changes nothing."""
    question = tidy(text, glossary=GLOSSARY, restorer=RESTORER)
    if isinstance(question, Question):
        assert not [char for char in question.typed if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]
        assert tidied(question.typed).typed == question.typed


def test_abbreviations_and_missing_diacritics_are_filled_in() -> None:
    """The question is searched in full Vietnamese while what was typed is kept."""
    question = tidied("mttq giam sat bang nhung hinh thuc nao?")
    assert question.typed == "mttq giam sat bang nhung hinh thuc nao?"
    assert question.full == "Mặt trận Tổ quốc Việt Nam giám sát bằng những hình thức nào?"


def test_a_question_typed_with_diacritics_is_not_respelled() -> None:
    """Nothing is restored where diacritics were typed."""
    assert tidied("Ai quyết định kế hoạch giám sát?").full == "Ai quyết định kế hoạch giám sát?"


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Chào anh chị, cho em hỏi: MTTQ giám sát thế nào? 😀🙏🏽", "Mặt trận Tổ quốc Việt Nam giám sát thế nào?"),
        ("chao anh chi cho hoi ban ttnd bau may nam", "ban Thanh tra nhân dân bầu mấy năm"),
        ("MẶT TRẬN PHẢN BIỆN TRONG BAO NHIÊU NGÀY", "mặt trận phản biện trong bao nhiêu ngày"),
        ("HDND XA HOP MAY LAN", "Hội đồng nhân dân xã họp mấy lần"),
        ("giams sats cuar mawtj traanj laf gif", "giám sát của mặt trận là gì"),
        ("gia1m sa1t cu3a ma85t tra65n", "giám sát của mặt trận"),
        ("đ/c cho hỏi nhữg ai đc gs", "những ai được giám sát"),
        (unicodedata.normalize("NFD", "Ai phản biện dự thảo?"), "Ai phản biện dự thảo?"),
        ("k2 đ26 luật 75/2015/QH13 nói j", "k2 đ26 luật 75/2015/QH13 nói gì"),
        ("Luật MTTQ", "Luật Mặt trận Tổ quốc Việt Nam"),
        ("xin chào", "xin chào"),
    ],
)
def test_the_question_is_searched_as_it_was_meant(text: str, full: str) -> None:
    """However it was typed on a phone, the question is searched as a full Vietnamese sentence."""
    question = tidy(text, glossary=GLOSSARY, restorer=DiacriticRestorer.load(SHIPPED_COUNTS))
    assert isinstance(question, Question)
    assert question.full == full


@pytest.mark.parametrize(
    "number", ["403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "159/2016/NĐ-CP", "217-QĐ/TW", "05/HD-MTTW-BTT"]
)
def test_an_official_number_is_left_as_it_is(number: str) -> None:
    """The letters of a number are no abbreviations to be written out."""
    assert number in tidied(f"Điều 7 văn bản số {number} quy định gì?").full


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "🙂", "👍👍🏽", "???!", "...", "\x00\x01", "\u200b", "\ud83d"])
def test_a_text_without_letters_or_digits_is_refused(text: str) -> None:
    """An emoji, punctuation, control characters or nothing at all get the request to type a question."""
    assert refused(text).startswith("Tôi chỉ đọc được câu hỏi bằng chữ.")


def test_the_longest_question_is_accepted() -> None:
    """A question of exactly the limit is taken, whole."""
    assert tidied("a" * MAX_CHARACTERS).typed == "a" * MAX_CHARACTERS


@pytest.mark.parametrize("length", [MAX_CHARACTERS + 1, 2_000_000])
def test_a_longer_one_is_refused(length: int) -> None:
    """One character more, or two million, get the limit told, in the Vietnamese way of writing numbers."""
    assert refused("giám sát " * (length // 9 + 1)) == "Câu hỏi dài quá 1.000 ký tự. Xin hỏi ngắn gọn từng ý một."
