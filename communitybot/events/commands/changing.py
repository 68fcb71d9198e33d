"""`/event edit`: what would change is shown before -> after, and happens when it is confirmed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.hashtags import read_hashtag
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message, message, paragraph, small
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.conversation.text import Code, say
from communitybot.errors import Misread, NotFound
from communitybot.events.cards.asking import change_card, changed_card, differences
from communitybot.events.cards.words import name_of, title_of
from communitybot.events.commands.buttons import argument, stale
from communitybot.events.commands.choosing import Choosing
from communitybot.events.commands.meant import demand_to_come, scopes
from communitybot.events.commands.parameters import (
    WORDS_MOST,
    Capacity,
    Description,
    Ends,
    Hashtag,
    Hosts,
    KindOf,
    LevelOf,
    LinkTo,
    RepeatWords,
    Topics,
    Where,
    WhichEvent,
    WhichOnes,
)
from communitybot.events.commands.pending import Pending, Waiting
from communitybot.events.commands.planning import Previews
from communitybot.events.commands.reading import (
    end_notes,
    note_words,
    read_capacity,
    read_length,
    read_link,
    read_moment_near,
    read_names,
    read_rule,
    read_title,
)
from communitybot.events.commands.rooms import Surroundings
from communitybot.events.commands.wishes import as_typed, changed, moved_to, only_new, or_none
from communitybot.events.details import TITLE
from communitybot.events.model import Occurrence, Scope, Status
from communitybot.events.service import Events
from communitybot.events.views import Changes, Listed, Plan
from communitybot.moments import wall
from communitybot.ports import Clock

EXAMPLE = "/event edit Reading circle, when: friday 6pm"


class Changing:
    """Changes events: reads the wish, shows what it means, and applies it once confirmed."""

    def __init__(
        self,
        *,
        events: Events,
        clock: Clock,
        choosing: Choosing,
        around: Surroundings,
        pending: Pending,
        previews: Previews,
    ) -> None:
        self._events = events
        self._clock = clock
        self._choosing = choosing
        self._around = around
        self._pending = pending
        self._previews = previews

    @command(
        "event edit",
        "Change an event you host; you see before and after first",
        title="Change an event",
        examples=(EXAMPLE, "/event edit Reading circle, place: Room 12, which: following"),
    )
    async def edit(
        self,
        caller: Caller,
        *,
        event: WhichEvent,
        title: Annotated[str | None, Param("Its new name", most=TITLE)] = None,
        when: Annotated[
            str | None,
            Param("Its new day or hour, as you would say it", most=WORDS_MOST, example="friday 6pm"),
        ] = None,
        ends: Ends = None,
        kind: KindOf = None,
        place: Where = None,
        link: LinkTo = None,
        hosts: Hosts = None,
        level: LevelOf = None,
        topics: Topics = None,
        hashtag: Hashtag = None,
        capacity: Capacity = None,
        description: Description = None,
        repeat: RepeatWords = None,
        which: WhichOnes = None,
    ) -> Reply:
        listed = await self._choosing.one(caller, event, editable=True)
        before = listed.occurrence
        demand_to_come(before, self._clock.now(), "changed")
        wanted = (title, when, ends, kind, place, link, hosts, level, topics, hashtag, capacity, description)
        if all(each is None for each in (*wanted, repeat)):
            return Ask(self._form(before, caller))
        named = read_names(hosts, "hosts") if hosts is not None else ()
        wish = Changes(
            title=read_title(title) if title is not None else None,
            description=or_none(description).strip() if description is not None else None,
            kind=kind,
            level=level,
            hosts=await self._around.hosts(caller, named) if hosts is not None else None,
            place=or_none(place).strip() if place is not None else None,
            link=read_link(or_none(link)) if link is not None else None,
            hashtag=read_hashtag(or_none(hashtag)) if hashtag is not None else None,
            topics=read_names(or_none(topics), "topics", split_and=False) if topics is not None else None,
            capacity=read_capacity(capacity, least=0),
        )
        wish, notes = self._timed(caller, before, wish, when, ends)
        wish = only_new(before, wish)
        if wish.hosts is not None:
            notes = [*notes, *await self._around.doubts(caller, named, wish.hosts)]
        if before.status is Status.DRAFT:
            return await self._redraft(caller, before, wish, repeat, notes)
        if repeat is not None and repeat.strip():
            raise Misread(
                "How a posted event repeats stays as it is: people have answered its dates. "
                "Cancel it from one date on, and plan a new one.",
                understood=repeat[:60],
                example=f"/event cancel {title_of(before.details)}, which: following",
            )
        return await self._ask(caller, listed, wish, which, notes)

    @pressed("event.edit", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        """Open the form of `/event edit` for one date, filled with how it is now."""
        return Ask(self._form((await self._events.show(caller, argument(press))).occurrence, caller))

    @pressed("event.change", reads=True)
    async def open_draft(self, caller: Caller, press: Press) -> Reply:
        try:
            return Ask(self._form((await self._events.show(caller, argument(press))).occurrence, caller))
        except NotFound:
            raise NotFound(
                "That draft is gone: it was discarded or replaced by a newer preview.",
                example="/event create Reading circle, when: friday 5pm",
            ) from None

    @pressed("event.apply")
    async def apply(self, caller: Caller, press: Press) -> Reply:
        key, draft, letters, scope = (argument(press, index) for index in range(4))
        if scope not in set(Scope):
            raise stale()
        changes = await self._pending.take(caller, Waiting(draft, letters))
        meant = Scope(scope)
        foreseen = (await self._events.foresee(caller, key, changes, [meant]))[meant]
        edited = await self._events.edit(caller, key, changes, meant)
        await self._pending.leave(caller, draft)
        return Amend(changed_card(edited, foreseen))

    @pressed("event.leave")
    async def leave(self, caller: Caller, press: Press) -> Reply:
        if press.arguments:
            await self._pending.leave(caller, argument(press))
        return Amend(message("Left as it is. Nothing has changed."))

    def _form(self, occurrence: Occurrence, caller: Caller) -> Form:
        demand_to_come(occurrence, self._clock.now(), "changed")
        parameters, _ = parameters_of(self.edit)
        spec = CommandSpec(name="event edit", description="Change an event", parameters=parameters)
        draft, repeats = occurrence.status is Status.DRAFT, occurrence.event.repeat is not None
        left_out = {"event", "" if draft else "repeat", "" if repeats and not draft else "which"}
        return form_for(
            spec,
            as_typed(occurrence, caller, now=self._clock.now()),
            title="Change the event",
            hidden={"event": occurrence.key},
            only=[parameter.name for parameter in parameters if parameter.name not in left_out],
            intro="Change what should be different; you see before and after first.",
            submit="Show the change",
        )

    def _timed(
        self, caller: Caller, before: Occurrence, wish: Changes, when: str | None, ends: str | None
    ) -> tuple[Changes, Sequence[str]]:
        now, zone = self._clock.now(), before.event.zone
        notes: Sequence[str] = ()
        start = before.start.astimezone(wall.zone_info(zone))
        if when is not None and when.strip():
            day = before.start.astimezone(wall.zone_info(caller.zone)).date()
            series = before.event.repeat is not None
            reading = read_moment_near(when, day, now=now, zone=caller.zone, own_week=series)
            wish, start, notes = moved_to(wish, reading, zone), reading.start, tuple(note_words(reading))
        if ends is not None and ends.strip():
            wish = replace(wish, length=read_length(ends, start, now=now))
        if wish.length is not None and wish.length != before.end - before.start:
            notes = [*notes, *end_notes(start, wish.length)]
        return wish, notes

    async def _redraft(
        self, caller: Caller, before: Occurrence, wish: Changes, repeat: str | None, notes: Sequence[str]
    ) -> Reply:
        """Put a new draft in the place of one that is not posted yet, and show it."""
        after = changed(before, wish)
        rule, starts = before.event.repeat, after.starts
        if repeat is not None:
            rule = None
            if or_none(repeat).strip():
                rule, starts, note = read_rule(repeat, starts)
                notes = (*notes, note) if note else notes
        plan = Plan(
            details=after.details,
            starts=starts,
            zone=after.event.zone,
            length=after.end - after.start,
            repeat=rule,
            programme=before.event.programme,
            all_day=before.event.all_day,
        )
        draft = await self._events.draft(caller, plan)
        await self._events.discard(caller, before.event.id)
        said = "Changed. This is how it will look now; nobody else has seen it yet."
        return Answer(await self._previews.of(caller, draft, notes=notes, said=said))

    async def _ask(
        self, caller: Caller, listed: Listed, wish: Changes, which: Scope | None, notes: Sequence[str]
    ) -> Reply:
        before = listed.occurrence
        after = changed(before, wish)
        if not differences(before, after):
            return Answer(_nothing_changes(before))
        asked = scopes(before, which, single="Make the change")
        foreseen = await self._events.foresee(caller, before.key, wish, [scope for _, scope in asked])
        choices = [(label, scope) for label, scope in asked if foreseen[scope].refused is None]
        if not choices:
            raise next(one.refused for one in foreseen.values() if one.refused is not None)
        moved = (before.start, before.end) != (after.start, after.end)
        clashes: Sequence[Occurrence] = ()
        if moved:
            found = await self._events.clashes(caller, after.start, after.end, excluding=before.event.id)
            clashes = tuple(clash for clash in found if clash.event.id != before.event.id)
        kept = await self._pending.keep(caller, after, wish)
        confirm = tuple(
            (label, Action("event.apply", (before.key, kept.draft, kept.letters, scope.value)))
            for label, scope in choices
        )
        return Answer(
            change_card(
                before,
                after,
                confirm=confirm,
                foreseen=foreseen,
                leave=Action("event.leave", (kept.draft,)),
                notes=notes,
                clashes=clashes,
            )
        )


def _nothing_changes(before: Occurrence) -> Message:
    return message(
        paragraph("That would change nothing: ", name_of(before), " is like that already."),
        small(say("Name what is to be different, for example ", Code(EXAMPLE))),
    )
