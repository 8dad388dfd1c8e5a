"""Official texts from the addresses in the catalog: one file, within bounds, from the host that was named."""

import time
from collections.abc import Callable

import httpx
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from corpus.extract import MAX_BYTES

_TRIES = 3
_MOST_SECONDS = 300.0
_PDF = b"%PDF-"

Progress = Callable[[int], None]


class DownloadError(Exception):
    """A file that could not be had. The message is one Vietnamese sentence."""


class _PassingError(DownloadError):
    """A fault that another try may not meet."""


def client(*, seconds: float = 30.0) -> httpx.Client:
    """An HTTP client that waits at most `seconds` for a connection or for the next bytes.

    It follows redirects on the host that was asked and raises a `DownloadError` for one that leads to another.
    """
    return httpx.Client(
        timeout=seconds,
        follow_redirects=True,
        headers={"User-Agent": "tro-ly-gspb"},
        event_hooks={"response": [_stay_on_the_host]},
    )


@retry(
    retry=retry_if_exception_type(_PassingError),
    stop=stop_after_attempt(_TRIES),
    wait=wait_exponential_jitter(multiplier=0.2, max=5),
    reraise=True,
)
def download(address: str, http: httpx.Client, progress: Progress, *, seconds: float = _MOST_SECONDS) -> bytes:
    """The PDF at `address`, received within `seconds`. `progress` is told the bytes of each piece that came.

    Raises:
        DownloadError: it is missing, too large, cut off, too slow, no PDF, on another host, or the server did not
            answer in three tries.
    """
    try:
        with http.stream("GET", address) as reply:
            _check(reply)
            data = _receive(reply, progress, until=time.monotonic() + seconds)
    except httpx.InvalidURL as error:
        raise DownloadError("Địa chỉ trong danh mục không đúng dạng.") from error
    except httpx.TimeoutException as error:
        raise _PassingError("Máy chủ trả lời quá chậm.") from error
    except httpx.HTTPError as error:
        raise _PassingError("Không kết nối được, hoặc kết nối bị ngắt giữa chừng.") from error
    if not data.lstrip()[: len(_PDF)] == _PDF:
        raise DownloadError(
            "Địa chỉ dẫn đến một trang web chứ không phải tệp PDF: hãy mở bằng trình duyệt và tải tệp về."
        )
    return data


def _stay_on_the_host(reply: httpx.Response) -> None:
    if reply.has_redirect_location:
        host = reply.url.join(reply.headers["Location"]).host
        if host != reply.url.host:
            raise DownloadError(f"Máy chủ chuyển sang địa chỉ khác ({host}), không tải để tránh nhầm nguồn.")


def _check(reply: httpx.Response) -> None:
    if reply.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise _PassingError(f"Máy chủ báo lỗi {reply.status_code}.")
    if reply.status_code != httpx.codes.OK:
        raise DownloadError(f"Không có tệp ở địa chỉ này (mã {reply.status_code}).")


def _receive(reply: httpx.Response, progress: Progress, *, until: float) -> bytes:
    data = bytearray()
    for piece in reply.iter_bytes():
        data += piece
        progress(len(piece))
        if len(data) > MAX_BYTES:
            raise DownloadError(f"Tệp lớn hơn {MAX_BYTES // 1024**2} MB.")
        if time.monotonic() > until:
            raise DownloadError("Máy chủ gửi tệp quá chậm, nên đã dừng.")
    return bytes(data)
