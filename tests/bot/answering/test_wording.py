"""The fixed phrases around a quotation, and the whole answer as plain text."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering import wording
from bot.answering.answer import Status
from bot.answering.lead_in import LeadIn
from bot.answering.plain import plain
from corpus.catalog import Entry, Validity
from corpus.catalog import Status as Standing
from corpus.reference import Level, Step
from tests.bot import samples

ENTRY = samples.LAW
AMENDED = ENTRY.model_copy(update={"status": Standing.AMENDED, "amended_by": ("97/2025/QH15", "47/2024/QH15")})
REPLACED = ENTRY.model_copy(
    update={"status": Standing.REPLACED, "expires_on": date(2026, 3, 1), "replaced_by": ("121/2025/QH15",)}
)


@pytest.mark.parametrize(
    ("steps", "citation"),
    [
        (samples.path("27"), "Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"),
        (samples.path("27", "2"), "Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"),
        (samples.path("27", "5a", "đ"), "Điểm đ khoản 5a Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"),
        (
            (Step(Level.SHEET, "Có gì mới"),),
            "Phiếu tóm lược “Có gì mới” Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13",
        ),
    ],
)
def test_citation(steps: tuple[Step, ...], citation: str) -> None:
    """The citation begins with a capital and names every step and the number."""
    assert wording.citation(samples.quote(samples.passage(steps=steps))) == citation


@pytest.mark.parametrize(
    ("entry", "validity", "phrase"),
    [
        (ENTRY, "in_force", "Còn hiệu lực ngày 23/11/2026"),
        (AMENDED, "in_force", "Còn hiệu lực ngày 23/11/2026 (đã sửa đổi bởi 97/2025/QH15, 47/2024/QH15)"),
        (REPLACED, "expired", "HẾT HIỆU LỰC từ ngày 01/03/2026 (thay thế bởi 121/2025/QH15)"),
        (ENTRY, "expired", "HẾT HIỆU LỰC"),
        (None, "expired", "HẾT HIỆU LỰC"),
        (ENTRY, "not_yet", "Chưa có hiệu lực vào ngày 23/11/2026"),
        (
            None,
            "unverified",
            "Chưa kiểm chứng được hiệu lực đến ngày 23/11/2026: hãy kiểm tra trước khi áp dụng",
        ),
    ],
)
def test_validity(entry: Entry | None, validity: Validity, phrase: str) -> None:
    """Each validity has its phrase, with the day asked about, and what amended or replaced the regulation."""
    quote = samples.quote(entry=entry, validity=validity)
    assert wording.validity(quote, samples.TODAY) == phrase


def test_an_earlier_wording_says_until_when_it_applied() -> None:
    """The last day of a wording is the day before the amendment."""
    quote = samples.quote(replace(samples.passage(), counts_until=date(2025, 7, 1)))
    assert "30/06/2025" in wording.validity(quote, date(2025, 1, 1))


def test_source_tells_official_text_from_digest() -> None:
    """The two kinds of text are never shown under one name; the official one comes with file and page."""
    official = samples.passage(source=samples.OFFICIAL)
    assert wording.source(samples.quote(official, page=12)) == "Nguyên văn từ tệp luat.pdf, trang 12"
    assert wording.source(samples.quote(official)) == "Nguyên văn từ tệp luat.pdf"
    assert wording.source(samples.quote()) == "Tóm lược của trợ lý, không phải nguyên văn"


def test_a_clause_that_says_from_when_a_deadline_counts_is_given_in_full() -> None:
    """The remark points to it, and it stands right below; a next provision without a remark stays a citation."""
    first = replace(samples.quote(samples.passage("1. Trả lời trong 3 ngày.")), remark="Khoản 3 có nói.")
    telling = samples.quote(samples.passage("3. Tính từ ngày nhận.", steps=samples.path("27", "3")))
    assert "Khoản 3 có nói." in plain(samples.answer(first, telling))
    assert "“3. Tính từ ngày nhận.”" in plain(samples.answer(first, telling))
    assert "“3. Tính từ ngày nhận.”" not in plain(samples.answer(replace(first, remark=""), telling))
    other = samples.quote(samples.passage("3. Việc khác.", steps=samples.path("28", "3")))
    assert "“3. Việc khác.”" not in plain(samples.answer(first, other))


def test_what_a_digest_leaves_out_is_not_said_of_the_law() -> None:
    """Of an official text it is said that it does not say; of our summary only that the summary does not."""
    official = wording.does_not_say_from_when(samples.passage(source=samples.OFFICIAL), None)
    assert official.startswith("Khoản này không nói thời hạn tính từ lúc nào; ")
    assert wording.does_not_say_from_when(samples.passage(), None).startswith("Lời tóm lược này không nói ")


def test_reading_is_shown_only_when_it_differs() -> None:
    """What was understood is worth a line only where it is not what was typed."""
    answer = samples.answer(question="MTTQ giám sát gì?")
    assert wording.reading(answer) == ""
    assert wording.reading(replace(answer, understood_as="mttq GIÁM SÁT gì?")) == ""
    assert wording.reading(replace(answer, understood_as="")) == ""
    assert (
        wording.reading(replace(answer, understood_as="Mặt trận giám sát gì?")) == "Đang hiểu là: Mặt trận giám sát gì?"
    )


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.LOOKED_UP, Status.NOT_FOUND, Status.OUT_OF_SCOPE])
def test_messages_are_vietnamese_sentences(status: Status) -> None:
    """Every status the code itself words has its sentence, ending like one."""
    assert wording.MESSAGES[status][0].isupper()
    assert wording.MESSAGES[status].endswith((".", ":"))


def test_plain_layout() -> None:
    """Reading, message, first quotation in full, the others as citations, note: in this order, nothing escaped."""
    entry = ENTRY.model_copy(update={"note": "Đã sửa <năm> 2025."})
    first = samples.quote(samples.passage("2. Đoàn & giám sát.", source=samples.OFFICIAL), entry=entry, page=7)
    second = samples.quote(samples.passage("1. Việc khác.", steps=samples.path("26", "1")))
    answer = replace(samples.answer(first, second, question="gs?"), understood_as="giám sát?")
    assert plain(answer) == (
        "Đang hiểu là: giám sát?\n\n"
        "Quy định có liên quan:\n\n"
        "Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13\n"
        "“2. Đoàn & giám sát.”\n"
        "Còn hiệu lực ngày 23/11/2026\n"
        "Nguyên văn từ tệp luat.pdf, trang 7\n\n"
        "Xem thêm:\n"
        "- Khoản 1 Điều 26 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13\n\n"
        "Lưu ý: Đã sửa <năm> 2025."
    )


def test_the_lead_in_stands_above_the_quotation_and_bold_type_is_for_terminals() -> None:
    """What introduces a khoản is read before it; only where asked for are the words that answer in bold type."""
    lead = LeadIn("Đoàn có nhiệm vụ sau đây:", 0)
    answer = samples.answer(
        samples.quote(samples.passage("2. Giám sát 3 ngày."), lead_in=(lead,), emphasis=((12, 18),))
    )
    assert "QH13\nLời dẫn: “Đoàn có nhiệm vụ sau đây:”\n“2. Giám sát 3 ngày.”\n" in plain(answer)
    assert "“2. Giám sát \x1b[1m3 ngày\x1b[0m.”\n" in plain(answer, bold=True)
    assert plain(answer, bold=True).replace("\x1b[1m", "").replace("\x1b[0m", "") == plain(answer)


def test_a_refusal_in_plain_text_is_its_sentence() -> None:
    """Without a quotation the answer is the message alone."""
    assert plain(samples.answer(status=Status.OUT_OF_SCOPE, message="Ngoài lĩnh vực.")) == "Ngoài lĩnh vực."
