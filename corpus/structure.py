"""Clean lines -> the tree of a regulation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.extract import Line
from corpus.markers import Marker, read_marker
from corpus.number import find_own_number
from corpus.reference import POINT_ALPHABET, Level, label_order
from corpus.regulation import Provision, Regulation, SourceText

_KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Quy định"
    "|Quy chế|Chỉ thị|Hướng dẫn|Hiến pháp|Điều lệ|Thông tri|Kế hoạch"
)
_KIND_LINE = re.compile(rf"(?:{_KINDS})\b.*", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"Căn cứ\b|Chương\b|Phần\b|Điều \d|Phiếu:|Theo đề nghị\b", re.IGNORECASE)
_TITLE_ENDS = re.compile(r"Số\b|Luật số\b|[_\-–—\s]+$|Hà Nội, ngày", re.IGNORECASE)
_ATTACHMENT = re.compile(r"(?:QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|QUY TRÌNH|PHỤ LỤC)\b.*")
_BODY_ENDS = re.compile(
    r"Nơi nhận ?:"
    r"|(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết) này (?:đã )?được (?:Quốc hội|Ủy ban thường vụ Quốc hội)\b.* thông qua"
    r"|PHỤ LỤC\b",
)
_ATTACHMENT_TITLE_LINES = 8  # how far above a second "Điều 1" the name of the attached Quy chế may stand
_FIRST_LABELS = {"1", "1a", "a", "a1"}
_LARGEST_GAP = 2  # a repealed clause may be missing; a larger jump is no numbering of ours


class StructureError(Exception):
    """A text that is not a regulation with articles. The message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """An accepted marker: the line it stands on and the character at which that line begins."""

    marker: Marker
    line: int
    start: int


def parse(lines: Sequence[Line]) -> Regulation:
    """The regulation that clean `lines` hold.

    Raises:
        StructureError: there is no official number at the head, or no article.
    """
    head = _head(lines)
    number = find_own_number("\n".join(head))
    if number is None:
        raise StructureError("Không tìm thấy số, ký hiệu văn bản ở trang đầu (ví dụ “Số: 75/2015/QH13”).")
    source, starts = _join(lines)
    openings = list(_Reader(lines, starts).read())
    if not any(opening.marker.level in {Level.ARTICLE, Level.SHEET} for opening in openings):
        raise StructureError("Không tìm thấy Điều nào trong văn bản, nên không trích dẫn được.")
    end = _body_end(lines, starts, openings, len(source.text))
    return Regulation(number, _title(head), source, tuple(_nest(openings, end, source.text)))


def _head(lines: Sequence[Line]) -> list[str]:
    """The lines before the legal basis and the first article: who issues what under which number."""
    texts = [line.text for line in lines[:60]]
    end = next((index for index, text in enumerate(texts) if _HEAD_ENDS.match(text)), len(texts))
    return texts[:end]


def _title(head: Sequence[str]) -> str:
    """The regulation's name in normal case, from the line that begins with its kind; "" when there is none."""
    first = next((index for index, text in enumerate(head) if _KIND_LINE.fullmatch(text) and " số:" not in text), None)
    if first is None:
        return ""
    rest = head[first + 1 :]
    end = next((index for index, text in enumerate(rest) if _TITLE_ENDS.match(text)), len(rest))
    title = " ".join([head[first], *rest[:end]])
    return title.capitalize() if title.isupper() else title


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
    return SourceText("\n".join(line.text for line in lines), tuple(page_starts), tuple(pages)), starts


@dataclass(slots=True)
class _Reader:
    """Reads the lines once and accepts the markers that continue the numbering they stand in."""

    lines: Sequence[Line]
    starts: Sequence[int]
    in_quotation: bool = False
    last: dict[Level, str] = field(default_factory=dict)

    def read(self) -> Iterator[_Opening]:
        for index, line in enumerate(self.lines):
            marker = read_marker(line.text)
            if marker is not None and self._fits(marker):
                if marker.level is Level.ARTICLE and self._restarts(marker):
                    yield self._open_attachment(index)
                yield self._accept(self._with_title(marker, index), index)
            self._follow_quotation(line.text)

    def _fits(self, marker: Marker) -> bool:
        """Whether the marker continues its numbering: amending laws quote articles, sentences begin with numbers."""
        match marker.level:
            case Level.ARTICLE:
                return self._restarts(marker) or self._follows(marker, gap=1 if self.in_quotation else None)
            case Level.CLAUSE | Level.POINT:
                return Level.ARTICLE in self.last and not self.in_quotation and self._follows(marker, gap=_LARGEST_GAP)
            case _:
                return not self.in_quotation

    def _follows(self, marker: Marker, *, gap: int | None) -> bool:
        """Whether the label comes after the last of its level, at most `gap` labels on (None: any number)."""
        previous = self.last.get(marker.level)
        if previous is None:
            return marker.level is Level.ARTICLE or marker.label in _FIRST_LABELS
        after = label_order(previous) < label_order(marker.label)
        return after and (gap is None or _distance(previous, marker.label) <= gap)

    def _restarts(self, marker: Marker) -> bool:
        return marker.label == "1" and Level.ARTICLE in self.last and not self.in_quotation

    def _accept(self, marker: Marker, index: int) -> _Opening:
        self.last = {level: label for level, label in self.last.items() if _outlives(level, marker.level)}
        self.last[marker.level] = marker.label
        if marker.level is Level.ARTICLE:
            self.in_quotation = False
        return _Opening(marker, index, self.starts[index])

    def _open_attachment(self, index: int) -> _Opening:
        """The attached Quy chế whose Điều 1 stands on line `index`, from its title on."""
        first = max(index - _ATTACHMENT_TITLE_LINES, 0)
        titled = (i for i in range(index - 1, first - 1, -1) if _ATTACHMENT.fullmatch(self.lines[i].text))
        at = next(titled, index)
        label = self.lines[at].text.capitalize() if at != index else "Văn bản"
        self.last.clear()
        return _Opening(Marker(Level.ATTACHMENT, label), at, self.starts[at])

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


def _outlives(level: Level, opened: Level) -> bool:
    """Whether numbering at `level` goes on after a provision of level `opened`: articles count through chapters."""
    return level.depth < opened.depth or level is Level.ARTICLE


def _distance(previous: str, label: str) -> int:
    (number, letters), (next_number, next_letters) = label_order(previous), label_order(label)
    if number or next_number:
        return next_number - number
    return next_letters[0] - letters[0] if letters and next_letters else len(POINT_ALPHABET)


def _body_end(lines: Sequence[Line], starts: Sequence[int], openings: Sequence[_Opening], end: int) -> int:
    """Where the last article ends: before the signature, the list of recipients or an appendix."""
    last = max(opening.line for opening in openings)
    return next((starts[i] for i in range(last + 1, len(lines)) if _BODY_ENDS.match(lines[i].text)), end)


def _nest(openings: Sequence[_Opening], end: int, text: str) -> Iterator[Provision]:
    """Provisions out of openings in reading order; each ends where the next of its own depth or above begins."""
    while openings:
        first, *rest = openings
        depth = first.marker.level.depth
        size = next((i for i, opening in enumerate(rest) if opening.marker.level.depth <= depth), len(rest))
        stop = rest[size].start if size < len(rest) else end
        children = tuple(_nest(rest[:size], stop, text))
        marker = first.marker
        stripped = first.start + len(text[first.start : stop].rstrip())
        yield Provision(marker.level, marker.label, marker.title, first.start, stripped, children)
        openings = rest[size:]
