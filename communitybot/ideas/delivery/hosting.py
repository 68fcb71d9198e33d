"""What the outbox does about labs: they follow their events, and once held they count for who hosted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.ideas.calendar import Calendar, Dated
from communitybot.ideas.delivery import talking
from communitybot.ideas.delivery.promises import entry, of_leading
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.delivery.threads import IDEAS
from communitybot.ideas.lab_repository import LabsWork
from communitybot.ideas.lab_words import called_off, moved
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.model.lab import Lab
from communitybot.ideas.surroundings import team_of
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.threads.holding import hold

REVISED = "events.revised"  # a fact of the calendar: an event was moved, renamed or cancelled
HELD = "idea.lab.held"
ROLE = "lab host"
AFTER = "The lab is over. Note who promised what, and by when, with /idea commit."
TAKEN_BACK = "The idea was withdrawn."
ENDED = frozenset({Stage.WITHDRAWN, Stage.DECLINED})


def held(idea: Idea, lab: Lab) -> NewEntry:
    """A look when the lab is over, once for each end it had."""
    key = f"lab:held:{lab.event}:{lab.end.isoformat()}"
    return entry(idea, HELD, key, lab.end, event=lab.event, end=lab.end.isoformat())


def dated_anew(lab: Lab, dated: Dated) -> Lab:
    """The lab as its date is now."""
    return replace(
        lab,
        event=dated.event,
        original=dated.original,
        zone=dated.zone,
        start=dated.start,
        end=dated.end,
        place=dated.place,
    )


async def touched(work: LabsWork, idea: Idea, now: datetime) -> None:
    """Note that an idea was worked on in a way that others see."""
    after = replace(idea, said=now, revision=idea.revision + 1)
    await work.ideas.save(after)
    await talking.changed(work, after, now)


async def told(work: LabsWork, idea: Idea, now: datetime, *, lab: Lab, words: str) -> None:
    """Say it in the threads, and to whoever follows the idea or works on it."""
    await touched(work, idea, now)
    await talking.news(work, idea, now, words)
    await tell(work, idea, now, f"lab:{lab.event}:{lab.revision}", words)


class Hosting:
    """Keeps labs to their dates, and notes who hosted one."""

    def __init__(self, clock: Clock, calendar: Calendar) -> None:
        self._clock = clock
        self._calendar = calendar

    async def revised(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """Let the labs of an event that was moved or cancelled go along."""
        for each in entries:
            for event in sorted({each.args["event"], each.args["was"]}):
                for idea in await work.labs.labs_of(each.community, event):
                    await self._follow(work, each.community, idea)
        return [Done() for _ in entries]

    async def held(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """Note the host's role, and remind the team of what was promised, once a lab is over."""
        await hold(IDEAS, entries, work)
        outcomes: list[Outcome] = []
        for each in entries:
            idea = await work.ideas.get(each.community, each.args["idea"], hold=True)
            lab = await work.labs.lab(each.community, each.args["idea"])
            named = (each.args["event"], each.args["end"])
            stands = lab is not None and not lab.cancelled and (lab.event, lab.end.isoformat()) == named
            if idea is None or lab is None or not stands or idea.stage in ENDED:
                outcomes.append(Skip("the lab was moved or cancelled", State.SUPERSEDED))
                continue
            now = self._clock.now()
            await work.outbox.put([of_leading(idea, lab.host, ROLE, now)])
            await tell(work, idea, now, f"lab:over:{lab.event}", AFTER, to=await team_of(work, idea))
            outcomes.append(Done())
        return outcomes

    async def withdrawn(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """Call off the lab of an idea that was taken back; its event tells whoever said they would come."""
        await hold(IDEAS, entries, work)
        for each in entries:
            idea = await work.ideas.get(each.community, each.args["idea"], hold=True)
            lab = await work.labs.lab(each.community, each.args["idea"])
            over = lab is None or lab.cancelled or lab.end <= self._clock.now()
            if idea is None or lab is None or over or idea.stage not in ENDED:
                continue
            dated = (lab.event, lab.original)
            await self._calendar.call_off(work, idea.community, lab.host, dated, TAKEN_BACK)
            gone = replace(lab, cancelled=True, revision=lab.revision + 1)
            await work.labs.keep_lab(idea.community, idea.id, gone)
        return [Done() for _ in entries]

    async def _follow(self, work: LabsWork, community: str, name: str) -> None:
        idea = await work.ideas.get(community, name, hold=True)
        lab = await work.labs.lab(community, name)
        if idea is None or lab is None or lab.cancelled:
            return
        dated = await self._calendar.dated(work, community, lab.event, lab.original)
        if dated is None or dated.cancelled:
            after = replace(lab, cancelled=True)
            words = called_off(lab)
        else:
            after = dated_anew(lab, dated)
            words = moved(after)
        if after == lab:
            return
        now = self._clock.now()
        after = replace(after, revision=lab.revision + 1)
        await work.labs.keep_lab(community, name, after)
        await work.outbox.put([held(idea, after)])
        if not _alike(lab, after):
            await told(work, idea, now, lab=after, words=words)


def _alike(one: Lab, other: Lab) -> bool:
    """Whether two labs read the same to whoever might come."""
    alike = (one.start, one.end, one.place, one.cancelled)
    return alike == (other.start, other.end, other.place, other.cancelled)
