"""Clean lines -> the tree of a regulation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.letterhead import head_of, own_number, title_of
from corpus.lines import Line
from corpus.markers import Marker, read_marker
from corpus.quotations import quoted
from corpus.reference import POINT_ALPHABET, Level, label_order
from corpus.regulation import Provision, Regulation, SourceText

_ATTACHMENT = re.compile(r"(?:QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|QUY TRÌNH|PHỤ LỤC)\b.*")
_FORM = re.compile(r"(?:Mẫu|Biểu mẫu|Biểu)(?: số)? ?[\w./-]{1,8}(?:[.:] .{1,120})?", re.IGNORECASE)
_BODY_ENDS = re.compile(
    r"Nơi nhận ?:"
    r"|(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết) này (?:đã )?được (?:Quốc hội|Ủy ban thường vụ Quốc hội)\b.* thông qua"
    r"|PHỤ LỤC\b|Phụ lục(?: [IVX\d]+)?$"
    r"|T/?M\.? [A-ZĐ]|(?:TM|KT|TL|TUQ|Q)\. ?[A-ZĐ]|CHỦ TỊCH QUỐC HỘI|\(Xem tiếp Công báo|VĂN PHÒNG CHÍNH PHỦ XUẤT BẢN",
)
_ATTACHMENT_TITLE_LINES = 8  # how far above a second "Điều 1" the name of the attached Quy chế may stand
_FIRST_LABELS = {"1", "1a", "a", "a1"}
_LARGEST_GAP = 2  # a repealed clause may be missing; a larger jump is no numbering of ours


class StructureError(Exception):
    """A text that is not a regulation with articles. The message is one Vietnamese sentence."""


class UnnumberedError(StructureError):
    """A text that does not say its number: a person may."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """An accepted marker: the line it stands on and the character at which that line begins."""

    marker: Marker
    line: int
    start: int


def parse(lines: Sequence[Line], *, number: str = "") -> Regulation:
    """The regulation that clean `lines` hold; `number` when a person gave it, else the one at the head.

    Raises:
        StructureError: there is no official number at the head, or no article.
    """
    head = head_of(lines)
    number = number or own_number(head) or ""
    if not number:
        raise UnnumberedError("Không tìm thấy số, ký hiệu văn bản ở trang đầu (ví dụ “Số: 75/2015/QH13”).")
    source, starts = _join(lines)
    reader = _Reader(lines, starts)
    reader.read()
    if not any(opening.marker.level in {Level.ARTICLE, Level.SHEET} for opening in reader.openings):
        raise StructureError("Không tìm thấy Điều nào trong văn bản, nên không trích dẫn được.")
    return Regulation(number, title_of(head), source, tuple(_nest(reader.openings, source.text, reader.ends)))


def _join(lines: Sequence[Line]) -> tuple[SourceText, list[int]]:
    """The source text, and where in it each line begins."""
    starts: list[int] = []
    page_starts: list[int] = []
    pages: list[int] = []
    position = 0
    for line in lines:
        if not pages or pages[-1] != line.page:
            page_starts.append(position)
            pages.append(line.page)
        starts.append(position)
        position += len(line.text) + 1
    doubtful = tuple(start for start, line in zip(starts, lines, strict=True) if not line.legible)
    return SourceText("\n".join(line.text for line in lines), tuple(page_starts), tuple(pages), doubtful), starts


@dataclass(slots=True)
class _Reader:
    """Reads the lines once and accepts the markers that continue the numbering they stand in."""

    lines: Sequence[Line]
    starts: Sequence[int]
    in_quotation: bool = False
    closed: bool = False
    in_form: bool = False
    first: dict[Level, str] = field(default_factory=dict)
    last: dict[Level, str] = field(default_factory=dict)
    openings: list[_Opening] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def read(self) -> None:
        """Fill `openings`, and `ends`: the characters at which a body of articles is over."""
        elsewhere = quoted(self.lines)
        for index, line in enumerate(self.lines):
            if index not in elsewhere:
                self._read_line(line.text, index)
            self._follow_quotation(line.text)

    def _read_line(self, text: str, index: int) -> None:
        if Level.ARTICLE in self.last and _BODY_ENDS.match(text):
            self.closed = True
            self.ends.append(self.starts[index])
        self.in_form = self.closed and (_FORM.fullmatch(text) is not None or (self.in_form and not _names_rules(text)))
        marker = read_marker(text)
        if marker is not None and self._fits(marker):
            if marker.level is Level.ARTICLE and self._restarts(marker):
                self._open_attachment(index)
            self.openings.append(self._accept(self._with_title(marker, index), index))

    def _fits(self, marker: Marker) -> bool:
        """Whether the marker continues its numbering: amending laws quote articles, sentences begin with numbers."""
        match marker.level:
            case Level.ARTICLE:
                return self._restarts(marker) or self._follows(marker, gap=1 if self.in_quotation else None)
            case Level.CLAUSE | Level.POINT:
                open_ = Level.ARTICLE in self.last and not self.in_quotation and not self.closed
                return open_ and self._follows(marker, gap=_LARGEST_GAP)
            case _:
                return not self.in_quotation

    def _follows(self, marker: Marker, *, gap: int | None) -> bool:
        """Whether the label comes after the last of its level, at most `gap` labels on (None: any number)."""
        previous = self.last.get(marker.level)
        if previous is None:
            return marker.level is Level.ARTICLE or marker.label in _FIRST_LABELS
        if (self.first.get(marker.level), previous, marker.label) == ("1a", "1a", "1"):
            return True  # an inserted 1a is printed before the clause 1 it was put before
        after = label_order(previous) < label_order(marker.label)
        return after and (gap is None or _distance(previous, marker.label) <= gap)

    def _restarts(self, marker: Marker) -> bool:
        """Whether the articles of an attached Quy chế begin; those of a form to be filled in are none."""
        return marker.label == "1" and Level.ARTICLE in self.last and not self.in_quotation and not self.in_form

    def _accept(self, marker: Marker, index: int) -> _Opening:
        self.last = {level: label for level, label in self.last.items() if _outlives(level, marker.level)}
        self.first[marker.level] = marker.label if marker.level not in self.last else ""
        self.last[marker.level] = marker.label
        if marker.level is Level.ARTICLE:
            self.in_quotation = False
            self.closed = False
        return _Opening(marker, index, self.starts[index])

    def _open_attachment(self, index: int) -> None:
        """Open the attached Quy chế whose Điều 1 stands on line `index`, with the chapters printed before it."""
        first = max(index - _ATTACHMENT_TITLE_LINES, 0)
        titled = (place for place in range(index - 1, first - 1, -1) if self._names_attachment(place))
        at = next(titled, index)
        label = self.lines[at].text.capitalize() if at != index else "Văn bản"
        opened = _Opening(Marker(Level.ATTACHMENT, label), at, self.starts[at])
        inside = [opening for opening in self.openings if opening.line > at]
        self.openings = [*(opening for opening in self.openings if opening.line <= at), opened, *inside]
        self.last = {opening.marker.level: opening.marker.label for opening in inside}
        self.ends.append(opened.start)

    def _names_attachment(self, index: int) -> bool:
        """Whether line `index` is the title of an attachment and not that of the chapter opened right above it."""
        above = read_marker(self.lines[index - 1].text) if index else None
        is_chapter_title = above is not None and above.level.depth < Level.ARTICLE.depth and not above.title
        return _ATTACHMENT.fullmatch(self.lines[index].text) is not None and not is_chapter_title

    def _with_title(self, marker: Marker, index: int) -> Marker:
        """The marker with its title, which for a chapter may stand in capitals on the next line."""
        if marker.level is Level.ARTICLE:
            is_sentence = marker.title.endswith((".", ";", ":"))
            return Marker(marker.level, marker.label, "" if is_sentence else marker.title)
        if marker.title or marker.level.depth > Level.ARTICLE.depth or index + 1 >= len(self.lines):
            return marker
        following = self.lines[index + 1].text
        return Marker(marker.level, marker.label, following if following.isupper() else "")

    def _follow_quotation(self, text: str) -> None:
        opened, closed = text.rfind("“"), text.rfind("”")
        if opened != closed:
            self.in_quotation = opened > closed


def _names_rules(text: str) -> bool:
    """Whether the line is the title of attached rules, which may follow after forms."""
    return _ATTACHMENT.fullmatch(text) is not None and not text.startswith("PHỤ LỤC")


def _outlives(level: Level, opened: Level) -> bool:
    """Whether numbering at `level` goes on after a provision of level `opened`: articles count through chapters."""
    return level.depth < opened.depth or level is Level.ARTICLE


def _distance(previous: str, label: str) -> int:
    (number, letters), (next_number, next_letters) = label_order(previous), label_order(label)
    if number or next_number:
        return next_number - number
    return next_letters[0] - letters[0] if letters and next_letters else len(POINT_ALPHABET)


def _nest(openings: Sequence[_Opening], text: str, ends: Sequence[int], end: int | None = None) -> Iterator[Provision]:
    """Provisions out of openings in reading order; each ends where the next of its own depth or above begins.

    `ends` are the characters at which a body of articles is over, `end` where the provision around these ends.
    """
    while openings:
        first, *rest = openings
        depth = first.marker.level.depth
        size = next((i for i, opening in enumerate(rest) if opening.marker.level.depth <= depth), len(rest))
        last_start = max(opening.start for opening in (first, *rest[:size]))
        stops = [rest[size].start if size < len(rest) else end or len(text), *(e for e in ends if e > last_start)]
        children = tuple(_nest(rest[:size], text, ends, min(stops)))
        stripped = first.start + len(text[first.start : min(stops)].rstrip())
        yield Provision(first.marker.level, first.marker.label, first.marker.title, first.start, stripped, children)
        openings = rest[size:]
