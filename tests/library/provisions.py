"""A regulation, digest or official text, as articles in parts that can be laid side by side."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.clean import clean
from corpus.extract import Line, extract
from corpus.reference import Level
from corpus.regulation import Provision
from corpus.structure import parse

# The codification leaves the end of this number out.
SHORTENED = {"72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN": "72/2025/NQLT/UBTVQH15-CP"}
_LABEL = re.compile(r"(?:\d{1,3}[a-zđ]?\s?[.-]|[a-zđ]\d?\s?\))\s*")
_OLD_TONES = re.compile(r"(?<![qQ])(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)  # "toà án", "uỷ ban"
_ANNEX_FILE = re.compile(r"^Phu luc_.*$", re.MULTILINE)  # names of attached files in the codification


@dataclass(frozen=True, slots=True)
class Part:
    """The words that a provision has to itself: an article's lead, a clause up to its points, or a point.

    `path` is () for the lead, or for a whole article without clauses, ("khoản 2",) and ("khoản 2", "điểm a") below it.
    """

    path: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its label, its title, and its parts in reading order, the lead first."""

    label: str
    title: str
    parts: tuple[Part, ...]

    @property
    def paths(self) -> list[tuple[str, ...]]:
        """The clauses and points, in order."""
        return [part.path for part in self.parts]

    @property
    def text(self) -> str:
        """All its words but the title and the labels."""
        return "\n".join(part.text for part in self.parts)

    def above(self, part: Part) -> str:
        """What introduces `part`: the article's title, its lead, and the clause over a point."""
        over = {part.path[:depth] for depth in range(len(part.path))}
        return "\n".join([self.title, *(other.text for other in self.parts if other.path in over)])


def read_file(name: str, data: bytes) -> dict[str, Article]:
    """The articles of a digest or of a text file, by label, as the project's own reader sees them."""
    return _articles(extract(name, data))


def read_official(document: dict[str, Any]) -> dict[str, Article]:
    """The articles of a regulation in `shared/data/regulations/*.json`, by label."""
    head = ["Luật", f"Số: {document['doc_no']}"]
    body = [_printed(article) for article in document["articles"]]
    return _articles([Line(text, page=1) for text in "\n".join([*head, *body]).splitlines()])


def official_texts(shared: Path) -> dict[str, dict[str, Any]]:
    """Every official text in `shared`, as its JSON says, by number."""
    files = sorted(path for path in (shared / "regulations").glob("*.json") if path.name != "manifest.json")
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return {document["doc_no"]: document for document in documents}


def printed_labels(text: str) -> list[str]:
    """The labels that the lines of an official article's `text` begin with, in order: "1", "a", "b", "2"."""
    return re.findall(r"^(\d{1,3}[a-zđ]?(?=\. )|[a-zđ]\d?(?=\) ))", text, re.MULTILINE)


def _printed(article: dict[str, Any]) -> str:
    return f"Điều {article['article']}. {article['title']}\n{_ANNEX_FILE.sub('', article['text'])}"


def _articles(lines: Sequence[Line]) -> dict[str, Article]:
    regulation = parse(clean(lines))
    text = regulation.source.text
    return {
        article.label: Article(article.label, article.title, tuple(_parts(article, text)))
        for article in regulation.articles()
    }


def _parts(provision: Provision, text: str, above: tuple[str, ...] = ()) -> Iterator[Part]:
    own = text[provision.start : provision.body_start].strip()
    if provision.level is Level.ARTICLE:
        path: tuple[str, ...] = ()
        own = own.partition("\n")[2]
    else:
        path = (*above, f"{provision.level} {provision.label}")
        own = _LABEL.sub("", own, count=1)
    yield Part(path, _OLD_TONES.sub(_with_new_tone, own))
    for child in provision.children:
        yield from _parts(child, text, path)


def _with_new_tone(match: re.Match[str]) -> str:
    """The syllable's end as it is spelled today: "òa" for "oà", "ủy" for "uỷ"."""
    first, second, tone = tuple(unicodedata.normalize("NFD", match.group()))
    return unicodedata.normalize("NFC", first + tone + second)
