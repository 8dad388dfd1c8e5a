"""Short regulations of this project's own making, two encoders that satisfy the Protocol, and a place to run in."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.asked import Asked
from corpus.catalog import Catalog
from corpus.ingest import Document, File, Rejected, ingest
from corpus.passage import SourceKind
from corpus.reference import Level, Step
from corpus.sources import SourceFolder
from index.build import Build
from index.encoder import Encoder, Vectors
from index.manifest import Manifest
from index.store import Store, WritesBuild
from index.update import Accepts, Report, preview, update
from index.write import write_build

LAW = """\
QUỐC HỘI
Số: 12/2020/QH14

LUẬT
GIÁM SÁT CÔNG TRÌNH CỦA CỘNG ĐỒNG

Điều 1. Phạm vi điều chỉnh
Luật này quy định việc người dân ở thôn, tổ dân phố giám sát công trình xây dựng bằng vốn ngân sách nhà nước \
và bằng tiền do chính người dân tự nguyện đóng góp.

Điều 2. Quyền của người dân
Người dân có các quyền sau đây:
1. Xem bản vẽ và dự toán của công trình niêm yết tại nhà văn hóa thôn.
2. Chụp ảnh, ghi chép tình hình thi công và báo cho Ban giám sát khi thấy:
a) Vật liệu không đúng chủng loại;
b) Công nhân không có bảo hộ lao động.
3. Yêu cầu chủ đầu tư trả lời bằng văn bản trong 10 ngày làm việc.

Điều 3. Kinh phí giám sát
1. Ngân sách xã bảo đảm tiền in ấn tài liệu và nước uống cho các cuộc họp.
2. Không được thu thêm tiền của người dân để chi cho việc giám sát.
"""

DECREE = """\
CHÍNH PHỦ
Số: 34/2021/NĐ-CP

NGHỊ ĐỊNH
VỀ THƯ VIỆN XÃ

Điều 1. Giờ mở cửa
Thư viện xã mở cửa từ thứ hai đến thứ bảy, sáng từ 7 giờ đến 11 giờ, chiều từ 13 giờ đến 17 giờ; \
ngày lễ thì đóng cửa và treo thông báo trước cổng ít nhất ba ngày.

Điều 2. Mượn sách
1. Mỗi bạn đọc được mượn năm cuốn sách mỗi lần.
2. Sách mượn phải trả sau mười bốn ngày; trả muộn thì không được mượn tiếp trong một tháng.

Điều 3. Hiệu lực thi hành
Nghị định này có hiệu lực kể từ ngày ký.
"""

RULES = """\
QUỐC HỘI
Số: 56/2019/QH14

LUẬT
HÒA GIẢI XÓM GIỀNG

Điều 1. Tổ hòa giải
1. Tổ hòa giải có từ ba đến năm hòa giải viên do hộ gia đình bầu bằng giơ tay hoặc bỏ phiếu kín tại cuộc họp thôn, \
trong đó có ít nhất một phụ nữ.
2. Nhiệm kỳ của tổ hòa giải là ba năm.

Điều 2. Thù lao hòa giải viên
Hòa giải viên được nhận 200.000 đồng cho mỗi vụ việc hòa giải thành.
"""

TEXTS = {"luat-giam-sat.txt": LAW, "nghi-dinh-thu-vien.txt": DECREE, "luat-hoa-giai.txt": RULES}
NUMBERS = ("12/2020/QH14", "34/2021/NĐ-CP", "56/2019/QH14")


def provision(article: str, clause: str | None = None) -> tuple[Step, ...]:
    """The path to an article or one of its clauses."""
    steps = (Step(Level.ARTICLE, article),)
    return steps if clause is None else (*steps, Step(Level.CLAUSE, clause))


ASKED = (
    Asked("Gửi đơn hỏi nhà thầu rồi thì bao lâu họ phải hồi âm?", "12/2020/QH14", provision("2", "3")),
    Asked("Em muốn đem truyện về nhà đọc thì sao?", "34/2021/NĐ-CP", provision("2")),
    Asked("Đi khuyên giải vợ chồng cãi nhau có được đồng nào không?", "56/2019/QH14", provision("2")),
    Asked("Điều này không có trong văn bản thì hỏi làm gì?", "56/2019/QH14", provision("9")),
    Asked("Các bước mở một thư viện là gì?", leads_to="mo-thu-vien"),
    Asked("Sách cũ xin ở đâu ra?", leads_to="mo-thu-vien"),
)


def file(name: str, text: str) -> File:
    """`text` as an admin would send it."""
    return File(name, text.encode())


def read(name: str, text: str) -> Document:
    """The document in `text`, a regulation that no catalog knows."""
    document = ingest(file(name, text), Catalog.of(()))
    assert not isinstance(document, Rejected), document
    return document


def writer(
    documents: Sequence[Document], encoder: Encoder, *, asked: Sequence[Asked] = ASKED, previous: Build | None = None
) -> WritesBuild:
    """What `Store.publish` calls to write a build of `documents`."""

    def write(folder: Path) -> Manifest:
        return write_build(folder, documents, asked, encoder, previous=previous, progress=lambda _done, _total: None)

    return write


class CountingEncoder:
    """Another encoder that also remembers every text it was given."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.questions: list[str] = []
        self.passages: list[str] = []

    @property
    def model_name(self) -> str:
        """The name of the encoder within."""
        return self._encoder.model_name

    @property
    def revision(self) -> str:
        """The revision of the encoder within."""
        return self._encoder.revision

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        self.questions += questions
        return self._encoder.encode_questions(questions)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        self.passages += texts
        return self._encoder.encode_passages(texts)


class HashEncoder:
    """An encoder without meaning: a text's unit vector follows from its hash and from `weights`. Quick."""

    def __init__(self, model_name: str = "bam", *, weights: str = "") -> None:
        self._model_name = model_name
        self._weights = weights

    @property
    def model_name(self) -> str:
        """The name it was made with."""
        return self._model_name

    @property
    def revision(self) -> str:
        """The weights it was made with."""
        return self._weights

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return self._vectors("query: ", questions)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return self._vectors("passage: ", texts)

    def _vectors(self, prefix: str, texts: Sequence[str]) -> Vectors:
        hashes = [hashlib.sha256(f"{self._weights}{prefix}{text}".encode()).digest() for text in texts]
        vectors = np.array([np.frombuffer(digest, np.uint8) for digest in hashes], np.float32).reshape(-1, 32) - 127.5
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@dataclass(frozen=True)
class Place:
    """A data folder of one test, and the runs made on it."""

    folder: Path
    catalog: Catalog

    @property
    def store(self) -> Store:
        """Its builds."""
        return Store(self.folder / "builds")

    @property
    def sources(self) -> SourceFolder:
        """The files kept in it."""
        return SourceFolder(self.folder / "sources")

    def manifest(self) -> Manifest:
        """What the current build was made from."""
        manifest = self.store.current_manifest()
        assert manifest is not None
        return manifest

    def preview(self, encoder: Encoder, *given: File) -> Report:
        """What `scripts.reindex --dry-run` does with the files `given`."""
        return preview(given, store=self.store, sources=self.sources, catalog=self.catalog, encoder=encoder)

    def run(self, encoder: Encoder, *given: File, accept: Accepts = lambda _: True) -> Report:
        """What `scripts.reindex` does with the files `given`; what an encoder without meaning finds says nothing."""
        return update(
            given,
            store=self.store,
            sources=self.sources,
            catalog=self.catalog,
            encoder=encoder,
            progress=lambda _done, _total: None,
            accept=accept,
        )

    def official(self) -> dict[str, str]:
        """Number and file of every official text in the current build."""
        return {d.number: d.file for d in self.manifest().documents if d.kind is SourceKind.OFFICIAL}

    def kept(self) -> list[str]:
        """The names of all files kept as received."""
        return sorted(path.name for path in (self.folder / "sources").rglob("*") if path.is_file())

    def builds(self) -> set[str]:
        """What the folder of builds holds, the lock aside."""
        return {path.name for path in (self.folder / "builds").iterdir()} - {".lock"}
