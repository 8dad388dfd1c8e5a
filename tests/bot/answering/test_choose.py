"""Hits become what is quoted: one provision an article, a clause or the whole article."""

import pytest

from bot.answering.choose import choose
from bot.answering.shelf import Shelf
from corpus.catalog import Catalog
from corpus.reference import Level
from index.build import Build
from index.retriever import Hit
from tests.bot.samples import TODAY

FRONT_LAW = "75/2015/QH13"
LIST_QUESTION = "MTTQ giám sát bằng những hình thức nào?"
PLAIN_QUESTION = "Ai tổ chức đoàn giám sát?"


@pytest.fixture(scope="module")
def shelf(build: Build, catalog: Catalog) -> Shelf:
    """The library's shelf."""
    return Shelf(build, catalog)


def _hits(build: Build, *labels: tuple[str, str], apart: float = 2.0) -> list[Hit]:
    """Hits on clauses of the Law on the Front, best first, each `apart` from the next."""
    clauses = {
        (passage.reference.article, passage.reference.clause): passage
        for passage in build.passages
        if passage.reference.number == FRONT_LAW and not passage.reference.point and passage.counts_on(TODAY)
    }
    return [Hit(clauses[label], rank, 0.9, 5.0, 20 - rank * apart) for rank, label in enumerate(labels, start=1)]


def _chosen(hits: list[Hit], question: str, shelf: Shelf, limit: int = 3) -> list[tuple[str | None, str | None]]:
    chosen = choose(hits, question, shelf, limit=limit)
    return [(passage.reference.article, passage.reference.clause) for passage, _ in chosen]


def test_one_provision_an_article(build: Build, shelf: Shelf) -> None:
    """Of several hits in one article the best is quoted, and the articles keep the order of their best hits."""
    hits = _hits(build, ("27", "2"), ("27", "3"), ("26", "1"), ("27", "4"), ("28", "5"))
    assert _chosen(hits, PLAIN_QUESTION, shelf) == [("27", "2"), ("26", "1"), ("28", "5")]


def test_no_more_than_asked_for(build: Build, shelf: Shelf) -> None:
    """The limit is kept."""
    hits = _hits(build, ("27", "2"), ("26", "1"), ("28", "5"))
    assert _chosen(hits, PLAIN_QUESTION, shelf, limit=2) == [("27", "2"), ("26", "1")]
    assert choose([], PLAIN_QUESTION, shelf, limit=3) == []


def test_the_hit_that_led_to_it_comes_with_each(build: Build, shelf: Shelf) -> None:
    """Scores shown belong to the best hit of that article."""
    hits = _hits(build, ("27", "2"), ("27", "3"), ("26", "1"))
    assert [hit for _, hit in choose(hits, PLAIN_QUESTION, shelf, limit=3)] == [hits[0], hits[2]]


@pytest.mark.parametrize(
    "question",
    [
        LIST_QUESTION,
        "mttq giam sat bang nhung hinh thuc nao",
        "giám sát gồm những gì",
        "kể các hình thức giám sát",
        "có mấy hình thức giám sát",
    ],
)
def test_a_list_asked_for_is_quoted_whole(build: Build, shelf: Shelf, question: str) -> None:
    """When nearly all clauses of a short article are among the best hits, the article is quoted."""
    hits = _hits(build, ("27", "2"), ("27", "1"), ("26", "1"), ("27", "3"), ("27", "4"))
    assert _chosen(hits, question, shelf) == [("27", None), ("26", "1")]


def test_a_clause_asked_for_stays_a_clause(build: Build, shelf: Shelf) -> None:
    """The same hits for a question that wants no list lead to the one clause."""
    hits = _hits(build, ("27", "2"), ("27", "1"), ("26", "1"), ("27", "3"), ("27", "4"))
    assert _chosen(hits, PLAIN_QUESTION, shelf) == [("27", "2"), ("26", "1")]


def test_a_list_of_which_little_was_found_stays_a_clause(build: Build, shelf: Shelf) -> None:
    """Three of five clauses are not enough to quote the whole article, four are."""
    three = _hits(build, ("27", "2"), ("27", "1"), ("27", "3"))
    four = _hits(build, ("27", "2"), ("27", "1"), ("27", "3"), ("27", "5"))
    assert _chosen(three, LIST_QUESTION, shelf) == [("27", "2")]
    assert _chosen(four, LIST_QUESTION, shelf) == [("27", None)]


@pytest.mark.parametrize(("apart", "expected"), [(0.4, ("27", None)), (2.0, ("27", "2"))])
def test_clauses_that_are_as_near_are_quoted_together(
    build: Build, shelf: Shelf, apart: float, expected: tuple[str, str | None]
) -> None:
    """Where it cannot be told which clause of a short article is meant, the article is quoted; else the clause."""
    hits = _hits(build, ("27", "2"), ("27", "1"), ("26", "1"), apart=apart)
    assert _chosen(hits, PLAIN_QUESTION, shelf)[0] == expected


def test_a_clause_with_points_is_the_list_asked_for(shelf: Shelf) -> None:
    """A clause that enumerates and is ahead of the others answers by itself."""
    clause = next(
        c
        for c in shelf.passages(Level.CLAUSE)
        if c.text.count("\nb) ") and len(shelf.clauses(shelf.article_of(c))) == 2
    )
    other = next(c for c in shelf.clauses(shelf.article_of(clause)) if c != clause)
    hits = [Hit(clause, 1, 0.9, 5.0, 12.0), Hit(other, 2, 0.9, 5.0, 9.0)]
    assert [passage for passage, _ in choose(hits, LIST_QUESTION, shelf, limit=3)] == [clause]


def test_a_very_long_article_stays_a_clause(shelf: Shelf) -> None:
    """An article of more than two messages is not quoted whole though all its clauses were found, all as near."""
    article = max(shelf.passages(Level.ARTICLE), key=lambda a: len(a.text) if len(shelf.clauses(a)) > 1 else 0)
    assert len(article.text) > 5_000
    clauses = shelf.clauses(article)
    hits = [Hit(clause, rank, 0.9, 5.0, 1.0) for rank, clause in enumerate(clauses, start=1)]
    assert [passage for passage, _ in choose(hits, LIST_QUESTION, shelf, limit=3)] == [clauses[0]]


@pytest.mark.parametrize("question", ["kế hoạch giám sát gửi ai?", "Nộp trong mấy ngày kể từ ngày nhận?"])
def test_a_plan_is_no_list(build: Build, shelf: Shelf, question: str) -> None:
    """The words "kế hoạch" and "kể từ" ask for no list, though they are written like "kể" without diacritics."""
    hits = _hits(build, ("27", "2"), ("27", "1"), ("26", "1"), ("27", "3"), ("27", "4"))
    assert _chosen(hits, question, shelf)[0] == ("27", "2")
