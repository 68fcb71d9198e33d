"""Briefs to those who decide, as a page and two kinds of files, and what came of a community's ideas."""

from typing import Any

from aiohttp import web

from adapters.web.doors import Door
from adapters.web.templates import render

BRIEF = r"{brief:[0-9a-z]{14}}"
PROOF = r"{proof:[A-Za-z0-9_-]{32}}"
ENDING = r"{ending:(?:md|pdf)}"
TYPES = {"md": "text/markdown; charset=utf-8", "pdf": "application/pdf"}
NOINDEX = "noindex, nofollow"
# Whatever somebody takes back is gone at once: a browser asks each time.
CACHING = "private, no-cache"
MOST_PAGES = 1_000


class BriefRoutes:
    """Serves `/briefs/...` and `/outcomes/...`; an address that leads nowhere tells nothing about why."""

    def __init__(self, bot: Door) -> None:
        self._bot = bot

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"/briefs/{BRIEF}", self.page),
            web.get(f"/briefs/{BRIEF}/{PROOF}", self.page),
            web.get(f"/briefs/{BRIEF}.{ENDING}", self.file),
            web.get(f"/briefs/{BRIEF}/{PROOF}.{ENDING}", self.file),
            web.get(r"/outcomes/{slug:[a-z0-9][a-z0-9-]{0,99}}", self.outcomes),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """The page, for members by their link and for everybody once it is published."""
        page = await self._found(request)
        return _answer(render("brief.html", page=page, here=request.path))

    async def file(self, request: web.Request) -> web.Response:
        """The same as a file, under a name that is made of nobody's words."""
        page = await self._found(request)
        ending = request.match_info["ending"]
        content = await self._bot.pages.briefs.file(page, ending)
        response = web.Response(body=content, headers={"Content-Type": TYPES[ending]})
        response.headers["Content-Disposition"] = f'attachment; filename="{page.file_name}.{ending}"'
        return _answer(response)

    async def outcomes(self, request: web.Request) -> web.Response:
        """What a community shows of its outcomes; 404 where it shows none."""
        typed = request.query.get("page", "1")
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1
        page = await self._bot.pages.briefs.outcomes(
            request.match_info["slug"], min(max(number, 1), MOST_PAGES)
        )
        if page is None:
            raise web.HTTPNotFound(text="There is no page of outcomes of that name.")
        return _answer(render("outcomes.html", page=page, path=request.path))

    async def _found(self, request: web.Request) -> Any:
        match = request.match_info
        page = await self._bot.pages.briefs.page(match["brief"], match.get("proof"))
        if page is None:
            raise web.HTTPNotFound(
                text="There is no brief at this address, or it is for members: they know its link."
            )
        return page


def _answer(response: web.Response) -> web.Response:
    response.headers["Cache-Control"] = CACHING
    response.headers["X-Robots-Tag"] = NOINDEX
    return response
