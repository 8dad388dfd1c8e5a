"""Word files up to 2003 (.doc: Word 6, 95 and 97-2003) -> lines.

The places of the fields are those of [MS-DOC], "Fib", and of the Word 6 file information block before it.
"""

import re
import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

from corpus.formats.legacy import to_unicode
from corpus.formats.tables import table_lines
from corpus.lines import ExtractionError, Line

_WORD_97 = 0xC1  # nFib: the first version with a piece table in a stream of its own
_ENCRYPTED, _FAST_SAVED, _SECOND_TABLE = 0x0100, 0x0004, 0x0200
_TEXT_START, _TEXT_LENGTH_6, _TEXT_LENGTH_97, _PIECES_97 = 0x18, 0x34, 0x4C, 0x01A2
_EIGHT_BIT = 0x4000_0000  # a piece's offset carries this bit when its characters are bytes
_CELL_END = "\x07"
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*\x14?|\x15")  # what a field was computed from; its result is kept
_AS_PRINTED = str.maketrans({"\x0b": "\r", "\x0c": "\r", "\x0e": "\r", "\x1e": "-", "\x1f": None})
_BROKEN = "Tệp Word (.doc) bị hỏng, không mở được. Hãy tải lại từ nguồn."


def read_doc(data: bytes) -> list[Line]:
    """The paragraphs and table rows of a .doc, in order, on page 1.

    Raises:
        ExtractionError: the file is damaged, encrypted, or was saved in a way that only Word 6 could read.
    """
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            text = _text(container)
    except (OSError, struct.error, LookupError, ValueError, TypeError, AttributeError) as error:
        raise ExtractionError(_BROKEN) from error
    return to_unicode([Line(line, page=1) for line in _lines(_FIELD_CODE.sub("", text))])


def _text(container: olefile.OleFileIO) -> str:
    stream: bytes = container.openstream("WordDocument").read()
    version, flags = struct.unpack_from("<H", stream, 2)[0], struct.unpack_from("<H", stream, 0xA)[0]
    if flags & _ENCRYPTED:
        raise ExtractionError("Tệp Word có mật khẩu. Hãy gỡ mật khẩu rồi thử lại.")
    if version >= _WORD_97:
        table: bytes = container.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        (length,) = struct.unpack_from("<I", stream, _TEXT_LENGTH_97)
        return "".join(_pieces(stream, table))[:length]
    if flags & _FAST_SAVED:
        raise ExtractionError("Tệp Word 6 được lưu theo kiểu “fast save”. Hãy mở bằng Word và lưu lại dạng .docx.")
    (start,), (length,) = (
        struct.unpack_from("<I", stream, _TEXT_START),
        struct.unpack_from("<I", stream, _TEXT_LENGTH_6),
    )
    return stream[start : start + length].decode("cp1252", errors="replace")


def _pieces(stream: bytes, table: bytes) -> Iterator[str]:
    """The text, piece by piece: [MS-DOC], "Retrieving Text"."""
    start, size = struct.unpack_from("<II", stream, _PIECES_97)
    clx = table[start : start + size]
    place = 0
    while clx[place] == 1:  # formatting of pieces
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    (size,) = struct.unpack_from("<I", clx, place + 1)
    pieces = clx[place + 5 : place + 5 + size]
    count = (len(pieces) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    for index in range(count):
        (offset,) = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * index + 2)
        length = max(bounds[index + 1] - bounds[index], 0)
        if offset & _EIGHT_BIT:
            first = (offset & ~_EIGHT_BIT) // 2
            yield stream[first : first + length].decode("cp1252", errors="replace")
        else:
            yield stream[offset : offset + 2 * length].decode("utf-16-le", errors="replace")


def _lines(text: str) -> Iterator[str]:
    """Paragraphs and the rows of tables.

    A cell ends with a mark and a row with one mark more. What stands before a table cannot be told from the first
    paragraphs of its first cell, so that only the last paragraph counts to the cell.
    """
    row: list[str] = []
    rows: list[list[str]] = []
    *cells, rest = text.translate(_AS_PRINTED).split(_CELL_END)
    for cell in cells:
        *before, last = [cell] if row else cell.split("\r")
        if before:
            yield from table_lines(rows)
            yield from before
            rows = []
        if last or len(row) < (len(rows[0]) if rows else 1):
            row.append(last.replace("\r", "\n"))
        else:
            rows.append(row)
            row = []
    yield from table_lines([*rows, *([row] if row else [])])
    yield from rest.split("\r")
