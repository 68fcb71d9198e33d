"""Calendar feeds: one secret address each, answered only when something changed."""

from aiohttp import web

from adapters.web.doors import Door
from adapters.web.unchanged import answered

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
        file = await self._bot.pages.events.feed(request.match_info["secret"])
        if file is None:
            raise web.HTTPNotFound(text="There is no such calendar. It may have been replaced by a new one.")
        response = answered(request, file, "text/calendar")
        response.headers.update(_HEADERS)
        return response
