"""Provisions and regulations that the question names are looked up, not searched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.answer import Status
from bot.answering.named import NamedProvision, NameFinder, without_provisions
from bot.answering.shelf import Shelf
from bot.answering.wording import sentence
from corpus.catalog import Entry
from corpus.passage import Passage

_FEW_WORDS = 5  # a provision or regulation named with fewer words around it is a request for its text


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the names led to: passages, or a message that says why there are none, and `choices` where it is unclear."""

    status: Status
    message: str
    passages: tuple[Passage, ...] = ()
    choices: tuple[Passage, ...] = ()


def look_up(question: str, names: NameFinder, shelf: Shelf, on: date) -> LookedUp | None:
    """The provisions that `question` names, as worded on the day `on`; None when it must be searched instead."""
    provisions = names.provisions(question)
    complete = [provision for provision in provisions if provision.entries]
    if complete:
        return _provisions(complete, shelf, on)
    if not provisions:
        return _regulation(question, names, shelf)
    if provisions[0].of_unknown:
        return LookedUp(Status.NOT_FOUND, f"Tôi không biết văn bản được nêu cùng {provisions[0]}, nên không trích dẫn.")
    if len(without_provisions(question).split()) >= _FEW_WORDS:
        return None
    example = f"{provisions[0]} Luật Mặt trận Tổ quốc Việt Nam"
    return LookedUp(Status.CLARIFY, sentence(f"{provisions[0]} của văn bản nào? Ví dụ: {example}."))


def _provisions(named: Sequence[NamedProvision], shelf: Shelf, on: date) -> LookedUp:
    """All that were found, and in the message what is to be said of those that were not."""
    results = [_provision(provision, shelf, on) for provision in named]
    passages = tuple(dict.fromkeys(passage for result in results for passage in result.passages))
    unanswered = [result for result in results if not result.passages]
    if not passages:
        return results[0]
    return LookedUp(Status.LOOKED_UP, " ".join(dict.fromkeys(result.message for result in unanswered)), passages)


def _provision(provision: NamedProvision, shelf: Shelf, on: date) -> LookedUp:
    if len(provision.entries) > 1:
        held = shelf.held(provision.entries)
        meant = (shelf.provision(number, provision.path, on, attached=provision.attached) for number in held)
        return replace(_ambiguous(provision.entries), choices=tuple(passage for passage in meant if passage))
    held = shelf.held(provision.entries)
    if not held:
        missing = _not_held(provision.entries[0])
        return LookedUp(missing.status, sentence(f"{provision}: {missing.message}"))
    passage = shelf.provision(held[0], provision.path, on, attached=provision.attached)
    if passage is None:
        return LookedUp(Status.NOT_FOUND, _no_such_provision(provision, held[0], shelf))
    return LookedUp(Status.LOOKED_UP, "", (passage,))


def _regulation(question: str, names: NameFinder, shelf: Shelf) -> LookedUp | None:
    """What is to be said of a regulation named by itself that is ambiguous or whose text is not held."""
    mentions = names.regulations(question)
    if len(mentions) != 1 or len(names.without_regulations(question).split()) >= _FEW_WORDS:
        return None
    if len(mentions[0]) > 1:
        return _ambiguous(mentions[0])
    return None if shelf.held(mentions[0]) else _not_held(mentions[0][0])


def _ambiguous(entries: Sequence[Entry]) -> LookedUp:
    choices = "; ".join(_described(entry) for entry in entries)
    return LookedUp(Status.CLARIFY, f"Có nhiều văn bản mang tên này: {choices}. Xin nói rõ văn bản nào.")


def _not_held(entry: Entry) -> LookedUp:
    message = f"Thư viện chưa có nội dung của {_described(entry)}, nên tôi không trích dẫn được."
    return LookedUp(Status.NOT_FOUND, " ".join(part for part in (message, entry.note) if part))


def _described(entry: Entry) -> str:
    number = f"số {entry.number}" if entry.number[0].isdigit() else ""
    details = ", ".join(part for part in (number, f"ngày {entry.signed:%d/%m/%Y}" if entry.signed else "") if part)
    return f"{entry.title} ({details})" if details else entry.title


def _no_such_provision(provision: NamedProvision, number: str, shelf: Shelf) -> str:
    labels = shelf.article_labels(number)
    entry = shelf.entry(number)
    name = f"{entry.cited_as} số {number}" if entry else number
    held = (
        f"Phần đang có trong thư viện: Điều {', '.join(_ranges(labels))}."
        if labels
        else "Chưa có điều nào trong thư viện."
    )
    return f"Không tìm thấy {provision} trong {name}. {held}"


def _ranges(labels: Sequence[str]) -> list[str]:
    """Labels with runs written short: 1, 2, 3, 7 -> 1-3, 7."""
    runs: list[list[str]] = []
    for label in labels:
        follows = runs and label.isdigit() and runs[-1][-1].isdigit() and int(label) == int(runs[-1][-1]) + 1
        if follows:
            runs[-1].append(label)
        else:
            runs.append([label])
    return [run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
