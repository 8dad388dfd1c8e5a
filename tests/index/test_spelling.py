"""Abbreviations written out, missing diacritics restored."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.folding import strip_diacritics
from corpus.glossary import Glossary
from index.abbreviations import expand_abbreviations
from index.spelling import SHIPPED_COUNTS, DiacriticRestorer
from tests.index.samples import DECREE, LAW, RULES

_ABBREVIATIONS = {"mttq": "Mặt trận Tổ quốc Việt Nam", "gs": "giám sát", "qd": "quyết định", "dc": "được"}
_RESTORER = DiacriticRestorer.train([LAW, DECREE, RULES])
_SHIPPED = DiacriticRestorer.load(SHIPPED_COUNTS)
_SYLLABLES = sorted({strip_diacritics(word) for word in (LAW + DECREE + RULES).split()})
_LETTERS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấệỡAĐỆ0123456789 .,?-/_😀", max_size=40)
_QUESTIONS = st.lists(
    st.sampled_from(_SYLLABLES).flatmap(
        lambda word: st.sampled_from([word, word.title(), word.upper(), word.title().swapcase()])
    )
    | _LETTERS
).map(" ".join)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("GS của MTTQ", "giám sát của Mặt trận Tổ quốc Việt Nam"),
        ("gs, mttq?", "giám sát, Mặt trận Tổ quốc Việt Nam?"),
        ("(Gs)", "(giám sát)"),
        ("QĐ này, qd kia", "quyết định này, quyết định kia"),
        ("có đc không", "có được không"),
        ("mttqvn gsm bgs gs1 gs_x", "mttqvn gsm bgs gs1 gs_x"),
        ("gś gấ dć", "gś gấ dć"),
        ("không có gì viết tắt 😀", "không có gì viết tắt 😀"),
        ("", ""),
    ],
)
def test_abbreviations_are_written_out_as_whole_words_only(question: str, expected: str) -> None:
    """A whole word in any case, with đ or d, is written out; a part of a word or a word with tones is not."""
    assert expand_abbreviations(question, _ABBREVIATIONS) == expected


@pytest.mark.parametrize("number", ["217-QĐ/TW", "05/HD-MTTQ-GS", "QĐ 217", "qd 218"])
def test_official_numbers_are_left_whole(number: str) -> None:
    """An abbreviation that is part of an official number stays as typed, so that the number is still one."""
    assert expand_abbreviations(f"theo {number} thì sao", _ABBREVIATIONS) == f"theo {number} thì sao"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("GS/MTTQ", "giám sát/Mặt trận Tổ quốc Việt Nam"),
        ("GS 2 lần một năm", "giám sát 2 lần một năm"),
    ],
)
def test_slash_or_count_does_not_make_a_number(question: str, expected: str) -> None:
    """Two abbreviations joined by a slash, and one before a count, are no official number and are written out."""
    assert expand_abbreviations(question, _ABBREVIATIONS) == expected


@pytest.mark.parametrize(
    ("short", "words"),
    [("HĐND", "Hội đồng nhân dân"), ("QĐ", "quyết định"), ("UBND", "Ủy ban nhân dân"), ("MTTQ", "Mặt trận Tổ quốc")],
)
def test_shipped_abbreviations_serve_as_officials_write_them(short: str, words: str) -> None:
    """The abbreviations of every letterhead, đ and all, are written out by the shipped glossary."""
    assert expand_abbreviations(f"{short} xã", Glossary.load().abbreviations).startswith(words)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("quyen cua nguoi dan", "quyền của người dân"),
        ("nhiem ky cua to hoa giai la bao lau?", "nhiệm kỳ của tổ hòa giải là báo lau?"),
        ("Muon sach, muon sach", "Mượn sách, mượn sách"),
        ("QUYEN cua Nguoi dan", "QUYỀN của Người dân"),
        ("10 ngay, 200.000 dong 😀", "10 ngày, 200.000 đồng 😀"),
    ],
)
def test_missing_diacritics_are_restored(question: str, expected: str) -> None:
    """Each syllable gets the reading the regulations have for it; case, numbers and marks stay."""
    assert _RESTORER.restore(question) == expected


def test_neighbours_decide_between_readings() -> None:
    """Of several readings of a syllable the one that follows its neighbour in the texts is chosen."""
    restorer = DiacriticRestorer.train(["giám sát, giám sát. giảm nghèo. sát sao. bán nhà, bạn bè, bạn đọc"])
    assert restorer.restore("giam sat va giam ngheo") == "giám sát va giảm nghèo"
    assert restorer.restore("ban nha cho ban doc") == "bán nhà cho bạn đọc"


@pytest.mark.parametrize(
    "question",
    [
        "Quyền của người dân là gì?",
        "ban giám sát có quyền xem dự toán",
        "ban nào cho dân hay tin, may mà còn kịp",
        "Xã tôi chia ba thôn, mỗi thôn một ban",
        "cơ quan thanh tra cho rằng ban cung cấp tin chung chung",
    ],
)
def test_accented_question_is_left_alone(question: str) -> None:
    """A question typed in full stays as typed, with the plain words that belong in it."""
    assert _SHIPPED.restore(question) == question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("ban giam sát có quyền xem dự toán", "ban giám sát có quyền xem dự toán"),
        ("Thù lao hòa giải viên bao nhieu", "Thù lao hòa giải viên bao nhiêu"),
        ("Mặt trận co duoc giám sát can bo khong?", "Mặt trận có được giám sát cán bộ không?"),
        ("mat tran giám sat bang nhung hinh thuc nao", "mặt trận giám sát bằng những hình thức nào"),
        ("co may hinh thuc phan bien xa hoi vay ban", "có mấy hình thức phản biện xã hội vậy bạn"),
        ("co may nguoi trong doan giam sat", "có mấy người trong đoàn giám sát"),
    ],
)
def test_words_left_bare_are_restored_among_accented_ones(question: str, expected: str) -> None:
    """Where all, half or some words lack their diacritics, those get them and the others stay."""
    assert _SHIPPED.restore(question) == expected


def test_abbreviation_helps_to_read_its_neighbours() -> None:
    """An abbreviation stays, and what it stands for decides the reading of the words beside it."""
    restorer = DiacriticRestorer.train(["tổ chức giám sát. tố cáo", "tố cáo tố cáo"])
    assert restorer.restore("to gs") == "tố gs"
    assert restorer.restore("to gs", abbreviations={"gs": "chức giám sát"}) == "tổ gs"


@pytest.mark.parametrize(
    "question", ["xyz wifi zalo", "zalo Wifi GMAIL", "gui qua iPhone hay eMail", "", "?!", "QH13 75/2015", "😀"]
)
def test_unknown_words_stay_as_typed(question: str) -> None:
    """What the regulations have never seen stays as it was, capitals within a word included."""
    assert DiacriticRestorer.train(["quyền của người dân"]).restore(question) == question


def test_accented_syllable_stays_among_bare_ones() -> None:
    """In a question mostly without diacritics the few accented syllables stay as typed, whatever their case."""
    question = "theo van ban 11-QĐi/TW thi nguoi dan co quyen xem ban ve va du toan khong"
    assert "11-QĐi/TW" in _RESTORER.restore(question)
    assert "người dân" in _RESTORER.restore(question)


@given(_QUESTIONS)
@settings(max_examples=100, deadline=None)
def test_only_diacritics_are_added(question: str) -> None:
    """Whatever is restored, without its diacritics it is the question without its own."""
    assert strip_diacritics(_RESTORER.restore(question)) == strip_diacritics(question)


@given(_QUESTIONS)
@settings(max_examples=200, deadline=None)
def test_restoring_again_changes_nothing(question: str) -> None:
    """A restored question is restored."""
    once = _SHIPPED.restore(question)
    assert _SHIPPED.restore(once) == once


@given(_QUESTIONS)
@settings(max_examples=100, deadline=None)
def test_accented_words_and_numbers_stay(question: str) -> None:
    """No word that carries a diacritic and no number changes, and no word comes or goes."""
    typed, restored = (re.findall(r"\w+", text) for text in (question, _SHIPPED.restore(question)))
    assert len(typed) == len(restored)
    kept = [word for word in typed if word != strip_diacritics(word) or any(char.isdigit() for char in word)]
    assert [new for old, new in zip(typed, restored, strict=True) if old in kept and old != new] == []


@pytest.mark.parametrize("number", ["75/2015/QH13", "05/HD-MTTW-BTT", "217-QD/TW", "k2 đ26", "15/7", "200.000"])
def test_numbers_and_citations_are_never_touched(number: str) -> None:
    """An official number, a short citation, a date or a sum stays as typed in a question without diacritics."""
    assert number in _SHIPPED.restore(f"theo {number} thi can bo lam gi")


@given(_QUESTIONS)
@settings(max_examples=100, deadline=None)
def test_typed_diacritics_are_kept(question: str) -> None:
    """Where a letter was typed with a diacritic, the same letter stands afterwards."""
    kept = zip(question, _RESTORER.restore(question), strict=True)
    assert [got for typed, got in kept if typed != strip_diacritics(typed) and typed != got] == []


def test_saved_restorer_restores_alike(tmp_path: Path) -> None:
    """A restorer read from its file gives the same readings as the one that was saved."""
    _RESTORER.save(tmp_path / "spelling.json")
    loaded = DiacriticRestorer.load(tmp_path / "spelling.json")
    plain = strip_diacritics(LAW + DECREE + RULES)
    assert loaded.restore(plain) == _RESTORER.restore(plain) != plain


def test_restorer_reads_back_what_it_learnt() -> None:
    """Nine in ten syllables of a regulation typed without diacritics come back as the regulation has them."""
    typed = strip_diacritics(LAW)
    pairs = list(zip(_RESTORER.restore(typed).split(), LAW.split(), strict=True))
    assert sum(restored == written for restored, written in pairs) >= 0.9 * len(pairs)


def test_untrained_restorer_changes_nothing() -> None:
    """Without texts to learn from a question stays as typed."""
    assert DiacriticRestorer.train([]).restore("giam sat") == "giam sat"
