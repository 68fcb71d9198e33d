"""Consultations: a page and two kinds of files each, at addresses that cannot be guessed."""

import asyncio
from typing import Any

from aiohttp import web

from adapters.web.doors import Door
from adapters.web.templates import filled

ONE = r"{one:[0-9a-z]{14}}"
PROOF = r"{proof:[A-Za-z0-9_-]{32}}"
TYPES = {"md": "text/markdown", "csv": "text/csv"}
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow",
    # Whoever takes words back does so at once: a browser asks each time whether a page still holds.
    "Cache-Control": "private, no-cache",
}


class ConsultationRoutes:
    """Serves `/consultations/...`; an address that leads to none tells nothing about why."""

    def __init__(self, bot: Door) -> None:
        self._bot = bot

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"/consultations/{ONE}/{PROOF}", self.page),
            web.get(rf"/consultations/{ONE}/{PROOF}.{{ending:(?:md|csv)}}", self.file),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """What it came to, for whoever has its address."""
        page = await self._found(request)
        # thousands of quotes take a while to draw: in a thread, so that nobody else waits
        text = await asyncio.to_thread(filled, "consultation.html", page=page, here=request.path)
        return web.Response(text=text, content_type="text/html", charset="utf-8", headers=HEADERS)

    async def file(self, request: web.Request) -> web.Response:
        """The same as a file, under a name that is made of nobody's words."""
        page = await self._found(request)
        ending = request.match_info["ending"]
        text = await asyncio.to_thread(self._bot.pages.consultations.file, page, ending)
        response = web.Response(text=text, content_type=TYPES[ending], charset="utf-8", headers=HEADERS)
        response.headers["Content-Disposition"] = f'attachment; filename="{page.file_name}.{ending}"'
        return response

    async def _found(self, request: web.Request) -> Any:
        match = request.match_info
        page = await self._bot.pages.consultations.page(match["one"], match["proof"])
        if page is None:
            raise web.HTTPNotFound(
                text="There is no consultation at this address, or it is not closed: members know its link."
            )
        return page
