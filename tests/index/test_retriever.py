"""Questions to passages, best first."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from corpus.asked import Asked
from corpus.folding import strip_diacritics
from corpus.ingest import Document
from corpus.passage import Passage
from index.build import Build, open_build
from index.encoder import Encoder
from index.ranker import Ranker
from index.ranking import features
from index.retriever import QUESTION_MARGIN, Hit, Retriever
from tests.index.samples import ASKED, LAW, NUMBERS, CountingEncoder, read, writer

_TODAY = date(2026, 1, 1)
_SHEET = """\
Số: 12/2020/QH14

### Phiếu: Nước uống cho cuộc họp

Ngân sách xã bảo đảm tiền in ấn tài liệu và nước uống cho các cuộc họp giám sát của người dân.

### Điều 1. Nước uống cho cuộc họp

Ngân sách xã bảo đảm tiền in ấn tài liệu và nước uống cho các cuộc họp giám sát của người dân, trừ khi trời mưa to.

### Điều 2. Giờ đóng cửa

Nhà văn hóa thôn đóng cửa lúc chín giờ tối, trừ đêm giao thừa.
"""


@pytest.fixture(scope="module")
def retriever(build: Build, encoder: Encoder) -> Retriever:
    """The retriever over the small regulations."""
    return Retriever(build, encoder)


def _where(passage: Passage) -> tuple[str, str | None, str | None]:
    reference = passage.reference
    return reference.number, reference.article, reference.clause


def _find(retriever: Retriever, question: str, *, limit: int = 20) -> tuple[Hit, ...]:
    return retriever.find(question, numbers=NUMBERS, on=_TODAY, limit=limit).hits


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Mỗi lần được mượn mấy quyển sách?", ("34/2021/NĐ-CP", "2", "1")),
        ("trả sách trễ hạn thì bị gì", ("34/2021/NĐ-CP", "2", "2")),
        ("chủ nhật thư viện có mở cửa không", ("34/2021/NĐ-CP", "1", None)),
        ("Tổ hòa giải làm mấy năm thì bầu lại, nhiệm kỳ bao lâu?", ("56/2019/QH14", "1", "2")),
        ("Có được bắt dân đóng thêm tiền cho việc giám sát không?", ("12/2020/QH14", "3", "2")),
        ("xem dự toán của công trình ở đâu", ("12/2020/QH14", "2", "1")),
    ],
)
def test_question_finds_the_clause_that_answers_it(
    retriever: Retriever, question: str, expected: tuple[str, str, str | None]
) -> None:
    """A question in a reader's own words finds first the provision a person would point to."""
    assert _where(_find(retriever, question)[0].passage) == expected


def test_hits_are_ranked_from_one_best_first(retriever: Retriever) -> None:
    """Every searched passage comes once, ranks count from 1 and fused scores never rise."""
    hits = _find(retriever, "quyền của người dân")
    assert [hit.rank for hit in hits] == list(range(1, 14))
    assert all(before.fused_score >= after.fused_score for before, after in pairwise(hits))
    assert len({hit.passage for hit in hits}) == 13


def test_limit_keeps_the_best(retriever: Retriever) -> None:
    """A limit of three gives the first three of all hits."""
    assert _find(retriever, "hòa giải viên", limit=3) == _find(retriever, "hòa giải viên")[:3]


def test_scores_are_those_computed_by_hand(retriever: Retriever, encoder: Encoder) -> None:
    """Cosines and BM25 scores equal numpy's, the order is that of the ranker, and whoever is nearest says how near."""
    question = "Kinh phí giám sát do ai trả?"
    found = retriever.find(question, numbers=NUMBERS, on=_TODAY, limit=20)
    expected = _by_hand(retriever, question, encoder)
    assert [_where(hit.passage) for hit in found.hits] == [where for where, _ in expected]
    for hit, (_, scores) in zip(found.hits, expected, strict=True):
        assert (hit.cosine_similarity, hit.bm25_score, hit.fused_score) == pytest.approx(scores, abs=1e-4)
    assert found.nearest == max(hit.cosine_similarity for hit in found.hits)
    assert [_where(hit.passage)[:2] for hit in found.hits[:2]] == [("12/2020/QH14", "3")] * 2


def _by_hand(retriever: Retriever, question: str, encoder: Encoder) -> list[tuple[object, tuple[float, float, float]]]:
    """Where each passage stands and its three scores, best first."""
    build, vector = retriever.build, encoder.encode_questions([question])[0]
    cosines = np.stack([build.vectors.row(row) for row in range(len(build.searchable))]) @ vector
    assert build.question_vectors is not None
    for asking, asked in enumerate(build.questions):
        for row in asked.rows:
            near = float(build.question_vectors.row(asking) @ vector) - QUESTION_MARGIN
            cosines[row] = max(cosines[row], near)
    bm25_scores = build.keywords.scores(question)
    found = retriever.candidates(question, vector, numbers=NUMBERS, on=_TODAY)
    assert found is not None
    assert found.rows.tolist() == list(range(len(build.searchable)))
    fused = Ranker.load().scores(features(found.evidence).matrix())
    places = [_where(build.passages[index]) for index in build.searchable]
    return [(places[row], (cosines[row], bm25_scores[row], fused[row])) for row in np.argsort(-fused, kind="stable")]


def test_every_kind_of_evidence_is_that_of_its_row(retriever: Retriever, encoder: Encoder) -> None:
    """Titles, times and coverage are found at the passages that have them."""
    question = "Quyền của người dân: chủ đầu tư trả lời trong bao nhiêu ngày?"
    vector = encoder.encode_questions([question])[0]
    found = retriever.candidates(question, vector, numbers=NUMBERS, on=_TODAY)
    assert found is not None
    places = [_where(retriever.build.passages[retriever.build.searchable[row]]) for row in found.rows]
    evidence = found.evidence
    named = {place for place, share in zip(places, evidence.named, strict=True) if share > 0}
    assert named == {("12/2020/QH14", "2", clause) for clause in ("1", "2", "3")}
    assert evidence.quantity[places.index(("12/2020/QH14", "2", "3"))] == 1
    assert evidence.quantity[places.index(("12/2020/QH14", "3", "2"))] == 0
    assert evidence.coverage.argmax() == places.index(("12/2020/QH14", "2", "3"))
    assert 0 <= evidence.coverage.min() <= evidence.coverage.max() <= 1


@pytest.mark.parametrize("asked", [ASKED[0], ASKED[2]], ids=["clause", "article"])
def test_question_asked_before_finds_its_provision(retriever: Retriever, asked: Asked) -> None:
    """A question kept with a provision finds that provision first, as near as the margin allows."""
    best = _find(retriever, asked.text)[0]
    assert (best.passage.reference.number, best.passage.reference.path) == (asked.number, asked.path)
    assert best.cosine_similarity == pytest.approx(1 - QUESTION_MARGIN, abs=1e-3)


def test_question_about_an_article_finds_all_its_clauses(retriever: Retriever) -> None:
    """A question kept with an article that has clauses lifts each of them alike."""
    first, second = _find(retriever, ASKED[1].text)[:2]
    assert {_where(hit.passage) for hit in (first, second)} == {
        ("34/2021/NĐ-CP", "2", "1"),
        ("34/2021/NĐ-CP", "2", "2"),
    }
    assert first.cosine_similarity == second.cosine_similarity == pytest.approx(1 - QUESTION_MARGIN, abs=1e-3)


def test_page_of_the_library_is_found_by_its_question(retriever: Retriever) -> None:
    """A page is given with the similarity of the nearest question that leads to it, whatever the regulations."""
    same = retriever.find(ASKED[4].text, numbers=[], on=_TODAY, limit=5)
    other = retriever.find("Bánh chưng gói thế nào?", numbers=NUMBERS, on=_TODAY, limit=5)
    assert set(same.pages) == set(other.pages) == {"mo-thu-vien"}
    assert same.pages["mo-thu-vien"] == pytest.approx(1, abs=1e-3)
    assert other.pages["mo-thu-vien"] < 0.95


def test_only_the_regulations_asked_for_are_found(retriever: Retriever) -> None:
    """Restricted to one regulation, its passages alone are found, all of them, in their order among themselves."""
    question = "thư viện cho mượn sách"
    found = retriever.find(question, numbers=["56/2019/QH14"], on=_TODAY, limit=20).hits
    assert {hit.passage.reference.number for hit in found} == {"56/2019/QH14"}
    assert len(found) == 3
    everywhere = {hit.passage: hit for hit in _find(retriever, question)}
    expected = [everywhere[hit.passage].cosine_similarity for hit in found]
    assert [hit.cosine_similarity for hit in found] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("numbers", [[], ["1/2000/QH10"]])
def test_no_regulation_no_hit(retriever: Retriever, numbers: list[str]) -> None:
    """Among no regulation, or one that is not held, nothing is found and nothing is nearest."""
    found = retriever.find("mượn sách", numbers=numbers, on=_TODAY, limit=5)
    assert (found.hits, found.nearest) == ((), None)


def test_keywords_count_without_diacritics(retriever: Retriever) -> None:
    """Typed without diacritics a question has the same BM25 score with every passage."""
    question = "Thù lao hòa giải viên"
    scores = [
        {hit.passage: hit.bm25_score for hit in _find(retriever, text)}
        for text in (question, strip_diacritics(question))
    ]
    assert scores[0] == scores[1]
    assert max(scores[0].values()) > 0


def test_terms_are_searched_by_keyword_only(retriever: Retriever) -> None:
    """The law's words for everyday ones raise BM25 scores and leave the cosines as they are."""
    question = "nhà thầu phải hồi âm trong mấy hôm"
    plain = {hit.passage: hit for hit in _find(retriever, question)}
    found = retriever.find(question, terms=["chủ đầu tư", "ngày làm việc"], numbers=NUMBERS, on=_TODAY, limit=20).hits
    assert _where(found[0].passage) == ("12/2020/QH14", "2", "3")
    assert found[0].bm25_score > plain[found[0].passage].bm25_score
    assert all(hit.cosine_similarity == plain[hit.passage].cosine_similarity for hit in found)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Сколько книг можно взять за один раз?", ("34/2021/NĐ-CP", "2", "1")),
        ("图书馆星期几开门，几点关门？", ("34/2021/NĐ-CP", "1", None)),
        ("调解小组的任期是几年？", ("56/2019/QH14", "1", "2")),
    ],
    ids=["books", "hours", "term"],
)
def test_question_without_known_words_is_ranked_by_meaning_alone(
    retriever: Retriever, question: str, expected: tuple[str, str, str | None]
) -> None:
    """Asked in another script no word is shared, and what is meant still comes first."""
    hits = _find(retriever, question)
    assert {hit.bm25_score for hit in hits} == {0}
    assert _where(hits[0].passage) == expected


@pytest.mark.parametrize("question", ["😀😀😀", "xyzzy", "?"])
def test_question_without_meaning_finds_something_without_fail(retriever: Retriever, question: str) -> None:
    """What says nothing is no error: every passage comes, with no keyword to its credit."""
    hits = _find(retriever, question)
    assert len(hits) == 13
    assert {hit.bm25_score for hit in hits} == {0}


def test_each_day_has_its_wording(tmp_path: Path, documents: list[Document], encoder: Encoder) -> None:
    """Of two wordings the one that counts on the day asked for is found, on the day of change the later."""
    change = date(2025, 7, 1)
    later = read("luat.txt", LAW.replace("10 ngày", "15 ngày"))
    wordings = [
        replace(documents[0], passages=tuple(replace(p, counts_until=change) for p in documents[0].passages)),
        replace(later, passages=tuple(replace(p, counts_from=change) for p in later.passages)),
    ]
    writer(wordings, encoder, asked=())(tmp_path)
    retriever = Retriever(open_build(tmp_path), encoder)
    expected: Mapping[date, str] = {date(2025, 6, 30): "10 ngày", change: "15 ngày"}
    for day, words in expected.items():
        hits = retriever.find("trả lời trong bao nhiêu ngày", numbers=NUMBERS, on=day, limit=20).hits
        assert len(hits) == 6
        assert words in hits[0].passage.text


def test_provision_goes_before_our_own_note(tmp_path: Path, encoder: Encoder) -> None:
    """A sheet that is only a little nearer goes after the provision; one that is much nearer goes before it."""
    writer([read("a.md", _SHEET)], encoder, asked=())(tmp_path)
    retriever = Retriever(open_build(tmp_path), encoder)
    provision_first = _find(retriever, "Ai trả tiền nước uống?")
    assert [hit.passage.reference.article for hit in provision_first] == ["1", None, "2"]
    assert provision_first[1].cosine_similarity > provision_first[0].cosine_similarity
    sheet_first = _find(retriever, "Phiếu: tiền in ấn tài liệu ai lo?")
    assert [hit.passage.reference.article for hit in sheet_first] == [None, "1", "2"]


def test_question_asked_again_is_not_encoded_again(build: Build, encoder: Encoder) -> None:
    """The second time a question finds the same without the model; on another day too, and among other regulations."""
    counting = CountingEncoder(encoder)
    retriever = Retriever(build, counting)
    first = retriever.find("thư viện mở cửa mấy giờ", numbers=NUMBERS, on=_TODAY, limit=5)
    again = retriever.find("thư viện mở cửa mấy giờ", numbers=NUMBERS, on=date(2026, 2, 1), limit=5)
    alone = retriever.find("thư viện mở cửa mấy giờ", numbers=[NUMBERS[0]], on=_TODAY, limit=5)
    assert counting.questions == ["thư viện mở cửa mấy giờ"]
    assert again.hits == first.hits
    assert {hit.passage.reference.number for hit in alone.hits} == {NUMBERS[0]}


def test_eight_threads_find_what_one_finds(retriever: Retriever) -> None:
    """Questions asked at once get the hits they get one after the other."""
    questions = [asked.text for asked in ASKED] + ["mượn sách", "nhiệm kỳ", "thù lao"]
    alone = [_find(retriever, question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda question: _find(retriever, question), questions)) == alone
