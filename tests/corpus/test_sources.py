"""Files are kept as received, under the hash of their bytes."""

from pathlib import Path

import pytest

from corpus.ingest import File
from corpus.sources import SourceFolder

LAW = File("Luật MTTQ.pdf", b"%PDF-1.7 mot")


@pytest.fixture
def folder(tmp_path: Path) -> SourceFolder:
    """A source folder that does not exist yet."""
    return SourceFolder(tmp_path / "var" / "sources")


def test_kept_as_received(folder: SourceFolder) -> None:
    """A file comes back byte for byte, under the name it came with."""
    folder.add(LAW)
    assert folder.read(LAW.sha256, LAW.name) == LAW


def test_hash_identifies_the_bytes() -> None:
    """The hash is SHA-256 of the bytes, whatever the name."""
    assert File("a", b"abc").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert File("b", b"abc").sha256 == File("a", b"abc").sha256


def test_two_versions_stay_apart(folder: SourceFolder) -> None:
    """A later file of the same name does not touch the earlier one."""
    later = File(LAW.name, b"%PDF-1.7 hai")
    folder.add(LAW)
    folder.add(later)
    assert folder.read(LAW.sha256, LAW.name) == LAW
    assert folder.read(later.sha256, later.name) == later


def test_adding_twice_changes_nothing(folder: SourceFolder) -> None:
    """A file given again is kept once, and no half-written copy is left."""
    folder.add(LAW)
    folder.add(LAW)
    assert [path.name for path in folder.folder.rglob("*") if path.is_file()] == [LAW.name]


def test_a_copy_broken_off_is_written_anew(folder: SourceFolder) -> None:
    """What an interrupted copy left behind is never read, and does not stand in the way of the next one."""
    folder.add(LAW)
    kept = next(path for path in folder.folder.rglob("*") if path.is_file())
    kept.rename(kept.with_name(f"{kept.name}.new"))
    kept.with_name(f"{kept.name}.new").write_bytes(b"%PDF")
    assert folder.read(LAW.sha256, LAW.name) is None
    folder.add(LAW)
    assert folder.read(LAW.sha256, LAW.name) == LAW


def test_missing(folder: SourceFolder) -> None:
    """A file that was never added, or not under this name, is None."""
    assert folder.read(LAW.sha256, LAW.name) is None
    folder.add(LAW)
    assert folder.read(LAW.sha256, "khac.pdf") is None
    assert folder.read("0" * 64, LAW.name) is None


@pytest.mark.parametrize("name", ["../../ngoai.pdf", "/etc/ngoai.pdf", "thu-muc/ngoai.pdf"])
def test_a_name_never_leads_out(folder: SourceFolder, name: str) -> None:
    """A name with folders in it is kept inside the source folder all the same."""
    folder.add(File(name, b"abc"))
    kept = [path for path in folder.folder.parent.parent.rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["ngoai.pdf"]
    assert all(folder.folder in path.parents for path in kept)
    found = folder.read(File(name, b"abc").sha256, name)
    assert found is not None
    assert found.data == b"abc"
