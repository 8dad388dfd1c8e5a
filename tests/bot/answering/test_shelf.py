"""What the shelf says of the texts it holds."""

from pathlib import Path

from bot.answering.answer import Quote
from bot.answering.shelf import Shelf
from bot.answering.wording import source
from corpus.catalog import Catalog
from index.build import open_build
from tests.index.samples import HashEncoder, read, writer

_TEXT = """\
QUỐC HỘI
Luật số: 42/2013/QH13

LUẬT
TIẾP CÔNG DÂN

Điều 1. Việc thử
Đây là lời viết riêng cho bài kiểm tra.
"""
_MERGED = _TEXT + "\nĐiều 2. Việc gộp\nLời này đã gộp Luật số 136/2025/QH15.\n"


def _quoted(text: str, folder: Path, catalog: Catalog) -> Quote:
    """The first provision of an official `text`, as it is quoted from a build of it."""
    writer([read("luat.txt", text)], HashEncoder(), asked=())(folder)
    build = open_build(folder)
    shelf, passage = Shelf(build, catalog), build.passages[0]
    return Quote(passage, None, "in_force", None, not_merged=shelf.not_merged(passage))


def test_text_that_names_no_amendment_may_be_old(tmp_path: Path, catalog: Catalog) -> None:
    """An official text of an amended law that never names the amending law is quoted with a warning that names it."""
    quote = _quoted(_TEXT, tmp_path, catalog)
    assert quote.not_merged == ("136/2025/QH15",)
    assert source(quote).startswith("Nguyên văn từ tệp luat.txt. CHÚ Ý")
    assert "136/2025/QH15" in source(quote)


def test_consolidated_text_needs_no_warning(tmp_path: Path, catalog: Catalog) -> None:
    """An official text that names the amending law is taken for consolidated."""
    quote = _quoted(_MERGED, tmp_path, catalog)
    assert quote.not_merged == ()
    assert source(quote) == "Nguyên văn từ tệp luat.txt"
