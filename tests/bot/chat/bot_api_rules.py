"""What Telegram refuses: lengths, entities, buttons, commands, polls, inline results, files."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram.constants import ReactionEmoji

from tests.bot.chat.telegram_html import Parsed, TelegramHtmlError, parse, utf16_length

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LARGEST_DOWNLOAD = 20 * 1024**2
LARGEST_UPLOAD = {"photo": 10 * 1024**2, "document": 50 * 1024**2}
ACTIONS = {"typing", "upload_photo", "upload_document", "find_location", "record_voice", "choose_sticker"}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BUTTON_KINDS = ("callback_data", "url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text")
_MOST_BUTTONS = 100


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """An error reply of the Bot API. `lost`: the call is carried out, then the connection breaks without a reply."""

    code: int
    description: str
    retry_after: int | None = None
    lost: bool = False

    def body(self) -> dict[str, Any]:
        """The reply as JSON."""
        wait = {} if self.retry_after is None else {"parameters": {"retry_after": self.retry_after}}
        return {"ok": False, "error_code": self.code, "description": self.description, **wait}


def bad_request(why: str) -> Refusal:
    """The refusal with code 400."""
    return Refusal(400, f"Bad Request: {why}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent with a call."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its parameters as sent, JSON not yet read, and the files sent with it."""

    parameters: Mapping[str, str]
    uploads: Mapping[str, Upload]

    def text(self, name: str, default: str = "") -> str:
        """The parameter `name` as text."""
        return self.parameters.get(name, default)

    def number(self, name: str) -> int | None:
        """The parameter `name` as a whole number, None when it is not given."""
        given = self.parameters.get(name)
        return None if given is None else int(given)

    def json(self, name: str) -> Any:  # noqa: ANN401 - JSON
        """The parameter `name` read as JSON, None when it is not given."""
        given = self.parameters.get(name)
        return None if given is None else json.loads(given)

    def flag(self, name: str) -> bool:
        """Whether the parameter `name` is true."""
        return self.parameters.get(name) == "true"


@dataclass(frozen=True, slots=True)
class Button:
    """One button of an inline keyboard: what stands on it and what pressing it does."""

    text: str
    data: str = ""
    url: str = ""
    inline: str | None = None


def check_text(text: str, mode: str, *, limit: int = LONGEST_TEXT) -> Parsed:
    """What a reader sees of a text; a caption has its own `limit` and may be empty."""
    try:
        parsed = parse(text) if mode == "HTML" else Parsed(text, ((),) * len(text))
    except TelegramHtmlError as error:
        raise bad_request(f"can't parse entities: {error}") from error
    if limit == LONGEST_TEXT and not parsed.text.strip():
        raise bad_request("message text is empty")
    if parsed.length > limit:
        raise bad_request("message is too long" if limit == LONGEST_TEXT else "message caption is too long")
    return parsed


def check_keyboard(markup: Any) -> tuple[tuple[Button, ...], ...]:  # noqa: ANN401 - JSON
    """The rows of an inline keyboard; none for another kind of markup."""
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return tuple(tuple(_button(button) for button in row) for row in rows)


def _button(button: Mapping[str, Any]) -> Button:
    kinds = [kind for kind in _BUTTON_KINDS if kind in button]
    if not button["text"].strip() or len(kinds) != 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    data, url = button.get("callback_data", ""), button.get("url", "")
    if kinds == ["callback_data"] and not 1 <= len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if kinds == ["url"] and not re.fullmatch(r"(?:https?|tg)://\S+", url):
        raise bad_request("BUTTON_URL_INVALID")
    start = re.search(r"[?&]start(?:group)?=([^&]*)", url)
    if start and not _START_PAYLOAD.fullmatch(start[1]):
        raise bad_request("BUTTON_URL_INVALID")
    inline = next((button[kind] for kind in kinds if kind.startswith("switch")), None)
    return Button(button["text"], data, url, inline)


def check_commands(commands: Sequence[Mapping[str, str]]) -> None:
    """At most 100 commands, each of 1 to 32 Latin letters, digits and underscores with a description of 1 to 256."""
    fine = all(_COMMAND.fullmatch(c["command"]) and 1 <= len(c["description"]) <= 256 for c in commands)
    if not fine or len(commands) > 100:
        raise bad_request("BOT_COMMAND_INVALID")


def check_poll(call: Call) -> list[str]:
    """The options of a poll that Telegram accepts."""
    options = [option["text"] if isinstance(option, dict) else option for option in call.json("options")]
    explanation = call.text("explanation")
    if not 1 <= utf16_length(call.text("question")) <= 300:
        raise bad_request("poll question length must be between 1 and 300")
    if not 2 <= len(options) <= 12 or not all(1 <= utf16_length(option) <= 100 for option in options):
        raise bad_request("poll must have 2 to 12 options of 1 to 100 characters")
    if utf16_length(explanation) > 200 or explanation.count("\n") > 2:
        raise bad_request("poll explanation must have at most 200 characters and 2 line feeds")
    right = call.json("correct_option_ids") or []
    if call.text("type") == "quiz" and not (right and all(0 <= choice < len(options) for choice in right)):
        raise bad_request("wrong correct option ID specified")
    return options


def check_inline(call: Call) -> list[dict[str, Any]]:
    """The results of an inline query that Telegram accepts: at most 50, distinct ids of 1 to 64 bytes."""
    results: list[dict[str, Any]] = call.json("results")
    ids = [result["id"] for result in results]
    if len(results) > 50 or len(set(ids)) != len(ids) or not all(1 <= len(i.encode()) <= 64 for i in ids):
        raise bad_request("RESULT_ID_INVALID")
    for result in results:
        content = result["input_message_content"]
        check_text(content["message_text"], content.get("parse_mode", ""))
        check_keyboard(result.get("reply_markup"))
        if not result["title"].strip():
            raise bad_request("ARTICLE_TITLE_EMPTY")
    if len(call.text("next_offset").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    button = call.json("button") or {}
    if "start_parameter" in button and not _START_PAYLOAD.fullmatch(button["start_parameter"]):
        raise bad_request("START_PARAM_INVALID")
    return results


def check_reaction(reactions: Sequence[Mapping[str, str]]) -> None:
    """At most one emoji, of those Telegram offers."""
    if len(reactions) > 1 or any(reaction.get("emoji") not in set(ReactionEmoji) for reaction in reactions):
        raise bad_request("REACTION_INVALID")


def check_upload(kind: str, upload: Upload) -> None:
    """A photo of at most 10 MB, a document of at most 50 MB, neither empty."""
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > LARGEST_UPLOAD[kind]:
        raise Refusal(413, "Request Entity Too Large")
    if kind == "photo" and not upload.data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"RIFF")):
        raise bad_request("IMAGE_PROCESS_FAILED")
