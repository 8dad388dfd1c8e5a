"""What every test may use: the real encoder, a small real build, the real data where it is at hand, and no network."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.wiring import Assistant
from corpus.catalog import Catalog
from corpus.sources import SourceFolder
from index.encoder import SentenceTransformerEncoder
from index.store import Store
from index.update import update
from tests.remembering import RememberingEncoder

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew, and `make plug` kill more runs than a usual test does."""
    parser.addoption("--kills", type=int, default=5, help="how many indexing runs tests/journeys/test_plug.py kills")
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files of the chat anew")


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - what socket.connect takes
        if isinstance(address, tuple) and address[0] not in _LOOPBACK:
            raise AssertionError(f"A test tried to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real regulations and PDFs beside the project; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared/data, the real regulations, which this machine does not have")
    return SHARED


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


@pytest.fixture(scope="session")
def encoder() -> SentenceTransformerEncoder:
    """The embedded model, loaded once."""
    return SentenceTransformerEncoder()


@pytest.fixture(scope="session")
def library_data(
    tmp_path_factory: pytest.TempPathFactory,
    pytestconfig: pytest.Config,
    encoder: SentenceTransformerEncoder,
    catalog: Catalog,
) -> Path:
    """A data folder whose current build is the shipped library."""
    data = tmp_path_factory.mktemp("library")
    remembering = RememberingEncoder(encoder, pytestconfig.cache.mkdir("vectors"))
    update(
        [],
        store=Store(data / "builds"),
        sources=SourceFolder(data / "sources"),
        catalog=catalog,
        encoder=remembering,
        progress=lambda _done, _total: None,
    )
    remembering.save()
    return data


@pytest.fixture(scope="session")
def assistant(library_data: Path, encoder: SentenceTransformerEncoder) -> Assistant:
    """The assistant over the shipped library."""
    return Assistant(Store(library_data / "builds"), encoder)
