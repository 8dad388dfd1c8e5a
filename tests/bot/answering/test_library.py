"""Reading regulations: by key, by article, from one to the next, and where their words lead."""

import re

import pytest

from bot.answering.library import Library, key_of, number_key, title_of
from corpus.passage import SourceKind
from corpus.reference import Level, Reference
from tests.bot.samples import TODAY, path
from tests.bot.small_library import LONG_NUMBER, PDF_NUMBER, Small

LAW, XA_DONG = "75/2015/QH13", "15/2025/QĐ-UBND"


@pytest.fixture(scope="module")
def library(small: Small) -> Library:
    """The small library."""
    return small.assistant.library()


def _at(number: str, article: str, clause: str | None = None, point: str | None = None) -> Reference:
    return Reference(number, path(article, clause, point))


def test_every_provision_has_a_key_of_its_own_that_fits_a_link(library: Library) -> None:
    """Keys are twelve characters that Telegram takes in a link; each leads back to its provision."""
    references = {p.reference for h in library.holdings(TODAY) for p in library.articles(h.number, TODAY)}
    keys = {key_of(reference) for reference in references}
    assert len(keys) == len(references) > 50
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{12}", key) for key in keys)
    assert {library.reference(key) for key in keys} == references


def test_keys_are_the_same_on_every_machine() -> None:
    """A link shared last year opens the same provision: the key depends on nothing but the reference."""
    assert key_of(_at(LAW, "27", "2")) == key_of(Reference(LAW, path("27", "2"), "Luật Mặt trận"))
    assert key_of(_at(LAW, "27", "2")) == "i4NQq6V-vYCC"


def test_a_provision_is_quoted_as_worded_on_the_day(library: Library) -> None:
    """Before the amendment of July 2025 the earlier wording is quoted, afterwards the later one."""
    before, after = (library.quote(_at(LAW, "26"), TODAY.replace(year=year)) for year in (2024, 2026))
    assert before is not None
    assert after is not None
    assert before.passage.text != after.passage.text
    assert before.passage.counts_until == after.passage.counts_from


def test_a_provision_not_held_is_none(library: Library) -> None:
    """Neither a key nor a reference that leads nowhere is a fault."""
    assert library.reference("A" * 12) is None
    assert library.quote(_at(LAW, "999"), TODAY) is None


def test_neighbours_are_the_articles_beside(library: Library) -> None:
    """A khoản's neighbours are those of its article; the first and the last article have one."""
    around = library.neighbours(_at(LAW, "27", "2"), TODAY)
    assert around.previous is not None
    assert around.following is not None
    assert (around.previous.reference, around.following.reference) == (_at(LAW, "26"), _at(LAW, "28"))
    assert library.neighbours(_at(LONG_NUMBER, "1"), TODAY).previous is None
    assert library.neighbours(_at(LONG_NUMBER, "2"), TODAY).following is None


def test_an_inserted_article_stands_between(library: Library) -> None:
    """Điều 2a comes after Điều 2 and before Điều 3."""
    around = library.neighbours(_at("11/2025/QH15", "2a"), TODAY)
    assert [p.reference.article for p in (around.previous, around.following) if p] == ["2", "3"]


def test_an_attached_regulation_has_its_own_neighbours(library: Library) -> None:
    """After Điều 2 of the decision comes nothing; Điều 1 of its Quy chế is another series."""
    inside = next(p.reference for p in library.articles(XA_DONG, TODAY) if p.reference.attachment)
    assert library.neighbours(_at(XA_DONG, "2"), TODAY).following is None
    following = library.neighbours(inside, TODAY).following
    assert following is not None
    assert (following.reference.attachment, following.reference.article) == (inside.attachment, "2")


def test_holdings_prefer_the_official_text(library: Library) -> None:
    """Each number is one holding: a PDF is official, a digest is not, and an earlier wording never stands for it."""
    holdings = {holding.number: holding for holding in library.holdings(TODAY)}
    assert (holdings[PDF_NUMBER].is_official, holdings[LAW].is_official) == (True, False)
    assert holdings[LAW].record.file == "75-2015-qh13.md"
    assert holdings[LAW].record.kind is SourceKind.DIGEST
    assert library.holding(number_key(LAW), TODAY) == holdings[LAW]
    assert library.holding("A" * 12, TODAY) is None


def test_contents_are_the_articles_in_order(library: Library) -> None:
    """The titles of the contents are the headings of the articles."""
    assert [title_of(article) for article in library.articles(PDF_NUMBER, TODAY)] == [
        "Điều 1. Lập sổ",
        "Điều 2. Giữ sổ",
        "Điều 3. Thi hành",
    ]


def test_a_regulation_known_by_a_sheet_has_its_sections_as_contents(library: Library) -> None:
    """Where no text is held, the sections of our own note are listed."""
    assert {passage.level for passage in library.articles("217-QĐ/TW", TODAY)} == {Level.SHEET}


def _referenced(library: Library, reference: Reference) -> list[str]:
    quote = library.quote(reference, TODAY)
    assert quote is not None
    return [str(found.passage.reference) for found in library.referenced(quote.passage, TODAY)]


def test_a_reference_to_another_regulation_is_resolved(library: Library) -> None:
    """A provision named with its law is found in that law, not in the regulation that names it."""
    assert _referenced(library, _at(PDF_NUMBER, "1", "2")) == [
        "khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"
    ]


def test_this_article_is_the_article_itself(library: Library) -> None:
    """With "khoản 1 và khoản 2 Điều này" clauses beside it are meant; a whole article does not point into itself."""
    own = "Điều 26 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"
    assert _referenced(library, _at(LAW, "26", "3")) == [f"khoản 1 {own}", f"khoản 2 {own}"]
    assert _referenced(library, _at(LAW, "26")) == []
