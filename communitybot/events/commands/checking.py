"""Whether words about an event would do, asked when something else in the same line would not."""

from communitybot.commands.declare import checks
from communitybot.commands.hashtags import read_hashtag
from communitybot.conversation.inbound import Caller
from communitybot.events.commands.choosing import Choosing, Programmes
from communitybot.events.commands.following import wanted
from communitybot.events.commands.reading import (
    misread,
    read_day,
    read_length,
    read_link,
    read_moment_near,
    read_names,
    read_rule,
    read_title,
)
from communitybot.events.commands.rooms import Surroundings
from communitybot.events.commands.wishes import or_none
from communitybot.moments import Unreadable, read_offsets, wall
from communitybot.ports import Clock


class Checking:
    """Reads each parameter as its command would, and keeps nothing of it."""

    def __init__(
        self, clock: Clock, choosing: Choosing, programmes: Programmes, around: Surroundings
    ) -> None:
        self._clock = clock
        self._choosing = choosing
        self._programmes = programmes
        self._around = around

    @checks("event", "event show", "event rsvp", "event remind", "event calendar", "event attendance")
    async def event(self, caller: Caller, text: str) -> object:
        return await self._choosing.one(caller, text)

    @checks("event", "event edit", "event cancel")
    async def own_event(self, caller: Caller, text: str) -> object:
        return await self._choosing.one(caller, text, editable=True)

    @checks("title", "event create", "event edit")
    async def title(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for everyone
        return read_title(text)

    @checks("when", "event edit")
    async def when(self, caller: Caller, text: str) -> object:
        now = self._clock.now()
        today = now.astimezone(wall.zone_info(caller.zone)).date()
        return read_moment_near(text, today, now=now, zone=caller.zone)

    @checks("ends", "event create", "event edit")
    async def ends(self, caller: Caller, text: str) -> object:
        now = self._clock.now()
        return read_length(text, now.astimezone(wall.zone_info(caller.zone)), now=now)

    @checks("link", "event create", "event edit")
    async def link(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for everyone
        return read_link(or_none(text))

    @checks("hosts", "event create", "event edit")
    async def hosts(self, caller: Caller, text: str) -> object:
        return await self._around.hosts(caller, read_names(text, "hosts"))

    @checks("hashtag", "event create", "event edit")
    async def hashtag(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for everyone
        return read_hashtag(or_none(text))

    @checks("topics", "event create", "event edit")
    async def topics(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for everyone
        return read_names(or_none(text), "topics", split_and=False)

    @checks("repeat", "event create", "event edit")
    async def repeat(self, caller: Caller, text: str) -> object:
        now = self._clock.now().astimezone(wall.zone_info(caller.zone))
        return read_rule(text, now.replace(tzinfo=None, fold=0)) if or_none(text).strip() else None

    @checks("programme", "events", "event create", "programme edit", "programme remove")
    async def programme(self, caller: Caller, text: str) -> object:
        return await self._programmes.one(caller, text)

    @checks("before", "event remind")
    async def before(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for everyone
        try:
            return read_offsets(text)
        except Unreadable as unreadable:
            raise misread(unreadable, "before") from unreadable

    @checks("person", "event attendance")
    async def person(self, caller: Caller, text: str) -> object:
        return await self._around.member(caller, text, field="person")

    @checks("starts", "programme create", "programme edit")
    async def starts(self, caller: Caller, text: str) -> object:
        return await self._day(caller, text, "starts")

    @checks("ends", "programme create", "programme edit")
    async def last_day(self, caller: Caller, text: str) -> object:
        return await self._day(caller, text, "ends")

    @checks("hashtag", "event follow")
    async def followed(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for everyone
        return wanted(hashtag=text)

    async def _day(self, caller: Caller, text: str, field: str) -> object:
        zone = (await self._around.community(caller)).zone
        return read_day(text, now=self._clock.now(), zone=zone, field=field)
