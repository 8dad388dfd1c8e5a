"""What stands in the chats: messages sent, edited and deleted by the bot, the files it sent, who blocked it."""

import itertools
import time
from dataclasses import dataclass, field, replace
from typing import Any

from tests.bot.chat.bot_api_rules import (
    LONGEST_CAPTION,
    LONGEST_TEXT,
    Button,
    Call,
    Refusal,
    Upload,
    bad_request,
    check_keyboard,
    check_poll,
    check_text,
    check_upload,
)
from tests.bot.chat.telegram_html import Parsed

BOT = {
    "id": 7654321098,
    "is_bot": True,
    "first_name": "Trợ lý",
    "username": "tro_ly_gspb_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of the bot: `html` as sent, `parsed` as a reader sees it, `rows` the buttons under it.

    `file` is the document or picture it carries, `poll` the id of the poll it is.
    """

    chat: int
    html: str
    parsed: Parsed = field(repr=False)
    reply_to: int | None
    rows: tuple[tuple[Button, ...], ...] = ()
    number: int = 0
    thread: int | None = None
    kind: str = "text"
    file: Upload | None = None
    poll: str | None = None
    silent: bool = False
    at: float = field(default_factory=time.monotonic, compare=False)

    @property
    def all_buttons(self) -> tuple[Button, ...]:
        """Its buttons in reading order."""
        return tuple(itertools.chain.from_iterable(self.rows))

    @property
    def buttons(self) -> tuple[str, ...]:
        """What pressing each of its buttons sends to the bot, in reading order."""
        return tuple(button.data for button in self.all_buttons if button.data)

    def button(self, label: str) -> Button:
        """The one button whose text holds `label`."""
        (found,) = [button for button in self.all_buttons if label in button.text]
        return found


class Chats:
    """The state of all chats. `sent` are the bot's new messages, `edited` its edits, both in order.

    `topics` are the message threads of the forums among the chats; the General topic of a forum has no thread.
    """

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.edited: list[Sent] = []
        self.deleted: list[tuple[int, int]] = []
        self.topics: dict[int, set[int]] = {}
        self.polls: dict[str, dict[str, Any]] = {}
        self.files: dict[str, Upload] = {}
        self.uploads = 0
        self.blocked: set[int] = set()
        self._shown: dict[tuple[int, int], Sent] = {}
        self._received: set[tuple[int, int]] = set()
        self._numbers = itertools.count(101)

    def next_number(self) -> int:
        """A number that no message, update or query has."""
        return next(self._numbers)

    def receive(self, chat: int, number: int) -> None:
        """Note a message that a person wrote, so that it can be replied to."""
        self._received.add((chat, number))

    def forget(self, chat: int, number: int) -> None:
        """Let a person delete a message, their own or the bot's."""
        self._received.discard((chat, number))
        self._shown.pop((chat, number), None)

    def shown(self, chat: int, number: int) -> Sent | None:
        """The bot's message as it stands now; None when it is gone."""
        return self._shown.get((chat, number))

    def send(self, call: Call, kind: str = "text") -> dict[str, Any]:
        """Send a message of `kind`; returns it as the Bot API does."""
        chat, thread = self._open_chat(call), call.number("message_thread_id")
        if thread is not None and thread not in self.topics.get(chat, set()):
            raise bad_request("message thread not found")
        reply_to = self._reply_to(chat, call)
        html, parsed = self._words(call, kind)
        rows = check_keyboard(call.json("reply_markup"))
        sent = Sent(chat, html, parsed, reply_to, rows, self.next_number(), thread, kind)
        sent = replace(sent, silent=call.flag("disable_notification"))
        content: dict[str, Any] = {}
        if kind == "poll":
            content = self._poll(call)
            sent = replace(sent, poll=content["poll"]["id"])
        elif kind != "text":
            content, file = self._file(call, kind)
            sent = replace(sent, file=file)
        self.sent.append(sent)
        self._shown[chat, sent.number] = sent
        return message(sent) | content

    def edit(self, call: Call, what: str) -> dict[str, Any] | bool:
        """Change the `what` of a message ("text", "caption" or "reply_markup"); a change that changes nothing fails."""
        if call.text("inline_message_id"):
            return True
        chat, number = self._open_chat(call), call.number("message_id") or 0
        before = self.shown(chat, number)
        if before is None:
            raise bad_request("message to edit not found")
        after = replace(before, rows=check_keyboard(call.json("reply_markup")))
        if what == "text" and before.kind != "text":
            raise bad_request("there is no text in the message to edit")
        if what != "reply_markup":
            html, parsed = self._words(call, before.kind)
            after = replace(after, html=html, parsed=parsed)
        if (after.parsed, after.rows) == (before.parsed, before.rows):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        self._shown[chat, number] = after
        self.edited.append(after)
        return message(after)

    def delete(self, call: Call) -> bool:
        """Delete a message."""
        chat, number = self._open_chat(call), call.number("message_id") or 0
        if (chat, number) not in self._shown and (chat, number) not in self._received:
            raise bad_request("message to delete not found")
        self.forget(chat, number)
        self.deleted.append((chat, number))
        return True

    def _open_chat(self, call: Call) -> int:
        chat = call.number("chat_id")
        if not chat:
            raise bad_request("chat_id is empty")
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return chat

    def _reply_to(self, chat: int, call: Call) -> int | None:
        wanted = call.json("reply_parameters") or {}
        number: int | None = wanted.get("message_id")
        if number is None or (chat, number) in self._received or (chat, number) in self._shown:
            return number
        if not wanted.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return None

    def _words(self, call: Call, kind: str) -> tuple[str, Parsed]:
        if kind == "poll":
            return call.text("question"), Parsed(call.text("question"), ((),) * len(call.text("question")))
        name, limit = ("text", LONGEST_TEXT) if kind == "text" else ("caption", LONGEST_CAPTION)
        html = call.text(name)
        return html, check_text(html, call.text("parse_mode"), limit=limit)

    def _file(self, call: Call, kind: str) -> tuple[dict[str, Any], Upload]:
        """The file a message carries: sent along, or known by the id it got when it was."""
        given = call.uploads.get(kind) or call.uploads.get(call.text(kind).removeprefix("attach://"))
        if given is None:
            file_id, known = call.text(kind), self.files.get(call.text(kind))
            if known is None or not file_id.startswith(kind):
                raise bad_request("wrong file identifier/HTTP URL specified")
            given = known
        else:
            check_upload(kind, given)
            file_id = f"{kind}-{self.next_number()}"
            self.files[file_id] = given
            self.uploads += 1
        described = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(given.data)}
        if kind == "photo":
            return {"photo": [described | {"width": 800, "height": 1131}]}, given
        return {"document": described | {"file_name": given.name}}, given

    def _poll(self, call: Call) -> dict[str, Any]:
        options = check_poll(call)
        poll = {
            "id": str(self.next_number()),
            "question": call.text("question"),
            "options": [{"text": o, "voter_count": 0, "persistent_id": str(i)} for i, o in enumerate(options)],
            "total_voter_count": 0,
            "is_closed": call.flag("is_closed"),
            "is_anonymous": call.text("is_anonymous", "true") == "true",
            "type": call.text("type", "regular"),
            "allows_multiple_answers": call.flag("allows_multiple_answers"),
            "allows_revoting": call.flag("allows_revoting"),
            "members_only": call.flag("members_only"),
            "correct_option_ids": call.json("correct_option_ids") or [],
            "explanation": call.text("explanation"),
        }
        self.polls[str(poll["id"])] = poll
        return {"poll": poll}


def message(sent: Sent) -> dict[str, Any]:
    """A message of the bot as the Bot API returns it."""
    where: dict[str, Any] = {"id": sent.chat, "type": "private" if sent.chat > 0 else "supergroup"}
    words = {"text" if sent.kind == "text" else "caption": sent.parsed.text} if sent.parsed.text else {}
    thread = {"message_thread_id": sent.thread, "is_topic_message": True} if sent.thread else {}
    return {"message_id": sent.number, "date": int(time.time()), "chat": where, "from": BOT, **words, **thread}
