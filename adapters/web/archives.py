"""Archives of live chats: a page and four kinds of files each, at addresses that cannot be guessed."""

from collections.abc import Iterable
from typing import Any

from aiohttp import web

from adapters.web.doors import Door
from adapters.web.drawn import Drawings
from adapters.web.pieces import Pieces
from adapters.web.templates import pieces, render, style

CHAT = r"{chat:[0-9a-z]{14}}"
PROOF = r"{proof:[A-Za-z0-9_-]{32}}"
ENDING = r"{ending:(?:md|html|json|csv)}"
TYPES = {"md": "text/markdown", "html": "text/html", "json": "application/json", "csv": "text/csv"}
NOINDEX = "noindex, nofollow"
# Consent and deletions show at once: a browser may keep a page, and asks each time whether it still holds.
CACHING = "private, no-cache"


class ArchiveRoutes:
    """Serves `/archives/...`; an address that leads to no archive tells nothing about why."""

    def __init__(self, bot: Door) -> None:
        self._bot = bot
        self._drawings = Drawings()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"/archives/{CHAT}", self.page),
            web.get(f"/archives/{CHAT}/{PROOF}", self.page),
            web.get(f"/archives/{CHAT}.{ENDING}", self.file),
            web.get(f"/archives/{CHAT}/{PROOF}.{ENDING}", self.file),
            web.get(r"/community/{slug:[a-z0-9][a-z0-9-]{0,99}}/archives", self.index),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """The page, for members by their link and for everybody once it is published."""
        page = await self._found(request)
        indexed = page.listed and "proof" not in request.match_info

        def draw(kept: Pieces) -> Iterable[str]:
            return _page(kept, page=page, here=request.path, indexed=indexed, alone=False, style="")

        drawn = await self._drawings.of((request.path, indexed), page, draw, like=page.chat)
        return _answer(drawn.answer(request, "text/html"), indexed=indexed)

    async def file(self, request: web.Request) -> web.Response:
        """The same as a file, under a name that is made of nobody's words."""
        page = await self._found(request)
        ending = request.match_info["ending"]

        def draw(kept: Pieces) -> Iterable[str]:
            if ending != "html":
                return [self._bot.pages.archives.file(page, ending)]
            return _page(kept, page=page, here="", indexed=False, alone=True, style=style())

        like = page.chat if ending == "html" else None
        drawn = await self._drawings.of((page.chat, ending), page, draw, like=like)
        response = _answer(drawn.answer(request, TYPES[ending]), indexed=False)
        response.headers["Content-Disposition"] = f'attachment; filename="{page.file_name}.{ending}"'
        return response

    async def index(self, request: web.Request) -> web.Response:
        """What a community has published; 404 where there is none."""
        index = await self._bot.pages.archives.index(request.match_info["slug"])
        if index is None:
            raise web.HTTPNotFound(text="There are no published archives of that name.")
        return _answer(render("archives.html", index=index, indexed=index.listed), indexed=index.listed)

    async def _found(self, request: web.Request) -> Any:
        match = request.match_info
        page = await self._bot.pages.archives.page(match["chat"], match.get("proof"))
        if page is None:
            raise web.HTTPNotFound(
                text="There is no archive at this address, or it is for members: they know its link."
            )
        return page


def _page(kept: Pieces, **shown: Any) -> Iterable[str]:
    return pieces("archive.html", runs=kept.runs, **shown)


def _answer(response: web.Response, *, indexed: bool) -> web.Response:
    response.headers["Cache-Control"] = CACHING
    if not indexed:
        response.headers["X-Robots-Tag"] = NOINDEX
    return response
