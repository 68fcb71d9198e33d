"""Carries an import out: a part a unit of work, so that a restart in its middle doubles nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from communitybot.outbox.entry import Done, Entry, Handler, Outcome, Skip
from communitybot.ports import Clock
from communitybot.resources.delivery import cards
from communitybot.resources.delivery.checking import plan
from communitybot.resources.delivery.promises import of_showing
from communitybot.resources.keeping.cards import ended_card
from communitybot.resources.keeping.landing import landed
from communitybot.resources.keeping.promising import FORGET, TAKE, TOLD, UNDO, forgetting, step, told
from communitybot.resources.keeping.repository import KeepingWork
from communitybot.resources.model.importing import KEPT, Import, ImportState
from communitybot.resources.model.resource import Resource, State


def keeping_handlers(clock: Clock) -> Mapping[str, Handler]:
    """What the outbox does about imports."""
    carrying = Carrying(clock)
    made: dict[str, Any] = {
        TAKE: carrying.takes,
        UNDO: carrying.undoes,
        TOLD: carrying.told,
        FORGET: carrying.forgets,
    }
    return made


UNDONE_AT_ONCE = 125


class Carrying:
    """Each entry deals with one part and puts the next: what a part did is kept together with that."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def takes(self, entries: Sequence[Entry], work: KeepingWork) -> Sequence[Outcome]:
        for each in entries:
            made = await work.keeping.get(each.community, each.args["import"], hold=True)
            if made is not None and made.state is ImportState.TAKING and made.taken == each.args["part"]:
                await self._take(work, made)
        return [Done() for _ in entries]

    async def _take(self, work: KeepingWork, made: Import) -> None:
        now, part = self._clock.now(), made.taken
        resources = landed(made, await work.keeping.rows(made.community, made.id, part), now)
        kept = await work.resources.add_all(resources) if resources else frozenset()
        ids = [resource.id for resource in resources if resource.id in kept]
        await work.keeping.became(made.community, made.id, part, ids)
        made = replace(made, taken=part + 1, kept=made.kept + len(ids))
        if made.taken < made.parts:
            await work.keeping.save(made)
            await work.outbox.put([step(made, TAKE, made.taken, now)])
            return
        made = replace(made, state=ImportState.DONE, ended=now)
        await work.outbox.put([forgetting(made, now + KEPT)])
        await plan(work, made.community, now)  # its links are asked as well
        await self._end(work, made)

    async def undoes(self, entries: Sequence[Entry], work: KeepingWork) -> Sequence[Outcome]:
        for each in entries:
            made = await work.keeping.get(each.community, each.args["import"], hold=True)
            if made is not None and made.state is ImportState.UNDOING and made.taken == each.args["part"]:
                await self._undo(work, made)
        return [Done() for _ in entries]

    async def _undo(self, work: KeepingWork, made: Import) -> None:
        """Take some of a part back, but for what others have built on."""
        now, part = self._clock.now(), made.taken - 1
        ids = sorted(await work.keeping.resources(made.community, made.id, part))
        held = await work.resources.many(made.community, ids[:UNDONE_AT_ONCE], hold=True)
        back = [one for one in held if one.state is not State.WITHDRAWN and not used(one)]
        gone = await work.resources.withdraw(back)
        await work.outbox.put([of_showing(each, now) for each in gone])
        for each in gone:
            if each.room is not None:
                await cards.changed(work, each, now)
        rest = ids[UNDONE_AT_ONCE:]
        made = replace(made, taken=made.taken if rest else part, gone=made.gone + len(back))
        made = replace(made, stayed=made.stayed + sum(map(used, held)))
        if made.taken:
            await work.keeping.became(made.community, made.id, part, rest)
            await work.keeping.save(made)
            await work.outbox.put([step(made, UNDO, made.taken, now, left=len(rest))])
            return
        made = replace(made, state=ImportState.UNDONE)
        await work.keeping.forget(made.community, made.id)
        await self._end(work, made)

    async def _end(self, work: KeepingWork, made: Import) -> None:
        """Keep how it ended, and tell whoever began it when they may be told."""
        now = self._clock.now()
        await work.keeping.save(made)
        person = await work.people.get(made.community, made.by.person)
        house = await work.communities.get(made.community)
        if person is not None and house is not None:
            await work.outbox.put([told(made, person, person.quiet_until(now, house.zone) or now)])

    async def told(self, entries: Sequence[Entry], work: KeepingWork) -> Sequence[Outcome]:
        """Draw the word on what became of an import, as it stands now."""
        found = [await work.keeping.get(each.community, each.args["import"]) for each in entries]
        return [
            Skip("it has been undone since")
            if made is None or made.state.value != each.args["state"]
            else ended_card(made)
            for each, made in zip(entries, found, strict=True)
        ]

    async def forgets(self, entries: Sequence[Entry], work: KeepingWork) -> Sequence[Outcome]:
        """A preview nobody answered is left; of an import that can be undone no more its list goes."""
        for each in entries:
            made = await work.keeping.get(each.community, each.args["import"], hold=True)
            if made is None or made.state.value != each.args["state"]:
                continue
            if made.state is ImportState.PREVIEW:
                await work.keeping.save(replace(made, state=ImportState.LEFT))
            await work.keeping.forget(made.community, made.id)
        return [Done() for _ in entries]


def used(resource: Resource) -> bool:
    """Whether somebody has built on it: then it is no longer the import's alone."""
    return bool(resource.tries or resource.notes or resource.saves)
