"""The articles, clauses and points a text names: "khoản 2 Điều 5", "Điều 5 khoản 2", "k1,2 đ5", "Điều 7-9"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.reference import Level, Step

Path = tuple[Step, ...]

_MOST_IN_A_RANGE = 10
_ENDS = r"(?!\w|/\d|\.\d{3})|(?=[kđd]\.?\d)"  # "k2đ27" is two labels, "59/2023" and "100.000" are none
_NUMBER = rf"\d{{1,3}}(?:[a-zđ](?!\w))?(?:{_ENDS})"
_LETTER = r"[a-zđ](?!\w)\)?"
_WORD = {
    Level.POINT: r"(?:điểm|diem)\s+",
    Level.CLAUSE: r"(?:khoản|khoan|k\.?)\s*(?:(?:thứ|thu|số|so)\s+)?",
    Level.ARTICLE: r"(?:(?:điều|dieu)\s*(?:(?:thứ|thu|số|so)\s+)?|đ\.?(?=\d)|d(?=\d)"
    r"|(?<!\d{3})(?<!\d{3} )đ\.?\s+(?=\d))",  # not the đồng of "100.000 đ 1 người"
}
_LABEL = {Level.POINT: _LETTER, Level.CLAUSE: _NUMBER, Level.ARTICLE: _NUMBER}
_FIRST = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(f"{word}(?P<{level.name}>{_LABEL[level]})" for level, word in _WORD.items())
    + r")(?:\.(?P<inner>\d{1,2})(?!\w)|\((?P<bracketed>\d{1,2})\))?",
    re.IGNORECASE,
)
_THROUGH = {
    level: re.compile(rf"\s*(?:-|–|đến|den|tới|toi)\s*(?:hết\s+)?(?:{word})?(?P<label>{_LABEL[level]})", re.IGNORECASE)
    for level, word in _WORD.items()
}
_AND = {
    level: re.compile(
        rf"\s*(?:[,;]|(?:và|va|với|voi|hoặc|hoac)\b)\s*(?P<label>{_LABEL[level]})"
        r"(?=\s*(?:$|[?.,;)]|-\s*\d|[kđd]\.?\d|(?:của|cua|luật|luat|nq|nqlt|nghị|nghi|tt|thông|thong|nđ|nd|qđ|qd|quy"
        r"|pháp|phap|và|va|đến|den|k|khoản|khoan|đ|điều|dieu)\b))",
        re.IGNORECASE,
    )
    for level in _WORD
}
_JOIN = re.compile(
    r"[\s,;:/()-]*(?:(?:của|cua|và|va|với|voi|hoặc|hoac|tại|tai|thuộc|thuoc|ở|o)\s+)?[\s(]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Group:
    """Provisions named in one breath, and the characters they take up."""

    paths: tuple[Path, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Label:
    step: Step
    start: int
    end: int


def find_groups(text: str) -> list[Group]:
    """The groups of provisions in `text`, in order; labels that belong to no article are left out."""
    groups: list[Group] = []
    for labels in _runs(text, list(_labels(text))):
        steps = [label.step for label in labels]
        if any(step.level is Level.ARTICLE for step in steps):
            groups.append(Group(tuple(_paths(steps)), labels[0].start, labels[-1].end))
        elif groups and len(groups[-1].paths) == 1 and len(groups[-1].paths[0]) == 1:
            article = groups.pop()
            groups.append(Group(tuple(_downwards([*article.paths[0], *steps])), article.start, article.end))
    return groups


def _labels(text: str) -> Iterator[_Label]:
    position = 0
    while match := _FIRST.search(text, position):
        level = next(level for level in _WORD if match[level.name])
        first = _Label(Step(level, _label(match[level.name])), match.start(), match.end(level.name))
        yield first
        position = match.end()
        if inner := match["inner"] or match["bracketed"]:
            yield _Label(Step(Level.CLAUSE, inner), first.end, position)
            continue
        for further in _further(text, first):
            yield further
            position = further.end


def _further(text: str, last: _Label) -> Iterator[_Label]:
    """The labels that go on from `last` without the word for their level: "7-9", "a, b và c"."""
    level = last.step.level
    while True:
        if match := _THROUGH[level].match(text, last.end):
            labels = _between(last.step.label, _label(match["label"]))
        elif match := _AND[level].match(text, last.end):
            labels = [_label(match["label"])]
        else:
            return
        for label in labels:
            last = _Label(Step(level, label), match.start("label"), match.end())
            yield last
        if not labels:
            return


def _between(first: str, last: str) -> list[str]:
    """The labels after `first` up to `last`; none where that is no plain range of numbers."""
    if not (first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < _MOST_IN_A_RANGE):
        return []
    return [str(number) for number in range(int(first) + 1, int(last) + 1)]


def _label(written: str) -> str:
    return written.lower().rstrip(")").lstrip("0") or "0"


def _runs(text: str, labels: Sequence[_Label]) -> Iterator[list[_Label]]:
    """Labels with nothing but joining words between them."""
    run: list[_Label] = []
    for label in labels:
        if run and run[-1].end < label.start and not _JOIN.fullmatch(text[run[-1].end : label.start]):
            yield run
            run = []
        run.append(label)
    if run:
        yield run


def _paths(steps: Sequence[Step]) -> Iterator[Path]:
    levels = [step.level for step in steps]
    if levels.count(Level.ARTICLE) == 1 and levels.count(Level.CLAUSE) <= 1:
        return _downwards(sorted(steps, key=lambda step: step.level.depth))
    return _downwards(steps) if levels[0] is Level.ARTICLE else _upwards(steps)


def _downwards(steps: Sequence[Step]) -> Iterator[Path]:
    """Điều, then khoản, then điểm: each step goes into the one before, or beside it."""
    path: Path = ()
    for step in steps:
        if path and step.level.depth <= path[-1].level.depth:
            yield path
            path = tuple(above for above in path if above.level.depth < step.level.depth)
        path = (*path, step)
    yield path


def _upwards(steps: Sequence[Step]) -> Iterator[Path]:
    """Điểm, then khoản, then Điều: what was named waits for the step it stands in."""
    points: list[Path] = []
    inner: list[Path] = []
    for step in steps:
        match step.level:
            case Level.POINT:
                points.append((step,))
            case Level.CLAUSE:
                inner += [(step, *point) for point in points or [()]]
                points = []
            case _:
                yield from ((step, *path) for path in [*inner, *points] or [()])
                inner, points = [], []
