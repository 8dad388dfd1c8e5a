"""Regulations and provisions that a question names: "khoản 2 Điều 27 Luật MTTQ", "k2 đ26 luat mttq"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from bot.answering.labels import Group, Path, find_groups
from corpus.catalog import Catalog, Entry, Status
from corpus.folding import fold

_GONE = {Status.REPLACED, Status.EXPIRED}
_LONGEST_NAME = 200  # characters
_FILLER = re.compile(r"(?<!\bco )\bso (?=\d)|\bnam (?=(?:19|20)\d\d\b)")
_GLUED = re.compile(r"\b(nqlt|nq|tt|qd|qdi|nd|ct|hd|luat)(?=\d)")
_ATTACHED = re.compile(
    r"\s*(?:của\s+|cua\s+)?(?:quy chế|quy che|bản quy định|điều lệ|dieu le|.{0,60}\bkèm theo|.{0,60}\bkem theo)\b"
)
_SOME_REGULATION = re.compile(
    r"\bluat (?!nay\b)\w"
    r"|\b(?:nghi dinh|nghi quyet|thong tu|phap lenh|quyet dinh|quy dinh|chi thi) (?!nay\b)(?:so |\d|cua )"
)


@dataclass(frozen=True, slots=True)
class NamedProvision:
    """A provision the question names: the steps down to it, and the regulations its words may mean.

    `attached`: it stands in the Quy chế attached to the regulation. `of_unknown`: a regulation is named with it that
    the catalog does not know.
    """

    path: Path
    entries: tuple[Entry, ...]
    attached: bool = False
    of_unknown: bool = False

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

    def named_first(self, text: str) -> tuple[Entry, ...]:
        """What the regulation that `text` begins with may mean, a "của" before it passed over; none for other words."""
        words = _comparable(text[:_LONGEST_NAME]).split()
        mention = self._mention_at(words, 1 if words[:1] == ["cua"] else 0)
        return mention.entries if mention else ()

    def without_regulations(self, question: str) -> str:
        """What is left of `question`, folded, beside the regulations it mentions."""
        words = _comparable(question).split()
        mentioned = {place for mention in self._mentions(question) for place in range(mention.start, mention.end)}
        return " ".join(word for place, word in enumerate(words) if place not in mentioned)

    def provisions(self, question: str) -> list[NamedProvision]:
        """Every article, clause or point that `question` names, each with the regulation mentioned next to it."""
        groups = find_groups(question)
        ends = [0, *(group.end for group in groups)]
        starts = [*(group.start for group in groups), len(question)]
        gaps = [question[end:start] for end, start in zip(ends, starts, strict=True)]
        around = zip(groups, pairwise(gaps), strict=True)
        return list(chain.from_iterable(self._in_group(group, *gap, question) for group, gap in around))

    def _in_group(self, group: Group, before: str, after: str, question: str) -> Iterator[NamedProvision]:
        """The provisions of a group: their regulation follows the group, or stands before it, or anywhere."""
        following = [mention.entries for mention in self._mentions(after)][:1]
        preceding = [mention.entries for mention in self._mentions(before)][-1:]
        anywhere = self.regulations(question)[:1]
        for place, path in enumerate(group.paths):
            is_last = place == len(group.paths) - 1
            nearest = following + preceding if is_last or not preceding else preceding
            entries = next(iter(nearest or anywhere), ())
            unknown = not entries and _SOME_REGULATION.search(fold(question)) is not None
            yield NamedProvision(path, entries, _ATTACHED.match(fold(after)) is not None, unknown)

    def _mentions(self, text: str) -> list[_Mention]:
        words = _comparable(text).split()
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
    for group in reversed(find_groups(question)):
        question = f"{question[: group.start]} {question[group.end :]}"
    return question


def _comparable(text: str) -> str:
    """Folded, the kind and its number side by side: "nghị định số 59 năm 2023", "TT337"."""
    return _FILLER.sub("", _GLUED.sub(r"\1 ", fold(text)))


def _all_names(catalog: Catalog) -> Mapping[str, tuple[Entry, ...]]:
    current = {entry.title for entry in catalog.entries if entry.status not in _GONE}
    names: dict[str, dict[str, Entry]] = {}
    for entry in catalog.entries:
        for name in _names_of(entry, own_title=entry.status not in _GONE or entry.title not in current):
            names.setdefault(_comparable(name), {})[entry.id] = entry
    return {name: tuple(entries.values()) for name, entries in names.items()}


def _names_of(entry: Entry, *, own_title: bool) -> Iterator[str]:
    """What it is called. `own_title`: no law in force bears its title; a replaced one is called by its year instead."""
    yield from (entry.number, f"{entry.kind} {entry.number}", *entry.short_names)
    if entry.signed:
        yield f"{entry.kind} {entry.number} {entry.signed.year}"
    if own_title and fold(entry.title) != fold(entry.kind):
        yield entry.title  # one that was not read is the bare kind, and any question may say "thông tư"
    number, _, rest = entry.number.partition("/")
    year = rest.partition("/")[0]
    if year.isdigit():
        yield f"{entry.kind} {number}/{year}"
        yield f"{number}/{year}"
