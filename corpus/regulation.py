"""A parsed regulation: one tree of provisions over one text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.reference import Level


@dataclass(frozen=True, slots=True)
class SourceText:
    """The cleaned text of a document and where its pages begin.

    `page_starts[i]` is the character at which page `pages[i]` begins. A paragraph that runs over a page break counts to
    the page it begins on. `doubtful` are the characters at which a line begins that could not be read for certain.
    """

    text: str
    page_starts: tuple[int, ...]
    pages: tuple[int, ...]
    doubtful: tuple[int, ...] = ()

    def page_at(self, position: int) -> int:
        """The page, counted from 1, on which the character at `position` stands."""
        return self.pages[max(bisect_right(self.page_starts, position) - 1, 0)]

    def is_legible(self, start: int, end: int) -> bool:
        """Whether every line that begins in `text[start:end]` was read for certain."""
        return bisect_left(self.doubtful, start) == bisect_left(self.doubtful, end)


@dataclass(frozen=True, slots=True)
class Provision:
    """A chapter, section, article, clause or point, with everything below it.

    `text[start:end]` is the provision word for word, from its own label to the end of its last child. `title` is the
    rest of the heading line, for an article and above; a clause or point has none.
    """

    level: Level
    label: str
    title: str
    start: int
    end: int
    children: tuple["Provision", ...] = ()

    @property
    def body_start(self) -> int:
        """Where the provision's first child begins, or its end when it has none."""
        return self.children[0].start if self.children else self.end

    def descend(self, above: tuple["Provision", ...] = ()) -> Iterator[tuple["Provision", ...]]:
        """This provision and all below it, in reading order, each as its path from the outermost level down."""
        path = (*above, self)
        yield path
        for child in self.children:
            yield from child.descend(path)


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation as parsed from one document."""

    number: str
    title: str
    source: SourceText
    provisions: tuple[Provision, ...]

    def descend(self) -> Iterator[tuple[Provision, ...]]:
        """Every provision in reading order, each as its path from the outermost level down."""
        for provision in self.provisions:
            yield from provision.descend()

    def articles(self) -> list[Provision]:
        """Every article, in reading order, those of an attached Quy chế among them."""
        return [path[-1] for path in self.descend() if path[-1].level is Level.ARTICLE]
