"""An answer as one message with buttons: whatever stands in it, Telegram takes it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup

from bot.answering import wording
from bot.answering.answer import Answer, Status
from bot.answering.lead_in import LeadIn
from bot.answering.library import Neighbours
from bot.chat.cards import Card, answer_card, group_card, list_card, reading_card
from bot.chat.keyboards import Surroundings
from bot.chat.procedures import procedure_html
from corpus.catalog import Entry
from corpus.procedures import Procedure, load_procedures
from tests.bot import samples
from tests.bot.chat.bot_api_rules import check_keyboard
from tests.bot.chat.telegram_html import Parsed, parse

BOT = "tro_ly_gspb_bot"
LONGEST = 4096
_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)
_LONG = st.builds(lambda text, times: text * times, _TEXT, st.sampled_from([1, 2, 20, 300]))
_LONGEST_PROCEDURE = max(load_procedures(), key=lambda procedure: len(procedure.step))
_HOSTILE = "<b>đậm</b> & \"trích\" 'dẫn' </blockquote> &amp; 1 < 2 > 0"


@st.composite
def _answers(draw: st.DrawFn) -> Answer:
    source = replace(samples.OFFICIAL, file=draw(_LONG))
    entry = samples.LAW.model_copy(update={"note": draw(_LONG), "amended_by": (draw(_LONG),), "status": "amended"})
    text = draw(_LONG)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    emphasis = tuple(zip(edges[::2], edges[1::2], strict=False))
    lead = LeadIn(draw(_LONG), 0)
    quoted = samples.passage(text, source=source)
    quote = samples.quote(quoted, entry=entry, page=3, lead_in=(lead,), emphasis=emphasis)
    quote = replace(quote, remark=draw(_LONG))
    answer = samples.answer(quote, quote, question=draw(_TEXT), message=draw(_LONG))
    return replace(answer, understood_as=draw(_LONG), procedure=draw(st.sampled_from([None, _LONGEST_PROCEDURE])))


def _read(card: Card) -> Parsed:
    """What a reader sees of a card that Telegram takes."""
    parsed = parse(card.html)
    assert 0 < parsed.length <= LONGEST
    check_keyboard(card.keyboard.to_dict())
    return parsed


def _buttons(keyboard: InlineKeyboardMarkup) -> list[list[str]]:
    return [[button.text for button in row] for row in keyboard.inline_keyboard]


@settings(max_examples=60, deadline=None)
@given(_answers(), st.booleans())
def test_any_answer_is_one_message_that_telegram_takes(answer: Answer, short: bool) -> None:  # noqa: FBT001
    """However long and strange its parts, a card is valid HTML within every limit."""
    around = Surroundings(Neighbours(samples.passage(), answer.quotes[0].passage), 3)
    _read(answer_card(answer, around, bot=BOT, question=7, short=short))
    _read(group_card(answer, bot=BOT))
    _read(reading_card(answer.quotes[0], around, on=answer.on, bot=BOT, page=2))


@settings(max_examples=50, deadline=None)
@given(_TEXT, _TEXT, _TEXT)
def test_short_texts_come_out_unchanged(text: str, note: str, message: str) -> None:
    """A reader sees a question, provision and note exactly as they are."""
    entry = samples.LAW.model_copy(update={"note": note})
    answer = samples.answer(samples.quote(samples.passage(text), entry=entry), message=message)
    parsed = _read(answer_card(answer, Surroundings(), bot=BOT, question=7))
    assert parsed.within("blockquote") == text
    assert note in parsed.text
    assert message in parsed.text


def test_hostile_text_is_escaped() -> None:
    """Tags, ampersands and quotation marks of a document are shown, not obeyed."""
    answer = samples.answer(samples.quote(samples.passage(_HOSTILE)))
    for card in (
        answer_card(answer, Surroundings(), bot=BOT, question=None),
        group_card(answer, bot=BOT),
        reading_card(answer.quotes[0], Surroundings(), on=answer.on, bot=BOT),
    ):
        assert _read(card).within("blockquote") == _HOSTILE
        assert "<b>đậm" not in card.html


def test_the_whole_layout() -> None:
    """Reading, message, bold citation, quotation, validity, source and note, in this order; then the buttons."""
    entry = samples.LAW.model_copy(update={"note": "Đã sửa năm 2025."})
    first = samples.quote(samples.passage("2. Đoàn & giám sát.", source=samples.OFFICIAL), entry=entry, page=7)
    second = samples.quote(samples.passage(steps=samples.path("26", "1")))
    answer = replace(samples.answer(first, second, question="gs?"), understood_as="giám sát?")
    beside = Neighbours(samples.passage(steps=samples.path("26")), samples.passage(steps=samples.path("28")))
    card = answer_card(answer, Surroundings(beside, 2), bot=BOT, question=7)
    assert card.html == (
        "<i>Đang hiểu là: giám sát?</i>\n\n"
        "Quy định có liên quan:\n\n"
        "<b>Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13</b>\n"
        "<blockquote expandable>2. Đoàn &amp; giám sát.</blockquote>\n"
        "✅ Còn hiệu lực ngày 23/11/2026\n"
        "📄 <i>Nguyên văn từ tệp luat.pdf, trang 7</i>\n\n"
        "<b>Lưu ý:</b> Đã sửa năm 2025."
    )
    assert _buttons(card.keyboard) == [
        ["Kết quả 1/2", "▶"],
        ["📖 Cả Điều 27", "🔗 Dẫn chiếu (2)"],
        ["↗ Chia sẻ"],
        ["‹ Điều 26", "Điều 28 ›"],
        ["🖼 Trang 7", "📄 PDF trang này"],
        ["👍", "👎"],
    ]


def test_what_leads_in_to_a_provision_and_what_is_to_be_said_of_it_stand_around_it() -> None:
    """The lead-in is above the box, what answers is bold in it, and the remark stands below it."""
    lead = LeadIn("Thôn & dân làm:", 0)
    quote = samples.quote(samples.passage("2. Trả lời < 3 ngày."), lead_in=(lead,), emphasis=((11, 19),))
    card = answer_card(samples.answer(replace(quote, remark="Tính từ đâu & sao?")), Surroundings(), bot=BOT, question=7)
    assert (
        "QH13</b>\n<i>Lời dẫn: “Thôn &amp; dân làm:”</i>\n"
        "<blockquote expandable>2. Trả lời <b>&lt; 3 ngày</b>.</blockquote>\n"
        "⏳ Tính từ đâu &amp; sao?\n✅ Còn"
    ) in card.html
    _read(card)


def test_the_clause_that_says_from_when_stands_on_the_same_card() -> None:
    """Below the remark the reader sees it, with its own citation, and a long one does not push the first one out."""
    first = replace(samples.quote(samples.passage("1. Trả lời trong 3 ngày.")), remark="Khoản 3 có nói.")
    telling = samples.quote(samples.passage("3. Tính từ ngày nhận. " * 300, steps=samples.path("27", "3")))
    shown = _read(answer_card(samples.answer(first, telling), Surroundings(), bot=BOT, question=7)).text
    places = [shown.index(words) for words in ("1. Trả lời", "⏳ Khoản 3 có nói.", "Khoản 3 Điều 27", "3. Tính", "✅")]
    assert places == sorted(places)


def test_an_answer_without_quotation_is_its_message() -> None:
    """A refusal is the one sentence, and can be judged like any answer."""
    refusal = samples.answer(status=Status.OUT_OF_SCOPE, message="Ngoài lĩnh vực.")
    card = answer_card(refusal, Surroundings(), bot=BOT, question=7)
    assert (card.html, _buttons(card.keyboard)) == ("Ngoài lĩnh vực.", [["👍", "👎"]])


def test_a_long_article_is_read_on_by_a_button() -> None:
    """What does not fit is marked, and a button leads to all of it, in parts that lose nothing."""
    text = "Điều 27. Dài\n" + "\n".join(f"{n}. Khoản này dài và có dấu 😀." for n in range(1, 300))
    quote = samples.quote(samples.passage(text, steps=samples.path("27")))
    card = answer_card(samples.answer(quote), Surroundings(), bot=BOT, question=7)
    assert _read(card).within("blockquote").endswith(" […]")
    assert _buttons(card.keyboard)[0] == ["📖 Đọc hết Điều 27", "↗ Chia sẻ"]
    pages = [reading_card(quote, Surroundings(), on=samples.TODAY, bot=BOT, page=page) for page in range(4)]
    assert "(phần 4/4)" in _read(pages[3]).text
    assert "\n".join(_read(page).within("blockquote") for page in pages) == text


def test_a_short_answer_quotes_the_beginning() -> None:
    """A person who chose short answers sees less of a long provision, and no note."""
    entry = samples.LAW.model_copy(update={"note": "Đã sửa năm 2025."})
    quote = samples.quote(samples.passage("Đoàn giám sát. " * 100), entry=entry)
    short, full = (
        _read(answer_card(samples.answer(quote), Surroundings(), bot=BOT, question=7, short=short))
        for short in (True, False)
    )
    assert short.length < 700 < full.length
    assert "Lưu ý" in full.text
    assert "Lưu ý" not in short.text


def test_a_group_gets_a_short_answer_that_goes_on_in_private() -> None:
    """In a group there is one button, to the same provision in private; a refusal leads to the bot itself."""
    answered = group_card(samples.answer(samples.quote()), bot=BOT)
    (button,) = answered.keyboard.inline_keyboard[0]
    assert button.text == "💬 Xem riêng"
    assert (button.url or "").startswith(f"https://t.me/{BOT}?start=c_")
    refused = group_card(samples.answer(), bot=BOT)
    assert refused.keyboard.inline_keyboard[0][0].url == f"https://t.me/{BOT}"


def test_a_list_names_each_provision_and_leads_there() -> None:
    """Each citation has a line and a button."""
    card = list_card("Dẫn chiếu:", [samples.quote(), samples.quote(samples.passage(steps=samples.path("26")))])
    assert _buttons(card.keyboard) == [["Khoản 2 Điều 27"], ["Điều 26"]]
    assert _read(card).text.count("•") == 2


def test_an_unknown_regulation_is_in_doubt() -> None:
    """A regulation the catalog does not know is shown without a note and with its validity in doubt."""
    unknown = samples.quote(samples.passage(number="11/2030/QH16"), entry=None, validity="unverified")
    parsed = _read(answer_card(samples.answer(unknown), Surroundings(), bot=BOT, question=7))
    assert "❔ Chưa kiểm chứng được hiệu lực đến ngày 23/11/2026" in parsed.text
    assert "Lưu ý" not in parsed.text


def test_an_expired_regulation_says_so_and_names_its_successor() -> None:
    """The reader of an expired provision sees since when, and what replaced it."""
    expired = Entry.model_validate(
        samples.LAW.model_dump() | {"expires_on": "2026-03-01", "status": "replaced", "replaced_by": ["121/2025/QH15"]}
    )
    quote = samples.quote(entry=expired, validity="expired")
    shown = _read(answer_card(samples.answer(quote), Surroundings(), bot=BOT, question=7)).text
    assert "⛔ HẾT HIỆU LỰC từ ngày 01/03/2026 (thay thế bởi 121/2025/QH15)" in shown


@pytest.mark.parametrize("procedure", load_procedures(), ids=lambda procedure: procedure.id)
def test_every_shipped_procedure_is_valid_html(procedure: Procedure) -> None:
    """Telegram parses each, and its title, every step and its provisions are in it, in order."""
    shown = parse(procedure_html(procedure)).text
    wanted = [procedure.title, *(part for step in procedure.step for part in (step.what, step.who, step.basis[0]))]
    positions = [shown.find(part) for part in wanted]
    assert -1 not in positions
    assert positions[0] < min(positions[1:])
    places = [shown.index(f"{number}. {step.what}") for number, step in enumerate(procedure.step, 1)]
    assert places == sorted(places)


@pytest.mark.parametrize("procedure", load_procedures(), ids=lambda procedure: procedure.id)
def test_an_answer_with_a_procedure_gives_its_steps_in_short(procedure: Procedure) -> None:
    """The steps stand above the quotation, and a button leads to all that is known of them."""
    answer = replace(samples.answer(samples.quote()), procedure=procedure)
    card = answer_card(answer, Surroundings(), bot=BOT, question=7)
    assert f"Quy trình: {procedure.title}" in _read(card).within("b")
    assert _buttons(card.keyboard)[0] == ["📋 Xem từng bước"]
    assert wording.citation(answer.quotes[0]) in _read(card).text
