"""The words of a quotation that answer the question, for a reader's eye to fall on."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from bot.answering.deadline import asks_for_a_deadline, beginnings
from corpus.folding import fold
from index.quantities import QUANTITIES, Quantity, asked_for
from index.tokens import tokens

Span = tuple[int, int]

_MOST = 3
_CLEARLY = 2.0  # times as near to the question as the next part
_NEARLY = 0.7  # of the nearness of the nearest part that gives a quantity: such parts may each be meant
_FAR = 0.35  # of the nearness of the nearest part: a quantity further off answers another question
_FEWEST_SHARED = 3  # tokens: two syllables and the pair they make
_LEAST_SHARE = 0.2  # of the question's tokens
_MOST_OF_THE_TEXT = 0.6  # a part as long is no eye-catcher
_SENTENCE = re.compile(r"(?:[^.\n]|\.(?=\w))+\.?")  # or a line; there is no end in "75.000"
_CLAUSE = re.compile(r"(?:[^.;\n]|\.(?=\w))+[.;]?")
_GOES_ON = re.compile(
    r" (?:liên tục|trở lên|(?:trong )?(?:một|\d+) (?:ngày|tuần|tháng|quý|năm|lần)\b)"
    r"|(?<=cơ quan|tổ chức)(?:, (?:tổ chức|đơn vị|cá nhân)\b[^.,;:\n]*)+"  # "với cơ quan, tổ chức được giám sát"
    r"|(?<=/báo) cáo|(?<=/văn) bản|(?<=/khu) dân cư|(?<=/thành) viên|(?<=/chuyên) đề"
)
_AFTER_A_SHARE = re.compile(r" (?:tán thành|đồng ý|biểu quyết|có mặt|và|thì|được)\b")
_CONDITION = re.compile(r"\W*(?:[a-zđ0-9]{1,3}[.)] )?(?:Trường hợp|Nếu|Khi)\b[^.;\n]*? thì\b", re.IGNORECASE)
_ANNOUNCES = re.compile(r"(?:gồm|sau|sau đây)[ ,.]*$|:\s*$")
_TIME = QUANTITIES[0]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a text, how many tokens it shares with the question, and how telling those are among the parts."""

    start: int
    end: int
    shared: int
    nearness: float


def emphasised(text: str, question: str) -> tuple[Span, ...]:
    """The spans of `text` that answer `question`, in order, at most three, none overlapping.

    A question for a time, a sum, a share or a number of people is answered by those, a deadline together with what it
    counts from; any other by the sentence or point that is clearly the nearest to it. Nothing is marked where the whole
    text answers.
    """
    asked = asked_for(fold(question))
    if given := asked and _quantities(text, question, asked):
        return tuple(given)
    in_words = all(quantity is _TIME for quantity in asked)  # "theo nhiệm kỳ của Trưởng thôn" is a time, too
    return tuple(_nearest(text, question)) if in_words else ()


def set_off(text: str, spans: Iterable[Span], *, before: str, after: str, shown: Callable[[str], str] = str) -> str:
    """`text` with `before` and `after` around each of `spans`; `shown` is what becomes of the text itself."""
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [shown(text[end:start]), before, shown(text[start:stop]), after]
        end = stop
    return "".join([*pieces, shown(text[end:])])


def _quantities(text: str, question: str, asked: Sequence[Quantity]) -> list[Span]:
    """The quantities asked for, in the parts nearest to the question; none where they are too many to stand out."""
    parts = _parts(text, question, _CLAUSE)
    giving = [(part, found) for part in parts if (found := _given(text, part, asked))]
    nearest = max((part.nearness for part, _ in giving), default=0.0)
    least = max(_NEARLY * nearest, _FAR * max((part.nearness for part in parts), default=0.0))
    spans: list[Span] = []
    for part, found in giving:
        if part.nearness >= least:
            spans += found
            told = any(beginnings(text, *span) for span in found) or not asks_for_a_deadline(question)
            spans += [] if told else [_whole(text, span) for span in beginnings(text, part.start, part.end)]
    joined = list(_joined(sorted(spans), text))
    return joined if len(joined) <= _MOST else []


def _given(text: str, part: _Part, asked: Sequence[Quantity]) -> list[Span]:
    """The quantities that `part` gives, not those of its condition ("Trường hợp có trên 10 người thì ...")."""
    condition = _CONDITION.match(text, part.start, part.end)
    start = condition.end() if condition else part.start
    return [_whole(text, match.span()) for kind in asked for match in kind.given.finditer(text, start, part.end)]


def _nearest(text: str, question: str) -> list[Span]:
    """The one sentence or line that is clearly the nearest to the question and does not announce what follows it."""
    parts = sorted(_parts(text, question, _SENTENCE), key=lambda part: -part.nearness)
    if (
        len(parts) < 2
        or parts[0].shared < max(_FEWEST_SHARED, _LEAST_SHARE * len(set(tokens(question))))
        or parts[0].nearness < _CLEARLY * parts[1].nearness
    ):
        return []
    part, heading = text[parts[0].start : parts[0].end], text.find("\n") if text.startswith("Điều") else 0
    if _ANNOUNCES.search(part) or parts[0].end <= heading or len(part) > _MOST_OF_THE_TEXT * len(text):
        return []
    return [(parts[0].start + len(part) - len(part.lstrip()), parts[0].end)]


def _parts(text: str, question: str, pattern: re.Pattern[str]) -> list[_Part]:
    found = [(match.span(), set(tokens(match.group()))) for match in pattern.finditer(text)]
    among, asked = Counter(token for _, held in found for token in held), set(tokens(question))

    def telling(token: str) -> float:
        return log(1 + (len(found) - among[token] + 0.5) / (among[token] + 0.5))

    return [
        _Part(start, end, len(asked & held), sum(telling(token) for token in asked & held))
        for (start, end), held in found
    ]


def _whole(text: str, span: Span) -> Span:
    """`span` without a word that it holds the beginning of only, or with the words that belong to its quantity."""
    start, end = span
    if "%" in text[start:end] and (after := _AFTER_A_SHARE.search(text, start, end)):
        return start, after.start()
    if text[end : end + 1].isalnum() and text[end - 1].isalnum():
        end = text.rindex(" ", start, end)
    going_on = _GOES_ON.match(text, end)
    return start, going_on.end() if going_on else end


def _joined(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """`spans` in order, those with nothing but a comma between them as one."""
    current: Span | None = None
    for start, end in spans:
        if current and not text[current[1] : start].strip(" ,"):
            current = current[0], max(current[1], end)
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current
