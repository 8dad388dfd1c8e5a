"""ZIPs give the files in them, within bounds and under harmless names."""

import io
import zipfile
from pathlib import Path

import pytest

from corpus.ingest import File, Rejected
from corpus.sources import SourceFolder
from corpus.unpack import MAX_ENTRIES, MAX_UNPACKED, receive, unpack
from tests.corpus.formats.making_office import small_docx


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """A ZIP of `entries`, names as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_zip_of_files() -> None:
    """The readable files of a ZIP and of a ZIP within it come out; pictures and folders do not."""
    inner = zipped(("c.txt", b"ba"))
    data = zipped(
        ("a.txt", b"mot"), ("thu muc/b.md", b"hai"), ("anh.jpg", b"x"), ("thu muc/", b""), ("trong.zip", inner)
    )
    assert list(unpack(File("goi.zip", data))) == [File("a.txt", b"mot"), File("b.md", b"hai"), File("c.txt", b"ba")]


def test_what_is_no_zip_of_files_stays_as_it_is() -> None:
    """A text and a .docx, which is a ZIP within, are files themselves."""
    for file in (File("a.txt", b"mot"), File("a.docx", small_docx("Một"))):
        assert list(unpack(file)) == [file]


def test_names_that_climb() -> None:
    """A name with a path, upwards or from a root, on either system, is only its last part."""
    data = zipped(("../../etc/a.txt", b"1"), ("/tmp/b.txt", b"2"), ("..\\..\\c.txt", b"3"), ("C:\\x\\d\x07.txt", b"4"))  # noqa: S108
    names = [file.name for file in unpack(File("goi.zip", data)) if isinstance(file, File)]
    assert names == ["a.txt", "b.txt", "c.txt", "d_.txt"]


def test_a_bomb_costs_one_line() -> None:
    """An entry that unpacks to more than a file may have is turned away; the others are read."""
    data = zipped(("to.txt", bytes(60 * 1024**2)), ("nho.txt", b"mot"))
    assert len(data) < 100_000
    large, small = unpack(File("goi.zip", data))
    assert large == Rejected("goi.zip › to.txt", "Tệp lớn hơn 50 MB. Hãy tách nhỏ rồi thử lại.")
    assert small == File("nho.txt", b"mot")


def test_many_bombs_share_one_bound() -> None:
    """Entries of a size that is allowed each are read only as long as all of them together are."""
    data = zipped(*((f"{number}.txt", bytes(45 * 1024**2)) for number in range(6)))
    results = list(unpack(File("goi.zip", data)))
    assert [isinstance(result, File) for result in results] == [True] * 4 + [False] * 2


def test_too_many_too_deep_and_empty() -> None:
    """A ZIP of too many files, one nested too deep and one of nothing readable each end in one sentence."""
    many = zipped(*((f"{number}.txt", b"x") for number in range(MAX_ENTRIES + 1)))
    deep = zipped(("1.zip", zipped(("2.zip", zipped(("3.txt", b"x"))))))
    for data in (many, deep, zipped(("anh.jpg", b"x"))):
        [result] = unpack(File("goi.zip", data))
        assert isinstance(result, Rejected)
        assert result.reason.endswith(".")


def test_damaged_and_locked_entries() -> None:
    """An entry whose bytes are damaged, or that is encrypted, is named; the rest of the ZIP is read."""
    data = bytearray(zipped(("a.txt", b"mot" * 100), ("b.txt", b"hai" * 100), ("c.txt", b"ba")))
    data[35:40] = b"\xff" * 5
    locked = data.rindex(b"PK\x01\x02", 0, data.rindex(b"c.txt"))
    data[data.rindex(b"PK\x01\x02", 0, locked) + 8] |= 1
    first, second, third = unpack(File("goi.zip", bytes(data)))
    assert isinstance(first, Rejected)
    assert isinstance(second, Rejected)
    assert "mật khẩu" in second.reason
    assert third == File("c.txt", b"ba")


def test_receive(tmp_path: Path) -> None:
    """A path gives its file; one that cannot be read or is too large gives the reason."""
    (tmp_path / "a.txt").write_bytes(b"mot")
    with (tmp_path / "lon.pdf").open("wb") as large:
        large.truncate(51 * 1024**2)
    assert list(receive(tmp_path / "a.txt")) == [File("a.txt", b"mot")]
    assert [result for name in ("lon.pdf", "khong-co.pdf") for result in receive(tmp_path / name)] == [
        Rejected("lon.pdf", "Tệp lớn hơn 50 MB. Hãy tách nhỏ rồi thử lại."),
        Rejected("khong-co.pdf", "Không đọc được tệp: No such file or directory."),
    ]


def test_nested_bombs_share_the_bound_too() -> None:
    """ZIPs within a ZIP give no more, all together, than one ZIP may."""
    inner = zipped(*((f"{number}.txt", bytes(45 * 1024**2)) for number in range(3)))
    results = unpack(File("goi.zip", zipped(*((f"{number}.zip", inner) for number in range(3)))))
    assert sum(len(result.data) for result in results if isinstance(result, File)) <= MAX_UNPACKED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_bound(method: int) -> None:
    """An entry of 500 bytes cannot fill the memory: it is refused before it is opened, by its method."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("to.txt", bytes(2**20))
    [result] = unpack(File("goi.zip", buffer.getvalue()))
    assert isinstance(result, Rejected)
    assert "kiểu nén" in result.reason


def test_names_fit_every_disk(tmp_path: Path) -> None:
    """A name in long Vietnamese words loses its beginning, not its ending, and can be kept."""
    [file] = unpack(File("goi.zip", zipped(("ế" * 200 + ".txt", b"mot"))))
    assert isinstance(file, File)
    assert file.name.endswith("ế.txt")
    SourceFolder(tmp_path).add(file)
    assert list(SourceFolder(tmp_path).files()) == [file]
