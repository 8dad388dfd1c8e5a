"""Browsing: the library, the dictionary, procedures."""

import pytest

from bot.chat import texts
from tests.bot.chat.bot_api import BotApi
from tests.bot.chat.conftest import PROCEDURES, Running
from tests.bot.chat.talking import ask, follow, noticed, turned
from tests.bot.small_library import PDF, PDF_NUMBER, PROCEDURE

LAW = "75/2015/QH13"


def test_the_library_lists_every_regulation(api: BotApi, running: Running) -> None:
    """Each regulation held has a button that says whether it counts."""
    with running():
        shelf = ask(api, "/vanban")
    assert shelf.parsed.text.startswith("Thư viện văn bản\n7 văn bản")
    assert shelf.button(LAW).text == "✅ 75/2015/QH13 · Luật Mặt trận Tổ quốc Việt Nam"
    assert shelf.button(PDF_NUMBER).text.startswith("❔ ")


def test_the_library_is_filtered_in_place(api: BotApi, running: Running) -> None:
    """By standing and by topic, the filter chosen marked, and back."""
    with running():
        shelf = ask(api, "/vanban")
        counting = turned(api, "Còn hiệu lực", shelf)
        expired = turned(api, "Hết hiệu lực", counting)
        everything = turned(api, "Tất cả", expired)
        topic = turned(api, "phản biện xã hội", everything)
        back = turned(api, "Mọi chủ đề", topic)
    assert "(còn hiệu lực)" in counting.parsed.text
    assert counting.button("Còn hiệu lực").text == "● Còn hiệu lực"
    assert "0 văn bản" in expired.parsed.text
    assert "chủ đề “phản biện xã hội”" in topic.parsed.text
    assert {PDF_NUMBER in button.text for button in topic.all_buttons} == {False}
    assert back.parsed.text == shelf.parsed.text


def test_a_regulation_is_described_and_read(api: BotApi, running: Running) -> None:
    """Number, issuer, days and relations; its contents lead to its articles, page by page."""
    with running():
        card = follow(api, LAW, ask(api, "/vanban"))
        contents = turned(api, "Mục lục", card)
        later = turned(api, "▶", contents)
        article = follow(api, "Điều 11.", later)
    for shown in ("Số: 75/2015/QH13", "Cơ quan ban hành: Quốc hội", "Hiệu lực từ: 01/01/2016", "97/2025/QH15"):
        assert shown in card.parsed.text
    assert texts.HELD_DIGEST in card.parsed.text
    assert not any("Tải" in button.text for button in card.all_buttons)
    assert article.parsed.within("blockquote").startswith("Điều 11. ")


def test_the_official_file_is_downloaded_and_uploaded_once(api: BotApi, running: Running) -> None:
    """Where the official text is held it is sent as it was received."""
    with running():
        card = follow(api, PDF_NUMBER, ask(api, "/vanban"))
        files = [follow(api, "Tải văn bản", card).file for _ in range(2)]
    assert [file.data for file in files if file] == [PDF.data, PDF.data]
    assert [file.name for file in files if file] == [PDF.name] * 2
    assert api.chats.uploads == 1


@pytest.mark.parametrize(("words", "found"), [("mặt trận", 2), ("403", 1), ("nqlt 403", 1), ("thuế", 0)])
def test_a_regulation_is_found_by_name_or_number(api: BotApi, running: Running, words: str, found: int) -> None:
    """With or without diacritics, by title, number or short name."""
    with running():
        shown = ask(api, f"/vanban {words}")
    assert len([data for data in shown.buttons if data.startswith("d:")]) == found
    assert shown.parsed.text == (texts.FOUND_REGULATIONS if found else texts.NO_REGULATIONS)


def test_a_term_is_explained_with_the_provision_that_defines_it(api: BotApi, running: Running) -> None:
    """The meaning, other names, and a button to the provision."""
    with running():
        term = ask(api, "/tudien giam sat")
        provision = follow(api, "Xem điều khoản", term)
    assert term.parsed.within("b") == "giám sát"
    assert "Căn cứ: khoản 1 Điều 25 Luật Mặt trận Tổ quốc Việt Nam" in term.parsed.text
    assert provision.parsed.within("blockquote").startswith("1. ")


def test_the_dictionary_is_paged_and_offers_what_resembles(api: BotApi, running: Running) -> None:
    """Without a word it opens at its beginning; with a vague one it offers terms; with a strange one it says so."""
    with running():
        first = ask(api, "/tudien")
        second = turned(api, "▶", first)
        offered = ask(api, "/tudien ban")
        explained = follow(api, offered.all_buttons[0].text, offered)
        strange = ask(api, "/tudien xyz")
    assert first.all_buttons[0].text != second.all_buttons[0].text
    assert offered.parsed.text == texts.WHICH_TERM
    assert explained.parsed.within("b") != ""
    assert strange.parsed.text == texts.NO_SUCH_TERM


def test_a_procedure_leads_to_the_provisions_it_rests_on(api: BotApi, running: Running) -> None:
    """All its steps come, and under them a button for each provision that is held."""
    procedure = next(procedure for procedure in PROCEDURES if procedure.id == PROCEDURE)
    with running():
        shown = follow(api, procedure.title, ask(api, "/quytrinh"))
        provision = follow(api, "Khoản 2 Điều 35", shown)
    assert all(step.what in shown.parsed.text for step in procedure.step)
    assert provision.parsed.within("blockquote").startswith("2. ")


def test_a_question_for_steps_gets_them(api: BotApi, running: Running) -> None:
    """Asked how it is done, the bot answers with the steps and a button to all of them."""
    with running():
        answer = ask(api, "quy trình hội nghị phản biện")
        steps = follow(api, "Xem từng bước", answer)
    assert "Quy trình: Tổ chức hội nghị phản biện xã hội" in answer.parsed.within("b")
    assert "Ai làm:" in steps.parsed.text


@pytest.mark.parametrize("data", ["d:AAAAAAAAAAAA", "t:AAAAAAAAAAAA:0", "g:AAAAAAAAAAAA", "m:AAAAAAAAAAAA"])
def test_what_is_gone_says_so(api: BotApi, running: Running, data: str) -> None:
    """A regulation or term of an older build is no fault."""
    with running():
        notice = noticed(api, data)
    assert notice in {texts.NO_SUCH_REGULATION, texts.NO_OFFICIAL_FILE, texts.STALE}


@pytest.mark.parametrize("data", ["v:99:z:999", "k:9999"])
def test_a_page_that_is_not_there_is_the_last_one(api: BotApi, running: Running, data: str) -> None:
    """A forged place is shown as the nearest there is."""
    with running():
        shelf = ask(api, "/vanban")
        count = len(api.chats.edited)
        api.press(data, on=shelf)
        api.wait_until(lambda: len(api.chats.edited) > count or len(api.methods.notices) > 0)
    assert api.methods.notices[0][1] == ""
