"""The methods of the Bot API that the server knows."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from tests.bot.chat.bot_api_chats import BOT, Chats
from tests.bot.chat.bot_api_rules import (
    ACTIONS,
    LARGEST_DOWNLOAD,
    Call,
    Refusal,
    bad_request,
    check_commands,
    check_inline,
    check_reaction,
)
from tests.bot.chat.bot_api_updates import Updates
from tests.bot.chat.telegram_html import utf16_length

Method = Callable[[Call], Any]


class Methods:
    """Carries out calls on `chats` and `updates`, and keeps what the bot told Telegram of itself.

    `commands` are those of the default scope, `scoped_commands` those of each scope by name and chat. `pressed` and
    `asked_inline` are the queries that wait for an answer; `notices` and `inline_answers` are the answers given.
    """

    def __init__(self, chats: Chats, updates: Updates) -> None:
        self.chats = chats
        self.updates = updates
        self.scoped_commands: dict[str, list[dict[str, str]]] = {}
        self.profile: dict[str, str] = {}
        self.pressed: set[str] = set()
        self.asked_inline: set[str] = set()
        self.notices: list[tuple[str, str]] = []
        self.inline_answers: list[dict[str, Any]] = []
        self.actions: dict[int, list[str]] = defaultdict(list)
        self.reactions: dict[tuple[int, int], list[str]] = {}
        self.administrators: dict[int, set[int]] = {}
        self._known: dict[str, Method] = {
            "getMe": lambda _: BOT,
            "setWebhook": updates.set_webhook,
            "deleteWebhook": updates.set_webhook,
            "getWebhookInfo": lambda _: updates.info(),
            "setMyCommands": self._set_my_commands,
            "deleteMyCommands": self._delete_my_commands,
            "setMyDescription": lambda call: self._describe(call, "description", 512),
            "setMyShortDescription": lambda call: self._describe(call, "short_description", 120),
            "sendMessage": chats.send,
            "sendPhoto": lambda call: chats.send(call, "photo"),
            "sendDocument": lambda call: chats.send(call, "document"),
            "sendPoll": lambda call: chats.send(call, "poll"),
            "editMessageText": lambda call: chats.edit(call, "text"),
            "editMessageCaption": lambda call: chats.edit(call, "caption"),
            "editMessageReplyMarkup": lambda call: chats.edit(call, "reply_markup"),
            "deleteMessage": chats.delete,
            "stopPoll": self._stop_poll,
            "sendChatAction": self._act,
            "setMessageReaction": self._react,
            "answerCallbackQuery": self._answer_press,
            "answerInlineQuery": self._answer_inline,
            "getFile": self._get_file,
            "getChatMember": self._chat_member,
        }

    def call(self, method: str, call: Call) -> Any:  # noqa: ANN401 - JSON
        """The result of one call."""
        if method not in self._known:
            raise Refusal(404, "Not Found")
        return self._known[method](call)

    @property
    def commands(self) -> list[dict[str, str]]:
        """The commands of the default scope."""
        return self.scoped_commands.get("default", [])

    def _set_my_commands(self, call: Call) -> bool:
        commands = call.json("commands")
        check_commands(commands)
        self.scoped_commands[_scope(call)] = commands
        return True

    def _delete_my_commands(self, call: Call) -> bool:
        self.scoped_commands.pop(_scope(call), None)
        return True

    def _describe(self, call: Call, name: str, limit: int) -> bool:
        if utf16_length(call.text(name)) > limit:
            raise bad_request(f"{name} is too long")
        self.profile[name] = call.text(name)
        return True

    def _act(self, call: Call) -> bool:
        if call.text("action") not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        chat = call.number("chat_id") or 0
        if chat in self.chats.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        self.actions[chat].append(call.text("action"))
        return True

    def _react(self, call: Call) -> bool:
        reactions = call.json("reaction") or []
        check_reaction(reactions)
        where = call.number("chat_id") or 0, call.number("message_id") or 0
        self.reactions[where] = [reaction["emoji"] for reaction in reactions]
        return True

    def _answer_press(self, call: Call) -> bool:
        query = call.text("callback_query_id")
        if query not in self.pressed:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if utf16_length(call.text("text")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        self.pressed.discard(query)
        self.notices.append((query, call.text("text")))
        return True

    def _answer_inline(self, call: Call) -> bool:
        query = call.text("inline_query_id")
        if query not in self.asked_inline:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        results = check_inline(call)
        self.asked_inline.discard(query)
        cache, personal = call.number("cache_time"), call.flag("is_personal")
        offset, button = call.text("next_offset"), call.json("button")
        answer = {"query": query, "results": results, "cache_time": cache, "is_personal": personal}
        self.inline_answers.append(answer | {"next_offset": offset, "button": button})
        return True

    def _stop_poll(self, call: Call) -> dict[str, Any]:
        shown = self.chats.shown(call.number("chat_id") or 0, call.number("message_id") or 0)
        if shown is None or shown.poll is None:
            raise bad_request("message with poll to stop not found")
        poll = self.chats.polls[shown.poll]
        if poll["is_closed"]:
            raise bad_request("poll has already been closed")
        poll["is_closed"] = True
        return poll

    def _get_file(self, call: Call) -> dict[str, Any]:
        file = self.chats.files.get(call.text("file_id"))
        if file is None:
            raise bad_request("invalid file_id")
        if len(file.data) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        file_id = call.text("file_id")
        described = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(file.data)}
        return described | {"file_path": f"documents/{file_id}"}

    def _chat_member(self, call: Call) -> dict[str, Any]:
        chat, person = call.number("chat_id") or 0, call.number("user_id") or 0
        status = "creator" if person in self.administrators.get(chat, set()) else "member"
        user = {"id": person, "is_bot": False, "first_name": "Cán bộ"}
        return {"status": status, "user": user} | ({"is_anonymous": False} if status == "creator" else {})


def _scope(call: Call) -> str:
    """The name of the scope of commands: "all_private_chats", "chat 42"."""
    scope = call.json("scope") or {"type": "default"}
    return " ".join(str(scope[part]) for part in ("type", "chat_id", "user_id") if part in scope)
