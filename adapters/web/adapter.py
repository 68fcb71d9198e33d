"""The web adapter: started last, with the routes of all the others."""

from collections.abc import Sequence
from typing import Any

from adapters.web.doors import Door, Routes, ServerSettings
from adapters.web.server import Server, application
from communitybot.ports import Platform


class WebAdapter:
    """Serves health, feeds, public pages and the stylesheet always, whatever else is on.

    It is no place for messages: `start` does nothing, and `bootstrap` calls `serve` once every other
    adapter has handed in its routes.
    """

    name = "web"

    def __init__(self) -> None:
        self._server: Server | None = None

    def wanted(self, _settings: Any) -> bool:
        return True

    def check(self, _settings: Any) -> Sequence[str]:
        return ()

    def routes(self, _bot: Any) -> Sequence[Any]:
        """Nothing to hand in: `serve` adds its own pages itself."""
        return ()

    async def start(self, _bot: Any) -> Platform | None:
        return None

    async def serve(self, routes: Routes, settings: ServerSettings, bot: Door) -> str:
        """Listen with these routes and our own; returns the address people can open.

        Raises `BadSettings`, whose sentence names the variables, when the address is in use.
        """
        app = application(routes, settings, bot)
        self._server = await Server.listen(app, settings.http_host, settings.http_port)
        return self._server.address

    async def stop(self) -> None:
        if self._server is not None:
            await self._server.close()
            self._server = None
