"""Downloading from a server that misbehaves in every way a public one does."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from corpus.download import DownloadError, client, download

PDF = b"%PDF-1.4\n" + b"x" * 2_000


class _Site(BaseHTTPRequestHandler):
    """One path a kind of behaviour; `calls` counts the requests for each."""

    calls: ClassVar[dict[str, int]] = {}
    elsewhere: ClassVar[str] = ""

    def do_GET(self) -> None:
        """Behave as the path says."""
        self.calls[self.path] = self.calls.get(self.path, 0) + 1
        match self.path:
            case "/law.pdf":
                self._send(200, PDF)
            case "/page":
                self._send(200, b"<html><body>Luat</body></html>")
            case "/gone":
                self._send(404, b"")
            case "/flaky":
                self._send(503 if self.calls[self.path] < 3 else 200, PDF)
            case "/down":
                self._send(503, b"")
            case "/cut":
                self._send(200, PDF[:100], length=len(PDF))
            case "/slow":
                time.sleep(1.0)
                self._send(200, PDF)
            case "/away":
                self._redirect(self.elsewhere)
            case "/moved":
                self._redirect("/law.pdf")

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def _send(self, status: int, body: bytes, *, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def site() -> Iterator[tuple[str, dict[str, int]]]:
    """The address of the server and the count of its calls."""
    _Site.calls = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        port = server.server_address[1]
        _Site.elsewhere = f"http://localhost:{port}/law.pdf"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{port}", _Site.calls
        server.shutdown()


def _get(address: str, *, seconds: float = 5.0) -> bytes:
    with client(seconds=seconds) as http:
        return download(address, http, lambda _size: None)


@pytest.mark.parametrize("path", ["/law.pdf", "/moved"])
def test_a_pdf_is_received_whole(site: tuple[str, dict[str, int]], path: str) -> None:
    """A PDF comes back byte for byte, also from another path of the same host."""
    assert _get(site[0] + path) == PDF


def test_a_passing_fault_is_tried_again(site: tuple[str, dict[str, int]]) -> None:
    """Two 503s are followed by a third try, which brings the file."""
    assert _get(site[0] + "/flaky") == PDF
    assert site[1]["/flaky"] == 3


@pytest.mark.parametrize(
    ("path", "words", "tries"),
    [
        ("/page", "trang web chứ không phải tệp PDF", 1),
        ("/gone", "mã 404", 1),
        ("/down", "báo lỗi 503", 3),
        ("/cut", "ngắt giữa chừng", 3),
        ("/away", "chuyển sang địa chỉ khác (localhost)", 1),
    ],
)
def test_what_cannot_be_had_is_said(site: tuple[str, dict[str, int]], path: str, words: str, tries: int) -> None:
    """Each misbehaviour ends in its own sentence; only what may pass is tried again."""
    with pytest.raises(DownloadError, match=words.replace("(", r"\(").replace(")", r"\)")):
        _get(site[0] + path)
    assert site[1][path] == tries


def test_a_slow_server_is_given_up(site: tuple[str, dict[str, int]]) -> None:
    """A server that does not answer in time is tried three times and then named as slow."""
    with pytest.raises(DownloadError, match="quá chậm"):
        _get(site[0] + "/slow", seconds=0.2)


def test_an_unreachable_host_is_said() -> None:
    """Nobody listening ends in one sentence, not in a traceback."""
    with pytest.raises(DownloadError, match="Không kết nối được"):
        _get("http://127.0.0.1:9/law.pdf")
