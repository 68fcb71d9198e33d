"""Lending words to an idea: they stand only as their author saw them, and are gone when taken back."""

from collections.abc import Sequence
from datetime import timedelta

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotFound
from communitybot.ideas.brief_repository import BriefsWork
from communitybot.ideas.brief_views import Lent
from communitybot.ideas.briefing import belongs
from communitybot.ideas.delivery.answers import LET_GO
from communitybot.ideas.delivery.promises import entry
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, demand_open, demand_team, find, moderates
from communitybot.ideas.model.brief import Showing, Voice
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.surroundings import team_of
from communitybot.ids import new_id
from communitybot.ports import Clock, Units

EXAMPLE = "/idea voice"
UNDECIDED = timedelta(days=7)  # how long words are kept that their author has not agreed to


class VoiceDesk(Desk):
    """Everybody's own words; the team and hosts may leave some out."""

    def __init__(self, units: Units[BriefsWork], clock: Clock) -> None:
        self._units: Units[BriefsWork] = units
        self._clock = clock

    async def mine(self, caller: Caller, idea: str) -> Lent:
        """What the caller lends to an idea now."""

        async def look(work: BriefsWork) -> Lent:
            found = await find(work, caller, idea)
            return Lent(idea=found, stands=await _standing(work, caller, idea))

        return await self._units.read(look)

    async def lend(
        self, caller: Caller, idea: str, words: str, showing: Showing, *, role: str = "", place: str = ""
    ) -> Lent:
        """Keep words for their author to look at; they stand nowhere until agreed to.

        Raises:
            Misread: without words, or by role and place where neither is given.
        """
        now = self._clock.now()
        if not words:
            raise Misread("A voice is a sentence or two of your own.", example=EXAMPLE, field="words")
        if showing is Showing.ROLE and not (role or place):
            raise Misread(
                "Shown with role and place only, it needs one of them.",
                example="classroom teacher",
                field="role",
            )

        async def unit(work: BriefsWork) -> Lent:
            found = await find(work, caller, idea, hold=True)
            demand_open(found)
            voice = Voice(
                id=new_id(),
                idea=found.id,
                person=caller.person,
                name=caller.name,
                words=words,
                showing=showing,
                role=role,
                place=place,
                at=now,
            ).as_kept()
            await work.briefs.lend(caller.community, voice)
            later = entry(found, LET_GO, f"voice:{voice.id}:let-go", now + UNDECIDED, voice=voice.id)
            await work.outbox.put([later])
            return Lent(idea=found, stands=await _standing(work, caller, idea), asked=voice)

        return await self._units.run(unit)

    async def agree(self, caller: Caller, idea: str, voice: str) -> Lent:
        """Let the words stand that the caller has just seen; again changes nothing.

        Raises:
            AlreadyDone: when they have written others since, or taken them back.
        """
        now = self._clock.now()

        async def unit(work: BriefsWork) -> Lent:
            found = await find(work, caller, idea, hold=True)
            before = await work.briefs.voice(caller.community, voice)
            mine = before is not None and before.idea == idea and before.person == caller.person
            if not mine or not await work.briefs.agree(caller.community, voice, caller.person, at=now):
                raise AlreadyDone(
                    "These words are not waiting any more: you wrote others, or took them back.",
                    example=EXAMPLE,
                )
            said = "Somebody lent their voice to this idea. It stands on its briefs; /idea brief shows them."
            team = await team_of(work, found)
            await tell(work, found, now, f"voice:{voice}", said, to=team, but={caller.person})
            return Lent(idea=found, stands=await _standing(work, caller, idea))

        return await self._units.run(unit)

    async def take_back(self, caller: Caller, idea: str) -> bool:
        """Forget all the caller lent to an idea, whatever became of it; whether any of it stood."""
        return await self._units.run(
            lambda work: work.briefs.take_back(caller.community, idea, caller.person)
        )

    async def all_of(self, caller: Caller, idea: str) -> tuple[Idea, Sequence[Voice]]:
        """Everything lent to an idea, for those who may leave some out."""

        async def look(work: BriefsWork) -> tuple[Idea, Sequence[Voice]]:
            found = await find(work, caller, idea)
            await _demand_sorting(work, caller, found)
            return found, await work.briefs.voices(caller.community, idea)

        return await self._units.read(look)

    async def leave_out(
        self, caller: Caller, idea: str, voice: str, *, on: bool
    ) -> tuple[Idea, Sequence[Voice]]:
        """Show words or do not; they stay their author's."""

        async def unit(work: BriefsWork) -> tuple[Idea, Sequence[Voice]]:
            found = await find(work, caller, idea, hold=True)
            await _demand_sorting(work, caller, found)
            there = await work.briefs.voices(caller.community, idea)
            if all(each.id != voice for each in there):
                raise NotFound("Those words were taken back by whoever lent them.", example="/idea brief")
            await work.briefs.leave_out(caller.community, voice, on=on)
            return found, await work.briefs.voices(caller.community, idea)

        return await self._units.run(unit)


async def _standing(work: BriefsWork, caller: Caller, idea: str) -> Voice | None:
    voices = await work.briefs.voices(caller.community, idea)
    return next((each for each in voices if each.person == caller.person), None)


async def _demand_sorting(work: BriefsWork, caller: Caller, idea: Idea) -> None:
    if idea.stage is not Stage.DRAFT and await moderates(work, caller):
        return
    if not await belongs(work, caller, idea):
        await demand_team(work, caller, idea)
