"""An admin sends a document to the bot, and publishes it from the chat."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import admin_texts as texts
from bot.chat.access import Access
from bot.chat.admin_documents import safe_name
from corpus.catalog import Catalog
from index.encoder import SentenceTransformerEncoder
from tests.bot.chat.bot_api import PERSON, BotApi
from tests.bot.chat.bot_api_chats import Sent
from tests.bot.chat.bot_api_rules import Upload
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import ask
from tests.bot.small_library import Small, small_over

ADMIN = PERSON + 7
ACCESS = Access(frozenset({ADMIN}))
NUMBER = "17/2025/QĐ-UBND"
TEXT = f"""UBND XÃ ĐOÀI
Số: {NUMBER}
QUYẾT ĐỊNH
VỀ SỔ VÀNG Ở XÃ ĐOÀI
Điều 1. Sổ vàng
Sổ vàng do Mặt trận xã Đoài giữ trong 9 năm.
Điều 2. Hiệu lực
Quyết định này có hiệu lực từ ngày 02 tháng 3 năm 2025.
"""
ASKED = f"Điều 1 Quyết định {NUMBER}"


@pytest.fixture
def own(library_data: Path, tmp_path: Path, catalog: Catalog, encoder: SentenceTransformerEncoder) -> Small:
    """A copy of the shipped library, to be changed."""
    return small_over(Path(shutil.copytree(library_data, tmp_path / "own")), catalog, encoder)


def _send(api: BotApi, content: bytes, *, sender: int, name: str = "quyet-dinh.txt", size: int | None = None) -> None:
    """Let `sender` send the bot a document."""
    file_id = f"f{api.chats.next_number()}"
    api.chats.files[file_id] = Upload(name, content)
    described = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": size or len(content)}
    api.deliver({"document": described}, sender=sender)


def _last_edit(api: BotApi, words: str) -> Sent:
    """The latest message as it stands after an edit that holds `words`."""
    api.wait_until(lambda: any(words in edit.parsed.text for edit in api.chats.edited))
    return next(edit for edit in reversed(api.chats.edited) if words in edit.parsed.text)


def test_an_admin_reviews_and_publishes(api: BotApi, running: Running, own: Small) -> None:
    """The review asks what the file says of itself; one press publishes, and the next question is answered from it."""
    before = own.publisher.store.current_id()
    with running(access=ACCESS, small=own):
        _send(api, TEXT.encode(), sender=ADMIN)
        review = _last_edit(api, NUMBER)
        assert "chưa kiểm chứng" in review.parsed.text
        assert f"± {NUMBER} [chưa có → nguyên văn]: thêm Điều 1, Điều 2" in review.parsed.text
        assert own.publisher.store.current_id() == before
        api.press(review.button(texts.PUBLISH).data or "", sender=ADMIN, on=review)
        _last_edit(api, "Đã đưa vào dùng bản dựng")
        api.say(ASKED, sender=PERSON)
        api.wait_until(lambda: any("trong 9 năm" in sent.parsed.text for sent in api.sent))
        api.press(review.button(texts.PUBLISH).data or "", sender=ADMIN, on=review)
        api.wait_until(lambda: any(texts.DOCUMENT_GONE in sent.parsed.text for sent in api.sent))
    assert own.publisher.store.current_id() != before


def _zip(**files: bytes) -> bytes:
    """A ZIP of `files`, each in a folder above the archive's own, as no honest program would write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"../../{name}.txt", content)
    return buffer.getvalue()


def test_an_admin_publishes_a_zip(api: BotApi, running: Running, own: Small) -> None:
    """One review for all that is in it, what cannot be used named; one press publishes the rest, outside no folder."""
    other = TEXT.replace(NUMBER, "18/2025/QĐ-UBND").replace("9 năm", "8 năm")
    archive = _zip(mot=TEXT.encode(), hai=other.encode(), ba=b"khong phai van ban")
    with running(access=ACCESS, small=own):
        _send(api, archive, sender=ADMIN, name="ca-bo.zip")
        review = _last_edit(api, NUMBER)
        assert "✗ ba.txt:" in review.parsed.text
        assert "± 18/2025/QĐ-UBND [chưa có → nguyên văn]: thêm Điều 1, Điều 2" in review.parsed.text
        api.press(review.button(texts.PUBLISH).data or "", sender=ADMIN, on=review)
        _last_edit(api, "Đã đưa vào dùng bản dựng")
        for number, years in ((NUMBER, "9"), ("18/2025/QĐ-UBND", "8")):
            assert f"trong {years} năm" in ask(api, f"Điều 1 Quyết định {number}").parsed.text
    kept = {path.name for path in (own.data / "sources").rglob("*.txt")}
    assert {"mot.txt", "hai.txt"} <= kept


def test_a_zip_of_nothing_offers_nothing(api: BotApi, running: Running, own: Small) -> None:
    """Why each file cannot be used is said, and no button stands under it."""
    with running(access=ACCESS, small=own):
        _send(api, _zip(ghi_chu=b"x"), sender=ADMIN, name="rong.zip")
        told = _last_edit(api, "✗ ghi_chu.txt:")
    assert told.buttons == ()


def test_others_are_refused_at_the_upload_and_at_the_button(api: BotApi, running: Running, own: Small) -> None:
    """Somebody else's file is not read, and somebody else's press publishes nothing; the admin can still drop it."""
    before = own.publisher.store.current_id()
    with running(access=ACCESS, small=own):
        _send(api, TEXT.encode(), sender=PERSON)
        api.wait_until(lambda: any(texts.DOCUMENTS_FROM_ADMINS_ONLY in sent.parsed.text for sent in api.sent))
        _send(api, TEXT.encode(), sender=ADMIN)
        review = _last_edit(api, NUMBER)
        api.press(review.button(texts.PUBLISH).data or "", sender=PERSON, on=review)
        api.press(review.button(texts.DROP).data or "", sender=ADMIN, on=review)
        api.wait_until(lambda: any(texts.DOCUMENT_DROPPED in sent.parsed.text for sent in api.sent))
        assert not any(texts.PUBLISHING in sent.parsed.text for sent in api.sent)
    assert own.publisher.store.current_id() == before
    assert not list((own.data / "sources").rglob("quyet-dinh.txt"))


def test_what_cannot_be_used_is_said_and_offers_nothing(api: BotApi, running: Running, own: Small) -> None:
    """A file too large for Telegram is not fetched; one that is no regulation is told why, without buttons."""
    with running(access=ACCESS, small=own):
        _send(api, b"x", sender=ADMIN, size=21 * 1024**2)
        api.wait_until(lambda: any(texts.DOCUMENT_TOO_LARGE in sent.parsed.text for sent in api.sent))
        _send(api, "Không phải văn bản.".encode(), sender=ADMIN, name="../../ghi-chu.txt")
        told = _last_edit(api, "✗ ghi-chu.txt:")
    assert told.buttons == ()


@given(st.text(max_size=300))
def test_a_name_is_safe_to_keep_a_file_by(name: str) -> None:
    """Whatever a file is called, the name stays in its folder, fits every file system, and is its own safe name."""
    safe = safe_name(name)
    assert safe not in {"", ".", ".."}
    assert Path(safe).name == safe
    assert len(safe.encode()) < 255
    assert safe_name(safe) == safe
