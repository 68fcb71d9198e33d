"""Answering a request with a resource: one that is here already, or one that is shared for it."""

from dataclasses import dataclass, replace
from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ids import new_id
from communitybot.ports import Clock, Units
from communitybot.resources.addresses import Address, read_address
from communitybot.resources.asking import closed, find, seen
from communitybot.resources.delivery import asked
from communitybot.resources.delivery.telling import tell
from communitybot.resources.desk import find as find_resource
from communitybot.resources.looking import Looking
from communitybot.resources.model.request import Ending, Reply, Request, Stage
from communitybot.resources.model.resource import Resource, Sharer, Source, State
from communitybot.resources.reading import read_text, read_title
from communitybot.resources.request_repository import RequestsWork
from communitybot.resources.request_views import SeenRequest
from communitybot.resources.sharing import MOST_DRAFTS, keep_draft, share
from communitybot.resources.wording import demand_title

EXAMPLE = "/resource requests"
ABOUT_MOST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody answers with: a link, what it is called, and what it is."""

    link: str
    title: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Untitled:
    """Its page told no title in time, so the person has to."""

    address: str


class Answering:
    """Who needs the same, who has one, and what helped."""

    def __init__(self, units: Units[RequestsWork], clock: Clock, looking: Looking) -> None:
        self._units = units
        self._clock = clock
        self._looking = looking

    async def need(self, caller: Caller, request: str, *, on: bool) -> tuple[SeenRequest, bool]:
        """Need it too, or no more; whether that is new. Whoever asked it needs it anyway."""
        now = self._clock.now()

        async def unit(work: RequestsWork) -> tuple[SeenRequest, bool]:
            found = await _open(work, caller, request)
            if found.by(caller.person):
                raise AlreadyDone("You asked this yourself, so you will hear.", example=EXAMPLE)
            if on:
                who = Sharer(caller.person, caller.name)
                new = await work.requests.need(found.community, found.id, who, now)
            else:
                new = await work.requests.need_no_more(found.community, found.id, caller.person)
            if new:
                found = await _redrawn(work, found, now)
            return await seen(work, caller, found), new

        return await self._units.run(unit)

    async def known(self, caller: Caller, request: str, link: str) -> Resource | Address:
        """The resource that is here under a link, else the address itself.

        Raises:
            Misread: for what is no public web address.
            NotAllowed: where it is being checked.
        """
        address = read_address(link)

        async def unit(work: RequestsWork) -> Resource | Address:
            await find(work, caller, request)
            there = await work.resources.at(caller.community, address.canonical)
            if there is not None and not there.seen:
                raise NotAllowed("That one is being checked, so it cannot be an answer now.", example=EXAMPLE)
            return there or address

        return await self._units.read(unit)

    async def draft(self, caller: Caller, request: str, given: Given) -> Resource | Untitled:
        """Keep a new resource as the caller's draft, to be shown before it is shared.

        One that is shared here already comes back as it is. `Untitled` where nobody knows its title yet.
        """
        there = await self.known(caller, request, given.link)
        if isinstance(there, Resource):
            return there
        title = given.title.strip()
        preview = await self._looking.look(there.address, by=caller)
        if not title and preview is not None:
            title = preview.title
        if not title.strip():
            return Untitled(there.address)
        now = self._clock.now()
        about = given.about.strip() or (preview.description if preview is not None else "")
        draft = Resource(
            id=new_id(),
            community=caller.community,
            title=read_title(title[:140]),
            address=there.address,
            canonical=there.canonical,
            site=there.site,
            about=read_text(about[:ABOUT_MOST], ABOUT_MOST, "about"),
            sharer=Sharer(caller.person, caller.name),
            source=Source.ANSWER,
            added=now,
        )

        async def unit(work: RequestsWork) -> Resource:
            await work.people.get(caller.community, caller.person, hold=True)  # two forms at once wait here
            found = await _open(work, caller, request)
            same = await _same(work, draft)
            if same is None:
                kept = replace(draft, grades=found.grades, kind=found.kind, room=found.room)
                await keep_draft(work, kept, now)
            else:
                kept = _anew(same, draft, given)
                await work.resources.save(kept)
            # The draft is an answer as soon as it is shared, from wherever its sharer does that.
            reply = Reply(resource=kept.id, by=kept.sharer, at=now)
            await work.requests.reply(found.community, found.id, reply)
            return kept

        return await self._units.run(unit)

    async def answer(self, caller: Caller, request: str, resource: str) -> tuple[SeenRequest, bool]:
        """Answer with a resource: a draft of the caller's is shared for it; whether the answer is new."""
        now = self._clock.now()

        async def unit(work: RequestsWork) -> tuple[SeenRequest, bool]:
            found = await _open(work, caller, request)
            given = await find_resource(work, caller, resource, hold=True)
            drafted = given.state is State.DRAFT
            if drafted:
                given = await _shared(work, given, found, now)
            if not given.seen:
                raise NotAllowed("Others cannot see that one now, so it is no answer.", example=EXAMPLE)
            reply = Reply(resource=given.id, by=Sharer(caller.person, caller.name), at=now)
            new = await work.requests.reply(found.community, found.id, reply)
            if drafted and given.id == resource:  # the fact that it is shared tells whoever waits
                return await seen(work, caller, found), True
            if new:
                found = await _redrawn(work, found, now)
                await asked.tell_of_answer(work, found, given, caller.person, now)
            return await seen(work, caller, found), new

        return await self._units.run(unit)

    async def helped(self, caller: Caller, request: str, resource: str) -> SeenRequest:
        """Say that a resource helped: the request is closed, and whoever answered is told once."""
        now = self._clock.now()

        async def unit(work: RequestsWork) -> SeenRequest:
            found = await find(work, caller, request, hold=True)
            if not found.by(caller.person):
                raise NotAllowed("Only whoever asked can say what helped.", example=EXAMPLE)
            replies = await work.requests.replies(found.community, found.id)
            reply = next((each for each in replies if each.resource == resource), None)
            if reply is None or found.stage is Stage.DRAFT:
                raise Misread("That is no answer to this request.", example=EXAMPLE)
            given = await find_resource(work, caller, resource)
            if not reply.helped:
                await _mark(work, found, reply)
                words = f"It helped {caller.name}, who had asked for “{found.words}”. Thank you!"
                key = f"helped:{found.id}"
                await tell(work, given, now, key, words, to=[reply.by.person], but=[caller.person])
            if found.stage is Stage.OPEN:
                found = await closed(work, found, Ending.HELPED, now)
            elif not reply.helped:
                found = await _redrawn(work, found, now)
            return await seen(work, caller, found)

        return await self._units.run(unit)


async def _same(work: RequestsWork, draft: Resource) -> Resource | None:
    """The draft the same person has of this link already, which they sent before or said in a room."""
    drafts = await work.resources.drafts(draft.community, draft.sharer.person, limit=MOST_DRAFTS)
    same = next((one for one in drafts if one.canonical == draft.canonical), None)
    held = await work.resources.get(same.community, same.id, hold=True) if same is not None else None
    return held if held is not None and held.state is State.DRAFT else None  # or it was shared this moment


def _anew(same: Resource, draft: Resource, given: Given) -> Resource:
    """The draft that was there, with what was typed now."""
    return replace(
        same,
        title=draft.title if given.title.strip() or not same.title else same.title,
        about=draft.about if given.about.strip() or not same.about else same.about,
        revision=same.revision + 1,
    )


async def _shared(work: RequestsWork, draft: Resource, request: Request, now: datetime) -> Resource:
    """Share a draft; where its link was shared meanwhile, that one is the answer.

    A draft that is to answer other requests as well stays until it has.
    """
    demand_title(draft)
    shared = await share(work, draft, now)
    if shared is not None:
        return shared
    there = await work.resources.at(draft.community, draft.canonical)
    if there is None:
        raise AlreadyDone("Somebody was faster; please look again.", example=EXAMPLE)
    for each in await work.requests.replied_with(draft.community, [draft.id]):
        replies = await work.requests.replies(draft.community, each)
        if each != request.id and all(reply.resource != there.id for reply in replies):
            return there
    await work.resources.delete(draft.community, draft.id)
    return there


async def _mark(work: RequestsWork, request: Request, reply: Reply) -> None:
    """Mark what helped; what was only offered is an answer from then on."""
    if reply.offered:
        await work.requests.reply(request.community, request.id, replace(reply, offered=False))
    await work.requests.helped(request.community, request.id, reply.resource)


async def _open(work: RequestsWork, caller: Caller, request: str) -> Request:
    """An open request, held."""
    found = await find(work, caller, request, hold=True)
    if found.stage is not Stage.OPEN:
        raise AlreadyDone("This request is closed, so it needs no answer any more.", example=EXAMPLE)
    return found


async def _redrawn(work: RequestsWork, request: Request, now: datetime) -> Request:
    """Count its revision and have its card redrawn, with what the store counts as it is now."""
    await work.requests.save(replace(request, revision=request.revision + 1))
    after = await work.requests.get(request.community, request.id)
    assert after is not None  # noqa: S101 - it is held
    await asked.changed(work, after, now)
    return after
