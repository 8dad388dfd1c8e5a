"""The questions that answers are measured with and refusal is learned from: every gold exists and holds its words."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from scripts.halves import Half, half_of
from scripts.metrics import Case, Gold
from tests.library.provisions import SHORTENED, Article, official_texts, read_official

QUESTIONS = Path(__file__).parents[1] / "data" / "questions"
TO_BE_REFUSED = {"out_of_scope", "near_field", "injection"}


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Every question: to tune with and to report from by halves, held out, and silent ones to learn from."""
    return [case for name in ("questions", "held_out", "silent") for case in _read(name)]


def _read(name: str) -> list[Case]:
    text = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8")
    return [Case.model_validate_json(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def official(shared: Path, cases: list[Case]) -> dict[str, dict[str, Article]]:
    """The articles of the regulations that questions ask about, by number and label."""
    texts = official_texts(shared)
    numbers = {gold.number for case in cases for gold in case.gold}
    return {number: read_official(texts[SHORTENED.get(number, number)]) for number in numbers}


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _words(gold: Gold, official: dict[str, dict[str, Article]]) -> str:
    """The official words of the gold provision with all below it; empty where it does not exist."""
    article = official[gold.number].get(gold.article)
    levels = (("khoản", gold.clause), ("điểm", gold.point))
    path = tuple(f"{level} {label}" for level, label in levels if label)
    parts = article.parts if article else ()
    return _folded("\n".join(part.text for part in parts if part.path[: len(path)] == path))


def test_every_gold_provision_exists(cases: list[Case], official: dict[str, dict[str, Article]]) -> None:
    """Article, clause and point are in the official text."""
    assert [(case.id, gold) for case in cases for gold in case.gold if not _words(gold, official)] == []


def test_gold_provisions_hold_what_a_right_quotation_must(
    cases: list[Case], official: dict[str, dict[str, Article]]
) -> None:
    """The words stand in every alternative; where all provisions are needed, in at least one."""
    missing = []
    for case in cases:
        texts = [_words(gold, official) for gold in case.gold]
        enough = any if case.type == "multi" else all
        missing += [(case.id, words) for words in case.must_contain if not enough(_folded(words) in t for t in texts)]
    assert missing == []


def test_ids_and_questions_are_used_once(cases: list[Case]) -> None:
    """An id names one question, and no question is counted twice."""
    assert len({case.id for case in cases}) == len({_folded(case.question) for case in cases}) == len(cases)


def test_only_questions_to_be_refused_are_without_gold(cases: list[Case]) -> None:
    """The type says whether a question must be refused."""
    assert {case.id for case in cases if not case.gold} == {case.id for case in cases if case.type in TO_BE_REFUSED}


def test_all_questions_that_refusal_is_learned_from_are_silent() -> None:
    """One with an answer among them would teach to refuse it."""
    assert {case.type for case in _read("silent")} == {"near_field"}


def test_golds_of_expired_regulations_are_dated(cases: list[Case]) -> None:
    """Questions about a day say which: 22 of type expired, none of another type."""
    assert Counter(case.type for case in cases if case.as_of) == {"expired": 22}


def test_must_contain_is_a_key_not_a_sentence(cases: list[Case]) -> None:
    """No more than ten words of law stand in one place."""
    assert [words for case in cases for words in case.must_contain if len(words.split()) > 10] == []


def test_both_halves_have_their_share_of_every_type() -> None:
    """No type is split more unevenly than 58 to 42."""
    cases = _read("questions")
    halves = Counter((case.type, half_of(case.id)) for case in cases)
    for kind, count in Counter(case.type for case in cases).items():
        assert 0.42 <= halves[kind, Half.TUNE] / count <= 0.58


def test_an_id_stays_in_its_half() -> None:
    """The rule is the id's alone: these never move."""
    known = {"t001": Half.TUNE, "t002": Half.REPORT, "t003": Half.REPORT, "q001": Half.REPORT}
    assert {case_id: half_of(case_id) for case_id in known} == known
