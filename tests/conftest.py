"""What every test may use: the real encoder, a small real build, the real data where it is at hand, and no network."""

import hashlib
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
from scripts.checkpoint import CheckpointedEncoder

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
_AROUND_THE_MODEL = ("bundled.py", "compiled.py", "encoder.py", "model_file.py", "word_pieces.py")
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
    kept = CheckpointedEncoder(encoder, pytestconfig.cache.mkdir("vectors") / _code_around_the_model())
    update(
        [],
        store=Store(data / "builds"),
        sources=SourceFolder(data / "sources"),
        catalog=catalog,
        encoder=kept,
        progress=lambda _done, _total: None,
    )
    kept.keep()
    return data


def _code_around_the_model() -> str:
    """Changes with the code that may change a vector: what was kept before is not used then."""
    return hashlib.sha256(b"".join((ROOT / "index" / name).read_bytes() for name in _AROUND_THE_MODEL)).hexdigest()[:16]


@pytest.fixture(scope="session")
def assistant(library_data: Path, encoder: SentenceTransformerEncoder) -> Assistant:
    """The assistant over the shipped library."""
    return Assistant(Store(library_data / "builds"), encoder)
