"""The articles, clauses and points a text names, in either order: "khoản 2 Điều 5" or "Điều 5 khoản 2"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.reference import Level, Step

Path = tuple[Step, ...]

_LABEL = re.compile(
    r"(?<!\w)(?:(?:điểm|diem)\s+(?P<point>[a-zđ])(?!\w)\)?"
    r"|(?:khoản|khoan|k)\s*(?P<clause>\d{1,3}[a-zđ]?)(?!\w)"
    r"|(?:điều|dieu|(?<!\d{3} )đ)\s*(?P<article>\d{1,3}[a-zđ]?)(?!\w))",
    re.IGNORECASE,
)
_JOIN = re.compile(r"[\s,;:]*(?:(?:của|cua|và|va|với|voi|hoặc|hoac|tại|tai|thuộc|thuoc)\s+)?", re.IGNORECASE)
_FURTHER_ARTICLE = re.compile(
    r"\s*(?:,|và|va|với|voi)\s*(?P<article>\d{1,3}[a-zđ]?)"
    r"(?=\s*(?:$|[?.,;]|(?:của|cua|luật|luat|nq|nghị|nghi|tt|thông|thong|nđ|nd|qđ|qd|pháp|phap|và|va)\b))",
    re.IGNORECASE,
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
        levels = [label.step.level for label in labels]
        steps = [label.step for label in labels]
        if Level.ARTICLE not in levels:
            if groups and len(groups[-1].paths) == 1 and len(groups[-1].paths[0]) == 1:
                article = groups.pop()
                paths = tuple(_downwards([*article.paths[0], *steps]))
                groups.append(Group(paths, article.start, article.end))
        else:
            paths = tuple(_downwards(steps) if levels[0] is Level.ARTICLE else _upwards(steps))
            groups.append(Group(paths, labels[0].start, labels[-1].end))
    return groups


def _labels(text: str) -> Iterator[_Label]:
    for match in _LABEL.finditer(text):
        level = Level[(match.lastgroup or "").upper()]
        yield _Label(Step(level, match[match.lastgroup or ""].lower()), match.start(), match.end())
        position = match.end()
        while level is Level.ARTICLE and (further := _FURTHER_ARTICLE.match(text, position)):
            yield _Label(Step(level, further["article"].lower()), further.start("article"), further.end())
            position = further.end()


def _runs(text: str, labels: Sequence[_Label]) -> Iterator[list[_Label]]:
    """Labels with nothing but joining words between them."""
    run: list[_Label] = []
    for label in labels:
        if run and not _JOIN.fullmatch(text[run[-1].end : label.start]):
            yield run
            run = []
        run.append(label)
    if run:
        yield run


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
