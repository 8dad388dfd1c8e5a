"""The fixed Vietnamese phrases around a quotation, shared by every channel."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.answering.answer import Answer, Quote, Status
from corpus.catalog import Entry
from corpus.catalog import Status as Standing
from corpus.passage import Passage, SourceKind
from corpus.procedures import Procedure
from index.syllables import tokenize

MESSAGES = {
    Status.ANSWERED: "Quy định có liên quan:",
    Status.LOOKED_UP: "Điều khoản được hỏi:",
    Status.NOT_FOUND: "Tôi không tìm thấy quy định trả lời câu hỏi này trong các văn bản đang có. "
    "Xin hỏi cách khác hoặc hỏi Ban Thường trực Ủy ban MTTQ cấp trên.",
    Status.OUT_OF_SCOPE: "Câu hỏi này nằm ngoài lĩnh vực giám sát và phản biện xã hội, nên tôi không trả lời.",
    Status.EXPIRED_ONLY: "Chỉ tìm thấy quy định KHÔNG còn hiệu lực vào ngày được hỏi. Không áp dụng; chỉ để tham khảo:",
}
WITHHELD = (
    "Lời trích không khớp với văn bản đã nhận, nên tôi không hiển thị. Xin báo quản trị viên chạy lại lập chỉ mục."
)


def citation(quote: Quote) -> str:
    """The exact citation: "Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"."""
    return sentence(str(quote.passage.reference))


def sentence(text: str) -> str:
    """`text` as a sentence begins: with a capital."""
    return text[:1].upper() + text[1:]


def lead_in(quote: Quote) -> str:
    """The words that introduce the quoted provision, word for word; "" where it needs none."""
    words = "\n".join(part.text for part in quote.lead_in)
    return f"Lời dẫn: “{words}”" if words else ""


def does_not_say_from_when(passage: Passage, telling: Passage | None) -> str:
    """That `passage` gives a deadline and not what it counts from; `telling` is the clause of its article that does."""
    if passage.source.kind is SourceKind.DIGEST:
        return "Lời tóm lược này không nói thời hạn tính từ lúc nào; hãy xem nguyên văn trước khi tính hạn."
    where = f"khoản {telling.reference.clause} cùng điều có nói" if telling else "hãy đọc cả văn bản trước khi tính hạn"
    return f"{sentence(str(passage.level))} này không nói thời hạn tính từ lúc nào; {where}."


def validity(quote: Quote, on: date) -> str:
    """Whether the quoted regulation counts on the day `on`, and what changed or replaced it."""
    entry, day = quote.entry, f"{on:%d/%m/%Y}"
    match quote.validity:
        case "expired":
            return f"HẾT HIỆU LỰC{_since(entry)}{_by('thay thế bởi', entry.replaced_by if entry else ())}"
        case "not_yet":
            return f"Chưa có hiệu lực vào ngày {day}"
        case "unverified":
            return f"Chưa kiểm chứng được hiệu lực đến ngày {day}: hãy kiểm tra trước khi áp dụng"
    if quote.passage.counts_until:
        return f"Lời văn áp dụng đến hết ngày {quote.passage.counts_until - timedelta(days=1):%d/%m/%Y}, nay đã sửa đổi"
    amended = entry is not None and entry.status is Standing.AMENDED
    return f"Còn hiệu lực ngày {day}{_by('đã sửa đổi bởi', entry.amended_by if amended and entry else ())}"


def source(quote: Quote) -> str:
    """Which of the two texts is quoted, and where it stands."""
    if quote.passage.source.kind is SourceKind.DIGEST:
        return "Tóm lược của trợ lý, không phải nguyên văn"
    page = f", trang {quote.page}" if quote.page else ""
    return f"Nguyên văn từ tệp {quote.passage.source.file}{page}{_may_be_old(quote.not_merged)}"


def note(quote: Quote) -> str:
    """The one thing about the regulation a cadre must not get wrong; "" when there is none."""
    return quote.entry.note if quote.entry else ""


def offer(answer: Answer) -> str:
    """What the provisions offered are; "" where none is."""
    if not answer.offered:
        return ""
    if answer.status is Status.CLARIFY:
        return "Trong thư viện có:"
    return f"Đã tìm trong {answer.searched} văn bản. Gần nhất, nhưng không trả lời câu hỏi:"


def reading(answer: Answer) -> str:
    """How the question was understood, when some word of it is not as it was typed; "" otherwise.

    A greeting left out, capitals and marks do not matter.
    """
    typed = {token.syllable for token in tokenize(answer.question)}
    same = all(token.syllable in typed for token in tokenize(answer.understood_as) if token.is_word)
    return "" if same else f"Đang hiểu là: {answer.understood_as}"


def steps(procedure: Procedure) -> Iterator[str]:
    """Each step of `procedure` as one paragraph: what, who, by when, which document, on which provisions."""
    for position, step in enumerate(procedure.step, start=1):
        details = [
            f"Ai làm: {step.who}.",
            f"Thời hạn: {step.by_when}." if step.by_when else "",
            f"Văn bản: {step.document}." if step.document else "",
            f"Căn cứ: {'; '.join(step.basis)}.",
        ]
        yield "\n".join([f"{position}. {step.what}", *(detail.replace("..", ".") for detail in details if detail)])


def _may_be_old(not_merged: tuple[str, ...]) -> str:
    if not not_merged:
        return ""
    return f". CHÚ Ý: tệp này chưa gộp sửa đổi của {', '.join(not_merged)}, lời văn có thể đã cũ; hãy xem bản hợp nhất"


def _since(entry: Entry | None) -> str:
    return f" từ ngày {entry.expires_on:%d/%m/%Y}" if entry and entry.expires_on else ""


def _by(words: str, numbers: tuple[str, ...]) -> str:
    return f" ({words} {', '.join(numbers)})" if numbers else ""
