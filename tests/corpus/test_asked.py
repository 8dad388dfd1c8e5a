"""Questions as people ask them, each belonging to a provision that exists."""

import json
from pathlib import Path

import pytest

from corpus.asked import Asked, load_asked
from corpus.catalog import LIBRARY, Catalog, CatalogError
from corpus.folding import fold
from corpus.ingest import Document, ingest, library_files
from corpus.procedures import load_procedures
from corpus.reference import Level, Reference, Step
from corpus.reviewed import load_reviewed

ROWS = [
    {"article": "27", "clause": "2", "question": "Đoàn giám sát do ai lập?"},
    {"article": "5a", "clause": None, "question": "Điều mới thêm nói gì?"},
    {"article": None, "clause": None, "sheet": "Luật này là gì", "question": "Luật này là luật chi?"},
]


def written(folder: Path, name: str, *lines: str) -> Path:
    """`folder` with a file `name` of `lines`."""
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def about_provisions(catalog: Catalog, folder: Path) -> list[Asked]:
    """The questions in `folder`, without those that lead to a page."""
    return [asked for asked in load_asked(catalog, folder) if asked.leads_to is None]


def test_rows(tmp_path: Path, catalog: Catalog) -> None:
    """A line names article, clause or sheet; the number is that of the regulation the file is named after."""
    folder = written(tmp_path, "75-2015-qh13.jsonl", *(json.dumps(row, ensure_ascii=False) for row in ROWS))
    number = "75/2015/QH13"
    assert about_provisions(catalog, folder) == [
        Asked("Đoàn giám sát do ai lập?", number, (Step(Level.ARTICLE, "27"), Step(Level.CLAUSE, "2"))),
        Asked("Điều mới thêm nói gì?", number, (Step(Level.ARTICLE, "5a"),)),
        Asked("Luật này là luật chi?", number, (Step(Level.SHEET, "Luật này là gì"),)),
    ]


def test_files_in_the_order_of_their_names(tmp_path: Path, catalog: Catalog) -> None:
    """Questions come file by file in the order of the names, line by line."""
    for id_ in ("75-2015-qh13", "10-2022-qh15"):
        written(tmp_path, f"{id_}.jsonl", *(f'{{"article": "1", "question": "{id_} {row}?"}}' for row in "ab"))
    texts = [asked.text for asked in about_provisions(catalog, tmp_path)]
    assert texts == ["10-2022-qh15 a?", "10-2022-qh15 b?", "75-2015-qh13 a?", "75-2015-qh13 b?"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"article": "1"}',
        '{"article": 1, "question": "a?"}',
        '{"article": "1", "question": "a?", "khoan": "2"}',
    ],
    ids=["no JSON", "no object", "no question", "label not text", "unknown field"],
)
def test_wrong_line(tmp_path: Path, catalog: Catalog, line: str) -> None:
    """A line that is no question is refused with its file and its number."""
    folder = written(tmp_path, "75-2015-qh13.jsonl", '{"article": "1", "question": "a?"}', line)
    with pytest.raises(CatalogError, match=r"^75-2015-qh13\.jsonl, dòng 2: "):
        load_asked(catalog, folder)


def test_unknown_regulation(tmp_path: Path, catalog: Catalog) -> None:
    """A file named after no regulation of the catalog is refused by its name."""
    with pytest.raises(CatalogError) as caught:
        load_asked(catalog, written(tmp_path, "99-9999-qh99.jsonl", '{"article": "1", "question": "a?"}'))
    assert str(caught.value) == "99-9999-qh99.jsonl: không có văn bản nào mang id “99-9999-qh99” trong catalog.toml."


def test_no_questions(tmp_path: Path, catalog: Catalog) -> None:
    """A folder without question files gives none about provisions."""
    assert about_provisions(catalog, tmp_path) == []


def test_shipped_questions_about_sheets_belong_to_shipped_ones(catalog: Catalog) -> None:
    """Only a digest has sheets: each that a question names is in the library. An article may be in an official text."""
    documents = [document for file in library_files() if isinstance(document := ingest(file, catalog), Document)]
    held = {passage.reference for document in documents for passage in document.passages}
    asked = about_provisions(catalog, LIBRARY / "questions")
    about_sheets = [question for question in asked if question.path[0].level is Level.SHEET]
    assert len(about_sheets) > 100
    assert [question for question in about_sheets if Reference(question.number, question.path) not in held] == []


def test_questions_that_lead_to_a_page(catalog: Catalog) -> None:
    """Every question of a procedure or of a reviewed answer leads to it, and to no provision."""
    procedures = {(question, procedure.id) for procedure in load_procedures() for question in procedure.questions}
    reviewed = {(question, answer.id) for answer in load_reviewed() for question in answer.questions}
    leading = [asked for asked in load_asked(catalog) if asked.leads_to is not None]
    assert {(asked.text, asked.leads_to) for asked in leading} == procedures | reviewed
    assert all(asked.path == () and asked.number == "" for asked in leading)


def test_shipped_questions_are_not_repeated(catalog: Catalog) -> None:
    """No question is shipped twice for different answers: one of the two would be wrong."""
    seen: dict[str, Asked] = {}
    repeated = [asked for asked in load_asked(catalog) if seen.setdefault(fold(asked.text), asked) != asked]
    assert repeated == []
