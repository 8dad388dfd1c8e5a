"""Files as received become documents, or are turned away with one Vietnamese sentence."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfWriter

from corpus.catalog import LIBRARY, Catalog
from corpus.ingest import Document, File, Rejected, choose, find_files, ingest, library_files, library_hash
from corpus.passage import SourceKind
from corpus.reference import Reference
from tests.corpus.making import HEAD, pdf_writer, saved, small_pdf

LAW = f"{HEAD}Điều 27. Hình thức giám sát\n1. Nghiên cứu văn bản.\n2. Tổ chức đoàn giám sát.\n"
NO_NUMBER = (
    "Không tìm thấy số, ký hiệu văn bản ở trang đầu (ví dụ “Số: 75/2015/QH13”). Nếu biết số, hãy ghi hai dòng vào "
    'corrections.toml rồi chạy lại: [correction."{file}"] và number = "...".'
)
NO_ARTICLE = "Không tìm thấy Điều nào trong văn bản, nên không trích dẫn được."


def read(file: File, catalog: Catalog) -> Document:
    """The document in `file`, which must be readable."""
    document = ingest(file, catalog)
    assert isinstance(document, Document), document
    return document


def text_file(text: str, name: str = "van-ban.txt", kind: SourceKind = SourceKind.OFFICIAL) -> File:
    """A text file."""
    return File(name, text.encode(), kind)


def encrypted() -> bytes:
    """A PDF that opens only with a password."""
    writer = pdf_writer(LAW.splitlines())
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    return saved(writer)


REJECTED = {
    "rong.txt": (b"", "Tệp rỗng, không có nội dung."),
    "anh.pdf": (b"\xff\xd8\xff\xe0JFIF", "Tệp mang đuôi .pdf nhưng không phải là PDF. Hãy kiểm tra lại tệp gốc."),
    "khoa.pdf": (encrypted(), "Tệp PDF có mật khẩu. Hãy gỡ mật khẩu rồi thử lại."),
    "khong-trang.pdf": (saved(PdfWriter()), "Tệp PDF không có trang nào."),
    "quet.pdf": (
        small_pdf([]),
        "Không đọc được chữ nào: có thể là bản quét (ảnh). Hãy dùng bản có lớp chữ.",
    ),
    "khong-so.txt": ("LUẬT\nĐiều 1. Một\nNội dung.\n".encode(), NO_NUMBER),
    "khong-so.pdf": (small_pdf(["LUẬT", "Điều 1. Một", "Nội dung."]), NO_NUMBER),
    "tin-nhan.txt": ("\u00ad\u200b😀".encode(), NO_NUMBER),
    "khong-dieu.txt": (f"{HEAD}1. Một.\n2. Hai.\n".encode(), NO_ARTICLE),
    "van-ban.docx": (
        b"PK\x03\x04",
        "Tệp nén hoặc tệp .docx bị hỏng, không mở được. Hãy tải lại từ nguồn.",
    ),
}


@pytest.mark.parametrize("name", REJECTED)
def test_rejected(catalog: Catalog, name: str) -> None:
    """A file that cannot be used is named, with the reason, and raises nothing."""
    data, reason = REJECTED[name]
    assert ingest(File(name, data), catalog) == Rejected(name, reason.format(file=name))


def test_points_inserted_by_an_amendment(catalog: Catalog) -> None:
    """A consolidated text with an inserted điểm a1 is read like any other."""
    document = read(text_file(LAW + "a) Lập đoàn;\na1) Cử trưởng đoàn;\nb) Làm việc.\n"), catalog)
    assert [passage.reference.point for passage in document.passages][-3:] == ["a", "a1", "b"]


@pytest.mark.parametrize("name", ["luat.txt", "luat.md", "luat.pdf"])
def test_document(catalog: Catalog, name: str) -> None:
    """The same regulation comes out of a text file, a Markdown file and a PDF."""
    file = File(name, small_pdf(LAW.splitlines()) if name.endswith(".pdf") else LAW.encode())
    document = read(file, catalog)
    assert (document.number, document.title) == ("75/2015/QH13", "Luật Mặt trận Tổ quốc Việt Nam")
    assert (document.source.kind, document.source.file, document.source.sha256) == ("official", name, file.sha256)
    assert [str(passage.reference) for passage in document.passages] == [
        "Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13",
        "khoản 1 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13",
        "khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13",
    ]
    assert all(document.text[passage.start : passage.end] == passage.text for passage in document.passages)
    assert (document.page_count, document.findings) == (1, ())


@pytest.mark.parametrize(
    ("head", "cited"),
    [
        ("Số: 12/2026/QH16\nLuật Hội nghị nhân dân", "Luật Hội nghị nhân dân số 12/2026/QH16"),
        ("Số: 912/2026/NĐ-CP\nNghị định\nQuy định về hội nghị nhân dân", "Nghị định số 912/2026/NĐ-CP"),
        ("Số: 912/2026/QĐ-TTg\nQUYẾT ĐỊNH\nVỀ HỘI NGHỊ NHÂN DÂN", "Quyết định số 912/2026/QĐ-TTg"),
        ("Số: 912/2026/QĐ-TTg", "Văn bản số 912/2026/QĐ-TTg"),
    ],
)
def test_unknown_regulation_is_cited_as_those_of_the_catalog_are(catalog: Catalog, head: str, cited: str) -> None:
    """A regulation that the catalog does not know: laws are cited by their title, all others by their kind."""
    document = read(text_file(f"{head}\nĐiều 1. Một\n{'Nội dung một. ' * 12}\n"), catalog)
    assert [str(passage.reference) for passage in document.passages] == [f"Điều 1 {cited}"]
    assert document.passages[0].headings == (document.title,)


def test_pages_and_findings(catalog: Catalog) -> None:
    """Every page of the file counts, also a last one without text, which a person is told to look at."""
    document = read(File("luat.pdf", small_pdf(LAW.splitlines(), [])), catalog)
    assert document.page_count == 2
    messages = [finding.message for finding in document.findings]
    assert messages == ["Trang 2 không có chữ đọc được (có thể là ảnh quét)."]


def test_a_page_that_goes_on_with_a_paragraph_has_text(catalog: Catalog) -> None:
    """A page that holds only the rest of a paragraph from the page before was read, so nothing is reported."""
    wide = "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp cùng các tổ chức ấy"
    pages = [
        [*HEAD.splitlines(), "Điều 1. Một", wide, wide, wide],
        [wide, wide, "giám sát."],
        ["Điều 2. Hai", "Nội dung hai."],
    ]
    document = read(File("luat.pdf", small_pdf(*pages)), catalog)
    assert document.passages[0].text == f"Điều 1. Một\n{' '.join([wide] * 5)} giám sát."
    assert document.findings == ()


@pytest.mark.parametrize(("year", "word"), [("2018", "giám sát"), ("2023", "kiểm điểm")])
def test_ambiguous_number(catalog: Catalog, year: str, word: str) -> None:
    """Of the two Quy định 124-QĐ/TW, a file named after one is that one."""
    text = "Số: 124-QĐ/TW\nQUY ĐỊNH\nĐiều 1. Một\nNội dung một.\n"
    assert word in read(text_file(text, f"124-qd-tw-{year}.txt"), catalog).title


def test_two_regulations_of_one_number_are_both_kept(catalog: Catalog) -> None:
    """The 124-QĐ/TW of 2023 does not take the place of the one of 2018."""
    text = "Số: 124-QĐ/TW\nQUY ĐỊNH\nĐiều 1. Một\nNội dung một.\n"
    old = read(text_file(text, "124-qd-tw-2018.md", SourceKind.DIGEST), catalog)
    new = read(text_file(text, "124-qd-tw-2023.txt"), catalog)
    assert {document.title for document in choose([old, new])} == {old.title, new.title}


def test_official_text_before_digest(catalog: Catalog) -> None:
    """The official text takes the digest's place in whatever order they come; of two of a kind the later counts."""
    digest = read(text_file(LAW, "75-2015-qh13.md", SourceKind.DIGEST), catalog)
    first, second = (read(text_file(LAW, f"{name}.txt"), catalog) for name in ("mot", "hai"))
    other = read(text_file(LAW.replace("75/2015/QH13", "42/2013/QH13")), catalog)
    assert choose([digest, first]) == choose([first, digest]) == [first]
    assert choose([first, other, second]) == [second, other]
    assert choose([digest, replaced := read(text_file(LAW, "moi.md", SourceKind.DIGEST), catalog)]) == [replaced]


def test_earlier_wording(catalog: Catalog) -> None:
    """Of an amended article both wordings are kept, each with the days on which it counts; the others have none."""
    day = date(2025, 7, 1)
    old = text_file(LAW.replace("Nghiên cứu", "Xem xét"), "75-2015-qh13.until-2025-07-01.md", SourceKind.DIGEST)
    new = text_file(LAW + "Điều 28. Quyền\nQuyền của Mặt trận.\n", "75-2015-qh13.md", SourceKind.DIGEST)
    kept = [passage for document in choose([read(old, catalog), read(new, catalog)]) for passage in document.passages]
    wordings = {(passage.reference.article, passage.counts_from, passage.counts_until) for passage in kept}
    assert wordings == {("27", None, day), ("27", day, None), ("28", None, None)}
    clause = [passage for passage in kept if passage.reference.clause == "1"]
    assert [passage.text for passage in clause if passage.counts_on(date(2025, 6, 30))] == ["1. Xem xét văn bản."]
    assert [passage.text for passage in clause if passage.counts_on(day)] == ["1. Nghiên cứu văn bản."]


def test_only_a_digest_is_dated_by_its_name() -> None:
    """An official file is never taken for an earlier wording because of its name."""
    name = "75-2015-qh13.until-2025-07-01.md"
    assert File(name, b"", SourceKind.DIGEST).counts_until == date(2025, 7, 1)
    assert File(name, b"").counts_until is None
    assert File("75-2015-qh13.md", b"", SourceKind.DIGEST).counts_until is None


def test_library(catalog: Catalog) -> None:
    """Every shipped digest is read under the number of its catalog entry, and every citation is read back."""
    entries = {entry.id: entry for entry in catalog.entries}
    files = library_files()
    assert "75-2015-qh13.md" in {file.name for file in files}
    for file in files:
        document, entry = read(file, catalog), entries[file.name.partition(".")[0]]
        assert (document.number, document.title, document.source.kind) == (entry.number, entry.title, "digest")
        assert all(Reference.parse(str(passage.reference)) == passage.reference for passage in document.passages)
        assert all(document.text[passage.start : passage.end] == passage.text for passage in document.passages)


def test_library_hash(tmp_path: Path) -> None:
    """The hash changes with a file's bytes, name or presence, and with nothing else."""
    (tmp_path / "a.md").write_text("một", encoding="utf-8")
    first = library_hash(tmp_path)
    assert library_hash(tmp_path) == first
    (tmp_path / "questions").mkdir()
    assert library_hash(tmp_path) == first
    (tmp_path / "questions" / "a.jsonl").write_text("hai", encoding="utf-8")
    with_questions = library_hash(tmp_path)
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    assert len({first, with_questions, library_hash(tmp_path), library_hash(LIBRARY)}) == 4


def test_find_files(tmp_path: Path) -> None:
    """Folders are searched through for readable kinds in the order of their names; a named file is taken as it is."""
    for name in ("b/luat.PDF", "b/luat.docx", "b/anh.jpg", "a.txt", "c.md", "b/sau/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path, tmp_path / "b" / "anh.jpg"])]
    assert found == ["a.txt", "b/luat.PDF", "b/luat.docx", "b/sau/d.txt", "c.md", "b/anh.jpg"]
