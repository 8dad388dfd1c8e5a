"""What the bot serves over HTTP for whoever watches it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.chat.watch import Watch

_METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

NotReady = Callable[[], Awaitable[list[str]]]


def state(watch: Watch, not_ready: NotReady) -> web.Application:
    """/metrics; /healthz, which replies while the event loop turns; /readyz, which says why a question would fail."""

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=watch.numbers(), headers={"Content-Type": _METRICS_TYPE})

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(_: web.Request) -> web.Response:
        reasons = await not_ready()
        return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    app = web.Application()
    app.router.add_get("/metrics", metrics)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    return app


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serves `app` inside the block; gives the port, which is a free one for 0."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        bound: int = runner.addresses[0][1]
        yield bound
    finally:
        await runner.cleanup()
