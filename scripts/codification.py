"""The state codification (Bộ pháp điển) -> a file for each regulation in it, as an admin would give it."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.ingest import File
from corpus.number import fold_number
from corpus.reference import label_order

_NOTE = re.compile(
    r"\(+Điều (?P<label>\d+[a-zđ]?) (?P<kind>[^\d(),]+?) số (?P<number>[^\s,]+?)[.;:]*(?=[\s,)])(?P<rest>.*)",
    re.DOTALL,
)
_TITLE = re.compile(
    r" (?!có |được |do |ngày )(?P<title>.+?),? (?:ngày \d|do \w|được |có (?:hiệu lực|nội dung))", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Article:
    note: re.Match[str]
    title: str
    text: str


def regulations_of(path: Path, *, without: Collection[str] = ()) -> Iterator[File]:
    """The regulations of the codification at `path` (.jsonl.gz), but for the numbers in `without`.

    The codification is ordered by subject: the articles of a regulation stand in several places of it and are brought
    together here. One that stands in two places is taken once.
    """
    articles: dict[str, dict[str, _Article]] = defaultdict(dict)
    left_out = {fold_number(number) for number in without}
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            note = _NOTE.match(row["note"] or "")
            if note and fold_number(note["number"]) not in left_out:
                articles[note["number"]].setdefault(note["label"], _Article(note, row["title"], row["text"]))
    for number, by_label in articles.items():
        text = _text(number, [by_label[label] for label in sorted(by_label, key=label_order)])
        yield File(f"{number.replace('/', '_')}.txt", text.encode())


def _text(number: str, articles: Sequence[_Article]) -> str:
    titles = (_TITLE.match(article.note["rest"]) for article in articles)
    title = next((match["title"] for match in titles if match), "")
    name = " ".join(f"{articles[0].note['kind']} {title}".split())
    bodies = (f"Điều {article.note['label']}. {article.title}\n{article.text}" for article in articles)
    return "\n\n".join((f"{name}\nSố: {number}", *bodies)) + "\n"
