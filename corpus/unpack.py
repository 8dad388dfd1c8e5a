"""A file as given -> the files in it: itself, or what a ZIP holds, within bounds."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from corpus.extract import MAX_BYTES
from corpus.formats.kinds import is_zip_of_files
from corpus.ingest import SUFFIXES, File, Rejected

MAX_ENTRIES = 500
_LONGEST_NAME = 200  # bytes; file systems take 255
MAX_UNPACKED = 200 * 1024 * 1024
_DEEPEST = 2  # a ZIP within a ZIP is opened, one within that is not
_BOUNDED = {
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
}  # by the others 500 bytes become gigabytes before any bound counts
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_TOO_LARGE = f"Tệp lớn hơn {MAX_BYTES // 1024**2} MB. Hãy tách nhỏ rồi thử lại."


@dataclass(slots=True)
class _Room:
    """How many bytes may still be unpacked from one file given, whatever is nested in it."""

    left: int = MAX_UNPACKED


def receive(path: Path) -> Iterator[File | Rejected]:
    """The files at `path`, unpacked; one too large is turned away before it fills the memory."""
    try:
        if path.stat().st_size > MAX_BYTES:
            yield Rejected(path.name, _TOO_LARGE)
            return
        data = path.read_bytes()
    except OSError as error:
        yield Rejected(path.name, f"Không đọc được tệp: {error.strerror}.")
        return
    yield from unpack(File(path.name, data))


def unpack(file: File) -> Iterator[File | Rejected]:
    """`file` itself, or the readable files in it when it is a ZIP of files; names lose paths and control characters."""
    yield from _unpacked(file, _Room(), depth=0)


def _unpacked(file: File, room: _Room, *, depth: int) -> Iterator[File | Rejected]:
    if not is_zip_of_files(file.data):
        yield file
    elif depth == _DEEPEST:
        yield Rejected(file.name, "Tệp nén lồng trong tệp nén quá sâu. Hãy giải nén rồi gửi các tệp bên trong.")
    else:
        yield from _entries(file, room, depth)


def _entries(file: File, room: _Room, depth: int) -> Iterator[File | Rejected]:
    with zipfile.ZipFile(BytesIO(file.data)) as archive:
        entries = [entry for entry in archive.infolist() if _is_wanted(entry)]
        if not entries:
            yield Rejected(file.name, "Trong tệp nén không có tệp nào đọc được.")
        if len(entries) > MAX_ENTRIES:
            yield Rejected(file.name, f"Tệp nén có hơn {MAX_ENTRIES} tệp. Hãy chia nhỏ rồi thử lại.")
            return
        for entry in entries:
            found = _entry(archive, entry, min(room.left, MAX_BYTES))
            if isinstance(found, Rejected):
                yield Rejected(f"{file.name} › {found.file}", found.reason)
            else:
                room.left -= len(found.data)
                yield from _unpacked(found, room, depth=depth + 1)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> File | Rejected:
    """The file that `entry` holds, read no further than `most` bytes whatever the archive says of its size."""
    name = _safe_name(entry.filename)
    if entry.flag_bits & 1:
        return Rejected(name, "Tệp nén có mật khẩu. Hãy gỡ mật khẩu rồi thử lại.")
    if entry.compress_type not in _BOUNDED:
        return Rejected(name, "Tệp nén theo kiểu nén lạ. Hãy nén lại thành ZIP thường hoặc gửi từng tệp.")
    try:
        with archive.open(entry) as opened:
            data = opened.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        return Rejected(name, "Tệp trong tệp nén bị hỏng, không giải nén được.")
    return Rejected(name, _TOO_LARGE) if len(data) > most else File(name, data)


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    return not entry.is_dir() and path.suffix.lower() in SUFFIXES and "__MACOSX" not in path.parts


def _safe_name(name: str) -> str:
    """The last part of a path, without characters that a file system or a terminal would take amiss."""
    return (
        _UNSAFE.sub("_", PurePosixPath(name.replace("\\", "/")).name)
        .encode(errors="replace")[-_LONGEST_NAME:]
        .decode(errors="ignore")
        or "tep"
    )
