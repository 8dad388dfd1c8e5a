"""Footnotes and their marks are told by the size of their type."""

from pathlib import Path

from corpus.extract import extract
from corpus.formats.footnotes import body_size, split_notes
from corpus.formats.layout import Printed


def line(*pieces: tuple[str, float]) -> Printed:
    """A line whose pieces are set in the given sizes."""
    text = "".join(piece for piece, _ in pieces)
    return Printed(text, 0, 100, tuple(size for piece, size in pieces for _ in piece))


BODY = [line(("Điều 2. Đối tượng", 14)), line(("Bộ luật Lao động", 14), ("1", 8), (" áp dụng.", 14))]
NOTES = [line(("1", 8), (" Cụm từ này được thay.", 12)), line(("theo Luật số 71/2025/QH15.", 12))]


def test_notes_are_split_off() -> None:
    """The notes at the foot are told from the text, whose marks are gone."""
    text, notes = split_notes([*BODY, *NOTES], body_size(BODY))
    assert [printed.text for printed in text] == ["Điều 2. Đối tượng", "Bộ luật Lao động áp dụng."]
    assert notes == NOTES


def test_small_type_is_no_note_by_itself() -> None:
    """A table in small type, and the raised figure of a unit, stay."""
    table = [line(("1 Mức chi 150.000 đồng", 12)), line(("2 diện tích 20 m", 12), ("2", 8))]
    assert split_notes([*BODY[:1], *table], 14) == ([*BODY[:1], *table], [])


def test_consolidated_labour_code(shared: Path) -> None:
    """In the consolidated Bộ luật Lao động no note stands in the text, and its first one is kept apart."""
    lines = extract("a.pdf", (shared / "pdfs" / "text" / "125-vbhn-vpqh.pdf").read_bytes())
    text = [printed.text for printed in lines if printed.legible and not printed.note]
    notes = [printed.text for printed in lines if printed.note]
    assert "Quốc hội ban hành Bộ luật Lao động." in " ".join(text).replace(" .", ".")
    assert any(note.startswith("1 Luật Công nghiệp công nghệ số") for note in notes)
    assert not any("có căn cứ ban hành như sau" in line for line in text)
