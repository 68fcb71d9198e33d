"""The page itself, what it asks for beyond the promised interface, and its line of live news."""

import asyncio
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.playground import cast
from adapters.playground.api import answering, the_form, the_member
from adapters.playground.floor import Floor
from adapters.playground.news import Moved, News, Over, Rearranged
from adapters.playground.places import Place, sees
from adapters.playground.reading import Refused, query
from adapters.playground.records import Said
from adapters.playground.schema import spell
from adapters.playground.store import PAGE
from adapters.playground.view import Reader, dialog_json, page_json

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).parent
BREATH = 20.0  # seconds of silence after which a page is told that the line still stands


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    return templates.get_template("page.html")


class Page:
    """Serves `/`, its scripts, and the views they draw."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", self.front),
            web.get("/api/page/state", self.state),
            web.get("/api/page/messages", self.messages),
            web.get("/api/page/form", self.form),
            web.get("/api/page/clock", self.clock),
            web.get("/api/stream", self.stream),
            web.static("/playground/", HERE / "static"),
        ]

    async def front(self, _request: web.Request) -> web.Response:
        text = _template().render(
            community=cast.COMMUNITY,
            people=cast.MEMBERS,
            rooms=cast.ROOMS,
            can_advance=self._floor.bot.can_advance,
        )
        return web.Response(text=text, content_type="text/html", charset="utf-8")

    @answering
    async def state(self, request: web.Request) -> web.Response:
        member = await self._floor.reader(the_member(query(request)))
        bot = self._floor.bot
        places = self._floor.places.seen_by(member)
        return web.json_response(page_json(member, places, bot.commands, can_advance=bot.can_advance))

    @answering
    async def messages(self, request: web.Request) -> web.Response:
        given = query(request)
        member = the_member(given)
        place = self._floor.places.find_for(member, given.text("place"))
        if place is None:
            raise Refused(404, "There is no such place.")
        reader = Reader(await self._floor.reader(member), self._floor.bot.now())
        shown = self._floor.store.in_place(place.id, member.id, before=given.number_or_none("before"))
        opening = self._opening(place) if len(shown) < PAGE else None
        return web.json_response([reader.message(said) for said in ([opening] if opening else []) + [*shown]])

    def _opening(self, place: Place) -> Said | None:
        """What a thread was started from: it stands in the room, and above the first word of the thread."""
        thread = place.address.thread
        said = self._floor.store.message(int(thread)) if thread else None
        return None if said is None or said.removed else said

    @answering
    async def form(self, request: web.Request) -> web.Response:
        given = query(request)
        form = the_form(self._floor, given, the_member(given))
        return web.json_response(dialog_json(form, self._floor.bot.commands))

    @answering
    async def clock(self, _request: web.Request) -> web.Response:
        """What time it is, and when something falls due next (null: nothing planned)."""
        following = await self._floor.bot.next_due()
        return web.json_response(
            {"now": spell(self._floor.bot.now()), "next": spell(following) if following else None}
        )

    @answering
    async def stream(self, request: web.Request) -> web.StreamResponse:
        """News as server-sent events: what this person may see, from the change after `Last-Event-ID` on."""
        member = the_member(query(request))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        with self._floor.newsroom.listening() as line:
            await response.prepare(request)
            for missed in self._missed(request.headers.get("Last-Event-ID", "")):
                line.put_nowait(missed)
            try:
                await response.write(b"retry: 1000\n\n")
                while not isinstance(news := await _next(line), Over):
                    reader = Reader(await self._floor.reader(member), self._floor.bot.now())
                    await response.write(self._written(news, reader, member))
            except ConnectionResetError:
                pass  # the page was closed
        return response

    def _missed(self, heard: str) -> tuple[Said, ...]:
        """What happened after the news a page last heard of, when it says which that was."""
        known = heard.isascii() and heard.isdigit() and len(heard) <= 15
        return self._floor.store.since(int(heard)) if known else ()

    def _written(self, news: News | None, reader: Reader, member: cast.Member) -> bytes:
        match news:
            case Said() if not sees(member, news):
                return b""
            case Said(removed=True):
                return _event("removed", {"id": str(news.id), "place": news.place}, news.change)
            case Said():
                return _event("message", reader.message(news), news.change)
            case Moved():
                return _event("moved", {"now": spell(self._floor.bot.now())}, self._floor.store.latest())
            case Rearranged():
                return _event("rearranged", {}, self._floor.store.latest())
            case _:
                return b": still here\n\n"


async def _next(line: asyncio.Queue[News]) -> News | None:
    """The next news, or None after a silence, so that a page can tell silence from a lost line."""
    try:
        return await asyncio.wait_for(line.get(), BREATH)
    except TimeoutError:
        return None


def _event(name: str, told: object, change: int) -> bytes:
    return f"event: {name}\nid: {change}\ndata: {json.dumps(told)}\n\n".encode()
