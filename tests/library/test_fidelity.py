"""The digests say what the official texts say."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from corpus.catalog import LIBRARY
from corpus.number import find_own_number
from tests.library.fidelity import Difference, compare, differences
from tests.library.provisions import Article, Part, official_texts, printed_labels, read_file, read_official

# Texts that lie elsewhere than in data/regulations.
OTHER_SOURCES = {
    "50-2024-qh15": "regulations_other/50_2024_QH15_Luat_Cong_doan.txt",
    "75-2015-qh13.until-2025-07-01": "regulations_other/vlc2021/luat-mat-tran-to-quoc-viet-nam.txt",
}
# Digests written from FACTS.md, whose official text nobody gave us: test_sheets.py looks after them.
WITHOUT_OFFICIAL_TEXT = {
    "121-2025-qh15", "124-qd-tw-2018", "18-ct-tw-2022", "217-qd-tw-2013", "218-qd-tw-2013", "23-hd-dct-2018",
    "31-2024-qh15", "64-2025-qh15", "72-2025-qh15", "hien-phap-2013",
}  # fmt: skip
COMPARED = sorted({path.stem for path in LIBRARY.glob("*.md")} - WITHOUT_OFFICIAL_TEXT)
COMPLETE = {
    "75-2015-qh13": 41,
    "403-2017-nqlt": 25,
    "337-2016-tt-btc": 8,
    "10-2022-qh15": 91,
    "59-2023-nd-cp": 31,
    "61-2023-nd-cp": 25,
    "87-2015-qh13": 91,
}
HELD_IN_PART = {
    "57-2020-qh14": {"28", "29", "30", "31"},
    "36-2018-qh14": {"74"},
    "27-2005-pl-ubtvqh11": {"11"},
    "35-2013-qh13": {"3", "7", "8", "12", "14", "24", "30"},
    "50-2024-qh15": {"16", "17"},
    "31-2024-qh15": {"19"},
    "64-2025-qh15": {"6"},
    "72-2025-qh15": {"43"},
    "hien-phap-2013": {"9"},
    "42-2013-qh13": {"2", "15"},
    "02-2011-qh13": {"2", "7"},
    "25-2018-qh14": {"2", "12"},
}
PRINTED_TWICE = {("02-2011-qh13", "31"): ["i"]}  # the second should have been k; the reader makes one point of both


@dataclass(frozen=True)
class Pair:
    """A digest and the official text it sums up, article by article."""

    official: dict[str, Article]
    digest: dict[str, Article]

    def differences(self) -> list[Difference]:
        """Everything in which the digest departs from the official text."""
        pairs = ((self.official[label], article) for label, article in self.digest.items())
        return [found for official, digest in pairs for found in differences(official, digest)]

    def parts(self) -> Iterator[tuple[Article, Part, Part]]:
        """The official article, the official part and the digest's part, for every part of the digest."""
        for label, article in self.digest.items():
            yield from (
                (self.official[label], official, digest)
                for official, digest in zip(self.official[label].parts, article.parts, strict=True)
            )


@cache
def _all_official(shared: Path) -> dict[str, dict[str, Article]]:
    return {number: read_official(document) for number, document in official_texts(shared).items()}


def _digest(stem: str) -> dict[str, Article]:
    return read_file(f"{stem}.md", (LIBRARY / f"{stem}.md").read_bytes())


@cache
def _pair(stem: str, shared: Path) -> Pair:
    digest = LIBRARY / f"{stem}.md"
    number = find_own_number(digest.read_text(encoding="utf-8").partition("###")[0])
    if stem in OTHER_SOURCES:
        path = shared / OTHER_SOURCES[stem]
        return Pair(read_file(path.name, path.read_bytes()), _digest(stem))
    return Pair(_all_official(shared)[str(number)], _digest(stem))


def _exceptions(stem: str) -> list[Difference]:
    """The reviewed differences of one regulation, from exceptions.toml."""
    return [
        Difference(entry["article"], entry["part"], entry["kind"], tuple(entry["expected"]), tuple(entry["found"]))
        for entry in _entries()
        if entry["regulation"] == stem
    ]


def _entries() -> list[dict[str, str]]:
    text = Path(__file__).with_name("exceptions.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["exception"])


@pytest.mark.parametrize("stem", COMPARED)
def test_digest_says_what_the_official_text_says(stem: str, shared: Path) -> None:
    """Titles, labels, numbers, citations, bodies, modals and acts agree part by part, and no sentence is copied."""
    excepted = _exceptions(stem)
    unexplained = [f"{stem}, {found}" for found in _pair(stem, shared).differences() if found not in excepted]
    assert not unexplained, "\n".join(unexplained)


@pytest.mark.parametrize("stem", COMPARED)
def test_every_exception_still_matches_a_difference(stem: str, shared: Path) -> None:
    """A reviewed exception that excuses nothing any more is removed."""
    found = _pair(stem, shared).differences()
    assert [f"{stem}, {excepted}" for excepted in _exceptions(stem) if excepted not in found] == []


def test_every_exception_says_why() -> None:
    """Each exception belongs to a compared regulation and gives a reason in a sentence."""
    assert [entry for entry in _entries() if entry["regulation"] not in COMPARED] == []
    assert [entry for entry in _entries() if len(entry["reason"].split()) < 8] == []


def test_every_official_text_at_hand_is_used(shared: Path) -> None:
    """A digest counts as having no official text only where `shared` indeed has none."""
    numbers = {
        stem: find_own_number((LIBRARY / f"{stem}.md").read_text(encoding="utf-8")) for stem in WITHOUT_OFFICIAL_TEXT
    }
    assert [stem for stem, number in numbers.items() if number in official_texts(shared)] == []


@pytest.mark.parametrize(("stem", "articles"), COMPLETE.items())
def test_digest_is_complete(stem: str, articles: int, shared: Path) -> None:
    """The digests of the core hold every article of the regulation, in its order."""
    pair = _pair(stem, shared)
    assert list(pair.digest) == list(pair.official)
    assert len(pair.digest) == articles


@pytest.mark.parametrize(("stem", "articles"), HELD_IN_PART.items())
def test_digest_holds_the_articles_that_matter(stem: str, articles: set[str]) -> None:
    """Of the other regulations the library holds the articles a commune cadre meets."""
    assert articles <= set(_digest(stem))


@pytest.mark.parametrize("stem", sorted(set(COMPARED) - set(OTHER_SOURCES)))
def test_the_reader_loses_no_label_of_the_official_text(stem: str, shared: Path) -> None:
    """Every line of the official text that begins with a label is a part, so that none can be missed on both sides."""
    pair = _pair(stem, shared)
    number = str(find_own_number((LIBRARY / f"{stem}.md").read_text(encoding="utf-8")))
    for article in official_texts(shared)[number]["articles"]:
        if article["article"] in pair.digest:
            read = [path[-1].split()[-1] for path in pair.official[article["article"]].paths if path]
            printed = printed_labels(article["text"])
            repeated = [label for label, following in pairwise(printed) if label == following]
            assert repeated == PRINTED_TWICE.get((stem, article["article"]), [])
            assert read == [label for label, _ in groupby(printed)], f"Điều {article['article']}"


@pytest.mark.parametrize("stem", COMPARED)
def test_a_changed_figure_is_always_noticed(stem: str, shared: Path) -> None:
    """Whichever figure of a digest becomes one that its provision does not have, the comparison reports the part."""
    missed = []
    for article, official, digest in _pair(stem, shared).parts():
        before = list(compare(article, official, digest))
        for figure in re.finditer(r"\d+", digest.text):
            raised = f"{digest.text[: figure.start()]}{int(figure.group()) + 90}{digest.text[figure.end() :]}"
            if list(compare(article, official, replace(digest, text=raised))) == before:
                missed.append(f"Điều {article.label} {digest.path}: {figure.group()} in {digest.text[:80]}")
    assert missed == []


@pytest.mark.parametrize("stem", COMPARED)
def test_days_and_working_days_are_never_taken_for_each_other(stem: str, shared: Path) -> None:
    """Wherever a digest says "ngày" after a number, "ngày làm việc" is reported, and the reverse."""
    missed = []
    for article, official, digest in _pair(stem, shared).parts():
        before = list(compare(article, official, digest))
        for days in re.finditer(r"(?<=\d )ngày(?: làm việc)?(?! \d)", digest.text):
            other = "ngày" if days.group().endswith("việc") else "ngày làm việc"
            changed = replace(digest, text=digest.text[: days.start()] + other + digest.text[days.end() :])
            if list(compare(article, official, changed)) == before:
                missed.append(f"Điều {article.label} {digest.path}: {digest.text[:80]}")
    assert missed == []
