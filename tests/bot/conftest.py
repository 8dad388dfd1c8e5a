"""Builds larger than the library."""

import shutil
from pathlib import Path

import pytest

from bot.wiring import Assistant
from corpus.catalog import Catalog
from corpus.sources import SourceFolder
from index.build import Build
from index.encoder import SentenceTransformerEncoder
from index.store import Store
from index.update import update
from tests.bot.regulations import FILES
from tests.bot.small_library import Small, make_small_library, small_over


@pytest.fixture(scope="session")
def build(library_data: Path, encoder: SentenceTransformerEncoder) -> Build:
    """The build of the shipped library."""
    return Store(library_data / "builds").open_current(model_name=encoder.model_name)


@pytest.fixture(scope="session")
def enlarged(
    library_data: Path, tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, encoder: SentenceTransformerEncoder
) -> Assistant:
    """The assistant over the library and the two small regulations of `tests.bot.regulations`."""
    data = tmp_path_factory.mktemp("enlarged") / "data"
    shutil.copytree(library_data, data)
    store = Store(data / "builds")
    report = update(
        FILES,
        store=store,
        sources=SourceFolder(data / "sources"),
        catalog=catalog,
        encoder=encoder,
        progress=lambda _done, _total: None,
    )
    assert report.rejected == []
    return Assistant(store, encoder)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, encoder: SentenceTransformerEncoder) -> Small:
    """The assistant over the small library."""
    data = tmp_path_factory.mktemp("small")
    make_small_library(data, catalog, encoder)
    return small_over(data, catalog, encoder)
