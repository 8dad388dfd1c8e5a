"""Downloading from a server that misbehaves in every way a public one does."""

from collections.abc import Iterator

import pytest

from corpus.download import DownloadError, client, download
from tests.corpus.site import PDF, Site, misbehaving


@pytest.fixture
def site() -> Iterator[Site]:
    """The misbehaving server."""
    with misbehaving() as running:
        yield running


def _get(address: str, *, seconds: float = 5.0) -> bytes:
    with client(seconds=seconds) as http:
        return download(address, http, lambda _size: None)


@pytest.mark.parametrize("path", ["/law.pdf", "/moved"])
def test_a_pdf_is_received_whole(site: Site, path: str) -> None:
    """A PDF comes back byte for byte, also from another path of the same host."""
    assert _get(site.address + path) == PDF


def test_a_passing_fault_is_tried_again(site: Site) -> None:
    """Two 503s are followed by a third try, which brings the file."""
    assert _get(site.address + "/flaky") == PDF
    assert site.calls["/flaky"] == 3


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
def test_what_cannot_be_had_is_said(site: Site, path: str, words: str, tries: int) -> None:
    """Each misbehaviour ends in its own sentence; only what may pass is tried again."""
    with pytest.raises(DownloadError, match=words.replace("(", r"\(").replace(")", r"\)")):
        _get(site.address + path)
    assert site.calls[path] == tries


def test_another_host_is_not_even_asked(site: Site) -> None:
    """A redirect to another host is refused before anything is sent there."""
    with pytest.raises(DownloadError):
        _get(site.address + "/away")
    assert site.calls["/law.pdf"] == 0


def test_a_slow_server_is_given_up(site: Site) -> None:
    """A server that does not answer in time is tried three times and then named as slow."""
    with pytest.raises(DownloadError, match="quá chậm"):
        _get(site.address + "/slow", seconds=0.2)


def test_an_endless_trickle_is_cut_off(site: Site) -> None:
    """A server that sends byte after byte without end is left after the time allowed, at the first try."""
    with client() as http, pytest.raises(DownloadError, match="gửi tệp quá chậm"):
        download(site.address + "/trickle", http, lambda _size: None, seconds=0.2)
    assert site.calls["/trickle"] == 1


def test_an_unreachable_host_is_said() -> None:
    """Nobody listening ends in one sentence, not in a traceback."""
    with pytest.raises(DownloadError, match="Không kết nối được"):
        _get("http://127.0.0.1:9/law.pdf")
