"""A small library: two digests and a sheet that ship with the project, two small regulations, a PDF of two pages."""

from dataclasses import dataclass
from pathlib import Path

from bot.publishing.publisher import Publisher
from bot.wiring import Assistant
from corpus.asked import load_asked
from corpus.catalog import Catalog
from corpus.ingest import Document, File, choose, ingest, library_files
from corpus.passage import Source
from corpus.sources import SourceFolder
from index.encoder import Encoder
from index.store import Store
from index.write import write_build
from tests.bot.regulations import FILES
from tests.corpus.making import small_pdf

_DIGESTS = {"75-2015-qh13.md", "75-2015-qh13.until-2025-07-01.md", "403-2017-nqlt.md", "217-qd-tw-2013.md"}
PROCEDURE = "hoi-nghi-phan-bien"
PDF_NUMBER = "16/2025/QĐ-UBND"
PDF = File(
    "quyet-dinh-16.pdf",
    small_pdf(
        [
            "QUYẾT ĐỊNH",
            "Về sổ theo dõi kiến nghị ở xã Đoài",
            f"Số: {PDF_NUMBER}",
            "Căn cứ Luật Mặt trận Tổ quốc Việt Nam.",
            "Điều 1. Lập sổ",
            "1. Xã Đoài lập sổ theo dõi kiến nghị.",
            "2. Sổ ghi theo khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam.",
        ],
        ["Điều 2. Giữ sổ", "Sổ do văn thư xã Đoài giữ.", "Điều 3. Thi hành", "Quyết định này có hiệu lực từ ngày ký."],
    ),
)
LONG_NUMBER = "12/2025/QH15"
LONG = File(
    "luat-dai.txt",
    "\n".join(
        [
            "LUẬT",
            "VỀ NHỮNG VIỆC RẤT DÀI",
            f"Luật số: {LONG_NUMBER}",
            "Căn cứ Hiến pháp.",
            "Điều 1. Việc dài",
            *(
                f"{number}. Việc thứ {number} của thôn Trung được làm < {number} & xong trước mùa lúa chín, có ghi sổ, "
                "có người ký, có người xem lại, có báo cho dân biết ở nhà văn hóa thôn."
                for number in range(1, 61)
            ),
            "Điều 2. Hiệu lực thi hành",
            "Luật này có hiệu lực từ ngày 01 tháng 01 năm 2025.",
        ]
    ).encode(),
)


@dataclass(frozen=True, slots=True)
class Small:
    """The assistant over the small library, the data folder it lives in, and what publishes into that."""

    assistant: Assistant
    data: Path
    publisher: Publisher

    def file(self, source: Source) -> bytes | None:
        """The bytes of an official document."""
        file = SourceFolder(self.data / "sources").read(source.sha256, source.file)
        return file.data if file else None


def make_small_library(data: Path, catalog: Catalog, encoder: Encoder) -> None:
    """Publish the small library in the data folder `data`."""
    given = [*FILES, PDF, LONG]
    digests = [file for file in library_files() if file.name in _DIGESTS]
    documents = choose(_read(file, catalog) for file in (*digests, *given))
    sources = SourceFolder(data / "sources")
    for file in given:
        sources.add(file)
    asked = [question for question in load_asked(catalog) if question.leads_to == PROCEDURE]
    Store(data / "builds").publish(
        lambda folder: write_build(
            folder, documents, asked, encoder, previous=None, progress=lambda _done, _total: None
        )
    )


def _read(file: File, catalog: Catalog) -> Document:
    document = ingest(file, catalog)
    assert isinstance(document, Document), document
    return document


def small_over(data: Path, catalog: Catalog, encoder: Encoder) -> Small:
    """The assistant over the small library in the data folder `data`."""
    store = Store(data / "builds")
    return Small(Assistant(store, encoder), data, Publisher(store, SourceFolder(data / "sources"), catalog, encoder))
