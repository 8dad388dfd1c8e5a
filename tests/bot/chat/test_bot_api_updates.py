"""How updates reach a bot from the loopback Bot API: polled with offsets, or pushed to its webhook."""

import asyncio

import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import Conflict, Forbidden

from tests.bot.chat.bot_api import PERSON, TOKEN, BotApi
from tests.bot.chat.test_bot_api import act


def _updates(api: BotApi, offset: int | None = None, timeout: int = 1) -> tuple[Update, ...]:
    found = act(api, lambda bot: bot.get_updates(offset=offset, timeout=timeout))
    assert isinstance(found, tuple)
    return found


def test_who_blocked_the_bot_gets_nothing(api: BotApi) -> None:
    """403, and the bot is told of the block."""
    api.block()
    with pytest.raises(Forbidden):
        act(api, lambda bot: bot.send_message(PERSON, "a"))
    with pytest.raises(Forbidden):
        act(api, lambda bot: bot.send_chat_action(PERSON, "typing"))
    (update,) = _updates(api)
    assert update.my_chat_member is not None


def test_updates_come_until_they_are_confirmed(api: BotApi) -> None:
    """The same updates come again until a larger offset is asked for."""
    api.say("một")
    api.say("hai")
    first = _updates(api)
    assert [update.message and update.message.text for update in first] == ["một", "hai"]
    assert _updates(api) == first
    assert _updates(api, offset=first[1].update_id) == first[1:]
    assert _updates(api, offset=first[1].update_id + 1, timeout=0) == ()


def test_entities_are_counted_in_utf16_units(api: BotApi) -> None:
    """A command and a mention after an emoji are found again by the library."""
    api.say("/hoi@tro_ly_gspb_bot 😀 @tro_ly_gspb_bot giám sát")
    (update,) = _updates(api)
    assert update.message is not None
    assert list(update.message.parse_entities().values()) == ["/hoi@tro_ly_gspb_bot", "@tro_ly_gspb_bot"]


def test_a_vote_comes_back(api: BotApi) -> None:
    """Voting in a poll sends its id and the choice."""
    act(api, lambda bot: bot.send_poll(PERSON, "q", ["a", "b"], is_anonymous=False))
    poll = api.sent[0].poll
    assert poll is not None
    api.vote(poll, [1])
    (update,) = _updates(api)
    assert update.poll_answer is not None
    assert (update.poll_answer.poll_id, update.poll_answer.option_ids) == (poll, (1,))


def test_the_webhook_gets_each_update_with_the_secret_until_it_takes_it(api: BotApi) -> None:
    """A push refused with 500 comes again; getUpdates is a conflict meanwhile."""
    seen: list[tuple[str | None, int]] = []

    async def story() -> None:
        taken = asyncio.Event()

        async def take(request: web.Request) -> web.Response:
            seen.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), (await request.json())["update_id"]))
            if len(seen) == 2:
                taken.set()
            return web.Response(status=500 if len(seen) == 1 else 200)

        app = web.Application()
        app.router.add_post("/", take)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        api.updates.deliver_to = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        async with Bot(TOKEN, base_url=api.base_url) as bot:
            await bot.set_webhook("https://bot.example/", secret_token="bi-mat_1")  # noqa: S106
            api.say("một")
            await taken.wait()
            with pytest.raises(Conflict):
                await bot.get_updates()
        await runner.cleanup()

    asyncio.run(asyncio.wait_for(story(), 20))
    assert [secret for secret, _ in seen] == ["bi-mat_1"] * 2
    assert len({update for _, update in seen}) == 1
