"""`/event create`: a private preview first, then one press and the room sees it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.hashtags import read_hashtag
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Controls, Message, message, paragraph, small
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import Code, Words, say
from communitybot.errors import NotFound
from communitybot.events.cards import actions
from communitybot.events.cards.preview import places, preview_card
from communitybot.events.cards.waiting import waiting_card
from communitybot.events.cards.words import name_of, short_name, when_of
from communitybot.events.commands.buttons import argument, event_of
from communitybot.events.commands.choosing import Programmes
from communitybot.events.commands.parameters import (
    Description,
    Ends,
    Hashtag,
    Hosts,
    InProgramme,
    KindOf,
    LevelOf,
    LinkTo,
    Places,
    RepeatWords,
    Title,
    Topics,
    When,
    Where,
)
from communitybot.events.commands.reading import (
    end_notes,
    note_words,
    read_capacity,
    read_length,
    read_link,
    read_names,
    read_rule,
    read_title,
)
from communitybot.events.commands.rooms import Surroundings
from communitybot.events.model import Details, Host, Kind, Occurrence, Status
from communitybot.events.service import Events
from communitybot.events.views import Plan
from communitybot.moments import dates, wall
from communitybot.people.model import Level
from communitybot.ports import Clock

NEXT_DATES = 3
USUAL_LENGTH = timedelta(hours=1)


class Previews:
    """Draws the private preview of a draft, with everything a planner should know before posting it."""

    def __init__(self, events: Events, around: Surroundings) -> None:
        self._events = events
        self._around = around

    async def of(
        self, caller: Caller, draft: Occurrence, *, notes: Sequence[str] = (), said: str | None = None
    ) -> Message:
        clashes = await self._events.clashes(caller, draft.start, draft.end, excluding=draft.event.id)
        return preview_card(
            draft,
            rooms=await self._around.events_rooms(caller),
            notes=notes,
            next_dates=next_dates(draft),
            clashes=tuple(clash for clash in clashes if clash.event.id != draft.event.id),
            said=said,
        )


class Planning:
    """Plans new events: reads what was typed, keeps a draft, and posts it when the planner says so."""

    def __init__(
        self, events: Events, clock: Clock, programmes: Programmes, around: Surroundings, previews: Previews
    ) -> None:
        self._events = events
        self._clock = clock
        self._programmes = programmes
        self._around = around
        self._previews = previews

    @command(
        "event create",
        "Plan an event; you see a preview before anyone else does",
        title="Plan an event",
        examples=(
            "/event create Reading circle, when: friday 5pm",
            "/event create Reading circle, when: next tuesday 7pm ET, repeat: every tuesday until 15 dec",
        ),
    )
    async def create(
        self,
        caller: Caller,
        *,
        title: Title,
        when: When,
        ends: Ends = None,
        kind: KindOf = None,
        place: Where = None,
        link: LinkTo = None,
        hosts: Hosts = None,
        level: LevelOf = None,
        topics: Topics = None,
        hashtag: Hashtag = None,
        capacity: Places = None,
        repeat: RepeatWords = None,
        description: Description = None,
        programme: InProgramme = None,
    ) -> Reply:
        now = self._clock.now()
        notes = list(note_words(when))
        starts = when.start.replace(tzinfo=None, fold=0)
        length = (when.end - when.start) if when.end is not None else USUAL_LENGTH
        if ends and ends.strip():
            length = read_length(ends, when.start, now=now)
        notes += end_notes(when.start, length)
        rule = None
        if repeat and repeat.strip():
            rule, starts, moved = read_rule(repeat, starts)
            notes += [moved] if moved else []
        named = read_names(hosts or "", "hosts")
        details = Details(
            title=read_title(title),
            description=(description or "").strip(),
            kind=kind or Kind.MEETING,
            level=level or Level.ALL,
            hosts=await self._around.hosts(caller, named) if named else (Host(caller.name, caller.person),),
            place=(place or "").strip(),
            link=read_link(link or ""),
            hashtag=read_hashtag(hashtag or ""),
            topics=read_names(topics or "", "topics", split_and=False),
            capacity=read_capacity(capacity),
        )
        belongs = (
            (await self._programmes.one(caller, programme)).id if programme and programme.strip() else None
        )
        plan = Plan(
            details=details, starts=starts, zone=when.zone, length=length, repeat=rule, programme=belongs
        )
        notes += await self._around.doubts(caller, named, details.hosts)
        draft = await self._events.draft(caller, plan)
        return Answer(await self._previews.of(caller, draft, notes=notes))

    @pressed("event.post")
    async def post(self, caller: Caller, press: Press) -> Reply:
        key = argument(press)
        try:
            draft = (await self._events.show(caller, key)).occurrence
        except NotFound:
            raise _gone() from None
        if draft.status is Status.CANCELLED:
            return Answer(message(paragraph(name_of(draft), " was posted and then cancelled.")))
        where = await self._where(caller)
        lost = await self._around.lost_here(caller)
        if draft.status is Status.OPEN:
            stands = (" is posted already, in ", *where, ".") if lost is None else (" is planned already.",)
            return Answer(
                message(
                    paragraph(name_of(draft), *stands),
                    Controls((actions.details(draft.key),)),
                )
            )
        posted = await self._events.post(caller, event_of(key))
        if lost is not None:
            return Answer(waiting_card(posted, lost))
        return Answer(_posted(posted, where, reminded=bool(await self._around.events_rooms(caller))))

    @pressed("event.discard")
    async def discard(self, caller: Caller, press: Press) -> Reply:
        event = event_of(argument(press))
        try:
            draft = (await self._events.show(caller, event)).occurrence
        except NotFound:
            return Amend(message("That draft is gone already. Nobody else saw it."))
        if draft.status is not Status.DRAFT:
            return Answer(
                message(
                    paragraph(name_of(draft), " is posted already, so it cannot be discarded."),
                    Controls((actions.cancel(draft.key),)),
                )
            )
        await self._events.discard(caller, event)
        return Amend(
            message(
                paragraph("Discarded ", name_of(draft), ". Nobody else saw it."),
                small(Code("/event create"), " starts another one."),
            )
        )

    async def _where(self, caller: Caller) -> tuple[Words, ...]:
        rooms = await self._around.events_rooms(caller)
        return places(rooms) if rooms else (await self._around.here(caller),)


def next_dates(occurrence: Occurrence) -> tuple[datetime, ...]:
    """The first three dates of a repeating event, in UTC; none for a single one."""
    event = occurrence.event
    if event.repeat is None:
        return ()
    return tuple(wall.at(day, event.zone) for day in islice(dates(event.repeat, event.starts), NEXT_DATES))


def _posted(posted: Occurrence, where: Sequence[Words], *, reminded: bool) -> Message:
    key = posted.key
    return message(
        paragraph("Posted: ", name_of(posted), " is on its way to ", *where, ", for ", when_of(posted), "."),
        paragraph(
            "People answer there, and I remind the room before it starts."
            if reminded
            else "People answer there, and I remind those who are coming before it starts."
        ),
        Controls(
            (
                actions.going(key),
                actions.remind(key),
                actions.calendar(key),
                actions.edit(key),
                actions.cancel(key),
            )
        ),
        small(say("Its short name for commands: ", Code(short_name(posted.event)))),
    )


def _gone() -> NotFound:
    return NotFound(
        "That draft is gone: it was discarded or replaced by a newer preview.",
        example="/event create Reading circle, when: friday 5pm",
    )
