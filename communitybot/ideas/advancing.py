"""How an idea goes on from stage to stage, rests, and goes on where it was."""

from dataclasses import dataclass, replace
from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread
from communitybot.ideas.cards.words import MEANING
from communitybot.ideas.delivery import talking
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import EXAMPLE, Desk, demand_open, demand_team, find, moderates
from communitybot.ideas.gates import Gate, gate
from communitybot.ideas.growth_repository import GrowthWork
from communitybot.ideas.model.idea import GROWING, Idea, Stage
from communitybot.ideas.model.move import Move
from communitybot.ideas.model.progress import Progress
from communitybot.people.rights import refusal
from communitybot.ports import Clock, Units

REASON_MOST = 300


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an idea stands and what leads on; `carries` says that the caller is of those who carry it on.

    `parked` is how it came to rest, if it rests; `may_resume` that the caller can end that.
    """

    idea: Idea
    gate: Gate
    carries: bool
    parked: Move | None = None
    may_resume: bool = False


@dataclass(frozen=True, slots=True)
class Advanced:
    """How an idea stands after somebody wished it on; `moved` says that this wish moved it."""

    standing: Standing
    moved: bool


class Advancing(Desk):
    """Stages of ideas: the team goes through the gates, and nobody goes around them."""

    def __init__(self, units: Units[GrowthWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._growing = units

    async def standing(self, caller: Caller, idea: str) -> Standing:
        """Where an idea stands, for everybody who may look at it."""
        now = self._clock.now()

        async def look(work: GrowthWork) -> Standing:
            return await _standing(work, caller, await find(work, caller, idea), now)

        return await self._growing.read(look)

    async def advance(self, caller: Caller, idea: str, to: Stage) -> Advanced:
        """Take an idea on to a stage if nothing is missing for it; to where it is or was, nothing happens.

        Raises:
            NotAllowed: for whoever is not in its team.
            AlreadyDone: when it does not go on at all (any more, or yet).
        """
        now = self._clock.now()

        async def unit(work: GrowthWork) -> Advanced:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            demand_open(found)
            before = await _standing(work, caller, found, now)
            if before.gate.to is not to or not before.gate.open:
                return Advanced(before, moved=False)
            move = Move(came_from=found.stage, came_to=to, person=caller.person, name=caller.name, at=now)
            after = await step(work, found, move)
            return Advanced(await _standing(work, caller, after, now), moved=True)

        return await self._growing.run(unit)

    async def park(self, caller: Caller, idea: str, reason: str) -> Idea:
        """Let an idea rest, with a reason everybody reads; authors may, and moderators.

        Raises:
            NotAllowed: for anybody else.
            AlreadyDone: when it rests already, has come to its end, or is not out yet.
            Misread: without a reason, or with one too long.
        """
        now = self._clock.now()

        async def unit(work: GrowthWork) -> Idea:
            found = await find(work, caller, idea, hold=True)
            await _demand_parking(work, caller, found)
            move = Move(
                came_from=found.stage,
                came_to=Stage.PARKED,
                person=caller.person,
                name=caller.name,
                at=now,
                reason=_reason(reason),
                moderating=not found.by(caller.person),
            )
            return await step(work, found, move)

        return await self._growing.run(unit)

    async def demand_parking(self, caller: Caller, idea: str) -> Idea:
        """The idea, if the caller may park it now; raises what `park` raises."""

        async def look(work: GrowthWork) -> Idea:
            found = await find(work, caller, idea)
            await _demand_parking(work, caller, found)
            return found

        return await self._growing.read(look)

    async def resume(self, caller: Caller, idea: str) -> Advanced:
        """Let a parked idea go on where it was; what a moderator parked, a moderator takes up again."""
        now = self._clock.now()

        async def unit(work: GrowthWork) -> Advanced:
            found = await find(work, caller, idea, hold=True)
            before = await _standing(work, caller, found, now)
            if before.parked is None:
                await demand_team(work, caller, found)
                demand_open(found)
                return Advanced(before, moved=False)
            if not before.may_resume:
                who = "a moderator" if before.parked.moderating else "its team"
                raise refusal(caller, f"This idea rests, and only {who} can let it go on.", example=EXAMPLE)
            move = Move(
                came_from=Stage.PARKED,
                came_to=before.parked.came_from,
                person=caller.person,
                name=caller.name,
                at=now,
            )
            after = await step(work, found, move)
            return Advanced(await _standing(work, caller, after, now), moved=True)

        return await self._growing.run(unit)


async def gathered(work: GrowthWork, idea: Idea) -> Progress:
    """How far an idea has come, from every part that knows."""
    labs = await work.labs.progress(idea.community, idea.id)
    model = await work.growth.model(idea.community, idea.id)
    return Progress(
        friends_agreed=labs.friends_agreed,
        notes=labs.notes,
        model_missing=tuple(part.called for part in model.missing),
        lab=labs.lab,
        stakeholders=labs.stakeholders,
        commitments=labs.commitments,
        reported=await work.briefs.reported(idea.community, idea.id),
    )


async def step(work: GrowthWork, idea: Idea, move: Move) -> Idea:
    """Bring a held idea to another stage: it is kept, shown and told to all who stand behind it."""
    after = replace(
        idea,
        stage=move.came_to,
        moved=move.at,
        said=move.at,
        reason=move.reason,
        revision=idea.revision + 1,
    )
    await work.ideas.save(after)
    await work.growth.move(after.community, after.id, move)
    await talking.changed(work, after, move.at)
    words = _told(move)
    await talking.news(work, after, move.at, words)
    await tell(work, after, move.at, f"stage:{after.revision}", words, but=[move.person])
    return after


async def _standing(work: GrowthWork, caller: Caller, idea: Idea, now: datetime) -> Standing:
    members = await work.ideas.members(idea.community, idea.id)
    carries = idea.by(caller.person) or any(member.person == caller.person for member in members)
    if idea.stage is not Stage.PARKED:
        return Standing(idea, gate(idea, members, await gathered(work, idea), now), carries)
    parked = await _parking(work, idea)
    may = await moderates(work, caller) or (carries and not parked.moderating)
    return Standing(idea, Gate(idea.stage, None), carries, parked, may)


async def _parking(work: GrowthWork, idea: Idea) -> Move:
    """The step that let an idea rest."""
    last = next(iter(await work.growth.moves(idea.community, idea.id, limit=1)), None)
    if last is not None and last.came_to is Stage.PARKED:
        return last
    author = idea.author
    at = idea.moved or idea.created
    return Move(came_from=GROWING[0], came_to=Stage.PARKED, person=author.person, name=author.name, at=at)


def _told(move: Move) -> str:
    """The step as a plain sentence; whoever took it is not named, since an author may be anonymous."""
    if move.came_to is Stage.PARKED:
        who = "A moderator lets this idea rest" if move.moderating else "This idea rests for now"
        return f"{who}: {move.reason.rstrip('.')}. It can go on where it was."
    if move.came_from is Stage.PARKED:
        return f"This idea goes on where it was: {move.came_to.value}."
    return f"This idea has come to a new stage, {move.came_to.value}: {MEANING[move.came_to]}."


async def _demand_parking(work: GrowthWork, caller: Caller, idea: Idea) -> None:
    if not idea.by(caller.person) and not await moderates(work, caller):
        raise refusal(caller, "Only whoever wrote this idea, or a moderator, can park it.", example=EXAMPLE)
    if idea.stage is Stage.PARKED:
        raise AlreadyDone("This idea rests already; /idea advance lets it go on.", example="/idea advance")
    if idea.stage is Stage.REPORTED:
        raise AlreadyDone("The outcome of this idea is told, so there is nothing to park.", example=EXAMPLE)
    demand_open(idea)


def _reason(typed: str) -> str:
    words = " ".join(typed.split())
    if not words:
        raise Misread(
            "Please say in a sentence why it rests; everybody who follows it reads that.",
            example="We take it up again after the exams.",
            field="reason",
        )
    if len(words) > REASON_MOST:
        raise Misread(
            f"That is {len(words)} characters; {REASON_MOST} fit.",
            understood=words[:80],
            example="We take it up again after the exams.",
            field="reason",
        )
    return words
