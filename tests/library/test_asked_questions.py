"""The questions people ask: enough of them, each at home in a provision, in nobody's words but a cadre's."""

import json
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from corpus.asked import Asked, load_asked
from corpus.catalog import LIBRARY, Catalog
from corpus.folding import fold
from corpus.glossary import Glossary
from corpus.ingest import File, ingest
from corpus.passage import SourceKind
from corpus.reference import Level, Step
from corpus.reviewed import load_reviewed
from index.abbreviations import expand_abbreviations
from tests.library.fidelity import shared_runs, words_of
from tests.library.names import BODIES, REGULATIONS, Names
from tests.library.provisions import SHORTENED, Article, official_texts, read_file, read_official

QUESTIONS = Path(__file__).parents[1] / "data" / "questions"
CORE = {"75-2015-qh13", "403-2017-nqlt", "337-2016-tt-btc", "10-2022-qh15", "59-2023-nd-cp"}
DIGESTS = sorted(path.stem for path in LIBRARY.glob("*.md") if ".until-" not in path.stem)
LONGEST_RUN = 4  # words in a row that a question may share with the article that answers it, names not counted
LONGEST_QUESTION = 200  # characters: a scene in two sentences
_KINDS = ("hội nghị cán bộ, công chức", "doanh nghiệp nhà nước", "cơ quan nhà nước")
_NAMES = Names((*BODIES, *REGULATIONS, *_KINDS))


@pytest.fixture(scope="module")
def asked(catalog: Catalog) -> list[Asked]:
    """The shipped questions that belong to a provision."""
    return [question for question in load_asked(catalog) if question.number]


@cache
def _paths(stem: str) -> frozenset[tuple[Step, ...]]:
    """The path of every article, clause, point and sheet of the digest."""
    path = LIBRARY / f"{stem}.md"
    document = ingest(File(path.name, path.read_bytes(), SourceKind.DIGEST), Catalog.load())
    return frozenset(passage.reference.path for passage in getattr(document, "passages", ()))


def _of(stem: str, asked: list[Asked], catalog: Catalog) -> list[Asked]:
    number = next(entry.number for entry in catalog.entries if entry.id == stem)
    return [question for question in asked if question.number == number]


@pytest.mark.parametrize("stem", DIGESTS)
def test_every_article_has_its_questions(stem: str, asked: list[Asked], catalog: Catalog) -> None:
    """Each article or sheet of the core five carries four questions or more, of the others two or more."""
    least = 4 if stem in CORE else 2
    counts = Counter(question.path[0] for question in _of(stem, asked, catalog))
    outermost = {path[0] for path in _paths(stem)}
    assert {f"{step.level} {step.label}": counts[step] for step in outermost if counts[step] < least} == {}


def test_every_question_belongs_to_a_provision(asked: list[Asked], catalog: Catalog, shared: Path) -> None:
    """The article, clause or sheet a question names stands in the digest or in the official text."""
    official = _official(shared)
    in_digests = {(e.number, path) for e in catalog.entries if e.id in DIGESTS for path in _paths(e.id)}
    homeless = [
        question
        for question in asked
        if (question.number, question.path) not in in_digests
        and not _stands_in(official.get(question.number, {}), question.path)
    ]
    assert homeless == []


def _stands_in(articles: Mapping[str, Article], path: tuple[Step, ...]) -> bool:
    """Whether one of `articles` has the article or clause at `path`."""
    article = articles.get(path[0].label) if path[0].level is Level.ARTICLE else None
    inner = tuple(f"{step.level} {step.label}" for step in path[1:])
    return article is not None and (not inner or any(part.path[: len(inner)] == inner for part in article.parts))


def test_no_question_is_asked_twice(asked: list[Asked]) -> None:
    """Two equal questions with two answers would be no help."""
    counts = Counter(fold(question.text) for question in asked)
    assert [text for text, count in counts.items() if count > 1] == []


def test_questions_are_typed_as_one_types_on_a_phone(asked: list[Asked]) -> None:
    """One short line of NFC text, without spaces at its ends."""
    for question in asked:
        assert question.text == unicodedata.normalize("NFC", question.text)
        assert question.text == " ".join(question.text.split())
        assert 10 <= len(question.text) <= LONGEST_QUESTION, question.text


def test_questions_are_spelled_as_what_is_typed_is_read(asked: list[Asked]) -> None:
    """Diacritics stand and abbreviations are written out, as in a typed question by the time it is compared."""
    abbreviations = Glossary.load().abbreviations
    everything = [*asked, *(question for question in load_asked(Catalog.load()) if question.leads_to)]
    assert [question.text for question in everything if question.text.isascii()] == []
    short = [q.text for q in everything if expand_abbreviations(q.text, abbreviations) != q.text]
    assert not short, "\n".join(short)


def test_no_question_is_taken_from_the_test_questions(asked: list[Asked], shared: Path) -> None:
    """What measures the assistant is not among what it was given."""
    files = [shared / "questions" / "dev.jsonl", *QUESTIONS.glob("*.jsonl")]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    measured = {fold(json.loads(line)["question"]) for line in lines}
    assert len(measured) >= 1_000
    assert [question.text for question in asked if fold(question.text) in measured] == []


def test_no_question_uses_the_law_s_own_phrases(asked: list[Asked], shared: Path) -> None:
    """A question shares no five words in a row with the official article that answers it, names left out of both."""
    official = _official(shared)
    compared, copied = 0, []
    for question in asked:
        label = next((step.label for step in question.path if step.level is Level.ARTICLE), None)
        article = official.get(question.number, {}).get(label or "")
        if article:
            compared += 1
            runs = shared_runs(_without_names(question.text, "tên1"), _law_words(article), longer_than=LONGEST_RUN)
            copied += [f"{question.number} Điều {label}: {question.text}: {runs}"] if runs else []
    assert compared >= 1_000
    assert not copied, "\n".join(copied)


def test_the_law_s_own_phrases_would_be_noticed() -> None:
    """Five words of an article in a row are found, four are not, and a body's name counts for nothing."""
    article = _without_names("Ban Thanh tra nhân dân gửi kế hoạch kiểm tra cho xã", "tên2")
    five = _without_names("hỏi: gửi kế hoạch kiểm tra hả?", "tên1")
    four = _without_names("Ban Thanh tra nhân dân gửi kế hoạch khi nào?", "tên1")
    assert shared_runs(five, article, longer_than=LONGEST_RUN) == ["gửi kế hoạch kiểm tra"]
    assert shared_runs(four, article, longer_than=LONGEST_RUN) == []


@cache
def _official(shared: Path) -> dict[str, dict[str, Article]]:
    """Every official text at hand: number -> articles by label."""
    union = shared / "regulations_other" / "50_2024_QH15_Luat_Cong_doan.txt"
    texts = {number: read_official(document) for number, document in official_texts(shared).items()}
    in_full = {number: texts[shortened] for number, shortened in SHORTENED.items()}
    return texts | in_full | {"50/2024/QH15": read_file(union.name, union.read_bytes())}


@cache
def _law_words(article: Article) -> list[str]:
    return _without_names(article.text, "tên2")


def _without_names(text: str, mark: str) -> list[str]:
    """The words of `text` with every name of a body or regulation made one word, `mark`."""
    return words_of(_NAMES.masked(text, by=f" {mark} "))


def test_reviewed_answers_admit_the_questions_written_for_them() -> None:
    """Each question of a reviewed answer holds the words that it demands, and none that it excludes."""
    refused = [
        question for answer in load_reviewed() for question in answer.questions if not answer.may_answer(question)
    ]
    assert refused == []


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("khong-co-han-tra-loi-kien-nghi-giam-sat", "Ủy ban xã phải gửi báo cáo cho đoàn giám sát trước mấy ngày?"),
        ("khong-co-han-tra-loi-kien-nghi-giam-sat", "Kiến nghị về tham nhũng thì mấy ngày phải trả lời?"),
        ("han-tra-loi-ban-ttnd-xa", "Thủ trưởng phải trả lời Ban Thanh tra nhân dân trong mấy ngày?"),
        ("so-thanh-vien-ban-ttnd-xa", "Ban Thanh tra nhân dân có mấy phó ban?"),
    ],
)
def test_a_reviewed_answer_keeps_to_its_subject(answer: str, question: str) -> None:
    """A question that only sounds alike is left to the provisions."""
    assert [found.may_answer(question) for found in load_reviewed() if found.id == answer] == [False]
