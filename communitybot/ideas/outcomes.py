"""What came of an idea: written by its team, told to whoever follows, listed for the community."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import shorten
from communitybot.errors import Misread, NotFound
from communitybot.ideas.brief_repository import BriefsWork
from communitybot.ideas.brief_views import Told
from communitybot.ideas.briefing import belongs
from communitybot.ideas.delivery.talking import news
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, community_of, demand_author, demand_open, demand_team, find
from communitybot.ideas.model.brief import Again, Outcome
from communitybot.ideas.model.idea import Idea
from communitybot.ports import Clock, Units

EXAMPLE = "/idea outcome"
TOLD = 400  # weight of what changed in the news
A_PAGE = 5  # outcomes in a list


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWish:
    """An outcome as it is typed; None leaves a thing as it is."""

    changed: str | None = None
    measured: str | None = None
    again: Again | None = None
    why: str | None = None
    number: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """Some outcomes of a community with their ideas; `slug` is its public page's, if it shows them."""

    told: Sequence[tuple[Idea, Outcome]]
    zone: str
    page: int
    more: bool
    slug: str


class OutcomeDesk(Desk):
    """What changed, how it was measured, and whether a team would do it again."""

    def __init__(self, units: Units[BriefsWork], clock: Clock) -> None:
        self._units: Units[BriefsWork] = units
        self._clock = clock

    async def look(self, caller: Caller, idea: str) -> Told:
        async def unit(work: BriefsWork) -> Told:
            return await _told(work, caller, await find(work, caller, idea))

        return await self._units.read(unit)

    async def report(self, caller: Caller, idea: str, wish: OutcomeWish) -> Told:
        """Keep what came of an idea; told once, however often it is worded anew.

        Raises:
            Misread: without what changed, how it was measured, or whether they would do it again.
        """
        now = self._clock.now()

        async def unit(work: BriefsWork) -> Told:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            demand_open(found)
            before = await work.briefs.outcome(caller.community, idea)
            blank = before or _blank(found, caller)
            after = replace(_worded(blank, wish), at=now)
            if before is None or replace(after, at=before.at) != before:
                await work.briefs.report(
                    caller.community, after if before is None else replace(after, at=before.at)
                )
                await work.ideas.save(replace(found, said=now))
            if before is None:
                changed = shorten(" ".join(after.changed.split()), TOLD)
                said = f"What came of this idea is written down: “{changed}”"
                await news(work, found, now, said)
                await tell(work, found, now, "outcome", said, but={caller.person})
            return await _told(work, caller, found)

        return await self._units.run(unit)

    async def show(self, caller: Caller, idea: str, *, on: bool) -> Told:
        """Let the outcome stand on the community's public page, where there is one; its authors decide."""

        async def unit(work: BriefsWork) -> Told:
            found = await find(work, caller, idea, hold=True)
            demand_author(caller, found)
            outcome = await work.briefs.outcome(caller.community, idea)
            if outcome is None:
                raise NotFound("There is no outcome of this idea yet.", example=EXAMPLE)
            await work.briefs.report(caller.community, replace(outcome, listed=on))
            return await _told(work, caller, found)

        return await self._units.run(unit)

    async def listing(self, caller: Caller, page: int = 1) -> Outcomes:
        """The outcomes of the community, latest first."""

        async def look(work: BriefsWork) -> Outcomes:
            community = await community_of(work, caller.community)
            found = await work.briefs.outcomes(caller.community, limit=A_PAGE + 1, offset=(page - 1) * A_PAGE)
            ideas = await work.ideas.many(caller.community, [each.idea for each in found])
            known = {idea.id: idea for idea in ideas}
            public = (await work.ideas.settings(caller.community)).outcomes_public
            return Outcomes(
                told=[(known[each.idea], each) for each in found[:A_PAGE] if each.idea in known],
                zone=community.zone,
                page=page,
                more=len(found) > A_PAGE,
                slug=community.slug if public else "",
            )

        return await self._units.read(look)


async def _told(work: BriefsWork, caller: Caller, idea: Idea) -> Told:
    return Told(
        idea=idea,
        outcome=await work.briefs.outcome(caller.community, idea.id),
        teams=await belongs(work, caller, idea),
        authors=idea.by(caller.person),
        public=(await work.ideas.settings(caller.community)).outcomes_public,
        zone=(await community_of(work, caller.community)).zone,
    )


def _blank(idea: Idea, caller: Caller) -> Outcome:
    """An outcome of which nothing is written; its day is put in with its words."""
    return Outcome(idea=idea.id, changed="", measured="", again=Again.YES, by=caller.person, at=idea.created)


def _worded(outcome: Outcome, wish: OutcomeWish) -> Outcome:
    names = ("changed", "measured", "again", "why", "number", "before", "after")
    given = {name: getattr(wish, name) for name in names if getattr(wish, name) is not None}
    made = replace(outcome, **given)
    if not made.changed:
        raise Misread("What changed? A few sentences will do.", example=EXAMPLE, field="changed")
    if not made.measured:
        raise Misread(
            "How was it measured? Counting, asking and watching all are ways.",
            example=EXAMPLE,
            field="measured",
        )
    if wish.again is None and not outcome.changed:
        raise Misread("Would you do it again?", example="yes, with changes", field="again")
    if (made.before or made.after) and not made.number:
        raise Misread(
            "Before and after of what? Give the number a name.",
            example="Teachers who stayed",
            field="number",
        )
    return made
