"""Builds of the small regulations in `samples`."""

import shutil
from pathlib import Path

import pytest

from corpus.catalog import Catalog
from corpus.ingest import Document
from index.build import Build
from index.encoder import Encoder
from index.store import Store
from tests.index.samples import LAW, TEXTS, HashEncoder, Place, file, read, writer


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    """The small regulations as read from text files."""
    return [read(name, text) for name, text in TEXTS.items()]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, documents: list[Document], encoder: Encoder) -> Path:
    """A folder of builds whose current one holds the small regulations. Nobody changes it."""
    folder = tmp_path_factory.mktemp("small") / "builds"
    Store(folder).publish(writer(documents, encoder))
    return folder


@pytest.fixture(scope="session")
def build(served: Path, encoder: Encoder) -> Build:
    """The build of the small regulations, opened from disk."""
    return Store(served).open_current(model_name=encoder.model_name)


@pytest.fixture
def store(served: Path, tmp_path: Path) -> Store:
    """A store of the test's own that serves a copy of the same build."""
    return Store(shutil.copytree(served, tmp_path / "builds"))


@pytest.fixture
def place(library_data: Path, tmp_path: Path, catalog: Catalog) -> Place:
    """A copy of the library's data folder, made with the real encoder."""
    return Place(shutil.copytree(library_data, tmp_path / "data"), catalog)


@pytest.fixture(scope="session")
def quick_data(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Path:
    """A folder whose build holds the library and one official text, made with an encoder without meaning."""
    place = Place(tmp_path_factory.mktemp("quick") / "data", catalog)
    place.run(HashEncoder(), file("luat.txt", LAW))
    return place.folder


@pytest.fixture
def quick(quick_data: Path, tmp_path: Path, catalog: Catalog) -> Place:
    """A copy of that folder, to be changed."""
    return Place(shutil.copytree(quick_data, tmp_path / "quick"), catalog)
