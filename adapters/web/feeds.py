"""Calendar feeds: one secret address each, answered only when something changed."""

from datetime import UTC

from aiohttp import ETag, web

from adapters.web.doors import Door, FeedFile

CHECK_AGAIN = 300  # seconds; ours: calendar programs ask every few minutes to every few hours
_HEADERS = {
    "Cache-Control": f"private, max-age={CHECK_AGAIN}",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Disposition": 'inline; filename="communitybot.ics"',
}


class Feeds:
    """Serves `/calendar/{secret}.ics`; whatever is not a live secret is a 404, with no hint why."""

    def __init__(self, bot: Door) -> None:
        self._bot = bot

    def routes(self) -> list[web.RouteDef]:
        return [web.get(r"/calendar/{secret:[A-Za-z0-9_-]{8,128}}.ics", self.feed)]

    async def feed(self, request: web.Request) -> web.Response:
        file = await self._bot.pages.feed(request.match_info["secret"])
        if file is None:
            raise web.HTTPNotFound(text="There is no such calendar. It may have been replaced by a new one.")
        etag = file.etag.removeprefix("W/").strip('"')
        unchanged = _unchanged(request, etag, file)
        response = web.Response(
            status=304 if unchanged else 200,
            body=None if unchanged else file.body,
            headers=_HEADERS,
        )
        if not unchanged:
            response.content_type, response.charset = "text/calendar", "utf-8"
        response.etag = etag
        response.last_modified = file.modified.replace(microsecond=0)  # else it is rounded up
        return response


def _unchanged(request: web.Request, etag: str, file: FeedFile) -> bool:
    """RFC 9110: `If-None-Match` decides alone when it is there, else `If-Modified-Since`, to the second."""
    known = request.if_none_match
    if known is not None:
        return any(each == ETag(value="*") or each.value == etag for each in known)
    since = request.if_modified_since
    return since is not None and file.modified.replace(microsecond=0) <= since.astimezone(UTC)
