"""Provisions that the question names are looked up, not searched."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.answer import Status
from bot.answering.named import NamedProvision
from bot.answering.shelf import Shelf
from corpus.catalog import Entry
from corpus.passage import Passage


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the names led to: passages, or a message that says why there are none."""

    status: Status
    message: str
    passages: tuple[Passage, ...] = ()


def look_up(named: Sequence[NamedProvision], shelf: Shelf) -> LookedUp:
    """The provisions `named`, all of which name a regulation."""
    results = [_one(provision, shelf) for provision in named]
    passages = tuple(passage for result in results for passage in result.passages)
    if passages:
        return LookedUp(Status.LOOKED_UP, "", passages)
    return results[0]


def _one(provision: NamedProvision, shelf: Shelf) -> LookedUp:
    held = shelf.held(provision.entries)
    if len(provision.entries) > 1 and len(held) != 1:
        return LookedUp(Status.CLARIFY, _which_regulation(provision.entries))
    if not held:
        entry = provision.entries[0]
        return LookedUp(
            Status.NOT_FOUND,
            f"Thư viện chưa có văn bản {entry.cited_as} số {entry.number}, nên tôi không trích dẫn được.",
        )
    passage = shelf.provision(held[0], provision.path)
    if passage is None:
        return LookedUp(Status.NOT_FOUND, _no_such_provision(provision, held[0], shelf))
    return LookedUp(Status.LOOKED_UP, "", (passage,))


def _which_regulation(entries: Sequence[Entry]) -> str:
    choices = "; ".join(_described(entry) for entry in entries)
    return f"Có nhiều văn bản mang tên này: {choices}. Xin nói rõ văn bản nào."


def _described(entry: Entry) -> str:
    return f"{entry.title} (số {entry.number}" + (f", ngày {entry.signed:%d/%m/%Y})" if entry.signed else ")")


def _no_such_provision(provision: NamedProvision, number: str, shelf: Shelf) -> str:
    labels = shelf.article_labels(number)
    entry = shelf.entry(number)
    name = f"{entry.cited_as} số {number}" if entry else number
    known = f"{labels[0]}-{labels[-1]}" if len(labels) > 1 else labels[0]
    return f"Không tìm thấy {provision} trong {name}. Phần đang có trong thư viện: Điều {known}."
