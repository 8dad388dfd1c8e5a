"""Makes small regulations, lines and PDFs for the tests of `corpus`."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from corpus.clean import clean
from corpus.extract import Line
from corpus.folding import strip_diacritics
from corpus.reference import Level
from corpus.regulation import Provision, Regulation
from corpus.structure import parse

HEAD = "QUỐC HỘI\nLuật số: 75/2015/QH13\nLUẬT\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nCăn cứ Hiến pháp;\n"
PAGE_WIDTH, PAGE_HEIGHT, LEFT_MARGIN, FONT_SIZE, LINE_HEIGHT = 612, 792, 72, 12, 18
INDENT = "    "


def read(body: str, *, head: str = HEAD) -> Regulation:
    """The regulation that `head` and `body` are, a paragraph a line."""
    return parse(clean([Line(text, 1) for text in (head + body).splitlines()]))


def outline(regulation: Regulation) -> list[str]:
    """Every provision as its path of labels: "Chương I > Điều 1 > khoản 2"."""
    return [" > ".join(_named(part) for part in path) for path in regulation.descend()]


def text_of(regulation: Regulation, *labels: str) -> str:
    """The words of the one provision whose article, clause and point labels are `labels`."""
    spans = [path for path in regulation.descend() if _inner_labels(path) == labels]
    assert len(spans) == 1, f"{len(spans)} provisions are labelled {labels}"
    provision = spans[0][-1]
    return regulation.source.text[provision.start : provision.end]


def printed(*pages: Sequence[str], full: int = 60) -> list[Line]:
    """Lines as printed on `pages`; those of `full` characters reach the margin."""
    return [Line(text, number, full=len(text) >= full) for number, page in enumerate(pages, start=1) for text in page]


def small_pdf(*pages: Sequence[str]) -> bytes:
    """A PDF of `pages` of lines in a fixed-width font; a line that begins with four spaces is indented."""
    return saved(pdf_writer(*pages))


def pdf_writer(*pages: Sequence[str]) -> PdfWriter:
    """The same, still open for a test to encrypt or break."""
    chars = sorted({char for page in pages for line in page for char in line})
    codes = {char: code for code, char in enumerate(chars, start=1)}
    writer = PdfWriter()
    font = writer._add_object(_font(writer, codes))
    for lines in pages:
        page = writer.add_blank_page(PAGE_WIDTH, PAGE_HEIGHT)
        page[NameObject("/Resources")] = _dictionary(Font=_dictionary(F1=font))
        page[NameObject("/Contents")] = writer._add_object(_stream("\n".join(_drawn(lines, codes))))
    return writer


def saved(writer: PdfWriter) -> bytes:
    """The bytes of the PDF that `writer` holds."""
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _named(part: Provision) -> str:
    word = "" if part.level is Level.ATTACHMENT else f"{part.level.capitalize()} "
    return f"{word}{part.label}"


def _inner_labels(path: Sequence[Provision]) -> tuple[str, ...]:
    return tuple(part.label for part in path if part.level in {Level.ARTICLE, Level.CLAUSE, Level.POINT})


def _drawn(lines: Sequence[str], codes: dict[str, int]) -> Iterator[str]:
    for row, line in enumerate(lines):
        text = line.removeprefix(INDENT)
        left = LEFT_MARGIN + (36 if text != line else 0)
        shown = "".join(f"{codes[char]:02x}" for char in text)
        yield f"BT /F1 {FONT_SIZE} Tf {left} {PAGE_HEIGHT - 72 - row * LINE_HEIGHT} Td <{shown}> Tj ET"


def _font(writer: PdfWriter, codes: dict[str, int]) -> DictionaryObject:
    """Courier in which every character is drawn as its base letter and read, by the ToUnicode map, as itself."""
    glyphs = [_glyph(char) for char in codes]
    differences = ArrayObject([NumberObject(1), *(NameObject(f"/{glyph}") for glyph in glyphs)])
    return _dictionary(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type1"),
        BaseFont=NameObject("/Courier"),
        FirstChar=NumberObject(1),
        LastChar=NumberObject(len(codes)),
        Widths=ArrayObject([NumberObject(600)] * len(codes)),
        Encoding=_dictionary(Type=NameObject("/Encoding"), Differences=differences),
        ToUnicode=writer._add_object(_stream(_to_unicode(codes))),
    )


def _glyph(char: str) -> str:
    base = strip_diacritics(char)
    return "space" if char == " " else base if base.isascii() and base.isalpha() else "x"


def _to_unicode(codes: dict[str, int]) -> str:
    pairs = "\n".join(f"<{code:02x}> <{ord(char):04x}>" for char, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        f"1 begincodespacerange <01> <ff> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _stream(text: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(text.encode("ascii"))
    return stream


def _dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
