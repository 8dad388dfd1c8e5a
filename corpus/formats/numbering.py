"""The numbers that Word counts by itself: they are drawn, and stand nowhere in the text of a .docx."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LARGEST = 399  # a list that Word numbers in Roman figures is never longer
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is written: "%1.", "Điều %1.", "%2)"; `form` is Word's name of the figures."""

    form: str
    pattern: str
    start: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list: its levels, and the key under which it is counted (lists of one kind count on together)."""

    key: str
    levels: dict[int, _Level]


@dataclass(slots=True)
class Numbering:
    """Counts as Word does: a paragraph of one level begins the levels below it anew."""

    lists: dict[str, _List]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: WordDocument) -> "Numbering":
        """The lists that `document` defines."""
        parts = [relation.target_part for relation in document.part.rels.values() if _is_numbering(relation)]
        return cls(_lists(parts[0].element) if parts and hasattr(parts[0], "element") else {})

    def label(self, paragraph: Paragraph) -> str:
        """The number that Word draws before `paragraph`, with a space after it; "" where there is none."""
        number, depth = _numbered(paragraph)
        found = self.lists.get(number)
        if found is None or depth not in found.levels:
            return ""
        counts = self.counts.setdefault(found.key, {})
        counts[depth] = counts.get(depth, found.levels[depth].start - 1) + 1
        for below in [other for other in counts if other > depth]:
            del counts[below]
        label = _PLACE.sub(lambda match: _figure(found, counts, int(match[1]) - 1), found.levels[depth].pattern)
        return f"{label} " if label.strip() else ""


def _is_numbering(relation: Any) -> bool:  # noqa: ANN401 - python-docx gives its relations no type
    return not relation.is_external and relation.reltype.endswith("/numbering")


def _lists(root: Any) -> dict[str, _List]:  # noqa: ANN401 - an lxml element
    kinds = {item.get(qn("w:abstractNumId")): _levels(item) for item in root.findall(qn("w:abstractNum"))}
    lists = {}
    for item in root.findall(qn("w:num")):
        kind = _value(item, "w:abstractNumId", "")
        begins_anew = item.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") is not None
        number = item.get(qn("w:numId"))
        lists[number] = _List(f"num {number}" if begins_anew else f"kind {kind}", kinds.get(kind, {}))
    return lists


def _levels(kind: Any) -> dict[int, _Level]:  # noqa: ANN401 - an lxml element
    return {
        int(level.get(qn("w:ilvl"), "0")): _Level(
            form=_value(level, "w:numFmt", "decimal"),
            pattern=_value(level, "w:lvlText", ""),
            start=int(_value(level, "w:start", "1")),
        )
        for level in kind.findall(qn("w:lvl"))
    }


def _value(element: Any, name: str, default: str) -> str:  # noqa: ANN401 - an lxml element
    child = element.find(qn(name))
    return default if child is None else str(child.get(qn("w:val"), default))


def _numbered(paragraph: Paragraph) -> tuple[str, int]:
    """The list that `paragraph` is in, by itself or by its style, and its level; "" for none."""
    style = paragraph.style.element if paragraph.style is not None else None
    for holder in (paragraph._p, style):  # noqa: SLF001 - the element is how python-docx shows what it has no words for
        properties = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if holder is not None else None
        if properties is not None:
            return _value(properties, "w:numId", ""), int(_value(properties, "w:ilvl", "0"))
    return "", 0


def _figure(found: _List, counts: dict[int, int], depth: int) -> str:
    level = found.levels.get(depth, _Level("decimal", "", 1))
    return _FORMS.get(level.form, str)(counts.get(depth, level.start))


def _roman(number: int) -> str:
    written = ""
    number = min(number, _LARGEST)
    for value, figure in _ROMAN:
        while number >= value:
            written += figure
            number -= value
    return written


def _letter(number: int) -> str:
    return _LETTERS[(number - 1) % len(_LETTERS)]


_FORMS: dict[str, Callable[[int], str]] = {
    "bullet": lambda _: "",
    "none": lambda _: "",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
}
