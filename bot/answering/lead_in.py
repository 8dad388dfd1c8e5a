"""The words above a khoản or điểm that it cannot be understood without."""

import re
from dataclasses import dataclass

from bot.answering.shelf import Shelf
from corpus.passage import Passage

_ARTICLE_LABEL = re.compile(r"^Điều \w+\.?\s*")


@dataclass(frozen=True, slots=True)
class LeadIn:
    """Words that introduce what follows them, as they stand in their document from the character `start` on."""

    text: str
    start: int


def lead_in(passage: Passage, shelf: Shelf) -> tuple[LeadIn, ...]:
    """What introduces `passage` in its article, then in its khoản: "Kế hoạch gồm các nội dung sau đây:".

    Paragraphs before the one that introduces it speak for themselves and are left out, as is the label of the article.
    """
    above = shelf.above(passage)
    if above is None:
        return ()
    own = passage.lead.removeprefix(above.lead).strip("\n")
    words = _ARTICLE_LABEL.sub("", own).rpartition("\n")[2]
    place = above.text.find(words)
    here = (LeadIn(words, above.start + place),) if place >= 0 and any(map(str.isalpha, words)) else ()
    return (*lead_in(above, shelf), *here)
