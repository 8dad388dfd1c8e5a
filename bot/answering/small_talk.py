"""Greetings and thanks, which are no questions about regulations."""

from corpus.folding import fold

GREETING = (
    "Xin chào! Tôi tra cứu quy định về giám sát và phản biện xã hội. Xin hỏi một câu, "
    "ví dụ: MTTQ giám sát bằng những hình thức nào?"
)
_REPLIES = {
    GREETING: ("xin chao", "chao", "chao ban", "chao bot", "chao em", "alo", "hello", "hi", "hey"),
    "Không có gì ạ. Xin hỏi tiếp khi cần.": (
        "cam on",
        "cam on ban",
        "xin cam on",
        "cam on nhieu",
        "thanks",
        "thank you",
        "tks",
    ),
    "Chào tạm biệt. Chúc anh, chị công tác tốt.": ("tam biet", "bye", "goodbye", "hen gap lai"),
    "Tôi là trợ lý tra cứu quy định về giám sát và phản biện xã hội; tôi chỉ trích dẫn văn bản, không thay ý kiến của "
    "cơ quan có thẩm quyền.": ("ban la ai", "ban lam duoc gi", "bot la gi", "ban ten gi", "giup gi duoc"),
}
_POLITE_ENDINGS = {"a", "nhe", "nha", "ban", "nhieu", "oi"}


def small_talk(text: str) -> str | None:
    """The reply to a text that is only a greeting, thanks or the like; None for anything else."""
    words = fold(text).split()
    while len(words) > 1 and words[-1] in _POLITE_ENDINGS:
        words.pop()
    said = {fold(text), " ".join(words)}
    return next((reply for reply, phrases in _REPLIES.items() if said & set(phrases)), None)
