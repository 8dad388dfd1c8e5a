"""Being told of updates instead of asking for them."""

import asyncio
import hmac
import json
import logging
import signal
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.chat.connection import Webhook
from bot.chat.desk import TelegramApplication
from bot.chat.web import serving

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST_UPDATE = 256 * 1024  # bytes; a message of 4096 characters with all its entities stays far below
_AGAIN_SECONDS = 5.0
_log = logging.getLogger(__name__)


class WebhookRefused(Exception):
    """Telegram does not take the webhook's address. The message is Telegram's."""


def receiver(hook: Webhook, inbox: asyncio.Queue[object], bot: Bot) -> web.Application:
    """Takes Telegram's posts at the path of the hook's address. The reply comes when the update is written down.

    The library's own server compares the secret byte by byte until one differs, which can be measured.
    """

    async def take(request: web.Request) -> web.Response:
        shown = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(shown.encode(errors="replace"), hook.secret.encode()):
            return web.Response(status=403)
        try:
            update = Update.de_json(json.loads(await request.read()), bot)
        except (ValueError, TypeError, KeyError, AttributeError):
            _log.warning("A post with the right secret was no update")
            return web.Response(status=400)
        await inbox.put(update)
        return web.Response()

    app = web.Application(client_max_size=_LARGEST_UPDATE)
    app.router.add_post(urlsplit(hook.url).path or "/", take)
    return app


async def hooked(application: TelegramApplication, hook: Webhook, until: Callable[[], Awaitable[object]]) -> None:
    """The life of the application on a webhook: like `run_polling`, until `until` is over.

    Raises:
        telegram.error.InvalidToken: the token is not accepted.
        WebhookRefused: the webhook's address is not.
    """
    assert application.post_init is not None, "the builder was given it"
    assert application.post_stop is not None, "the builder was given it"
    assert application.post_shutdown is not None, "the builder was given it"
    over = asyncio.ensure_future(until())
    try:
        async with application:
            await application.post_init(application)
            app = receiver(hook, application.update_queue, application.bot)
            async with serving(app, hook.listen, hook.port):
                await application.start()
                await _set(application.bot, hook)
                await over
            await application.stop()
            await application.post_stop(application)
    finally:
        await application.post_shutdown(application)


async def stopped_by_signal() -> None:
    """Returns when the process is told to stop."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()


async def _set(bot: Bot, hook: Webhook) -> None:
    """Tell Telegram the address; a machine that starts before its network tries until it can."""
    while True:
        try:
            await bot.set_webhook(hook.url, secret_token=hook.secret, allowed_updates=Update.ALL_TYPES)
        except BadRequest as error:  # the address itself, which does not mend by waiting
            raise WebhookRefused(str(error)) from error
        except (NetworkError, RetryAfter) as error:
            _log.warning("The webhook could not be set yet: %s", type(error.__cause__ or error).__name__)
            await asyncio.sleep(_AGAIN_SECONDS)
        else:
            return
