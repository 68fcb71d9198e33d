"""A library for anybody who reads, and its feeds; an address that leads nowhere says nothing about why."""

import hashlib
from typing import Any

from aiohttp import ETag, web

from adapters.web.doors import Door
from adapters.web.templates import filled
from adapters.web.unchanged import answered

SLUG = r"{slug:[a-z0-9][a-z0-9-]{0,99}}"
PROOF = r"{proof:[A-Za-z0-9_-]{32}}"
NOINDEX = "noindex, nofollow"
# Whatever somebody takes back is gone at once: a browser asks each time whether its page still holds.
CACHING = "no-cache"
FEED_CACHING = "max-age=600"  # seconds; ours: readers of feeds ask every few minutes to every few hours


class LibraryRoutes:
    """Serves `/library/...`."""

    def __init__(self, bot: Door) -> None:
        self._bot = bot

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"/library/{SLUG}", self.page),
            web.get(f"/library/{SLUG}/feed.rss", self.feed),
            web.get(f"/library/{SLUG}/feeds.opml", self.feeds),
            web.get(f"/library/{SLUG}/{PROOF}/feed.rss", self.feed),
            web.get(f"/library/{SLUG}/{PROOF}/feeds.opml", self.feeds),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """What members share, narrowed by what the address asks for; only where that is public."""
        page = await self._bot.pages.library.page(request.match_info["slug"], request.query)
        if page is None:
            raise web.HTTPNotFound(text="There is no public library of that name, or no such page of it.")
        return _page(request, page)

    async def feed(self, request: web.Request) -> web.Response:
        """What is new as RSS 2.0, or what is new under `?tag=`."""
        match = request.match_info
        file = await self._bot.pages.library.feed(
            match["slug"], match.get("proof"), request.query.get("tag", "")
        )
        if file is None:
            raise web.HTTPNotFound(text="There is no such feed. It may have been replaced by a new one.")
        response = answered(request, file, "application/rss+xml")
        response.headers["Cache-Control"] = f"{_whose(request)}, {FEED_CACHING}"
        response.headers["X-Robots-Tag"] = NOINDEX
        return response

    async def feeds(self, request: web.Request) -> web.Response:
        """The list of all feeds as OPML."""
        match = request.match_info
        body = await self._bot.pages.library.feeds(match["slug"], match.get("proof"))
        if body is None:
            raise web.HTTPNotFound(text="There is no such list of feeds. It may have been replaced.")
        response = web.Response(body=body, content_type="text/x-opml", charset="utf-8")
        response.headers["Cache-Control"] = f"{_whose(request)}, {FEED_CACHING}"
        response.headers["X-Robots-Tag"] = NOINDEX
        response.headers["Content-Disposition"] = 'attachment; filename="feeds.opml"'
        return response


def _page(request: web.Request, page: Any) -> web.Response:
    text = filled("library.html", page=page, path=request.path).encode()
    etag = hashlib.sha256(text).hexdigest()[:32]
    known = request.if_none_match or ()
    unchanged = any(each == ETag(value="*") or each.value == etag for each in known)
    response = web.Response(status=304 if unchanged else 200, body=None if unchanged else text)
    if not unchanged:
        response.content_type, response.charset = "text/html", "utf-8"
    response.etag = etag
    response.headers["Cache-Control"] = CACHING
    response.headers["X-Robots-Tag"] = NOINDEX  # to open it to whoever has its address asks for no more
    return response


def _whose(request: web.Request) -> str:
    return "private" if "proof" in request.match_info else "public"
