"""An answer as Telegram HTML."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import wording
from bot.answering.answer import Answer, Status
from bot.chat.render import render, render_procedure
from corpus.catalog import Entry
from corpus.procedures import Procedure, load_procedures
from tests.bot import samples
from tests.bot.chat.telegram_html import parse

_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)
_HOSTILE = "<b>đậm</b> & \"trích\" 'dẫn' </blockquote> &amp; 1 < 2 > 0"


@st.composite
def _answers(draw: st.DrawFn) -> Answer:
    source = replace(samples.OFFICIAL, file=draw(_TEXT))
    entry = samples.LAW.model_copy(update={"note": draw(_TEXT)})
    quote = samples.quote(samples.passage(draw(_TEXT), source=source), entry=entry, page=3)
    answer = samples.answer(quote, quote, question=draw(_TEXT), message=draw(_TEXT))
    return replace(answer, understood_as=draw(_TEXT))


@settings(max_examples=100, deadline=None)
@given(_answers())
def test_any_text_comes_out_as_valid_html_and_unchanged(answer: Answer) -> None:
    """Whatever stands in a question, document, note or file name, Telegram parses it and a reader sees it as it was."""
    parsed, quote = parse(render(answer)), answer.quotes[0]
    assert parsed.within("blockquote") == quote.passage.text
    assert quote.entry is not None
    for shown in (answer.message, quote.entry.note, quote.passage.source.file, wording.reading(answer)):
        assert shown in parsed.text


def test_hostile_text_is_escaped() -> None:
    """Tags, ampersands and quotation marks of a document are shown, not obeyed."""
    html = render(samples.answer(samples.quote(samples.passage(_HOSTILE))))
    assert parse(html).within("blockquote") == _HOSTILE
    assert "<b>đậm" not in html
    assert "&lt;b&gt;đậm&lt;/b&gt; &amp; " in html


def test_the_whole_layout() -> None:
    """Reading, message, bold citation, quotation, validity, source, further citations and note, in this order."""
    entry = samples.LAW.model_copy(update={"note": "Đã sửa năm 2025."})
    first = samples.quote(samples.passage("2. Đoàn & giám sát.", source=samples.OFFICIAL), entry=entry, page=7)
    second = samples.quote(samples.passage(steps=samples.path("26", "1")))
    answer = replace(samples.answer(first, second, question="gs?"), understood_as="giám sát?")
    assert render(answer) == (
        "<i>Đang hiểu là: giám sát?</i>\n\n"
        "Quy định có liên quan:\n\n"
        "<b>Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13</b>\n"
        "<blockquote expandable>2. Đoàn &amp; giám sát.</blockquote>\n"
        "Còn hiệu lực ngày 23/11/2026\n"
        "<i>Nguyên văn từ tệp luat.pdf, trang 7</i>\n\n"
        "Xem thêm:\n"
        "• Khoản 1 Điều 26 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13\n\n"
        "<b>Lưu ý:</b> Đã sửa năm 2025."
    )


def test_an_answer_without_quotation_is_its_message() -> None:
    """A refusal is the one sentence and nothing else."""
    refusal = samples.answer(status=Status.OUT_OF_SCOPE, message="Ngoài lĩnh vực.")
    assert render(refusal) == "Ngoài lĩnh vực."


def test_a_second_quotation_without_catalog_entry_is_cited() -> None:
    """A regulation the catalog does not know is shown without a note and with its validity in doubt."""
    unknown = samples.quote(samples.passage(number="11/2030/QH16"), entry=None, validity="unverified")
    parsed = parse(render(samples.answer(unknown)))
    assert "Chưa kiểm chứng được hiệu lực đến ngày 23/11/2026" in parsed.text
    assert "Lưu ý" not in parsed.text


def test_an_expired_regulation_says_so_and_names_its_successor() -> None:
    """The reader of an expired provision sees since when, and what replaced it."""
    expired = Entry.model_validate(
        samples.LAW.model_dump() | {"expires_on": "2026-03-01", "status": "replaced", "replaced_by": ["121/2025/QH15"]}
    )
    shown = parse(render(samples.answer(samples.quote(entry=expired, validity="expired")))).text
    assert "HẾT HIỆU LỰC từ ngày 01/03/2026 (thay thế bởi 121/2025/QH15)" in shown


@pytest.mark.parametrize("procedure", load_procedures(), ids=lambda procedure: procedure.id)
def test_every_shipped_procedure_is_valid_html(procedure: Procedure) -> None:
    """Telegram parses each, and its title, every step and its provisions are in it, in order."""
    shown = parse(render_procedure(procedure)).text
    wanted = [procedure.title, *(part for step in procedure.step for part in (step.what, step.who, step.basis[0]))]
    positions = [shown.find(part) for part in wanted]
    assert -1 not in positions
    assert positions[0] < min(positions[1:])
    assert [shown.index(f"{number}. {step.what}") for number, step in enumerate(procedure.step, 1)] == sorted(
        shown.index(f"{number}. {step.what}") for number, step in enumerate(procedure.step, 1)
    )
