"""Gentle reminders: to authors who are alone with an idea, and to teams of one that nobody touched."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from communitybot.ideas.advancing import gathered
from communitybot.ideas.cards.nudging import alone_card, rests_card
from communitybot.ideas.delivery.promises import ALONE_AFTER, LOOK, of_looking, to_person
from communitybot.ideas.delivery.threads import IDEAS
from communitybot.ideas.gates import missing
from communitybot.ideas.growth_repository import GrowthWork
from communitybot.ideas.inviting import matched
from communitybot.ideas.meeting_repository import MeetingWork
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.model.meeting import Nudged
from communitybot.ideas.surroundings import reachable_at, team_of
from communitybot.outbox.entry import Done, Entry, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.threads.holding import hold

NUDGE = "idea.nudge"
ALONE, RESTS = "alone", "rests"
MONTH = timedelta(days=30)
UNTOUCHED = timedelta(days=30)
MOST_UNHEARD = 3  # reminders nobody acts on; then it is quiet until somebody does
SHOWN = 3
MOST_LATE = timedelta(days=7)

__all__ = ["LOOK", "NUDGE", "NudgeWork", "Reminding"]


class NudgeWork(MeetingWork, GrowthWork, Protocol):
    """The stores a reminder is drawn from."""


class Reminding:
    """Looks at one idea at a time; each look plans the next, so that nothing is searched through."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def looks(self, entries: Sequence[Entry], work: NudgeWork) -> Sequence[Outcome]:
        """Remind whom it concerns, and plan the next look while the idea may go on."""
        await hold(IDEAS, entries, work)
        for each in entries:
            idea = await work.ideas.get(each.community, each.args["idea"], hold=True)
            now = self._clock.now()
            if idea is None or not _lives(idea, now) or _published(idea) != each.args["published"]:
                continue
            unheard = await self._look(work, idea, each, now) if idea.stage.open else 0
            known = await work.meeting.nudged(idea.community, idea.id)
            due = _next(idea, known.values(), now)
            following = of_looking(idea, now, due, each.args["turn"] + 1)
            args = {**following.args, "unheard": unheard, "heard": _heard(idea)}
            await work.outbox.put([replace(following, args=args)])
        return [Done() for _ in entries]

    async def _look(self, work: NudgeWork, idea: Idea, each: Entry, now: datetime) -> int:
        """Remind of it if it is time to; returns how many reminders nobody has acted on."""
        unheard: int = each.args.get("unheard", 0) if each.args.get("heard") == _heard(idea) else 0
        first = each.args["turn"] == 1
        why = ALONE if first and _alone(idea, now) else RESTS if _untouched(idea, now) else None
        if why is None or unheard >= MOST_UNHEARD:
            return unheard
        whom = [one.person for one in idea.authors] if why == ALONE else await team_of(work, idea)
        known = await work.meeting.nudged(idea.community, idea.id)
        people = await work.people.many(idea.community, list(whom))
        told = 0
        for person in people.values():
            before = known.get(person.id, Nudged())
            if before.stopped or (before.at is not None and now - before.at < MONTH):
                continue
            await work.meeting.nudge(idea.community, idea.id, person.id, replace(before, at=now))
            told = 1
            due = await reachable_at(work, idea, person, now)
            given = {"why": why, "heard": _heard(idea)}
            await work.outbox.put([to_person(idea, NUDGE, f"nudge:{now.isoformat()}", person, due, **given)])
        return unheard + told

    async def nudges(self, entries: Sequence[Entry], work: NudgeWork) -> Sequence[Outcome]:
        """Draw each reminder that is still true."""
        return [await self._drawn(each, work) for each in entries]

    async def _drawn(self, each: Entry, work: NudgeWork) -> Outcome:
        now, person = self._clock.now(), each.args["person"]
        idea = await work.ideas.get(each.community, each.args["idea"])
        if idea is None or not idea.stage.open or idea.stage is Stage.REPORTED:
            return Skip("the idea does not go on", State.CANCELLED)
        if person not in await team_of(work, idea):
            return Skip("they are not in its team any more", State.SUPERSEDED)
        known = await work.meeting.nudged(idea.community, idea.id)
        if known.get(person, Nudged()).stopped or now - each.due > MOST_LATE:
            return Skip("they want no reminders of it, or it is too late for this one")
        if each.args["why"] == ALONE:
            if idea.team > 1:
                return Skip("nobody is alone with it any more", State.SUPERSEDED)
            return alone_card(idea, tuple(await matched(work, idea, SHOWN)))
        if each.args["heard"] != _heard(idea):
            return Skip("somebody has touched it since", State.SUPERSEDED)
        members = await work.ideas.members(idea.community, idea.id)
        return rests_card(
            idea,
            missing(idea, members, await gathered(work, idea), now),
            fits=tuple(await matched(work, idea, SHOWN)) if idea.team < 2 else (),
            may_park=idea.by(person),
        )


def _lives(idea: Idea, now: datetime) -> bool:
    """Whether it goes on or may again: nobody is reminded of what rests, but it is looked at later."""
    if idea.stage is Stage.MERGED:
        return now - (idea.moved or now) < MONTH  # for some days a merge can be undone
    return idea.stage.seen and idea.stage is not Stage.REPORTED


def _published(idea: Idea) -> str | None:
    return idea.published.isoformat() if idea.published is not None else None


def _heard(idea: Idea) -> str:
    """The last sign of anybody, as it travels with an entry."""
    return (idea.said or idea.published or idea.created).isoformat()


def _alone(idea: Idea, now: datetime) -> bool:
    return idea.team < 2 and now - (idea.published or now) >= ALONE_AFTER


def _untouched(idea: Idea, now: datetime) -> bool:
    return now - (idea.said or idea.published or now) >= UNTOUCHED


def _next(idea: Idea, nudged: Iterable[Nudged], now: datetime) -> datetime:
    """When it is worth looking again: nobody touched it for long then, and a month after a reminder."""
    reminded = [one.at + MONTH for one in nudged if one.at is not None]
    due = max([(idea.said or idea.published or now) + UNTOUCHED, *reminded])
    return due if due > now else now + MONTH
