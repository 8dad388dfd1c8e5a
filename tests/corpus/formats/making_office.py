"""Makes small office files for the tests of `corpus.formats`."""

import io
import zipfile
from collections.abc import Sequence

import docx

Block = str | Sequence[Sequence[str]]


def small_docx(*blocks: Block) -> bytes:
    """A .docx of paragraphs (texts; "# " before one makes it an item of a numbered list) and tables (rows of cells)."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            style = "List Number" if block.startswith("# ") else None
            document.add_paragraph(block.removeprefix("# "), style=style)
        else:
            table = document.add_table(rows=len(block), cols=len(block[0]))
            for row, texts in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def small_zip(**files: bytes) -> bytes:
    """A ZIP of `files`; "__" in a name stands for "/" and "_dot_" for "."."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return buffer.getvalue()
