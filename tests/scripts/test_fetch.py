"""python -m scripts.fetch against a server that misbehaves: what is had, what is not, and what follows from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalog import Catalog
from corpus.ingest import Document, File, choose, ingest, library_files
from corpus.passage import SourceKind
from scripts import fetch
from tests.corpus.site import PDF, Site, misbehaving
from tests.scripts.conftest import Invoke

_BAD = [(1, "/gone"), (2, "/page"), (3, "/cut"), (4, "/away")]
_ENTRY = """
[[regulation]]
id = "{id}"
number = "{number}"
kind = "Luật"
title = "Luật thử"
address = "{address}"
"""


@pytest.fixture
def site() -> Iterator[Site]:
    """The misbehaving server."""
    with misbehaving() as running:
        yield running


@pytest.fixture
def catalog_file(site: Site, tmp_path: Path) -> Path:
    """A catalog of one regulation that can be had and four that cannot, and one whose address nobody knows."""
    entries = [("35-2013-qh13", "35/2013/QH13", "/law.pdf"), *((f"a{n}", f"{n}/2020/QH14", path) for n, path in _BAD)]
    text = "".join(_ENTRY.format(id=key, number=number, address=site.address + path) for key, number, path in entries)
    unknown = '[[regulation]]\nid = "x"\nnumber = "9/2020/QH14"\nkind = "Luật"\ntitle = "Luật thử"\n'
    path = tmp_path / "catalog.toml"
    path.write_text(text + unknown, encoding="utf-8")
    return path


def test_what_can_be_had_is_kept_and_the_rest_is_listed(invoke: Invoke, catalog_file: Path, tmp_path: Path) -> None:
    """One file arrives whole; every other regulation gets a line with its reason, and the command fails."""
    result = invoke(fetch.app, "--catalog", catalog_file, data_dir=tmp_path / "data")
    folder = tmp_path / "data" / "sources" / "downloaded"
    assert result.exit_code == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"35-2013-qh13.pdf": PDF}
    missed = [line for line in result.stdout.splitlines() if line.startswith("✗")]
    assert [line.split(":")[0] for line in missed] == [f"✗ {n}/2020/QH14" for n in (1, 2, 3, 4, 9)]
    reasons = ("mã 404", "trang web", "ngắt giữa chừng", "địa chỉ khác", "chưa có địa chỉ")
    assert [reason in line for reason, line in zip(reasons, missed, strict=True)] == [True] * 5
    assert f"python -m scripts.reindex {folder}" in result.stdout


def test_one_regulation_by_its_number(invoke: Invoke, catalog_file: Path, site: Site, tmp_path: Path) -> None:
    """Only what is named is asked for; a number that the catalog does not have is said."""
    named = invoke(fetch.app, "--catalog", catalog_file, "35/2013/QH13", data_dir=tmp_path / "data")
    assert (named.exit_code, dict(site.calls)) == (0, {"/law.pdf": 1})
    unknown = invoke(fetch.app, "--catalog", catalog_file, "7/1999/QH10", data_dir=tmp_path / "data")
    assert unknown.exit_code == 1
    assert "7/1999/QH10: không có trong danh mục" in unknown.stdout


def test_what_was_fetched_takes_the_place_of_the_digest(
    invoke: Invoke, catalog_file: Path, catalog: Catalog, tmp_path: Path
) -> None:
    """The downloaded file, read beside the shipped library, is the one document of its number."""
    invoke(fetch.app, "--catalog", catalog_file, "35/2013/QH13", data_dir=tmp_path / "data")
    path = tmp_path / "data" / "sources" / "downloaded" / "35-2013-qh13.pdf"
    files = [*library_files(), File(path.name, path.read_bytes(), SourceKind.OFFICIAL)]
    documents = [found for found in (ingest(file, catalog) for file in files) if isinstance(found, Document)]
    held = [document for document in choose(documents) if document.number == "35/2013/QH13"]
    assert [document.source.kind for document in held] == [SourceKind.OFFICIAL]
