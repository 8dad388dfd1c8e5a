"""Forty real regulations as text: every article as the state codification holds it, every difference named here."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.catalog import Catalog
from corpus.clean import clean
from corpus.extract import extract
from corpus.ingest import Document, File, ingest
from corpus.regulation import Provision, Regulation
from corpus.structure import parse
from tests.conftest import SHARED

FILES = sorted(path.stem for path in (SHARED / "regulations").glob("*.txt")) or ["../shared is absent"]

# What the .json has after the end of an article: headings of the section that follows it, and closing words.
STRAY_ENDINGS = {
    ("31_2019_ND_CP", "6"): "Mục 2. BẢO VỆ NGƯỜI TỐ CÁO",
    ("31_2019_ND_CP", "19"): "Mục 2. XỬ LÝ THÔNG TIN CÓ NỘI DUNG TỐ CÁO VÀ TỐ CÁO DO CƠ QUAN BÁO CHÍ,"
    " CƠ QUAN, TỔ CHỨC, CÁ NHÂN CÓ THẨM QUYỀN CHUYỂN ĐẾN",
    ("31_2019_ND_CP", "20"): "Mục 3. XỬ LÝ KỶ LUẬT ĐỐI VỚI CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC CÓ HÀNH VI VI PHẠM",
    ("31_2019_ND_CP", "25"): "Nơi nhận: - Ban Bí thư Trung ương Đảng;",
    ("44_2013_QH13", "80"): "Luật này đã được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XIII,"
    " kỳ họp thứ 6 thông qua ngày 26 tháng 11 năm 2013.",
}
# A heading printed with a full stop, like the sentence of an article that has no heading: its words are kept, as text.
HEADING_READ_AS_SENTENCE = {("06_2014_TT_TTCP", "23")}
# Misprints of the codification: the labels that stand at the beginning of lines there are not a numbering.
MISPRINTED_LABELS = {
    ("02_2011_QH13", "31"): "two điểm i",
    ("85_2015_QH13", "69"): "khoản 3 printed as a second khoản 4",
    ("63_2010_ND_CP", "9"): "the label of khoản 1 is missing",
}
LABEL = re.compile(r"^(?:(\d+[a-zđ]?) ?\. ?|([a-zđ]\d?)\) ?)(?=\S)", re.MULTILINE)


class Article(NamedTuple):
    """An article as both sides tell it; `words` begin with its heading."""

    label: str
    title: str
    words: str


def folded(text: str) -> str:
    """`text` in NFC with single spaces and without soft hyphens."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


@cache
def codified(folder: Path, name: str) -> dict[str, str | list[dict[str, str]]]:
    """The .json of the regulation `name`."""
    held: dict[str, str | list[dict[str, str]]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return held


def articles_of(folder: Path, name: str) -> list[dict[str, str]]:
    """The articles in the .json of the regulation `name`."""
    rows = codified(folder, name)["articles"]
    assert isinstance(rows, list)
    return rows


@cache
def parsed(folder: Path, name: str) -> Regulation:
    """The regulation in the .txt `name`."""
    return parse(clean(extract(f"{name}.txt", (folder / f"{name}.txt").read_bytes())))


def expected(name: str, row: dict[str, str]) -> Article:
    """The article in a row of the .json, without what is named above."""
    label, title = row["article"], folded(row["title"])
    words = folded(f"Điều {label}. {title} {row['text']}")
    ending = STRAY_ENDINGS.get((name, label))
    if ending:
        assert f" {ending}" in words, f"Điều {label} of {name} no longer ends with the named words"
        words = words.partition(f" {ending}")[0]
    return Article(label, "" if (name, label) in HEADING_READ_AS_SENTENCE else title, words)


def words_of(regulation: Regulation, provision: Provision) -> str:
    """The words of `provision`, folded."""
    return folded(regulation.source.text[provision.start : provision.end])


@pytest.mark.parametrize("name", FILES)
def test_articles(shared: Path, name: str) -> None:
    """The text file gives the number and exactly the articles (label, title, words) of the codification."""
    folder = shared / "regulations"
    regulation = parsed(folder, name)
    assert regulation.number == codified(folder, name)["doc_no"]
    found = [Article(part.label, folded(part.title), words_of(regulation, part)) for part in regulation.articles()]
    assert found == [expected(name, row) for row in articles_of(folder, name)]


@pytest.mark.parametrize("name", FILES)
def test_clauses_and_points(shared: Path, name: str) -> None:
    """Within each article the clauses and points are those whose labels begin a line, in their order."""
    folder = shared / "regulations"
    for article, row in zip(parsed(folder, name).articles(), articles_of(folder, name), strict=True):
        if (name, row["article"]) in MISPRINTED_LABELS:
            continue
        labels = [number or letter for number, letter in LABEL.findall(unicodedata.normalize("NFC", row["text"]))]
        assert [path[-1].label for path in article.descend()][1:] == labels, f"Điều {article.label}"


@pytest.mark.parametrize("name", FILES)
def test_passages(shared: Path, catalog: Catalog, name: str) -> None:
    """Every provision is a passage, word for word at its span, and begins with its own label."""
    data = (shared / "regulations" / f"{name}.txt").read_bytes()
    document = ingest(File(f"{name}.txt", data), catalog)
    assert isinstance(document, Document)
    assert len({passage.reference for passage in document.passages}) == len(document.passages)
    for passage in document.passages:
        assert document.text[passage.start : passage.end] == passage.text == passage.text.strip()
        step = passage.reference.path[-1]
        opening = f"Điều {step.label}" if step.level == "Điều" else step.label
        assert re.match(rf"{opening}(?![\dđ\w])", passage.text), passage.text[:30]


def test_all_forty_are_there(shared: Path) -> None:
    """The real data holds the forty regulations, with more than 1,700 articles and every difference named above."""
    folder = shared / "regulations"
    assert len(FILES) == 40
    assert sum(len(articles_of(folder, name)) for name in FILES) == 1716
    named = {*STRAY_ENDINGS, *HEADING_READ_AS_SENTENCE, *MISPRINTED_LABELS}
    assert named <= {(name, row["article"]) for name in FILES for row in articles_of(folder, name)}
