"""Taking a regulation out of answers and putting it back. Both only note it: the next update acts on it."""

from datetime import date

from corpus.catalog import Catalog
from corpus.ingest import File
from corpus.number import fold_number
from corpus.passage import SourceKind
from corpus.sources import SourceFolder
from corpus.withdrawn import Withdrawal
from index.manifest import DocumentRecord
from index.store import Store, StoreError


def take_out(number: str, *, store: Store, sources: SourceFolder, catalog: Catalog) -> Withdrawal:
    """Note that the regulation `number` of the current build is withdrawn; noting it again changes nothing.

    Raises:
        StoreError: the current build does not hold it, or `number` stands for two regulations.
        corpus.catalog.CatalogError: the list of withdrawn regulations cannot be read.
    """
    with store.alone():
        withdrawn = sources.withdrawn()
        noted = withdrawn.find(number)
        if noted is None:
            noted = _withdrawal(number, _held(number, store, catalog))
            withdrawn.with_entry(noted).write(sources.withdrawn_list)
    return noted


def put_back(number: str, *, store: Store, sources: SourceFolder) -> list[File]:
    """Strike the regulation `number` off the list; its official text, where there was one, to be given again.

    Raises:
        StoreError: it is not on the list.
        corpus.catalog.CatalogError: the list of withdrawn regulations cannot be read.
    """
    with store.alone():
        withdrawn = sources.withdrawn()
        noted = withdrawn.find(number)
        if noted is None:
            raise StoreError(
                f"Văn bản {number} không có trong danh sách đã rút. Xem: .venv/bin/python -m scripts.withdraw"
            )
        withdrawn.without(noted).write(sources.withdrawn_list)
    official = sources.read(noted.sha256, noted.file) if noted.sha256 else None
    return [official] if official else []


def _held(number: str, store: Store, catalog: Catalog) -> dict[str, list[DocumentRecord]]:
    """The documents of the regulations in the current build that `number` may stand for, by the regulation's id."""
    manifest = store.current_manifest()
    if manifest is None:
        raise StoreError("Chưa có bản dựng nào đọc được. Hãy chạy: .venv/bin/python -m scripts.reindex")
    found: dict[str, list[DocumentRecord]] = {}
    for record in manifest.documents:
        entry = catalog.entry(record.number, file=record.file)
        regulation_id = entry.id if entry else record.number
        if fold_number(number) in {fold_number(regulation_id), fold_number(record.number)}:
            found.setdefault(regulation_id, []).append(record)
    return found


def _withdrawal(number: str, held: dict[str, list[DocumentRecord]]) -> Withdrawal:
    if not held:
        raise StoreError(f"Bản đang dùng không có văn bản {number}. Xem số của các văn bản: nhắn /vanban cho bot")
    if len(held) > 1:
        raise StoreError(f"Số {number} là của nhiều văn bản. Hãy chọn một: {', '.join(sorted(held))}.")
    ((regulation_id, records),) = held.items()
    official = next((record for record in records if record.kind is SourceKind.OFFICIAL), None)
    return Withdrawal(
        id=regulation_id,
        number=records[0].number,
        title=records[0].title,
        withdrawn_on=date.today(),
        file=official.file if official else "",
        sha256=official.sha256 if official else "",
    )
