"""Which event is meant: by its key or short name, by its title, or by a few words of it."""

import difflib
import re
from collections.abc import Iterable, Sequence

from communitybot.conversation import limits
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.times import when_words
from communitybot.errors import Misread, NotAllowed, NotFound
from communitybot.events.cards.lists import choice_of
from communitybot.events.cards.words import SHORT, hosts_of, short_name, title_of
from communitybot.events.commands.naming import days_in
from communitybot.events.model import Programme, Status
from communitybot.events.service import Events
from communitybot.events.views import Listed
from communitybot.ports import Clock

KEY = re.compile(r"[0-9a-z]{14}(@[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}\.[0-9]{2})?")
SHORT_NAME = re.compile(rf"[0-9a-z]{{{SHORT}}}")
NEAREST = 3
SUGGESTED_DATES = 8  # of one series, when it is named
LOOKED_THROUGH = 100  # coming events whose titles are compared when nothing fits


class Choosing:
    """Finds the one event a person means, or says which are nearest."""

    def __init__(self, events: Events, clock: Clock) -> None:
        self._events = events
        self._clock = clock

    async def one(self, caller: Caller, text: str, *, editable: bool = False) -> Listed:
        """Give the event meant; raises `NotFound` or `Misread`, which name the nearest."""
        typed = text.strip()
        if KEY.fullmatch(typed):
            try:
                return await self._events.show(caller, typed)
            except NotFound:
                if "@" in typed:
                    raise
        events = await self._sought(caller, typed, editable=editable) if typed else ()
        if len(events) == 1:  # a search tells less of it than a look does
            return await self._events.show(caller, events[0].occurrence.key)
        if events:
            raise _which(typed, events)
        if editable and typed and (others := await self._events.search(caller, typed, limit=1)):
            raise _not_theirs(others[0])
        raise await self._unknown(caller, typed, editable=editable)

    async def _sought(self, caller: Caller, typed: str, *, editable: bool) -> Sequence[Listed]:
        """What a name, a name with a day behind it ("Huddle 30 oct"), or a short name may mean."""
        events = _meant(await self._events.search(caller, typed, editable=editable), typed)
        if events:
            return events
        for name, day in days_in(typed, now=self._clock.now(), zone=caller.zone):
            series = _meant(await self._events.search(caller, name, editable=editable), name)
            events = await self._events.on_day(caller, [each.occurrence.event.id for each in series], day)
            if events:
                return events
        if SHORT_NAME.fullmatch(typed.casefold()):
            key = await self._events.by_short_name(caller, typed.casefold())
            return [await self._events.show(caller, key)] if key is not None else ()
        return ()

    async def suggestions(self, caller: Caller, text: str, *, editable: bool = False) -> Sequence[Choice]:
        """Dates that fit what was typed so far, soonest first; their keys are the values.

        Of a series several are offered, as many as there is room for.
        """
        typed = text.strip()
        found: Sequence[Listed] = await self._events.search(
            caller, typed, limit=limits.SUGGESTIONS, editable=editable, dates=SUGGESTED_DATES if typed else 1
        )
        if not found and typed:
            for name, day in days_in(typed, now=self._clock.now(), zone=caller.zone):
                series = _first_of_each(await self._events.search(caller, name, editable=editable))
                named = [each.occurrence.event.id for each in series]
                found = await self._events.on_day(caller, named, day)
                if found:
                    break
        live = [each for each in found if each.occurrence.status is not Status.CANCELLED] or found
        return tuple(choice_of(listed, _when(listed)) for listed in live[: limits.SUGGESTIONS])

    async def _unknown(self, caller: Caller, typed: str, *, editable: bool) -> NotFound:
        coming = _first_of_each(
            await self._events.search(caller, "", limit=LOOKED_THROUGH, editable=editable)
        )
        by_title = {_folded(listed.occurrence.details.title): listed for listed in reversed(coming)}
        close = [
            by_title[title] for title in difflib.get_close_matches(_folded(typed), by_title, NEAREST, 0.4)
        ]
        near, order = (close, "The nearest:") if close else (coming[:NEAREST], "Coming up:")
        mine = " that you may change" if editable else ""
        if not near:
            return NotFound(
                f"There is no event{mine} here yet.",
                understood=one_line(typed, 60),
                example="/event create Reading circle, when: friday 5pm",
            )
        said = (
            f"I know no event{mine} named “{one_line(typed, 60)}”." if typed else "Which event do you mean?"
        )
        return NotFound(
            f"{said} {order} {'; '.join(_line(listed) for listed in near)}.",
            understood=one_line(typed, 60) or None,
            example=title_of(near[0].occurrence.details),
            field="event",
        )


def _which(typed: str, events: Sequence[Listed]) -> Misread:
    nearest = "; ".join(_line(listed) for listed in events[:NEAREST])
    more = f", and {len(events) - NEAREST} more" if len(events) > NEAREST else ""
    example = short_name(events[0].occurrence.event)
    return Misread(
        f"Several events fit “{one_line(typed, 60)}”: {nearest}{more}. Which one? Its short name also works.",
        understood=one_line(typed, 60),
        example=example,
        field="event",
    )


def _not_theirs(listed: Listed) -> NotAllowed:
    title = title_of(listed.occurrence.details)
    hosts = hosts_of(listed.occurrence.details)
    asking = f" Ask {hosts}." if hosts else ""
    return NotAllowed(
        f"Only the hosts of {title}, whoever planned it and administrators can do that.{asking}",
        understood=title,
        example=f"/event show {title}",
    )


def _meant(found: Sequence[Listed], typed: str) -> list[Listed]:
    """The events that fit, one date each: by their whole names, if any; what is cancelled only by itself.

    A date with a name of its own is one by itself.
    """
    wanted = _folded(typed)
    named = [listed for listed in found if _folded(listed.occurrence.details.title) == wanted] or list(found)
    live = [each for each in named if each.occurrence.status is not Status.CANCELLED]
    return _first_of_each(live or named)


def _first_of_each(found: Iterable[Listed]) -> list[Listed]:
    firsts: dict[str, Listed] = {}
    for listed in found:
        firsts.setdefault(listed.occurrence.event.id, listed)
    return list(firsts.values())


def _when(listed: Listed) -> str:
    occurrence = listed.occurrence
    return when_words(occurrence.start, None, occurrence.event.zone)


def _line(listed: Listed) -> str:
    return f"{title_of(listed.occurrence.details, 40)} ({_when(listed)})"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


class Programmes:
    """Finds the one programme a person means."""

    def __init__(self, events: Events) -> None:
        self._events = events

    async def one(self, caller: Caller, text: str) -> Programme:
        """Give the programme of an id, a name or the beginning of one; `NotFound` names those there are."""
        known = await self._events.programmes(caller)
        wanted = _folded(text)
        for fits in (
            [each for each in known if each.id == text.strip() or _folded(each.name) == wanted],
            [each for each in known if wanted and wanted in _folded(each.name)],
        ):
            if len(fits) == 1:
                return fits[0]
        typed = one_line(text, 60)
        if not known:
            raise NotFound(
                f"I know no programme “{typed}”: there is none here yet.",
                understood=typed,
                example="/programme create Reading month, starts: 1 march, ends: 31 march",
            )
        names = "; ".join(one_line(each.name, 60) for each in known[:NEAREST])
        raise NotFound(
            f"I know no single programme “{typed}”. There are: {names}.",
            understood=typed,
            example=one_line(known[0].name, 60),
            field="programme",
        )

    async def by_id(self, caller: Caller, programme: str) -> Programme | None:
        return next((each for each in await self._events.programmes(caller) if each.id == programme), None)

    async def suggestions(self, caller: Caller, text: str) -> Sequence[Choice]:
        wanted = _folded(text)
        fits = [each for each in await self._events.programmes(caller) if wanted in _folded(each.name)]
        most = limits.OPTION_LABEL
        return tuple(
            Choice(each.id, one_line(each.name, most) or each.id) for each in fits[: limits.SUGGESTIONS]
        )
