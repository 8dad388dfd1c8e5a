"""The tree of a regulation -> its passages."""

from collections.abc import Iterator, Sequence

from corpus.passage import Passage, Source
from corpus.reference import Level, Reference, Step
from corpus.regulation import Provision, Regulation

_CITED = (Level.ATTACHMENT, Level.SHEET, Level.ARTICLE, Level.CLAUSE, Level.POINT)
_CITABLE = (Level.SHEET, Level.ARTICLE, Level.CLAUSE, Level.POINT)


def passages(regulation: Regulation, *, cited_as: str, title: str, source: Source) -> Iterator[Passage]:
    """Every article, clause and point of `regulation` that was read for certain as a passage, in reading order.

    `cited_as` is how a citation calls the regulation, `title` what a reader searches it by.
    """
    text = regulation.source.text
    for path in regulation.descend():
        provision = path[-1]
        if provision.level in _CITABLE and regulation.source.is_legible(provision.start, provision.end):
            yield Passage(
                reference=_reference(path, regulation.number, cited_as),
                text=text[provision.start : provision.end],
                start=provision.start,
                end=provision.end,
                page=regulation.source.page_at(provision.start),
                headings=(title, *_headings(path)),
                lead=_lead(path, text),
                source=source,
            )


def _reference(path: Sequence[Provision], number: str, cited_as: str) -> Reference:
    steps = tuple(Step(part.level, part.label) for part in path if part.level in _CITED)
    return Reference(number, steps, cited_as)


def _headings(path: Sequence[Provision]) -> Iterator[str]:
    """The titles above the last provision of `path` that say what it is about.

    An article's own heading is part of its text. Chapter titles are left out: they are shared by so many articles that
    with them the nearest passage was the right one less often (docs/decisions/0004-ranking.md).
    """
    for part in path[:-1]:
        match part.level:
            case Level.ARTICLE:
                yield f"Điều {part.label}. {part.title}".rstrip()
            case Level.ATTACHMENT:
                yield part.label


def _lead(path: Sequence[Provision], text: str) -> str:
    """The words above a clause or point that introduce the enumeration it stands in."""
    leads = []
    for part in path[:-1]:
        own = text[part.start : part.body_start].strip()
        match part.level:
            case Level.ARTICLE:
                leads.append(own.partition("\n")[2] if part.title else own)
            case Level.CLAUSE:
                leads.append(own)
    return "\n".join(lead for lead in leads if lead)
