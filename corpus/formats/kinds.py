"""What kind of file the bytes are."""

import re
import zipfile
from enum import Enum, auto
from io import BytesIO
from pathlib import Path

from corpus.lines import ExtractionError

_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_HTML = re.compile(
    rb"\s*(?:(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|p)\b", re.IGNORECASE | re.DOTALL
)
_TEXT = {".txt", "", ".md"}
_SUFFIXES = {".pdf": "PDF", ".docx": "Word", ".doc": "Word", ".rtf": "RTF", ".zip": "ZIP"}
SUPPORTED = "Hãy gửi PDF, Word (.docx, .doc), RTF, HTML, Markdown, văn bản UTF-8 hoặc ZIP của các tệp ấy."


class Kind(Enum):
    """A kind of file that there is a reader for."""

    PDF = auto()
    DOCX = auto()
    DOC = auto()
    RTF = auto()
    HTML = auto()
    MARKDOWN = auto()
    TEXT = auto()


def kind_of(name: str, data: bytes) -> Kind:
    """The kind of the file `name` that holds `data`: the bytes decide, the name only between kinds of text.

    Raises:
        ExtractionError: the bytes are of no kind that can be read.
    """
    start = data[:1024].lstrip()
    if start.startswith(b"%PDF-"):
        return Kind.PDF
    if data.startswith(_ZIP):
        return _kind_of_zip(Path(name).suffix.lower(), data)
    if data.startswith(_OLE):
        return Kind.DOC
    if start.startswith(_RTF):
        return Kind.RTF
    return _kind_of_text(Path(name).suffix.lower(), data)


def is_zip_of_files(data: bytes) -> bool:
    """Whether `data` is a ZIP of files: not a broken one, nor one of the office formats that are ZIPs within."""
    names = _zip_names(data) if data.startswith(_ZIP) else []
    return bool(names) and "[Content_Types].xml" not in names


def _kind_of_zip(suffix: str, data: bytes) -> Kind:
    names = _zip_names(data)
    if "word/document.xml" in names:
        return Kind.DOCX
    if suffix not in _SUFFIXES or "[Content_Types].xml" in names:
        raise ExtractionError(f"Chưa hỗ trợ định dạng “{suffix}”. {SUPPORTED}")
    raise ExtractionError("Tệp nén hoặc tệp .docx bị hỏng, không mở được. Hãy tải lại từ nguồn.")


def _zip_names(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def _kind_of_text(suffix: str, data: bytes) -> Kind:
    if _HTML.match(data[:4096]):
        return Kind.HTML
    if suffix in _SUFFIXES:
        raise ExtractionError(
            f"Tệp mang đuôi {suffix} nhưng không phải là {_SUFFIXES[suffix]}. Hãy kiểm tra lại tệp gốc."
        )
    if suffix in {".html", ".htm"}:
        return Kind.HTML
    if suffix not in _TEXT:
        raise ExtractionError(f"Chưa hỗ trợ định dạng “{suffix}”. {SUPPORTED}")
    return Kind.MARKDOWN if suffix == ".md" else Kind.TEXT
