"""What a new build says otherwise than the one before it, regulation by regulation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.ingest import Document
from corpus.passage import Passage, SourceKind
from corpus.reference import Level
from index.build import Build

_Text = tuple[str, date | None]  # the words of an article, and until when they count
_Articles = Mapping[str, frozenset[_Text]]


@dataclass(frozen=True, slots=True)
class Change:
    """The articles of one regulation that were added, changed or are gone, by their labels in the order of the text.

    `before` and `after` say of which kind its text was and is; None where the regulation was not or is not held.
    """

    number: str
    title: str
    before: SourceKind | None
    after: SourceKind | None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    title: str
    kind: SourceKind
    articles: _Articles


def changes(previous: Build | None, documents: Iterable[Document]) -> list[Change]:
    """How `documents` differ from what `previous` holds; regulations in which nothing changed are left out."""
    old, new = _held_before(previous), _held_now(documents)
    compared = (_compare(number, old.get(number), new.get(number)) for number in dict.fromkeys((*new, *old)))
    return [change for change in compared if change.added or change.changed or change.gone]


def _compare(number: str, old: _Held | None, new: _Held | None) -> Change:
    before, after = old.articles if old else {}, new.articles if new else {}
    present = new or old
    assert present is not None, "the number comes from one of the two"
    return Change(
        number,
        present.title,
        before=old.kind if old else None,
        after=new.kind if new else None,
        added=tuple(label for label in after if label not in before),
        changed=tuple(label for label, texts in after.items() if label in before and texts != before[label]),
        gone=tuple(label for label in before if label not in after),
    )


def _held_before(build: Build | None) -> dict[str, _Held]:
    if build is None:
        return {}
    titles = {record.number: record.title for record in build.manifest.documents}
    kinds = {record.number: record.kind for record in reversed(build.manifest.documents)}
    articles = _articles(build.passages)
    return {number: _Held(titles[number], kinds[number], articles.get(number, {})) for number in titles}


def _held_now(documents: Iterable[Document]) -> dict[str, _Held]:
    documents = list(documents)
    articles = _articles(passage for document in documents for passage in document.passages)
    kinds = {document.number: document.source.kind for document in reversed(documents)}
    return {d.number: _Held(d.title, kinds[d.number], articles.get(d.number, {})) for d in documents}


def _articles(passages: Iterable[Passage]) -> dict[str, _Articles]:
    """By number, the wordings of every article or sheet, by its label."""
    found: dict[str, dict[str, set[_Text]]] = defaultdict(lambda: defaultdict(set))
    for passage in passages:
        if passage.level not in {Level.CLAUSE, Level.POINT}:
            found[passage.reference.number][_label(passage)].add((passage.text, passage.counts_until))
    return {number: {label: frozenset(texts) for label, texts in labels.items()} for number, labels in found.items()}


def _label(passage: Passage) -> str:
    """How an admin calls the article: "Điều 5", or "Điều 5 Quy chế ..." of an attached one."""
    attachment = passage.reference.attachment
    label = f"{passage.reference.path[-1].level} {passage.reference.path[-1].label}"
    return f"{label} {attachment}" if attachment else label
