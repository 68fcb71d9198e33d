"""Plants the sample month into the community that is there, through the same service people use."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from communitybot.communities.service import Changes, Communities
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller, Who
from communitybot.errors import NotAllowed
from communitybot.events.model import Details, Host, Programme
from communitybot.events.service import Events, Plan
from communitybot.livechats.model.chat import Host as ChatHost
from communitybot.livechats.service import ChatService
from communitybot.livechats.views import ChatPlan
from communitybot.moments import Repeat, read_repeat
from communitybot.people.directory import Directory
from communitybot.ports import Clock, Units
from communitybot.sample import month
from communitybot.sample.lending import lend
from communitybot.sample.thinking import think


class Talking(Protocol):
    """Where live chats are planned."""

    @property
    def service(self) -> ChatService: ...


class Ground(Protocol):
    """What the sample is planted into."""

    @property
    def clock(self) -> Clock: ...
    @property
    def events(self) -> Events: ...
    @property
    def chats(self) -> Talking: ...
    @property
    def directory(self) -> Directory[Any]: ...
    @property
    def cast(self) -> Sequence[Who]: ...
    @property
    def units(self) -> Units[Any]: ...

    async def events_room(self, who: Who) -> PlaceAddress | None: ...


async def plant(ground: Ground, *, coming: bool) -> str:
    """Plant the month once; with `coming`, its dates moved to the coming October. Says what was done."""
    room = await ground.events_room(ground.cast[0]) if ground.cast else None
    if room is None:
        return "The sample is for the playground, which is not being served."
    callers = [await ground.directory.caller(who, room) for who in ground.cast]
    organiser = next(caller for caller in callers if ADMINISTRATOR in caller.roles)
    if any(known.name == month.PROGRAMME for known in await ground.events.programmes(organiser)):
        return "The sample community is planted already."
    now = ground.clock.now()
    shift = month.shift_to(month.coming_october(now.date())) if coming else timedelta()
    programme = await ground.events.make_programme(
        organiser,
        month.PROGRAMME,
        month.THEME,
        datetime.combine(month.FIRST + shift, datetime.min.time()),
        datetime.combine(month.LAST + shift, datetime.min.time()),
    )
    by_name = {caller.name: caller for caller in callers}
    for sample in month.EVENTS:
        if sample.chat is not None:
            await _plant_chat(
                ground.chats.service, organiser, _chat(sample, sample.chat, by_name, programme, shift)
            )
            continue
        plan = _plan(sample, by_name, programme, shift)
        draft = await ground.events.draft(organiser, plan)
        await ground.events.post(organiser, draft.event.id)
    ideas = await think(ground, by_name)
    resources = await lend(ground, by_name)
    for name in month.HOSTS:
        hosts = Changes(add_host=by_name[name].account)
        await Communities(ground.units).change(organiser, hosts)
    planted = f"{len(month.EVENTS)} events, {ideas} ideas and {resources} resources"
    return f"Planted {month.COMMUNITY}: {planted}."


async def _plant_chat(chats: ChatService, organiser: Caller, plan: ChatPlan) -> None:
    """Plan a live chat with its event; without an archive where whoever runs the bot allows none."""
    try:
        draft = await chats.draft(organiser, plan)
    except NotAllowed:
        draft = await chats.draft(organiser, replace(plan, archive=False))
    await chats.post(organiser, draft.id)


def _chat(
    sample: month.SampleEvent,
    chat: month.SampleChat,
    by_name: dict[str, Caller],
    programme: Programme,
    shift: timedelta,
) -> ChatPlan:
    hosts = (_host(name, by_name) for name in sample.hosts)
    return ChatPlan(
        title=sample.title,
        description=sample.description,
        starts=sample.starts + shift,
        zone=sample.zone,
        length=timedelta(minutes=sample.minutes),
        hashtag=sample.hashtag,
        hosts=tuple(ChatHost(host.name, host.person) for host in hosts),
        questions=chat.questions,
        ahead=True,
        late=chat.late,
        guest=chat.guest,
        archive=True,
        topics=sample.topics,
        programme=programme.id,
    )


def _plan(
    sample: month.SampleEvent, by_name: dict[str, Caller], programme: Programme, shift: timedelta
) -> Plan:
    starts = sample.starts + shift
    return Plan(
        details=Details(
            title=sample.title,
            description=sample.description,
            kind=sample.kind,
            level=sample.level,
            hosts=tuple(_host(name, by_name) for name in sample.hosts),
            place=sample.place,
            hashtag=sample.hashtag,
            topics=sample.topics,
            capacity=sample.capacity,
        ),
        starts=starts,
        zone=sample.zone,
        length=timedelta(minutes=sample.minutes),
        repeat=_repeat(sample, starts, shift),
        programme=programme.id,
    )


def _host(name: str, by_name: dict[str, Caller]) -> Host:
    member = by_name.get(name)
    return Host(name, member.person if member else None)


def _repeat(sample: month.SampleEvent, starts: datetime, shift: timedelta) -> Repeat | None:
    if sample.repeat is None:
        return None
    words, until = sample.repeat
    return read_repeat(f"{words} until {until + shift:%Y-%m-%d}", start=starts)
