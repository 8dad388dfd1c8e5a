"""A deadline that is quoted without what it counts from is said to be so, and the clause that says it is shown."""

from pathlib import Path

import pytest

from bot.answering.answer import Quote
from bot.answering.counting import with_beginning
from bot.answering.quoting import quoted
from bot.answering.shelf import Shelf
from corpus.catalog import Catalog
from index.build import open_build
from tests.bot.samples import TODAY, path
from tests.index.samples import HashEncoder, read, writer

_TEXT = """\
QUỐC HỘI
Luật số: 13/2025/QH15

LUẬT
SỔ CỦA THÔN

Điều 1. Trả lời
1. Thôn trả lời trong thời hạn 05 ngày.
2. Thôn ghi sổ.
3. Thời hạn tại khoản 1 Điều này được tính từ ngày đọc sổ.
Điều 2. Niêm yết
1. Thôn niêm yết sổ ít nhất 07 ngày.
2. Thôn giữ sổ 05 năm.
Điều 3. Sau ngày họp, thôn:
1. Trả lời trong thời hạn 03 ngày.
"""


@pytest.fixture
def shelf(tmp_path: Path, catalog: Catalog) -> Shelf:
    """A shelf with one law on it."""
    writer([read("luat.txt", _TEXT)], HashEncoder(), asked=())(tmp_path)
    return Shelf(open_build(tmp_path), catalog)


def _quote(shelf: Shelf, article: str, clause: str) -> Quote:
    passage = shelf.provision("13/2025/QH15", path(article, clause), TODAY)
    assert passage is not None
    return quoted(passage, shelf, TODAY)


def test_the_clause_that_says_how_to_count_follows(shelf: Shelf) -> None:
    """The reader is told, and sees that clause next, its words marked; what else was quoted comes after."""
    other = _quote(shelf, "2", "2")
    first, telling, last = with_beginning([_quote(shelf, "1", "1"), other], shelf, TODAY)
    assert first.remark == "Khoản này không nói thời hạn tính từ lúc nào; khoản 3 cùng điều có nói."
    assert telling.passage.reference.clause == "3"
    assert [telling.passage.text[start:end] for start, end in telling.emphasis] == ["được tính từ ngày đọc sổ"]
    assert last == other


def test_where_no_clause_says_it_that_is_said(shelf: Shelf) -> None:
    """Nothing is made up: the remark sends the reader to the regulation."""
    (first,) = with_beginning([_quote(shelf, "2", "1")], shelf, TODAY)
    assert first.remark == "Khoản này không nói thời hạn tính từ lúc nào; hãy đọc cả văn bản trước khi tính hạn."


@pytest.mark.parametrize(("article", "clause"), [("1", "3"), ("2", "2"), ("3", "1")])
def test_nothing_is_said_of_what_is_complete(shelf: Shelf, article: str, clause: str) -> None:
    """It sets no deadline, says what it counts from, or its lead-in says so."""
    quote = _quote(shelf, article, clause)
    assert with_beginning([quote], shelf, TODAY) == (quote,)
