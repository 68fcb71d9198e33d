"""Pages anyone may read, without script: the front door, a community's coming events, and health."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from adapters.web.doors import Door
from adapters.web.listing import listing
from adapters.web.templates import render


class PublicPages:
    """The pages this server has of its own."""

    def __init__(self, bot: Door) -> None:
        self._bot = bot

    def routes(self, *, front: bool) -> list[web.RouteDef]:
        """Our pages; `front` says that no adapter claims `/`, so that it needs a page of ours."""
        pages = [
            web.get("/healthz", self.health),
            web.get(r"/community/{slug:[a-z0-9][a-z0-9-]{0,99}}", self.community),
        ]
        return [web.get("/", self.front), *pages] if front else pages

    async def front(self, _request: web.Request) -> web.Response:
        return render("front.html")

    async def community(self, request: web.Request) -> web.Response:
        """Coming events by day, narrowed by `?level=` and `?theme=`; 404 unless the community opted in."""
        page = await self._bot.pages.events.community(request.match_info["slug"])
        if page is None:
            raise web.HTTPNotFound(text="There is no public page of that name.")
        shown = listing(page, level=request.query.get("level"), theme=request.query.get("theme"))
        archives = await self._bot.pages.archives.index(request.match_info["slug"])
        outcomes = await self._bot.pages.briefs.outcomes(request.match_info["slug"])
        response = render(
            "community.html",
            page=page,
            shown=shown,
            path=request.path,
            slug=request.match_info["slug"],
            archives=archives,
            outcomes=outcomes,
            library=await self._bot.pages.library.public(request.match_info["slug"]),
        )
        response.headers["Cache-Control"] = "public, max-age=60"
        return response

    async def health(self, _request: web.Request) -> web.Response:
        """200 while everything the bot needs works, else 503; the body says what, in JSON."""
        report = _plain(await self._bot.health())
        told: dict[str, Any] = report if isinstance(report, dict) else {"report": report}
        well = told.get("ok", told.get("status", "ok") in {"ok", True}) is not False
        told.setdefault("status", "ok" if well else "failing")
        return web.json_response(told, status=200 if well else 503)


def _plain(value: Any) -> Any:
    """A report as JSON can carry it: dataclasses become objects, moments ISO 8601 in UTC, the rest words."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, str | bool | int | float) or value is None:
        return value
    if isinstance(value, Sequence | set | frozenset):
        return [_plain(each) for each in value]
    return str(value)
