"""The words of politeness around a question, which would only blur the search for it."""

import re

_WHO = (
    r"(?:(?:các|quý|mọi|mấy|đội ngũ) )?(?:anh chị em|anh chị|anh|chị|em|bạn|bác|cô|chú|ông|bà|thầy|ad|admin|bot|trợ lý"
    r"|đồng chí|người|cả nhà|sếp)"
)
_ASKER = r"(?:em|tôi|tui|mình|cháu|con|bên em|bên tôi|xã em)"
_SMALL = (
    r"(?:một chút|một câu|một việc|cái này|việc này|chuyện này|vấn đề này"
    r"|chút|tí|xíu|nhanh|với|là|rằng|thêm|ạ|nhé|nha)"
)
_GREETING = rf"(?:(?:xin |kính |dạ |{_ASKER} )*chào|alo|a lô|hello|hi|hey|dạ thưa|dạ|thưa|kính thưa|kính gửi)\b"
_REQUEST = rf"(?:(?:làm ơn|vui lòng|xin|{_WHO}) )*cho (?:phép )?(?:{_ASKER} )?(?:xin )?hỏi\b"
_WISH = rf"(?:{_ASKER} )?(?:xin|muốn|cần) (?:được )?hỏi\b(?: {_WHO}\b)?"
_OPENING = re.compile(
    rf"(?:{_GREETING}(?: {_WHO}\b)*|{_WHO} ơi\b|{_REQUEST}|{_WISH})(?: {_SMALL}\b)*[\s,.!:;-]*", re.IGNORECASE
)
_THANKS = rf"(?:{_ASKER} )?(?:xin |xin chân thành |chân thành )?(?:cảm|cám) ơn(?: {_WHO}| nhiều| trước| lắm)*"
_CALL = rf"{_WHO} (?:ơi|ôi)"  # "ad oi" typed at the end may have been read as "ad ôi"
_CLOSING = re.compile(rf"[\s,.!;-]+(?:{_THANKS}|thanks|tks|{_CALL})(?: ạ| nhé| nha)*[\s,.!;?]*$", re.IGNORECASE)


def without_courtesies(question: str) -> str:
    """`question`, spelled with diacritics, without the greeting before it and the thanks after it.

    A text that is nothing but courtesies comes back whole.
    """
    asked = _CLOSING.sub("", question)
    while (opening := _OPENING.match(asked)) and opening.end() < len(asked):
        asked = asked[opening.end() :]
    return asked if any(char.isalnum() for char in asked) else question
