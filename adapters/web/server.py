"""The server itself: puts the routes together behind the guards, listens, and closes within two seconds."""

import logging
from urllib.parse import urlsplit

from aiohttp import web

from adapters.web.archives import ArchiveRoutes
from adapters.web.briefs import BriefRoutes
from adapters.web.closing import CLOSING, Closing
from adapters.web.consultations import ConsultationRoutes
from adapters.web.doors import Door, Routes, ServerSettings
from adapters.web.feeds import Feeds
from adapters.web.guard import known_hosts_only, logged, same_origin_posts
from adapters.web.headers import SecurityHeaders
from adapters.web.library import LibraryRoutes
from adapters.web.problems import told
from adapters.web.public import PublicPages
from adapters.web.templates import STATIC
from communitybot.settings import BadSettings

REQUEST_BYTES = 64 * 1024  # ours: the longest form we know, its file included, fits
CLOSE_WITHIN = 2.0  # seconds for open requests; a stop of the whole bot has eight

log = logging.getLogger("communitybot.web")


def application(routes: Routes, settings: ServerSettings, bot: Door) -> web.Application:
    """Build the one application: our pages, and the routes adapters handed in."""
    closing = Closing()
    app = web.Application(
        middlewares=[
            logged,
            told,
            known_hosts_only(urlsplit(settings.base_url).hostname, settings.http_host),
            same_origin_posts(settings.base_url),
        ],
        client_max_size=REQUEST_BYTES,
    )
    app[CLOSING] = closing
    app.on_response_prepare.append(closing.noted)
    app.on_response_prepare.append(SecurityHeaders(settings.base_url))
    app.add_routes(routes)
    has_front = any(getattr(route, "path", None) == "/" for route in routes)
    app.add_routes(PublicPages(bot).routes(front=not has_front))
    app.add_routes(Feeds(bot).routes())
    app.add_routes(ArchiveRoutes(bot).routes())
    app.add_routes(BriefRoutes(bot).routes())
    app.add_routes(ConsultationRoutes(bot).routes())
    app.add_routes(LibraryRoutes(bot).routes())
    app.router.add_static("/static/", STATIC)
    return app


class Server:
    """A listening application; `address` is where it can be reached, the port as it turned out to be."""

    def __init__(self, runner: web.AppRunner, address: str) -> None:
        self._runner = runner
        self.address = address

    @classmethod
    async def listen(cls, app: web.Application, host: str, port: int) -> "Server":
        """Begin to listen. Port 0 takes any free one. Raises `BadSettings` when the address is in use."""
        # aiohttp's own access log writes whole addresses, and those of feeds are secrets: see `logged`.
        runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=CLOSE_WITHIN)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as problem:
            await runner.cleanup()
            trouble = problem.strerror or problem
            raise BadSettings(
                (f"COMMUNITYBOT_HTTP_PORT: cannot listen on {host}, port {port} ({trouble}); set a free one",)
            ) from problem
        bound = runner.addresses[0][1] if runner.addresses else port
        shown = f"[{host}]" if ":" in host else host
        return cls(runner, f"http://{shown}:{bound}/")

    async def close(self) -> None:
        """Take no new requests, end what stays open by nature, and let the others finish."""
        for site in tuple(self._runner.sites):
            await site.stop()
        if self._runner.app is not None:
            self._runner.app[CLOSING].end()
        await self._runner.cleanup()
