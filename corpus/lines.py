"""What every reader makes of a file: lines as printed, each on its page; and the one way in which reading fails."""

from collections.abc import Callable
from dataclasses import dataclass

PageProgress = Callable[[int, int], None]
"""Called with the number of pages read and the number of pages in all."""


class ExtractionError(Exception):
    """A file that cannot be read. The message is one Vietnamese sentence for the admin who sent it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed. `full`: it reaches the right margin; `indented`: it begins right of the left margin.

    `note`: it belongs to a footnote. `confidence` is how sure the OCR engine was of it, from 0 to 1; None for a line
    that was not read from a picture. `doubt` holds the figures in it that a second engine read in another way. A line
    that is not `legible` is kept for a person to look at, and is never quoted.
    """

    text: str
    page: int
    full: bool = False
    indented: bool = False
    note: bool = False
    confidence: float | None = None
    legible: bool = True
    doubt: str = ""
