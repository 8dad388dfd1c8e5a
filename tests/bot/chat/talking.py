"""Talking to the bot in a test: say something and get what it says, press a button and get what comes."""

from collections.abc import Callable

from tests.bot.chat.bot_api import PERSON, BotApi, Sent


def ask(api: BotApi, text: str, *, sender: int = PERSON, chat: int | None = None) -> Sent:
    """The message that `text` brings."""
    return brought(api, lambda: api.say(text, sender=sender, chat=chat))


def follow(api: BotApi, label: str, under: Sent, *, sender: int = PERSON) -> Sent:
    """The new message that pressing the button `label` under a message brings."""
    return brought(api, lambda: api.press(under.button(label).data, sender=sender, on=under))


def turned(api: BotApi, label: str, under: Sent, *, sender: int = PERSON) -> Sent:
    """What stands in the place of a message after its button `label` was pressed."""
    count = len(api.chats.edited)
    api.press(under.button(label).data, sender=sender, on=under)
    api.wait_until(lambda: len(api.chats.edited) > count)
    return api.chats.edited[-1]


def noticed(api: BotApi, data: str, *, sender: int = PERSON, under: Sent | None = None) -> str:
    """The notice that pressing a button that sends `data` brings."""
    query = api.press(data, sender=sender, on=under)
    api.wait_until(lambda: any(answered == query for answered, _ in api.methods.notices))
    return next(notice for answered, notice in api.methods.notices if answered == query)


def brought(api: BotApi, act: Callable[[], object]) -> Sent:
    """The next message after `act`."""
    count = len(api.sent)
    act()
    return api.wait_for(count + 1)[count]
