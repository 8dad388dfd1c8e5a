"""The smallest citable text and what a quotation of it must say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.reference import Level, Reference


class SourceKind(StrEnum):
    """Whether a text is the official one or this project's own summary of it."""

    OFFICIAL = "official"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Source:
    """The file a passage was read from. `sha256` identifies its bytes, `file` is the name it came with."""

    kind: SourceKind
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One provision word for word, with its reference, page and span.

    `text` is `source_text[start:end]`. `headings` are the titles it stands under, outermost first; with `lead` (the
    words that introduce an enumeration) they say what a clause read alone is about. They are searched, never quoted.

    An amended provision has a passage for each wording: this one counts from the day `counts_from` to before the day
    `counts_until`, None where there is no other wording on that side.
    """

    reference: Reference
    text: str
    start: int
    end: int
    page: int
    headings: tuple[str, ...]
    lead: str
    source: Source
    counts_from: date | None = None
    counts_until: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether this is the provision's wording on `day`."""
        return (self.counts_from is None or day >= self.counts_from) and (
            self.counts_until is None or day < self.counts_until
        )

    @property
    def level(self) -> Level:
        """The level of the provision: article, clause, point or sheet."""
        return self.reference.path[-1].level

    @property
    def search_text(self) -> str:
        """Headings, lead and text: what is embedded and indexed."""
        return "\n".join(part for part in (*self.headings, self.lead, self.text) if part)
