"""Which lines of a regulation are another one's words: what an amending article or clause puts into another text.

They carry labels of the other regulation, and are quoted as part of the article or clause that puts them there.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.lines import Line
from corpus.markers import Marker, read_marker
from corpus.reference import Level

_VERB = r"(?:sửa đổi|bổ sung|thay thế)"
# "Sửa đổi, bổ sung khoản 1, khoản 2 Điều 15 như sau", and not "Sửa đổi, bổ sung một số điều của Nghị định ...".
_PLACE = r"(?:điểm [a-zđ]\d?|(?:khoản|điều|mục|chương) (?:\d+[a-zđ]?|[IVX]+)|đoạn (?:mở đầu|đầu|cuối|thứ \w+|\d+))\b"
_AMENDS = re.compile(rf"{_VERB}(?:(?:, | và ){_VERB})*:? (?:tên |tiêu đề )?{_PLACE}.*", re.IGNORECASE)
_OWN_CLAUSE = re.compile(r"\w{1,4} ?[.)-] *(?:Sửa đổi|Bổ sung|Thay|Bãi bỏ|Hủy bỏ|Huỷ bỏ|Bỏ|Đổi|Chuyển)\b")
_NAMED = re.compile(r"\bĐiều (\d+[a-zđ]?)")


def quoted(lines: Sequence[Line]) -> set[int]:
    """The positions of the lines that are another regulation's words, with or without quotation marks around them."""
    marked = _within_marks(lines)
    markers = {index: marker for index in range(len(lines)) if index not in marked and (marker := _read(lines, index))}
    return marked | set(_Unmarked(lines, markers).find())


def _read(lines: Sequence[Line], index: int) -> Marker | None:
    marker = read_marker(lines[index].text)
    return marker if marker and marker.level in {Level.ARTICLE, Level.CLAUSE, Level.POINT} else None


@dataclass(slots=True)
class _Unmarked:
    """Finds what is quoted without quotation marks among the openings of articles, clauses and points.

    `own` is the last article of the regulation itself, `amending` whether the words below are another's, and `named`
    the articles whose new wording may follow the line `since`. `articles` are the lines
    on which the articles of each label open.
    """

    lines: Sequence[Line]
    markers: dict[int, Marker]
    own: str = ""
    amending: bool = False
    named: set[str] = field(default_factory=set)
    since: int = -1
    articles: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.articles = defaultdict(list)
        for index, marker in self.markers.items():
            if marker.level is Level.ARTICLE:
                self.articles[marker.label].append(index)

    def find(self) -> Iterator[int]:
        """The positions of the openings that are another regulation's."""
        for index, marker in self.markers.items():
            is_own = self._is_own_article(marker, index) if marker.level is Level.ARTICLE else self._is_own_part(index)
            if not is_own:
                yield index
            elif marker.level is Level.ARTICLE:
                self.own, self.amending = marker.label, _AMENDS.fullmatch(marker.title) is not None
                self._expect(marker.title if self.amending else "", index)
            elif marker.level is Level.CLAUSE and _OWN_CLAUSE.match(self.lines[index].text):
                self._expect(self.lines[index].text, index)

    def _expect(self, words: str, index: int) -> None:
        self.named, self.since = set(_NAMED.findall(words)), index

    def _is_own_article(self, marker: Marker, index: int) -> bool:
        if marker.label in self.named and (index == self.since + 1 or marker.label != self._next()):
            self.named.discard(marker.label)
            self.amending = True
            return False
        return not self._jumps_over_the_next(marker, index)

    def _is_own_part(self, index: int) -> bool:
        return not self.amending or _OWN_CLAUSE.match(self.lines[index].text) is not None

    def _next(self) -> str:
        number = re.match(r"\d+", self.own)
        return str(int(number[0]) + 1) if number else ""

    def _jumps_over_the_next(self, marker: Marker, index: int) -> bool:
        """Whether `marker` is further on than the next article, and that one is still to come."""
        number = re.match(r"\d+", marker.label)
        if not self.own or number is None or int(number[0]) <= int(self._next()):
            return False
        following = self._after(index, self._next())
        return following is not None and following < (self._after(index, "1") or len(self.lines))

    def _after(self, index: int, label: str) -> int | None:
        """The first line after `index` on which an article with this label opens."""
        lines = self.articles.get(label, [])
        place = bisect_right(lines, index)
        return lines[place] if place < len(lines) else None


def _within_marks(lines: Sequence[Line]) -> set[int]:
    """The lines that begin inside a quotation that is closed further down."""
    return {
        index
        for changes in ([_curly_change(line.text) for line in lines], list(_straight_changes(lines)))
        for index in _inside(changes)
    }


def _curly_change(text: str) -> int:
    return text.count("“") - text.count("”")


def _straight_changes(lines: Sequence[Line]) -> Iterator[int]:
    """Straight quotation marks open at the beginning of a line only: elsewhere they may be inches."""
    opened = False
    for line in lines:
        odd = line.text.count('"') % 2 == 1
        change = -1 if opened and odd else int(odd and line.text.startswith('"'))
        opened = change > 0 or (opened and change == 0)
        yield change


def _inside(changes: Sequence[int]) -> Iterator[int]:
    """The positions after one that opens a quotation, up to the one that closes it; none where nothing closes it."""
    depth, start = 0, 0
    for index, change in enumerate(changes):
        before, depth = depth, max(depth + change, 0)
        if before == 0 and depth:
            start = index
        if before and not depth:
            yield from range(start + 1, index + 1)
