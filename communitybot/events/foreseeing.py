"""What a change or a cancellation would come to, for each choice of dates: said before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.errors import Misread
from communitybot.events import occurrences, series
from communitybot.events.delivery import notices
from communitybot.events.delivery.telling import whom
from communitybot.events.desk import Desk, Found, demand_change, find
from communitybot.events.model import Change, Event, Occurrence, Scope, Status
from communitybot.events.repository import EventsWork
from communitybot.events.revising import Pair, Revision
from communitybot.events.views import Changes, Foreseen
from communitybot.events.wished import length_of


class Foreseeing(Desk):
    """Reads; nothing is changed."""

    async def foresee(
        self, caller: Caller, key: str, changes: Changes, scopes: Sequence[Scope]
    ) -> Mapping[Scope, Foreseen]:
        """What an edit would come to: how the dates would be, who would be told, and what would stay.

        Raises:
            NotAllowed, AlreadyDone, Misread: as the edit would.
        """
        now = self._clock.now()

        async def unit(work: EventsWork) -> Mapping[Scope, Foreseen]:
            found = await find(work, caller, key, now=now)
            demand_change(caller, found.occurrence)
            edit = await Revision.of(work, caller, found, changes, now)
            laid = await work.events.laid_out(found.event.community, found.event.id)
            coming = [one for one in laid if one.start > now]
            return {scope: await _edited(edit, scope, coming) for scope in scopes}

        return await self._units.read(unit)

    async def foresee_cancelled(
        self, caller: Caller, key: str, scopes: Sequence[Scope]
    ) -> Mapping[Scope, Foreseen]:
        """What a cancellation would come to: which dates, and who would be told."""
        now = self._clock.now()

        async def unit(work: EventsWork) -> Mapping[Scope, Foreseen]:
            found = await find(work, caller, key, now=now)
            demand_change(caller, found.occurrence)
            laid = await work.events.laid_out(found.event.community, found.event.id)
            coming = [one for one in laid if one.end > now and one.status is Status.OPEN]
            return {
                scope: await _cancelled(work, found, scope, coming, by=caller.person, now=now)
                for scope in scopes
            }

        return await self._units.read(unit)


async def _edited(edit: Revision, scope: Scope, coming: Sequence[Occurrence]) -> Foreseen:
    found = edit.found
    try:
        revised, changes, pairs = _foreseen(edit, scope, coming)
    except Misread as refused:
        return Foreseen(refused=refused)
    news = [before.original for before, after in pairs if notices.is_news(before, after)]
    told = await whom(edit.work, found.event, news, but=edit.by) if news else {}
    whole = found.event.repeat is not None and scope is not Scope.THIS
    return Foreseen(
        told=len(told),
        news=bool(news),
        event=revised if whole else None,
        run=occurrences.run_of(revised, changes, edit.now) if whole else None,
        kept=tuple(_kept(edit, pairs)) if whole else (),
    )


def _foreseen(
    edit: Revision, scope: Scope, coming: Sequence[Occurrence]
) -> tuple[Event, Mapping[datetime, Change], list[Pair]]:
    """The event, its changes and its dates to come, before and after."""
    event, one = edit.found.event, edit.found.occurrence
    if scope is Scope.THIS and event.repeat is not None:
        change = edit.alone(event)
        return event, {one.original: change}, [(one, occurrences.occurrence(event, one.original, change))]
    if scope is Scope.FOLLOWING and not series.is_first(event, one.original):
        _, second = series.split(event, one.original, now=edit.now)
        changes = {original: own for original, own in edit.found.changes.items() if original >= one.original}
        edit = replace(edit, found=replace(edit.found, event=second, changes=changes))
        coming = [date for date in coming if date.original >= one.original]
    revised = edit.of_all()
    carried = edit.carried(revised)
    pairs = [
        (date, occurrences.occurrence(revised, date.original + edit.turn, carried.get(date.original)))
        for date in coming
    ]
    return (
        revised,
        {own.original: own for own in carried.values()},
        [(before, after) for before, after in pairs if after.start > edit.now],
    )


def _kept(edit: Revision, pairs: Sequence[Pair]) -> list[tuple[Occurrence, tuple[str, ...]]]:
    """Dates that keep something of their own although the wish changes it for the others, and what."""
    event, meant = edit.found.event, edit.meant()
    longer = edit.length != length_of(edit.found)
    kept = []
    for before, after in pairs:
        own = edit.found.changes.get(before.original)
        if own is None or own.cancelled or before.original == edit.found.occurrence.original:
            continue
        names = [name for name in meant if getattr(after.details, name) != getattr(edit.details, name)]
        timed = own.starts is not None and edit.turns
        if timed or (longer and own.length not in {None, event.length}):
            names.insert(0, "time")
        if names:
            kept.append((before, tuple(names)))
    return kept


async def _cancelled(
    work: EventsWork, found: Found, scope: Scope, coming: Sequence[Occurrence], *, by: str, now: datetime
) -> Foreseen:
    event, one = found.event, found.occurrence
    if event.repeat is None or scope is Scope.THIS:
        told = await whom(work, event, [one.original], but=by)
        return Foreseen(told=len(told), news=True)
    since = one.original if scope is Scope.FOLLOWING else None
    meant = [date.original for date in coming if since is None or date.original >= since]
    told = await whom(work, event, meant, but=by)
    run = occurrences.run_of(event, found.changes, now, since=since)
    return Foreseen(told=len(told), news=True, event=event, run=run)
