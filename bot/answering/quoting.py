"""A passage -> a quotation of it."""

from datetime import date

from bot.answering.answer import Quote
from bot.answering.lead_in import lead_in
from bot.answering.shelf import Shelf
from corpus.passage import Passage
from index.retriever import Hit


def quoted(passage: Passage, shelf: Shelf, on: date, hit: Hit | None = None) -> Quote:
    """`passage` with its page, validity on the day `on` and lead-in, and the scores of the `hit` that led to it."""
    number = passage.reference.number
    return Quote(
        passage=passage,
        page=shelf.page(passage),
        validity=shelf.validity(number, on),
        entry=shelf.entry(number),
        cosine_similarity=hit.cosine_similarity if hit else None,
        bm25_score=hit.bm25_score if hit else None,
        fused_score=hit.fused_score if hit else None,
        not_merged=shelf.not_merged(passage),
        lead_in=lead_in(passage, shelf),
    )
