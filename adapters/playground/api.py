"""The JSON interface: a promise to whoever drives the playground, kept to the letter."""

import functools
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from aiohttp import web

from adapters.playground import cast
from adapters.playground.cast import Member
from adapters.playground.floor import Floor
from adapters.playground.marks import Mark
from adapters.playground.naming import suggested
from adapters.playground.news import Moved
from adapters.playground.outcome import Outcome
from adapters.playground.pace import Pace
from adapters.playground.places import Place, sees
from adapters.playground.reading import A_FORM, LONGEST_TEXT, Given, Refused, body, query
from adapters.playground.records import OpenForm, Said
from adapters.playground.schema import spell
from adapters.playground.shapes import (
    choices_json,
    command_json,
    form_json,
    message_json,
    person_json,
    place_json,
)
from communitybot.conversation.inbound import Asked

LONGEST_ADVANCE = int(timedelta(days=366).total_seconds())  # 31,622,400: promised
_MIME = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")

Method = Callable[[Any, web.Request], Awaitable[web.StreamResponse]]


def answering(method: Method) -> Method:
    """Answer what is refused in JSON, with its status and a sentence."""

    @functools.wraps(method)
    async def answer(self: Any, request: web.Request) -> web.StreamResponse:
        try:
            return await method(self, request)
        except Refused as refused:
            return web.json_response({"error": refused.sentence}, status=refused.status)

    return answer


class Api:
    """Handlers of the promised interface; each reads, looks up, acts, and shapes."""

    def __init__(self, floor: Floor, pace: Pace | None = None) -> None:
        self._floor = floor
        self._pace = pace or Pace()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/state", self.state),
            web.get("/api/messages", self.messages),
            web.get("/api/suggest", self.suggest),
            web.get("/api/files/{id}/{name}", self.file),
            web.post("/api/say", self.say),
            web.post("/api/reword", self.reword),
            web.post("/api/remove", self.remove),
            web.post("/api/react", self.react),
            web.post("/api/press", self.press),
            web.post("/api/choose", self.choose),
            web.post("/api/submit", self.submit),
            web.post("/api/clock", self.clock),
        ]

    @answering
    async def state(self, request: web.Request) -> web.Response:
        people = [person_json(each) for each in cast.MEMBERS]
        given = query(request)
        if given.text_or_none("person") is None:
            return web.json_response({"people": people})
        member = the_member(given)
        return web.json_response(
            {
                "now": spell(self._floor.bot.now()),
                "community": cast.COMMUNITY,
                "people": people,
                "places": [place_json(place) for place in self._floor.places.seen_by(member)],
                "commands": [command_json(spec) for spec in self._floor.bot.commands],
            }
        )

    @answering
    async def messages(self, request: web.Request) -> web.Response:
        given = query(request)
        member = the_member(given)
        place, before = self._place(given, member), given.number_or_none("before")
        now, reader = self._floor.bot.now(), await self._floor.reader(member)
        found = self._floor.store.in_place(place.id, member.id, before=before)
        return web.json_response([message_json(said, reader, now) for said in found])

    @answering
    async def say(self, request: web.Request) -> web.Response:
        given = await self._body(request)
        member = the_member(given)
        place = self._place(given, member)
        text = _words(given, "say something, or type a command such as /events")
        answers = given.text_or_none("reply_to") is not None
        reply_to = self._standing(given, member, "reply_to") if answers else None
        return await self._outcome(await self._floor.exchange.say(member, place, text, reply_to), member)

    @answering
    async def reword(self, request: web.Request) -> web.Response:
        given = await self._body(request)
        member = the_member(given)
        said = self._standing(given, member)
        text = _words(given, "to take your words away, POST /api/remove")
        changed = await self._floor.talking.reword(member, said, text)
        return await self._outcome(Outcome(messages=(changed,)), member)

    @answering
    async def remove(self, request: web.Request) -> web.Response:
        given = await self._body(request)
        member = the_member(given)
        await self._floor.talking.remove(member, self._standing(given, member))
        return await self._outcome(Outcome(messages=()), member)

    @answering
    async def react(self, request: web.Request) -> web.Response:
        """Put a mark under a message; with `on` false, take it back."""
        given = await self._body(request)
        member = the_member(given)
        said = self._standing(given, member)
        if (mark := given.text("mark")) not in set(Mark):
            raise Refused(400, f"`mark` is one of {', '.join(Mark)}.")
        on = given.yes_or_no("on", default=True)
        marked = await self._floor.talking.react(member, said, Mark(mark), on=on)
        return await self._outcome(Outcome(messages=(marked,)), member)

    @answering
    async def press(self, request: web.Request) -> web.Response:
        given = await self._body(request)
        member = the_member(given)
        said = self._message(given, member)
        control, value = given.text("control"), given.text_or_none("value")
        inside = _is_inside(given, said)
        outcome = await self._floor.exchange.press(member, said, control, value, in_thread=inside)
        return await self._outcome(outcome, member)

    @answering
    async def choose(self, request: web.Request) -> web.Response:
        """Give a command from the menu of a message."""
        given = await self._body(request)
        member = the_member(given)
        said = self._standing(given, member)
        inside = _is_inside(given, said)
        command = given.text("command")
        outcome = await self._floor.exchange.choose(member, said, command, in_thread=inside)
        return await self._outcome(outcome, member)

    @answering
    async def submit(self, request: web.Request) -> web.Response:
        given = await self._body(request, most=A_FORM)
        member = the_member(given)
        form = the_form(self._floor, given, member)
        return await self._outcome(
            await self._floor.exchange.submit(member, form, given.values("values")), member
        )

    @answering
    async def suggest(self, request: web.Request) -> web.Response:
        given = query(request)
        member = the_member(given)
        name, parameter_name = given.text("command"), given.text("parameter")
        text = given.text_or_none("text", most=LONGEST_TEXT) or ""
        room = cast.ROOMS[0][0]
        place = self._place(given, member) if given.text_or_none("place") else self._floor.places.find(room)
        spec = next((each for each in self._floor.bot.commands if each.name == name), None)
        parameter = spec.parameter(parameter_name) if spec else None
        if parameter is None or place is None:
            raise Refused(404, "There is no such command, or it has no such parameter.")
        if known := suggested(parameter, text):
            return web.json_response(choices_json(known))
        found = await self._floor.bot.suggest(
            Asked(
                who=member.who,
                place=place.address,
                command=name,
                parameter=parameter_name,
                text=text,
            )
        )
        return web.json_response(choices_json(tuple(found)))

    @answering
    async def clock(self, request: web.Request) -> web.Response:
        """Move the clock on; answers once all that fell due has been delivered."""
        given = await self._body(request)
        seconds = given.whole_number("advance_seconds", least=1, most=LONGEST_ADVANCE)
        if not self._floor.bot.can_advance:
            raise Refused(403, "The clock can be moved in the demo only.")
        now = await self._floor.bot.advance(seconds)
        self._floor.newsroom.tell(Moved())
        return web.json_response({"now": spell(now)})

    @answering
    async def file(self, request: web.Request) -> web.Response:
        """A file for whoever knows its unguessable id, always to be saved and never shown in the page."""
        found = self._floor.store.file(request.match_info["id"])
        if found is None:
            raise Refused(404, "There is no such file.")
        return web.Response(
            body=found.content,
            headers={
                "Content-Type": found.mime if _MIME.fullmatch(found.mime) else "application/octet-stream",
                "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
                "Cache-Control": "private, no-store",
            },
        )

    async def _body(self, request: web.Request, *, most: int | None = None) -> Given:
        if not self._pace.allows():
            raise Refused(429, "That is more at once than I can follow; please wait a moment.")
        return await body(request, most=most)

    async def _outcome(self, outcome: Outcome, member: Member) -> web.Response:
        now, reader = self._floor.bot.now(), await self._floor.reader(member)
        return web.json_response(
            {
                "messages": [message_json(said, reader, now) for said in outcome.messages],
                "form": form_json(*outcome.form) if outcome.form else None,
                "errors": dict(outcome.errors) if outcome.errors is not None else None,
            }
        )

    def _place(self, given: Given, member: Member) -> Place:
        place = self._floor.places.find_for(member, given.text("place"))
        if place is None:
            raise Refused(404, "There is no such place.")
        return place

    def _message(self, given: Given, member: Member, name: str = "message") -> Said:
        number = given.text(name)
        known = re.fullmatch(r"[0-9]{1,15}", number)
        said = self._floor.store.message(int(number)) if known else None
        if said is None or not sees(member, said):
            raise Refused(404, "There is no such message.")
        return said

    def _standing(self, given: Given, member: Member, name: str = "message") -> Said:
        """The message, if it was not taken away."""
        said = self._message(given, member, name)
        if said.removed:
            raise Refused(404, "There is no such message any more.")
        return said


def _is_inside(given: Given, said: Said) -> bool:
    """Whether something was done with the opening of a thread as it stands above the thread's words."""
    inside = given.text_or_none("place") not in {None, said.place}
    if inside and given.text("place") != said.thread:
        raise Refused(404, "The message does not stand in that place.")
    return inside


def _words(given: Given, otherwise: str) -> str:
    text = given.text("text", most=LONGEST_TEXT).rstrip()
    if not text:
        raise Refused(400, f"`text` is empty: {otherwise}.")
    return text


def the_member(given: Given) -> Member:
    member = cast.member(given.text("person"))
    if member is None:
        raise Refused(404, "There is nobody of that id; GET /api/state tells who one can be.")
    return member


def the_form(floor: Floor, given: Given, member: Member) -> OpenForm:
    form = floor.store.form(given.text("form"))
    if form is None or form.person != member.id:
        raise Refused(404, "There is no such form.")
    return form
