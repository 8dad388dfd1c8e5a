"""Check that everything the assistant needs is there: python -m scripts.doctor."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import httpx
import typer

from bot.memory.condition import Condition, condition_of
from bot.memory.database import MemoryFault
from bot.settings import Settings
from bot.wiring import encoder
from corpus.catalog import Catalog, CatalogError
from corpus.ingest import Rejected, ingest, library_files
from index.encoder import SentenceTransformerEncoder
from index.model_error import ModelError
from index.store import Store, StoreError, check_probe
from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)

_NEEDED_BYTES = 500 * 1024 * 1024
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: what was looked at, whether it is fine, and what was found or is to be done."""

    subject: str
    fine: bool
    message: str


@app.command()
@exits_with_message
def main(
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Kiểm tra Python, thư viện, đĩa, bộ nhớ, mô hình, bản dựng và kết nối Telegram."""
    findings = list(examine(Settings.read(data_dir)))
    for finding in findings:
        print(f"{'✓' if finding.fine else '✗'} {finding.subject}: {finding.message}")
    if not all(finding.fine for finding in findings):
        sys.exit(1)


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding, in the order a person would mend them."""
    text_encoder = encoder(settings)
    yield _python()
    yield _library()
    yield _disk(settings)
    yield _memory(settings)
    yield _model(text_encoder)
    yield _build(settings, text_encoder)
    yield _telegram(settings)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", fine=True, message=version)


def _library() -> Finding:
    try:
        catalog = Catalog.load()
    except CatalogError as error:
        return Finding("Thư viện", fine=False, message=str(error))
    results = [ingest(file, catalog) for file in library_files()]
    rejected = [result for result in results if isinstance(result, Rejected)]
    if rejected:
        return Finding("Thư viện", fine=False, message=f"{rejected[0].file}: {rejected[0].reason}")
    return Finding(
        "Thư viện", fine=True, message=f"{len(catalog.entries)} văn bản trong danh mục, {len(results)} bản tóm lược"
    )


def _disk(settings: Settings) -> Finding:
    folder = next(
        path for path in (settings.data_dir.absolute(), *settings.data_dir.absolute().parents) if path.exists()
    )
    free = shutil.disk_usage(folder).free
    message = f"còn trống {free / 1024**3:.1f} GB ở {settings.data_dir}"
    if free < _NEEDED_BYTES:
        message += "; cần ít nhất 0,5 GB, hãy dọn bớt hoặc đổi DATA_DIR"
    return Finding("Đĩa", fine=free >= _NEEDED_BYTES, message=message)


def _memory(settings: Settings) -> Finding:
    """What is remembered of people: whether it can be opened, read and written, and by whom."""
    try:
        condition = condition_of(settings.database)
    except MemoryFault as error:
        return Finding("Bộ nhớ", fine=False, message=str(error))
    if condition is None:
        return Finding("Bộ nhớ", fine=True, message="chưa có, sẽ được tạo khi bot chạy trên Telegram")
    problem = next((told for wrong, told in _problems(condition) if wrong), None)
    if problem:
        return Finding("Bộ nhớ", fine=False, message=problem)
    size = f"{condition.bytes / 1024**2:.1f} MB, " if condition.file else ""
    told = [f"{size}phiên bản {condition.version or 'trống'}"]
    if not condition.is_current:
        told.append(f"sẽ lên {condition.newest} khi bot khởi động; nên chạy scripts.backup trước")
    if not condition.write_ahead:
        told.append("chưa ở chế độ WAL, bot khởi động sẽ bật")
    return Finding("Bộ nhớ", fine=True, message=", ".join(told))


def _problems(condition: Condition) -> Iterator[tuple[bool, str]]:
    """Each thing that may be wrong with the memory, worst first, and what to do about it."""
    file = condition.file
    yield (
        not condition.known,
        (
            f"phiên bản {condition.version} mới hơn trợ lý này. Hãy cài trợ lý mới, hoặc khôi phục bản sao lưu cũ theo "
            "docs/runbooks/backup.md"
        ),
    )
    yield not condition.sound, f"{file} bị hỏng. Hãy khôi phục theo docs/runbooks/backup.md"
    yield not condition.writable, f"không ghi được vào {file}. Hãy cấp quyền ghi tệp và thư mục cho người chạy bot"
    yield not condition.private, f"người khác trên máy đọc được {file}. Hãy chạy: chmod 600 {file}"
    free = shutil.disk_usage(file.parent).free if file else _NEEDED_BYTES
    yield free < _NEEDED_BYTES, f"chỉ còn trống {free / 1024**2:.0f} MB ở {file and file.parent}. Hãy dọn bớt đĩa"


def _model(text_encoder: SentenceTransformerEncoder) -> Finding:
    try:
        text_encoder.warm_up()
    except ModelError as error:
        return Finding("Mô hình", fine=False, message=str(error))
    return Finding("Mô hình", fine=True, message=text_encoder.model_name)


def _build(settings: Settings, text_encoder: SentenceTransformerEncoder) -> Finding:
    try:
        manifest = Store(settings.builds).open_current(model_name=settings.embedding_model).manifest
        check_probe(manifest, text_encoder)
    except (StoreError, ModelError) as error:
        return Finding("Bản dựng", fine=False, message=str(error))
    found = f"{manifest.id}: {len(manifest.documents)} văn bản, {manifest.passages} điều khoản"
    return Finding("Bản dựng", fine=True, message=found)


def _telegram(settings: Settings) -> Finding:
    if settings.token is None:
        return Finding("Telegram", fine=True, message="chưa có TELEGRAM_BOT_TOKEN, trợ lý sẽ chạy trong cửa sổ lệnh")
    try:
        reply = httpx.get(
            f"{settings.telegram_base_url}{settings.token}/getMe", timeout=_PATIENCE_SECONDS, proxy=settings.proxy
        )
        name = reply.json()["result"]["username"] if reply.status_code == httpx.codes.OK else None
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return Finding("Telegram", fine=False, message="không kết nối được. Hãy kiểm tra mạng hoặc TELEGRAM_BASE_URL")
    if name is None:
        return Finding("Telegram", fine=False, message="không nhận mã bot. Hãy kiểm tra TELEGRAM_BOT_TOKEN")
    return Finding("Telegram", fine=True, message=f"@{name}")


if __name__ == "__main__":
    app()
