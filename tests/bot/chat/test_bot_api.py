"""The loopback Bot API is itself as strict as Telegram: the tests that lean on it would otherwise prove nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Message,
    ReplyParameters,
)
from telegram.error import BadRequest, EndPointNotFound, NetworkError, RetryAfter

from tests.bot.chat.bot_api import PERSON, TOKEN, BotApi, Refusal

GROUP = -100
PNG = b"\x89PNG\r\n" + bytes(20)
Act = Callable[[Bot], Awaitable[object]]


def act(api: BotApi, do: Act) -> object:
    """What `do` gives with a bot that talks to `api`."""

    async def story() -> object:
        async with Bot(TOKEN, base_url=api.base_url, base_file_url=api.base_file_url) as bot:
            return await do(bot)

    return asyncio.run(story())


def _keyboard(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Nút", callback_data=data)]])


def _link(address: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Nút", url=address)]])


REFUSED: dict[str, Act] = {
    "4,097 characters": lambda bot: bot.send_message(PERSON, "a" * 4097),
    "2,049 emoji": lambda bot: bot.send_message(PERSON, "😀" * 2049),
    "nothing": lambda bot: bot.send_message(PERSON, " \n"),
    "a bare < in HTML": lambda bot: bot.send_message(PERSON, "a < b", parse_mode="HTML"),
    "an open tag": lambda bot: bot.send_message(PERSON, "<b>a", parse_mode="HTML"),
    "callback data of 65 bytes": lambda bot: bot.send_message(PERSON, "a", reply_markup=_keyboard("ế" * 21 + "ab")),
    "a deep link of 65 characters": lambda bot: bot.send_message(
        PERSON, "a", reply_markup=_link("https://t.me/b?start=" + "c" * 65)
    ),
    "a command with diacritics": lambda bot: bot.set_my_commands([BotCommand("hỏi", "Hỏi")]),
    "a description of 257 characters": lambda bot: bot.set_my_commands([BotCommand("hoi", "h" * 257)]),
    "101 commands": lambda bot: bot.set_my_commands([BotCommand(f"c{i}", "Lệnh") for i in range(101)]),
    "a short description of 121": lambda bot: bot.set_my_short_description("m" * 121),
    "a caption of 1,025 characters": lambda bot: bot.send_document(PERSON, b"%PDF", caption="a" * 1025),
    "a file id never given": lambda bot: bot.send_document(PERSON, "document-1"),
    "a photo that is none": lambda bot: bot.send_photo(PERSON, b"%PDF-1.7"),
    "a document over 50 MB": lambda bot: bot.send_document(PERSON, BytesIO(bytes(50 * 1024**2 + 1)), write_timeout=60),
    "a poll question of 301": lambda bot: bot.send_poll(PERSON, "q" * 301, ["a", "b"]),
    "a poll option of 101": lambda bot: bot.send_poll(PERSON, "q", ["a", "b" * 101]),
    "thirteen options": lambda bot: bot.send_poll(PERSON, "q", list("abcdefghijklm")),
    "a quiz without a right answer": lambda bot: bot.send_poll(PERSON, "q", ["a", "b"], type="quiz"),
    "an explanation of 201": lambda bot: bot.send_poll(
        PERSON, "q", ["a", "b"], type="quiz", correct_option_ids=[0], explanation="e" * 201
    ),
    "an explanation of four lines": lambda bot: bot.send_poll(
        PERSON, "q", ["a", "b"], type="quiz", correct_option_ids=[0], explanation="1\n2\n3\n4"
    ),
    "a reaction that is none": lambda bot: bot.set_message_reaction(PERSON, 1, "🧾"),
    "a thread of no forum": lambda bot: bot.send_message(GROUP, "a", message_thread_id=1),
    "a reply to nothing": lambda bot: bot.send_message(PERSON, "a", reply_parameters=ReplyParameters(99)),
    "an edit of nothing": lambda bot: bot.edit_message_text("a", PERSON, 99),
    "an answer to no press": lambda bot: bot.answer_callback_query("99"),
    "an answer to no inline query": lambda bot: bot.answer_inline_query("99", []),
    "a webhook without TLS": lambda bot: bot.set_webhook("http://bot.example"),
    "a secret with a space": lambda bot: bot.set_webhook("https://bot.example", secret_token="a b"),  # noqa: S106
}


@pytest.mark.parametrize("case", REFUSED)
def test_refuses_what_telegram_refuses(api: BotApi, case: str) -> None:
    """Each of these is answered with an error, and nothing is sent."""
    with pytest.raises((BadRequest, NetworkError)):
        act(api, REFUSED[case])
    assert api.sent == []


def test_what_is_within_the_limits_is_taken(api: BotApi) -> None:
    """4,096 characters, 64 bytes of callback data, a caption of 1,024 and a quiz are sent."""

    async def send(bot: Bot) -> None:
        await bot.send_message(PERSON, "a" * 4096, reply_markup=_keyboard("ế" * 21 + "a"))
        await bot.send_document(PERSON, b"%PDF", caption="<b>a</b>" + "b" * 1023, parse_mode="HTML")
        await bot.send_poll(PERSON, "q", ["a", "b"], type="quiz", correct_option_ids=[0], explanation="1\n2\n3")

    act(api, send)
    assert [sent.kind for sent in api.sent] == ["text", "document", "poll"]
    assert api.sent[0].buttons == ("ế" * 21 + "a",)


def test_a_file_is_sent_again_by_its_id_and_downloaded(api: BotApi) -> None:
    """The id of a photo serves for photos only; its bytes come back as sent."""

    async def send(bot: Bot) -> bytes:
        first: Message = await bot.send_photo(PERSON, PNG)
        file_id = first.photo[-1].file_id
        await bot.send_photo(PERSON, file_id)
        with pytest.raises(BadRequest):
            await bot.send_document(PERSON, file_id)
        return bytes(await (await bot.get_file(file_id)).download_as_bytearray())

    assert act(api, send) == PNG
    assert (len(api.sent), api.chats.uploads) == (2, 1)


def test_a_file_over_20_mb_cannot_be_downloaded(api: BotApi) -> None:
    """It is sent, and getFile says that it is too big."""

    async def send(bot: Bot) -> None:
        sent = await bot.send_document(PERSON, BytesIO(bytes(20 * 1024**2 + 1)), write_timeout=60, read_timeout=60)
        assert sent.document is not None
        await bot.get_file(sent.document.file_id)

    with pytest.raises(BadRequest, match="too big"):
        act(api, send)


def test_an_edit_that_changes_nothing_is_refused(api: BotApi) -> None:
    """The same text and buttons again are "message is not modified"; another text is shown."""

    async def edit(bot: Bot) -> int:
        sent = await bot.send_message(PERSON, "một", reply_markup=_keyboard("1"))
        await bot.edit_message_text("hai", PERSON, sent.message_id, reply_markup=_keyboard("1"))
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text("hai", PERSON, sent.message_id, reply_markup=_keyboard("1"))
        return sent.message_id

    number = act(api, edit)
    assert isinstance(number, int)
    shown = api.chats.shown(PERSON, number)
    assert shown is not None
    assert shown.parsed.text == "hai"


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")  # the library warns of its own attribute
def test_refusals_on_demand(api: BotApi) -> None:
    """429 with its seconds, 5xx and a broken connection come as asked for, and the last is carried out all the same."""
    api.refuse("sendMessage", Refusal(429, "Too Many Requests: retry after 7", retry_after=7))
    api.refuse("sendMessage", Refusal(502, "Bad Gateway"))
    api.refuse("sendMessage", Refusal(500, "", lost=True))

    async def send(bot: Bot) -> None:
        for kind in (RetryAfter, NetworkError, NetworkError):
            with pytest.raises(kind):
                await bot.send_message(PERSON, "a")

    act(api, send)
    assert len(api.sent) == 1


def test_an_unknown_method_is_not_found(api: BotApi) -> None:
    """It is told apart from a method that refuses."""
    with pytest.raises(EndPointNotFound):
        act(api, lambda bot: bot.do_api_request("sendRichMessage", api_kwargs={"chat_id": PERSON}))


def test_inline_results_are_limited(api: BotApi) -> None:
    """Fifty distinct results are taken, fifty-one or two of one id are not."""
    content = InputTextMessageContent("a")

    def answer(ids: list[str]) -> object:
        query = api.ask_inline("giám sát")
        results = [InlineQueryResultArticle(i, "Điều", content) for i in ids]
        return act(api, lambda bot: bot.answer_inline_query(query, results))

    answer([str(i) for i in range(50)])
    for wrong in ([str(i) for i in range(51)], ["1", "1"]):
        with pytest.raises(BadRequest):
            answer(wrong)
    assert len(api.methods.inline_answers) == 1


def test_without_the_token_nothing_is_served(api: BotApi) -> None:
    """Another token is unauthorised, for calls and for files."""
    assert httpx.get(f"{api.base_url}123:abc/getMe").status_code == 401
    assert httpx.get(f"{api.base_file_url}123:abc/documents/document-1").status_code == 404
