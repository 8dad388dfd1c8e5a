"""Does a digest say what the official text says? A comparison of what can be compared, part by part.

Of every lead, clause and point the *facts* are taken out: numbers with their bounds and units, cited provisions, named
bodies and levels, named regulations, what one must, may or must not do, the legal acts spoken of, and what time runs
from. A fact that stands on one side only is a `Difference`, and so is a run of words taken over. One rule stands for
many exceptions: a sentence may repeat a body, a level, a duty or an act that stands in what introduces it (title, lead,
clause above a point), but never a number or a citation. What no program can see, who does what to whom, people read.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tests.library.citations import citations, without_citations
from tests.library.names import BODIES, REGULATIONS, Names
from tests.library.provisions import Article, Part
from tests.library.quantities import quantities

LONGEST_RUN = 10  # words in a row that a digest may share with the article it sums up

_BODIES, _REGULATIONS = Names(BODIES), Names(REGULATIONS, capital=True)
_NAMES = Names((*BODIES, *REGULATIONS))
_LEVEL = re.compile(
    r"\b(?:cấp xã|cấp huyện|cấp tỉnh|cùng cấp|cấp trên trực tiếp|cấp trên|cấp dưới trực tiếp|cấp dưới|các cấp"
    r"|trung ương|thị trấn|đặc khu)\b",
    re.IGNORECASE,
)
_NO_MODAL = re.compile(
    r"không phải(?: là)?|cần thiết phải"
    r"|(?<!có )(?<!có các )(?:quyền(?:,| và) (?:trách nhiệm|nghĩa vụ)|(?:trách nhiệm|nghĩa vụ)(?:,| và) quyền)"
    r"|có (?:quyền và nghĩa vụ|nghĩa vụ và quyền) liên quan",
    re.IGNORECASE,
)  # "is not", "need to", "the rights and duties of", "persons concerned"
_MODALS = {
    "có quyền": r"\bcó (?:các |những )?quyền\b|\bđược quyền\b",
    "phải, có trách nhiệm": r"\bphải\b|\b(?:có|chịu) (?:các |những )?(?:quyền(?:,| và) )?(?:trách nhiệm|nghĩa vụ)\b"
    r"|\btrách nhiệm của\b[^.;]*? là\b|\blà trách nhiệm của\b|\btrách nhiệm [^.;]*? thuộc về\b",
    "không được": r"\bkhông được\b|\bnghiêm cấm\b",
    "có thể": r"\bcó thể\b",
    "chậm nhất": r"\b(?:chậm|muộn) nhất\b",
    "ít nhất": r"\bít nhất\b|\btối thiểu\b|\bkhông ít hơn\b|\btrở lên\b",
    "không quá": r"\bkhông (?:vượt )?quá\b|\btối đa\b|\btrở xuống\b",
}
_PROMISED = {"có quyền": r"\bquyền\b", "phải, có trách nhiệm": r"\b(?:trách nhiệm|nghĩa vụ|nhiệm vụ)\b"}
_ANCHORS = {
    "kể từ": r"\b(?:kể )?từ (?:ngày|khi|lúc|thời điểm)\b|\bkể từ\b",
    "trước": r"\btrước (?:ngày|khi|hôm|lúc)\b",
    "trừ": r"\btrừ\b",
}
_ACTS = (
    "giám sát", "phản biện xã hội", "kiến nghị", "đề nghị", "yêu cầu", "phản ánh", "báo cáo", "trả lời", "giải trình",
    "đôn đốc", "đối thoại", "hiệp thương", "công nhận", "xác nhận", "niêm yết", "công khai", "biểu quyết", "bỏ phiếu",
    "ủy quyền", "đình chỉ", "bãi bỏ", "tạm ngừng", "bãi nhiệm", "miễn nhiệm", "thụ lý", "khởi kiện", "khen thưởng",
    "kỷ luật", "xử lý", "lấy phiếu",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts of one kind that stand in one text only. `part` is where: "khoản 2 điểm a", "" for the article's lead."""

    article: str
    part: str
    kind: str
    expected: tuple[str, ...]
    found: tuple[str, ...]

    def __str__(self) -> str:
        where = f"Điều {self.article}" + (f", {self.part}" if self.part else "")
        return f"{where}: {self.kind}: expected {list(self.expected)}, found {list(self.found)}"


def differences(official: Article, digest: Article) -> Iterator[Difference]:
    """Everything in which `digest` departs from `official`, in reading order."""
    if official.title != digest.title:
        yield Difference(official.label, "", "title", (official.title,), (digest.title,))
    if official.paths != digest.paths:
        yield Difference(official.label, "", "labels", _joined(official), _joined(digest))
    theirs = {part.path: part for part in official.parts}
    for part in digest.parts:
        if part.path in theirs:
            yield from compare(official, theirs[part.path], part)
    yield from _copied(official, digest)


def compare(article: Article, official: Part, digest: Part) -> Iterator[Difference]:
    """The facts in which `digest` departs from `official`, a part of the official `article`."""
    clause = official.path[0].split()[-1] if official.path else ""
    expected = _facts(official.text, article.label, clause)
    for kind, found in _facts(digest.text, article.label, clause).items():
        repeated = _REPEATABLE[kind](article.above(official)) if kind in _REPEATABLE else set()
        missing, added = expected[kind] - found, found - expected[kind] - repeated
        if missing or added:
            where = " ".join(official.path)
            yield Difference(article.label, where, kind, tuple(sorted(missing)), tuple(sorted(added)))


@lru_cache(maxsize=16_384)
def _facts(text: str, article: str, clause: str) -> Mapping[str, set[str]]:
    text = " ".join(text.split())
    return {
        "number": quantities(without_citations(text)),
        "citation": citations(text, article=article, clause=clause),
        "body": _BODIES.found_in(text),
        "level": _levels(text),
        "regulation": _REGULATIONS.found_in(text),
        "modal": _modals(text),
        "anchor": _matching(_ANCHORS, text),
        "act": _acts(text),
    }


def _levels(text: str) -> set[str]:
    return {match.group().lower() for match in _LEVEL.finditer(text)}


def _acts(text: str) -> set[str]:
    return {act for act in _ACTS if re.search(rf"\b{act}\b", text, re.IGNORECASE)}


def _modals(text: str) -> set[str]:
    return _matching(_MODALS, _NO_MODAL.sub(" ", text))


def _promised(above: str) -> set[str]:
    """The modals a sentence may carry because what introduces it says so: "Trách nhiệm của ...", "... phải:"."""
    return _modals(above) | _matching(_PROMISED, above)


# A full sentence in every clause and point repeats what its introduction said once for all of them.
_REPEATABLE: Mapping[str, Callable[[str], set[str]]] = {
    "body": _BODIES.found_in,
    "level": _levels,
    "act": _acts,
    "modal": _promised,
}


def _matching(patterns: Mapping[str, str], text: str) -> set[str]:
    return {name for name, pattern in patterns.items() if re.search(pattern, text, re.IGNORECASE)}


def _joined(article: Article) -> tuple[str, ...]:
    return tuple(" ".join(path) for path in article.paths)


def _copied(official: Article, digest: Article) -> Iterator[Difference]:
    """The runs of words taken over from the official article, paragraph by paragraph."""
    words = words_of(official.text)
    for part in digest.parts:
        for paragraph in part.text.splitlines():
            for run in shared_runs(words_of(paragraph), words):
                if not _NAMES.make_up(run):
                    yield Difference(official.label, " ".join(part.path), "copied", (), (run,))


def shared_runs(words: Sequence[str], source: Sequence[str], *, longer_than: int = LONGEST_RUN) -> list[str]:
    """The longest runs of more than `longer_than` of `words` that stand in `source` in the same order."""
    positions: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(source):
        positions[word].append(position)
    runs, start = [], 0
    while start < len(words):
        length = max((_common(words, start, source, at) for at in positions[words[start]]), default=0)
        if length > longer_than:
            runs.append(" ".join(words[start : start + length]))
        start += length if length > longer_than else 1
    return runs


def _common(words: Sequence[str], start: int, source: Sequence[str], at: int) -> int:
    """How many words from `words[start]` and `source[at]` on are the same."""
    most = min(len(words) - start, len(source) - at)
    return next((length for length in range(most) if words[start + length] != source[at + length]), most)


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, without punctuation."""
    words = (re.sub(r"[^\w%/]", "", word) for word in text.lower().split())
    return [word for word in words if word]
