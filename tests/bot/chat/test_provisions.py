"""From an answer one reads on: the article, its neighbours, what it points to, its page, a shared link."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.answering.library import key_of
from bot.chat import texts
from bot.memory.memory import Memory
from corpus.reference import Reference
from tests.bot.chat.bot_api import PERSON, BotApi, Refusal
from tests.bot.chat.conftest import Running
from tests.bot.chat.talking import ask, follow, noticed, turned
from tests.bot.samples import path
from tests.bot.small_library import LONG_NUMBER, PDF_NUMBER

LAW = "75/2015/QH13"
CLAUSE = "khoản 2 Điều 27 Luật MTTQ"
ON_PAPER = f"khoản 2 Điều 1 Quyết định {PDF_NUMBER}"


def _key(number: str, article: str, clause: str | None = None) -> str:
    return key_of(Reference(number, path(article, clause)))


def test_the_whole_article_and_its_neighbours(api: BotApi, running: Running) -> None:
    """The article opens as a new message; from there one turns to the articles beside it in place."""
    with running():
        answer = ask(api, CLAUSE)
        article = follow(api, "Cả Điều 27", answer)
        before = turned(api, "‹ Điều 26", article)
        after = turned(api, "Điều 27 ›", before)
        beside = follow(api, "Điều 28 ›", answer)
    assert article.parsed.within("blockquote").startswith("Điều 27. ")
    assert before.number == article.number
    assert before.parsed.within("blockquote").startswith("Điều 26. ")
    assert after.parsed.text == article.parsed.text
    assert beside.parsed.within("blockquote").startswith("Điều 28. ")
    assert {notice for _, notice in api.methods.notices} == {""}


def test_a_long_article_is_read_in_parts_in_one_place(api: BotApi, running: Running) -> None:
    """Each part begins with a khoản, and the parts together are the article."""
    with running():
        answer = ask(api, f"Điều 1 Luật {LONG_NUMBER}")
        shown = [follow(api, "Đọc hết", answer)]
        while any(button.text == "▶" for button in shown[-1].all_buttons):
            shown.append(turned(api, "▶", shown[-1]))
    quoted = [part.parsed.within("blockquote") for part in shown]
    assert len(shown) > 2
    assert all(part[0].isdigit() for part in quoted[1:])
    assert "\n".join(quoted).startswith("Điều 1. Việc dài\n1. Việc thứ 1 của thôn Trung được làm < 1 & xong")
    assert [line.partition(".")[0] for line in "\n".join(quoted).split("\n")[1:]] == [str(n) for n in range(1, 61)]


def test_referenced_provisions_are_listed_and_opened(api: BotApi, running: Running) -> None:
    """A provision that points elsewhere offers what it points to."""
    with running():
        listed = follow(api, "Dẫn chiếu (1)", ask(api, ON_PAPER))
        opened = follow(api, "Khoản 2 Điều 27", listed)
    assert "Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam" in listed.parsed.text
    assert opened.parsed.within("blockquote").startswith("2. ")


def test_the_page_comes_as_a_picture_and_as_a_pdf_and_is_uploaded_once(api: BotApi, running: Running) -> None:
    """The page number is in the caption; the second person gets what Telegram already has."""
    with running():
        answer = ask(api, f"Điều 2 Quyết định {PDF_NUMBER}")
        picture, page = follow(api, "Trang 2", answer), follow(api, "PDF trang này", answer)
        again = [follow(api, "Trang 2", answer), follow(api, "PDF trang này", answer)]
    assert (picture.kind, page.kind) == ("photo", "document")
    assert "Trang 2 của tệp quyet-dinh-16.pdf" in picture.parsed.text
    assert picture.file is not None
    assert page.file is not None
    assert Image.open(BytesIO(picture.file.data)).format == "JPEG"
    assert page.file.name == "quyet-dinh-16-trang-2.pdf"
    assert len(PdfReader(BytesIO(page.file.data)).pages) == 1
    assert [sent.file for sent in again] == [picture.file, page.file]
    assert api.chats.uploads == 2


def test_a_file_telegram_has_forgotten_is_uploaded_again(api: BotApi, running: Running) -> None:
    """An id that Telegram takes no longer costs a second upload, not the page."""
    with running():
        answer = ask(api, ON_PAPER)
        follow(api, "Trang 1", answer)
        api.chats.files.clear()
        again = follow(api, "Trang 1", answer)
    assert again.kind == "photo"
    assert api.chats.uploads == 2


def test_a_digest_has_no_page(api: BotApi, running: Running) -> None:
    """Where there is no paper there are no buttons for it, and a forged one says so."""
    with running():
        answer = ask(api, CLAUSE)
        notice = noticed(api, f"i:{_key(LAW, '27', '2')}", under=answer)
    assert not any("Trang" in button.text for button in answer.all_buttons)
    assert notice == texts.NO_PAGE


def test_a_shared_link_opens_the_provision(api: BotApi, running: Running, memory: Memory) -> None:
    """The address under "Chia sẻ" starts the bot at the very provision, which a follow-up then goes on from."""
    with running():
        shared = parse_qs(urlsplit(ask(api, CLAUSE).button("Chia sẻ").url).query)["url"][0]
        payload = parse_qs(urlsplit(shared).query)["start"][0]
        opened = ask(api, f"/start {payload}", sender=PERSON + 1)
        followed = ask(api, "còn khoản 3?", sender=PERSON + 1)
    assert len(payload) <= 64
    assert (opened.chat, opened.parsed.within("blockquote")[:3]) == (PERSON + 1, "2. ")
    assert followed.parsed.within("blockquote").startswith("3. ")
    assert memory.history.last_provision(PERSON + 1) == "khoản 3 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"


@pytest.mark.parametrize("payload", ["c_AAAAAAAAAAAA", "c_", "c_<b>", "c_" + "x" * 62])
def test_a_link_to_nothing_says_so(api: BotApi, running: Running, payload: str) -> None:
    """A provision that is held no more, or was never one, is no fault."""
    with running():
        opened = ask(api, f"/start {payload}")
    assert opened.parsed.text == texts.LINK_OF_NOTHING


@pytest.mark.parametrize("data", ["p:AAAAAAAAAAAA:0", "e:AAAAAAAAAAAA:3", "r:AAAAAAAAAAAA", "i:AAAAAAAAAAAA"])
def test_a_button_for_what_is_gone_says_so(api: BotApi, running: Running, data: str) -> None:
    """Each press is answered with a notice, and nothing is sent."""
    with running():
        notice = noticed(api, data)
    assert notice in {texts.NO_SUCH_PROVISION, texts.NO_PAGE}
    assert api.sent == []


@pytest.mark.parametrize(
    "data", ["zz", "p:ngắn:0", "a:x:1", "up:", "v:0:a:9999", "p:AAAAAAAAAAAA:0:0", "p:" + "A" * 60]
)
def test_forged_and_older_buttons_are_stale(api: BotApi, running: Running, data: str) -> None:
    """Data of no form that the bot uses is answered with what to do instead, and is no fault."""
    with running():
        notice = noticed(api, data)
    assert notice == texts.STALE


def test_a_press_whose_notice_comes_too_late_still_opens(api: BotApi, running: Running) -> None:
    """When Telegram takes the notice no more, as after a long stop, the bot lives on."""
    api.refuse("answerCallbackQuery", Refusal(400, "Bad Request: query is too old and response timeout expired"))
    with running():
        answer = ask(api, CLAUSE)
        opened = follow(api, "Cả Điều 27", answer)
    assert opened.parsed.within("blockquote").startswith("Điều 27. ")
