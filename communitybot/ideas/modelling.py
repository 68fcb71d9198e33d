"""The logic model of an idea: a team writes it field by field, and nobody's words are lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread
from communitybot.ideas.desk import Desk, demand_open, demand_team, find, moderates
from communitybot.ideas.growth_repository import GrowthWork
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.logic import LINES_MOST, LogicModel, Part, Written
from communitybot.ideas.pen import Pen, Wish, read_lines
from communitybot.ports import Clock, Units

EXAMPLE = "/idea model"
PAGE = 8


class Keep(StrEnum):
    """What becomes of two people's words for one field, by its name in tokens."""

    BOTH = "both"
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people wrote into one field at once: what stands there, and what was put aside."""

    stands: Written
    aside: Written


@dataclass(frozen=True, slots=True)
class Modelled:
    """A logic model as one person sees it.

    `writes` says that they may change it, `knows` that they may read who wrote what, `moderates` that they
    read names others do not. `changed` are the fields their wish changed, `clashes` what of theirs has to be
    decided.
    """

    idea: Idea
    model: LogicModel
    writes: bool
    knows: bool
    moderates: bool
    changed: tuple[Part, ...] = ()
    clashes: tuple[Clash, ...] = ()


class Modelling(Desk):
    """Logic models. Everybody who may look at an idea reads its model; its team writes it."""

    def __init__(self, units: Units[GrowthWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._growing = units

    async def seen(self, caller: Caller, idea: str) -> Modelled:
        """The model as it is, and what of the caller's own waits to be decided."""

        async def look(work: GrowthWork) -> Modelled:
            return await _modelled(work, caller, await find(work, caller, idea))

        return await self._growing.read(look)

    async def writable(self, caller: Caller, idea: str) -> Modelled:
        """The same for somebody who is about to write; raises what `write` raises."""

        async def look(work: GrowthWork) -> Modelled:
            found = await find(work, caller, idea)
            await demand_team(work, caller, found)
            demand_open(found)
            return await _modelled(work, caller, found)

        return await self._growing.read(look)

    async def write(self, caller: Caller, idea: str, wishes: Sequence[Wish]) -> Modelled:
        """Write into some fields; where somebody else did meanwhile, the words are put aside.

        A field that is wished as it was when its writer began is left as it is now.

        Raises:
            NotAllowed: for whoever is not in its team.
            AlreadyDone: for an idea that does not go on.
            Misread: for too many lines, or one too long; its field is named, and nothing is changed.
        """
        now = self._clock.now()
        read = {wish.part: read_lines(wish) for wish in wishes}

        async def unit(work: GrowthWork) -> Modelled:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            demand_open(found)
            before = await work.growth.model(found.community, found.id)
            pen = Pen(work, caller, found, now)
            changed = [wish for wish in wishes if await pen.written(before, wish, read[wish.part])]
            after = await pen.kept(before) if changed else found
            return replace(await _modelled(work, caller, after), changed=tuple(wish.part for wish in changed))

        return await self._growing.run(unit)

    async def settle(self, caller: Caller, idea: str, number: int, keep: Keep, over: int) -> Modelled:
        """Decide what becomes of one's own words that were put aside; `over` is what one saw standing.

        Where something else stands there by now, nothing is decided, and the caller sees that first.

        Raises:
            AlreadyDone: when it is decided already.
            Misread: when both together are too many lines.
        """
        now = self._clock.now()

        async def unit(work: GrowthWork) -> Modelled:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            demand_open(found)
            aside = await work.growth.aside(found.community, found.id, number)
            if aside is None or aside.person != caller.person:
                raise AlreadyDone("That has been decided already.", example=EXAMPLE)
            before = await work.growth.model(found.community, found.id)
            if before.number(aside.part) != over:
                return await _modelled(work, caller, found)
            lines = _together(before.lines(aside.part), aside.lines, keep)
            await work.growth.settle(found.community, found.id, number)
            if lines == before.lines(aside.part):
                return await _modelled(work, caller, found)
            pen = Pen(work, caller, found, now)
            await pen.put(aside.part, lines)
            after = await pen.kept(before)
            return replace(await _modelled(work, caller, after), changed=(aside.part,))

        return await self._growing.run(unit)

    async def history(
        self, caller: Caller, idea: str, page: int
    ) -> tuple[Idea, Sequence[Written], bool, bool]:
        """Who wrote what into which field, latest first; whether there is more; whether they moderate."""

        async def look(work: GrowthWork) -> tuple[Idea, Sequence[Written], bool, bool]:
            found = await find(work, caller, idea)
            known = await moderates(work, caller)
            if not known:
                await demand_team(work, caller, found)
            listed = await work.growth.writings(found.community, found.id, limit=PAGE + 1, offset=page * PAGE)
            return found, listed[:PAGE], len(listed) > PAGE, known

        return await self._growing.read(look)


async def _modelled(work: GrowthWork, caller: Caller, idea: Idea) -> Modelled:
    members = await work.ideas.members(idea.community, idea.id)
    team = idea.by(caller.person) or any(member.person == caller.person for member in members)
    model = await work.growth.model(idea.community, idea.id)
    waiting = await work.growth.waiting(idea.community, idea.id, caller.person) if team else ()
    known = await moderates(work, caller)
    return Modelled(
        idea,
        model,
        writes=team and idea.stage.open,
        knows=team or known,
        moderates=known,
        clashes=tuple(Clash(model.parts[one.part], one) for one in waiting if one.part in model.parts),
    )


def _together(stands: tuple[str, ...], aside: tuple[str, ...], keep: Keep) -> tuple[str, ...]:
    """What is to stand in a field; things both wrote stand once."""
    match keep:
        case Keep.THEIRS:
            return stands
        case Keep.MINE:
            return aside
        case Keep.BOTH:
            both = tuple(dict.fromkeys((*stands, *aside)))
            if len(both) > LINES_MOST:
                raise Misread(
                    f"Both together are {len(both)} lines; {LINES_MOST} fit. Keep yours or theirs, "
                    "and then change the field.",
                    example=EXAMPLE,
                )
            return both
