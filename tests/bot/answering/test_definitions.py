"""Questions that ask what a term means."""

import pytest

from bot.answering.answer import Status
from bot.answering.definitions import Definitions
from bot.answering.shelf import Shelf
from bot.wiring import Assistant
from corpus.catalog import Catalog
from corpus.glossary import Glossary
from index.build import Build
from tests.bot.samples import TODAY

# question -> the article whose clause or whole text defines the term
DEFINED = [
    ("phản biện xã hội là gì", "75/2015/QH13", "32", "1"),
    ("phan bien xa hoi la gi?", "75/2015/QH13", "32", "1"),
    ("Giám sát của MTTQ nghĩa là gì", "75/2015/QH13", "25", "1"),
    ("MTTQ là gì", "75/2015/QH13", "1", None),
    ("cộng đồng dân cư là gì", "10/2022/QH15", "2", "3"),
    ("Theo Luật Thực hiện dân chủ ở cơ sở, cộng đồng dân cư là gì?", "10/2022/QH15", "2", "3"),
    ("Em chưa rõ cộng đồng dân cư là ai", "10/2022/QH15", "2", "3"),
]


@pytest.mark.parametrize(("question", "number", "article", "clause"), DEFINED)
def test_the_defining_provision_is_quoted_first(
    assistant: Assistant, question: str, number: str, article: str, clause: str | None
) -> None:
    """A term is explained in a sentence, and the first quotation is the provision that defines it."""
    answer = assistant.answer(question, on=TODAY)
    first = answer.quotes[0].passage.reference
    assert answer.status is Status.ANSWERED
    assert (first.number, first.article, first.clause) == (number, article, clause)
    assert ": " in answer.message
    assert answer.message[0].isupper()


def test_an_abbreviation_is_explained(assistant: Assistant) -> None:
    """What an abbreviation stands for begins the message."""
    assert assistant.answer("BGSĐTCĐ là gì", on=TODAY).message.startswith("Ban Giám sát đầu tư của cộng đồng: ")


def test_a_question_that_only_mentions_a_term_is_searched(assistant: Assistant) -> None:
    """Without asking for a meaning the question gets quotations, not an explanation of its words."""
    answer = assistant.answer("phản biện xã hội bằng những hình thức nào", on=TODAY)
    assert answer.message == "Quy định có liên quan:"
    assert answer.quotes[0].passage.reference.article == "34"


def test_a_term_that_only_says_whose_is_not_explained(assistant: Assistant) -> None:
    """What is asked is the words before it, and they are searched."""
    answer = assistant.answer("Nguyên tắc tổ chức và hoạt động của Mặt trận Tổ quốc Việt Nam là gì?", on=TODAY)
    assert answer.message == "Quy định có liên quan:"
    assert answer.quotes[0].passage.reference.article == "4"


@pytest.mark.parametrize("question", ["phở bò là gì", "blockchain là gì", "định nghĩa lỗ đen"])
def test_a_foreign_term_is_not_explained(assistant: Assistant, question: str) -> None:
    """A term of another field is refused like any foreign question."""
    assert assistant.answer(question, on=TODAY).status is Status.OUT_OF_SCOPE


def test_every_term_whose_provision_is_held_quotes_it(build: Build, catalog: Catalog) -> None:
    """For each term of the glossary, asking what it is leads to its own explanation and its own provision first."""
    glossary, shelf = Glossary.load(), Shelf(build, catalog)
    definitions = Definitions(glossary.terms, shelf)
    wrong, held = [], 0
    for term in glossary.terms:
        provision = shelf.provision(term.number, term.path, TODAY) if term.number else None
        found = definitions.find(f"{term.term} là gì?", TODAY)
        held += provision is not None
        if found is None or found.term != term or (provision and found.passages[0] != provision):
            wrong.append((term.term, found))
    assert held > 100
    assert wrong == []
