"""Provisions that a question names: "khoản 2 Điều 27 Luật MTTQ", "điều 7 nqlt 403", "k2 đ26 luat mttq"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.catalog import Catalog, Entry
from corpus.folding import fold
from corpus.reference import Level, Step

_POINT = r"(?:điểm|diem)\s+(?P<point{n}>[a-zđ])(?![\w])"
_CLAUSE = r"(?:khoản|khoan|k)\s*(?P<clause{n}>\d{{1,3}}[a-zđ]?)(?!\w)"
_ARTICLE = r"(?:điều|dieu|đ)\s*(?P<article{n}>\d{{1,3}}[a-zđ]?)(?!\w)"
_GAP = r"[\s,;:]*(?:của\s|cua\s)?"


def _named(parts: Sequence[str], n: int) -> str:
    return _GAP.join(parts).format(n=n)


_PROVISION = re.compile(
    rf"(?<!\w)(?:(?:{_named([_POINT], 1)}{_GAP})?(?:{_named([_CLAUSE], 1)}{_GAP})?{_named([_ARTICLE], 1)}"
    rf"(?:{_GAP}{_named([_CLAUSE], 2)}(?:{_GAP}{_named([_POINT], 2)})?)?)",
    re.IGNORECASE,
)
_FILLER = re.compile(r"\bso (?=\d)|\bnam (?=(?:19|20)\d\d\b)")


@dataclass(frozen=True, slots=True)
class NamedProvision:
    """A provision the question names: the steps down to it, and the regulations its words may mean."""

    path: tuple[Step, ...]
    entries: tuple[Entry, ...]

    def __str__(self) -> str:
        return " ".join(f"{step.level} {step.label}" for step in reversed(self.path))


@dataclass(frozen=True, slots=True)
class _Mention:
    """Regulations mentioned in a question, from the token `start` to before the token `end`."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class NameFinder:
    """Finds regulations and provisions by the names that people use for them."""

    def __init__(self, catalog: Catalog) -> None:
        self._names = _all_names(catalog)
        self._longest = max((len(name.split()) for name in self._names), default=0)

    def regulations(self, question: str) -> list[tuple[Entry, ...]]:
        """What each regulation mentioned in `question` may mean, in order of mention."""
        return [mention.entries for mention in self._mentions(question)]

    def without_regulations(self, question: str) -> str:
        """What is left of `question`, folded, beside the regulations it mentions."""
        words = _comparable(question).split()
        mentioned = {place for mention in self._mentions(question) for place in range(mention.start, mention.end)}
        return " ".join(word for place, word in enumerate(words) if place not in mentioned)

    def provisions(self, question: str) -> list[NamedProvision]:
        """Every article, clause or point that `question` names, each with the regulation mentioned next to it."""
        found = []
        for match in _PROVISION.finditer(question):
            after = self._mentions(question[match.end() :])
            before = self._mentions(question[: match.start()])
            nearest = after[0].entries if after else before[-1].entries if before else ()
            found.append(NamedProvision(_path(match), nearest))
        return found

    def _mentions(self, question: str) -> list[_Mention]:
        words = _comparable(question).split()
        mentions, start = [], 0
        while start < len(words):
            mention = self._mention_at(words, start)
            if mention:
                mentions.append(mention)
            start = mention.end if mention else start + 1
        return mentions

    def _mention_at(self, words: Sequence[str], start: int) -> _Mention | None:
        """The longest name that begins with the word `start`."""
        for end in range(min(start + self._longest, len(words)), start, -1):
            if entries := self._names.get(" ".join(words[start:end])):
                return _Mention(start, end, entries)
        return None


def without_provisions(question: str) -> str:
    """What is left of `question` beside the provisions it names."""
    return _PROVISION.sub(" ", question)


def _path(match: re.Match[str]) -> tuple[Step, ...]:
    groups = match.groupdict()
    labels = {
        Level.ARTICLE: groups["article1"],
        Level.CLAUSE: groups["clause1"] or groups["clause2"],
        Level.POINT: groups["point1"] or groups["point2"],
    }
    return tuple(Step(level, label.lower()) for level, label in labels.items() if label)


def _comparable(text: str) -> str:
    """Folded, with the words left out that stand between a kind and its number: "nghị định số 59 năm 2023"."""
    return _FILLER.sub("", fold(text))


def _all_names(catalog: Catalog) -> Mapping[str, tuple[Entry, ...]]:
    names: dict[str, dict[str, Entry]] = {}
    for entry in catalog.entries:
        for name in _names_of(entry):
            names.setdefault(_comparable(name), {})[entry.id] = entry
    return {name: tuple(entries.values()) for name, entries in names.items()}


def _names_of(entry: Entry) -> Iterator[str]:
    yield from (entry.number, entry.title, *entry.short_names)
    number, _, rest = entry.number.partition("/")
    year = rest.partition("/")[0]
    if year.isdigit():
        yield f"{entry.kind} {number}/{year}"
