"""The words cadres use: terms with their provision, abbreviations with one meaning, everyday words for the law's."""

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from corpus.catalog import LIBRARY, Catalog
from corpus.folding import fold, strip_diacritics
from corpus.glossary import Glossary, Term
from index.abbreviations import expand_abbreviations
from index.expansion import legal_terms
from tests.library.fidelity import shared_runs, words_of
from tests.library.provisions import Article, official_texts, read_file, read_official

# What the issue asks for by name, and what each must mean.
ABBREVIATIONS = {
    "MTTQ": "Mặt trận Tổ quốc Việt Nam",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "BTT": "Ban Thường trực",
    "TTND": "Thanh tra nhân dân",
    "GSĐTCĐ": "Giám sát đầu tư của cộng đồng",
    "PBXH": "phản biện xã hội",
    "GSPBXH": "giám sát, phản biện xã hội",
    "THDCCS": "thực hiện dân chủ ở cơ sở",
    "QCDC": "quy chế dân chủ",
    "KDC": "khu dân cư",
    "CTMT": "Công tác Mặt trận",
    "NQLT": "nghị quyết liên tịch",
    "HĐND": "Hội đồng nhân dân",
    "UBND": "Ủy ban nhân dân",
    "VBQPPL": "văn bản quy phạm pháp luật",
    "PCTN": "phòng, chống tham nhũng",
}
EVERYDAY = {
    "Xã ém hồ sơ thì làm sao?": "không cung cấp thông tin, tài liệu",
    "Thầu làm ẩu thì báo ai?": "nhà thầu",
    "Họp dân phải báo trước mấy ngày?": "cộng đồng dân cư",
}
# Everyday words for everyday words: what they are put into is spoken, not written in a law.
PLAIN_WORDS = {"như thế nào", "cái gì", "làm gì", "khi nào", "vì sao", "chúng tôi"}
DEFINED = {  # terms whose definition is a known clause
    "giám sát": ("75/2015/QH13", "25", "1"),
    "phản biện xã hội": ("75/2015/QH13", "32", "1"),
    "Ban Thanh tra nhân dân": ("10/2022/QH15", "36", "1"),
    "Ban Thanh tra nhân dân ở cơ quan, đơn vị": ("10/2022/QH15", "60", None),
    "Ban Giám sát đầu tư của cộng đồng": ("10/2022/QH15", "41", "1"),
    "khiếu nại": ("02/2011/QH13", "2", "1"),
    "tố cáo": ("25/2018/QH14", "2", "1"),
    "tiếp công dân": ("42/2013/QH13", "2", "1"),
    "hương ước": ("61/2023/NĐ-CP", "2", None),
}


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    """The shipped glossary."""
    return Glossary.load()


@pytest.fixture(scope="module")
def provisions(shared: Path, catalog: Catalog) -> dict[str, dict[str, Article]]:
    """Number -> articles: the digest's where there is one, the official text's beside and beyond it."""
    held = {number: read_official(document) for number, document in official_texts(shared).items()}
    for entry in catalog.entries:
        path = LIBRARY / f"{entry.id}.md"
        if path.exists() and "### Điều" in path.read_text(encoding="utf-8"):
            held[entry.number] = held.get(entry.number, {}) | read_file(path.name, path.read_bytes())
        names = (name for name in entry.short_names if name in held)
        held[entry.number] = held.get(entry.number) or next((held[name] for name in names), {})
    return held


def _table(name: str) -> dict[str, str]:
    tables = tomllib.loads((LIBRARY / name).read_text(encoding="utf-8"))
    rows = [row for table in tables.values() for row in table.items()]
    assert len({left for left, _ in rows}) == len(rows), f"{name} has a left side twice"
    return dict(rows)


def _cited(term: Term, provisions: dict[str, dict[str, Article]]) -> str:
    """The title and the words of the provision a term cites."""
    article = provisions[term.number or ""][term.article or ""]
    parts = [part.text for part in article.parts if not term.clause or part.path[:1] == (f"khoản {term.clause}",)]
    return "\n".join([article.title, *parts])


def test_enough_terms_each_with_a_meaning(glossary: Glossary) -> None:
    """At least eighty terms, each explained in a sentence, no two of one name."""
    assert len(glossary.terms) >= 80
    names = Counter(fold(name) for term in glossary.terms for name in {fold(name) for name in term.names})
    assert [name for name, count in names.items() if count > 1] == []
    assert [t.term for t in glossary.terms if not t.meaning.endswith(".") or len(t.meaning.split()) < 6] == []
    assert [t.term for t in glossary.terms if t.meaning != unicodedata.normalize("NFC", t.meaning)] == []


def test_most_terms_cite_a_provision_that_exists(
    glossary: Glossary, catalog: Catalog, provisions: dict[str, dict[str, Article]]
) -> None:
    """At least eighty definitions name an article, and each names one that is there, with its clause."""
    cited = [term for term in glossary.terms if term.article]
    assert len(cited) >= 80
    assert [term.term for term in cited if not catalog.numbered(term.number or "")] == []
    for term in cited:
        article = provisions[term.number or ""].get(term.article or "")
        assert article is not None, term.term
        assert not term.clause or (f"khoản {term.clause}",) in article.paths, term.term


def test_the_cited_provision_speaks_of_the_term(glossary: Glossary, provisions: dict[str, dict[str, Article]]) -> None:
    """Two thirds of the syllables of a term, or of one of its names, stand in the provision it cites."""
    silent = []
    for term in glossary.terms:
        if term.article:
            said = set(fold(_cited(term, provisions)).split())
            shares = [len(said & set(fold(name).split())) / len(set(fold(name).split())) for name in term.names]
            silent += [term.term] if max(shares) < 2 / 3 else []
    assert silent == []


def test_a_meaning_has_no_figure_of_its_own(glossary: Glossary, provisions: dict[str, dict[str, Article]]) -> None:
    """A figure in a meaning stands in the provision cited, or is the day the two levels began."""
    invented: dict[str, set[str]] = {}
    for term in glossary.terms:
        if term.article:
            known = {figure.lstrip("0") for figure in re.findall(r"\d+", _cited(term, provisions))}
            meaning = term.meaning.replace("01/7/2025", "")
            figures = {figure.lstrip("0") for figure in re.findall(r"\d+", meaning)}
            invented |= {term.term: figures - known} if figures - known else {}
    assert invented == {}


def test_a_meaning_is_not_copied(glossary: Glossary, shared: Path) -> None:
    """No meaning shares more than ten words in a row with the official article it cites."""
    official = {number: read_official(document) for number, document in official_texts(shared).items()}
    for term in glossary.terms:
        article = official.get(term.number or "", {}).get(term.article or "")
        if article:
            assert shared_runs(words_of(term.meaning), words_of(article.text)) == [], term.term


@pytest.mark.parametrize(("term", "provision"), DEFINED.items())
def test_a_defined_term_cites_its_definition(glossary: Glossary, term: str, provision: tuple[str, ...]) -> None:
    """The terms everybody asks for lead to the clause that defines them."""
    found = next(entry for entry in glossary.terms if fold(entry.term) == fold(term))
    assert (found.number, found.article, found.clause) == provision


@pytest.mark.parametrize(("short", "full"), ABBREVIATIONS.items())
def test_abbreviation_is_written_out(glossary: Glossary, short: str, full: str) -> None:
    """However it is typed, an abbreviation becomes the words it stands for."""
    for typed in (short, short.lower(), short.replace("Đ", "D").lower()):
        assert fold(full) in fold(expand_abbreviations(f"hỏi về {typed} ở xã", glossary.abbreviations))


def test_an_abbreviation_means_one_thing(glossary: Glossary) -> None:
    """No two terms share one, and the table of abbreviations agrees with the terms."""
    shorts = Counter(fold(short) for term in glossary.terms for short in term.short)
    assert [short for short, count in shorts.items() if count > 1] == []
    typed = _table("abbreviations.toml")
    own = {fold(short): term.term for term in glossary.terms for short in term.short}
    torn = {short for short in typed.keys() & own.keys() if not _within(fold(typed[short]), fold(own[short]))}
    assert torn == set()


def _within(shorter: str, longer: str) -> bool:
    """Whether the syllables of `shorter` stand in `longer`, in their order."""
    rest = iter(longer.split())
    return all(syllable in rest for syllable in shorter.split())


def test_an_abbreviation_is_no_word_of_its_own(glossary: Glossary, shared: Path) -> None:
    """Its key is one folded word, and no word that people use becomes that when typed without diacritics."""
    assert [key for key in glossary.abbreviations if key != fold(key) or " " in key] == []
    words = re.findall(r"\w+", (shared / "everyday" / "legal_questions.txt").read_text(encoding="utf-8"))
    accented = {fold(word) for word in words if word.islower() and word != strip_diacritics(word)}
    assert len(accented) > 500
    assert accented & glossary.abbreviations.keys() == set()


def test_writing_out_twice_changes_nothing(glossary: Glossary) -> None:
    """What an abbreviation becomes holds no abbreviation."""
    for full in glossary.abbreviations.values():
        assert expand_abbreviations(full, glossary.abbreviations) == full


@pytest.mark.parametrize(("question", "term"), EVERYDAY.items())
def test_everyday_words_lead_to_the_law_s(glossary: Glossary, question: str, term: str) -> None:
    """The examples of the issue are understood."""
    assert any(term in found for found in legal_terms(question, glossary.everyday))


def test_enough_everyday_words(glossary: Glossary) -> None:
    """At least two hundred, lower case, in NFC, each put into other words than its own."""
    rows = _table("everyday.toml")
    assert len(rows) >= 200
    assert len(glossary.everyday) == len(rows)  # no two are one when typed without diacritics
    assert [said for said in rows if said != unicodedata.normalize("NFC", said.lower().strip())] == []
    assert [said for said, meant in rows.items() if fold(said) == fold(meant)] == []


def test_everyday_words_are_put_into_words_of_the_law(shared: Path) -> None:
    """The right side stands in an official text, or is as plain as the question."""
    documents = official_texts(shared).values()
    text = fold(" ".join(f"{a['title']} {a['text']}" for document in documents for a in document["articles"]))
    rows = _table("everyday.toml")
    assert sorted(meant for meant in set(rows.values()) - PLAIN_WORDS if f" {fold(meant)} " not in f" {text} ") == []
