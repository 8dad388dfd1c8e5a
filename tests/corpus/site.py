"""A loopback web server that misbehaves in every way a public one does, one path a kind of behaviour."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from tests.corpus.making import small_pdf

PDF = small_pdf(
    [
        "QUỐC HỘI",
        "Luật số: 35/2013/QH13",
        "LUẬT",
        "HÒA GIẢI Ở CƠ SỞ",
        "Điều 1. Phạm vi điều chỉnh",
        "1. Luật này quy định về hòa giải ở cơ sở.",
    ]
)
_PLAIN = {
    "/law.pdf": (200, PDF),
    "/page": (200, b"<html><body>Luat</body></html>"),
    "/gone": (404, b""),
    "/down": (503, b""),
}


@dataclass(frozen=True, slots=True)
class Site:
    """The address of the server, and how often each path was asked for."""

    address: str
    calls: Counter[str]


class _Handler(BaseHTTPRequestHandler):
    calls: ClassVar[Counter[str]]
    elsewhere: ClassVar[str]

    def do_GET(self) -> None:
        """Behave as the path says."""
        self.calls[self.path] += 1
        match self.path:
            case path if path in _PLAIN:
                self._send(*_PLAIN[path])
            case "/flaky":
                self._send(503 if self.calls[self.path] < 3 else 200, PDF)
            case "/cut":
                self._send(200, PDF[:100], length=len(PDF))
            case "/slow":
                time.sleep(1.0)
                self._send(200, PDF)
            case "/trickle":
                self._trickle()
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

    def _trickle(self) -> None:
        """Send a byte now and then, without end, until nobody listens."""
        self.send_response(200)
        self.end_headers()
        with suppress(ConnectionError):
            while True:
                self.wfile.write(b"%")
                time.sleep(0.02)

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def misbehaving() -> Iterator[Site]:
    """The server, running until the block ends; "/away" leads to its own "/law.pdf" under another host's name."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        port = server.server_address[1]
        _Handler.calls, _Handler.elsewhere = Counter(), f"http://localhost:{port}/law.pdf"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(f"http://127.0.0.1:{port}", _Handler.calls)
        server.shutdown()
