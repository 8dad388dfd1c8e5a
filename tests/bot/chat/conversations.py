"""Conversations with the bot, written down as a person can read them: what was done, and what the bot showed.

A transcript is a text. A line "> ..." is what the person did; what follows is each message of the bot in Telegram's
HTML, then its buttons, a row a line: "[📖 Cả Điều 27] [👍]". A message that took the place of an earlier one begins
with "(thay tin trên)", a notice that popped up with "(báo)", a file with its kind and name in brackets.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.memory.memory import Memory
from tests.bot.chat.bot_api import BOT, PERSON, BotApi, Sent
from tests.bot.chat.conftest import MORNING, Clock
from tests.bot.small_library import PDF_NUMBER

GOLDEN = Path(__file__).with_name("golden")
GROUP = -1001
_DAY, _CLOCK = "25/11/2026", "25/11 09:30"
_STICKER = {
    "sticker": {
        "file_id": "s",
        "file_unique_id": "s",
        "width": 1,
        "height": 1,
        "type": "regular",
        "is_animated": False,
        "is_video": False,
    }
}


@dataclass(frozen=True, slots=True)
class Say:
    """The person writes `text`, in private or in a group."""

    text: str
    chat: int | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """The person presses the button `label` under the last message."""

    label: str


@dataclass(frozen=True, slots=True)
class Deliver:
    """The person sends something that is no text, described by `what`."""

    what: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """The person changes the last text they wrote to `text`."""

    text: str


@dataclass(frozen=True, slots=True)
class Sleep:
    """The person does nothing until the next morning."""


Step = Say | Press | Deliver | Edit | Sleep
_FORMS = "MTTQ giám sát bằng những hình thức nào?"
_CLAUSE = "khoản 2 Điều 27 Luật MTTQ"

CONVERSATIONS: dict[str, Sequence[Step]] = {
    "01-lam-quen": [Say("/start"), Say("/help"), Say("xin chào")],
    "02-cau-tra-loi": [
        Say(_FORMS),
        Press("Điều 28 ›"),
        Press("‹ Điều 27"),
        Say("MTTQ phản biện xã hội những gì?"),
        Press("▶"),
    ],
    "03-hoi-tiep": [
        Say(_CLAUSE),
        Say("còn khoản 3?"),
        Say("thế điều 28?"),
        Say("khoản 99?"),
        Edit("khoản 2?"),
        Say(_FORMS),
        Say("còn quyền và trách nhiệm?"),
        Say("giá vàng?"),
    ],
    "04-khong-tra-loi": [
        Say("Cách nấu phở bò"),
        Say("Điều 5 Luật Đất đai"),
        Say("khoản 3 Điều 9"),
        Say("Mặt trận giám sát camera giao thông bằng AI năm nào?"),
        Press("Khoản 2 Điều 28"),
        Say("/abc"),
        Say("/hoi"),
        Deliver("nhãn dán", _STICKER),
    ],
    "05-trang-giay": [
        Say(f"khoản 2 Điều 1 Quyết định {PDF_NUMBER}"),
        Press("Trang 1"),
        Say(f"Điều 2 Quyết định {PDF_NUMBER}"),
        Press("PDF trang này"),
    ],
    "06-dan-chieu": [Say(f"khoản 2 Điều 1 Quyết định {PDF_NUMBER}"), Press("Dẫn chiếu"), Press("Khoản 2 Điều 27")],
    "07-quy-trinh": [Say("quy trình hội nghị phản biện"), Press("Xem từng bước"), Say("/quytrinh")],
    "08-thu-vien": [Say("/vanban"), Press("75/2015"), Press("Mục lục"), Say("/vanban nqlt 403"), Say("/vanban thuế")],
    "09-tu-dien": [Say("/tudien giám sát"), Say("/tudien ban"), Say("/tudien xyz"), Say("/tudien")],
    "10-danh-gia": [
        Say(_CLAUSE),
        Press("👎"),
        Press("Thiếu ý"),
        Say("/gopy"),
        Say("Xin thêm mẫu văn bản"),
        Say("/huy"),
    ],
    "11-ca-nhan": [Say(_CLAUSE), Say("/lichsu"), Say("/caidat"), Press("Ngắn gọn"), Say("Điều 27 Luật MTTQ")],
    "12-rieng-tu": [
        Say(_CLAUSE),
        Say("/riengtu"),
        Press("Xem mọi thứ"),
        Say("/xoadulieu"),
        Press("Xóa hết"),
        Say("/lichsu"),
    ],
    "14-chu-dam": [
        Say("Quyết định thành lập đoàn giám sát gửi trước bao nhiêu ngày?"),
        Say("Thôn trả lời người góp ý về sổ xanh trong thời hạn mấy ngày?"),
        Say("điểm b khoản 2 Điều 2 Luật 11/2025/QH15"),
    ],
    "15-nhac-hoc": [
        Say("/caidat"),
        Press("Nhắc hằng ngày"),
        Sleep(),
        Sleep(),
        Sleep(),
        Press("Tắt nhắc"),
    ],
    "13-nhom": [
        Say(f"@{BOT['username']} {_FORMS}", GROUP),
        Say(f"@{BOT['username']} cách nấu phở bò", GROUP),
        Say(f"@{BOT['username']}", GROUP),
    ],
}


class Conversation:
    """Takes the steps of a conversation one after the other, and writes down what is done and shown."""

    def __init__(self, api: BotApi, memory: Memory, clock: Clock) -> None:
        self._api = api
        self._memory = memory
        self._clock = clock
        self._last: Sent | None = None
        self._written = 0

    def transcript(self, steps: Sequence[Step]) -> str:
        """The conversation of `steps`."""
        return _settled("\n".join(self._take(step) for step in steps))

    def _take(self, step: Step) -> str:
        sent, edited, notices = before = self._counts()
        self._act(step)
        self._api.wait_until(lambda: self._counts() != before)
        self._until_handled()
        changes = [f"(thay tin trên)\n{_shown(message)}" for message in self._api.chats.edited[edited:]]
        messages = [_shown(message) for message in self._api.sent[sent:]]
        said = [f"(báo) {notice}" for notice in self._notices()[notices:]]
        self._last = [self._last, *self._api.chats.edited[edited:], *self._api.sent[sent:]][-1]
        return "\n\n".join([f"> {_done(step)}", *said, *changes, *messages, ""])

    def _act(self, step: Step) -> None:
        match step:
            case Say(text, chat):
                self._written = self._api.say(text, chat=chat)
            case Press(label):
                assert self._last is not None, "a button stands under a message"
                self._api.press(self._last.button(label).data, on=self._last)
            case Deliver(_, content):
                self._api.deliver(content)
            case Edit(text):
                edit = {"message_id": self._written, "text": text, "edit_date": 2}
                self._api.deliver(edit, kind="edited_message")
            case Sleep():
                self._clock.now += timedelta(days=1) - (self._clock.now - MORNING) % timedelta(days=1)

    def _counts(self) -> tuple[int, int, int]:
        return len(self._api.sent), len(self._api.chats.edited), len(self._notices())

    def _notices(self) -> list[str]:
        return [notice for _, notice in self._api.methods.notices if notice]

    def _until_handled(self) -> None:
        """Wait until the bot has done with all that the person sent."""
        self._wait(lambda: "received_update" not in self._memory.erasure.export(PERSON))

    @staticmethod
    def _wait(reached: Callable[[], bool]) -> None:
        until = time.monotonic() + 60
        while not reached():
            assert time.monotonic() < until, "the bot is not done"
            time.sleep(0.02)


def _done(step: Step) -> str:
    match step:
        case Say(text, chat):
            return f"(trong nhóm) {text}" if chat else text
        case Press(label):
            return f"(bấm) {label}"
        case Deliver(what, _):
            return f"(gửi) {what}"
        case Edit(text):
            return f"(sửa tin) {text}"
        case Sleep():
            return "(sáng hôm sau)"


def _shown(message: Sent) -> str:
    kinds = {"photo": "ảnh", "document": "tệp"}
    file = f"({kinds[message.kind]}: {message.file.name})\n" if message.file else ""
    rows = [" ".join(f"[{button.text}]" for button in row) for row in message.rows]
    return "\n".join([f"{file}{message.html}".rstrip(), *rows])


def _settled(text: str) -> str:
    """The same on every day: today's date and times of day are always the same ones."""
    text = text.replace(f"{date.today():%d/%m/%Y}", _DAY)
    return re.sub(r"\d\d/\d\d \d\d:\d\d", _CLOCK, text)
