"""Finding colleagues for an idea and inviting them; each decides, and nobody is asked twice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communitybot.conversation.inbound import Caller
from communitybot.conversation.phrases import name_words
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ideas.delivery.inviting import of_inviting
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, demand_open, demand_team, find
from communitybot.ideas.gates import LARGEST_TEAM
from communitybot.ideas.matching import Fit, best, fit, wanted_by
from communitybot.ideas.meeting_repository import MeetingWork
from communitybot.ideas.model.idea import Idea, Joining, Member, Role, Stage
from communitybot.ideas.places import BECAME, demand_room, place
from communitybot.ideas.surroundings import shown
from communitybot.people.model import Profile
from communitybot.ports import Clock, Units

EXAMPLE = "/idea match"
MOST = 5  # people shown, and invitations that wait at once
LOOKED_THROUGH = 1_000  # profiles, the last changed first


@dataclass(frozen=True, slots=True)
class Matches:
    """Who fits an idea, and who is invited already."""

    idea: Idea
    fits: Sequence[Fit]
    invited: Sequence[Member] = ()


class Inviting(Desk):
    """Teams look and invite; whoever is invited accepts, or says not now."""

    def __init__(self, units: Units[MeetingWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._meeting = units

    async def matches(self, caller: Caller, idea: str) -> Matches:
        """Those who consented to be found and fit, at most five; never those who were asked or said no.

        Raises:
            NotAllowed: for whoever is not in its team.
            AlreadyDone: when the team is full, or the idea goes on no more.
        """

        async def look(work: MeetingWork) -> Matches:
            found = await find(work, caller, idea)
            await _demand_inviting(work, caller, found)
            invited = await work.ideas.members(found.community, found.id, (Joining.INVITED,))
            return Matches(found, await matched(work, found), invited)

        return await self._meeting.read(look)

    async def invite(self, caller: Caller, idea: str, person: str) -> tuple[Idea, Member]:
        """Invite somebody who may be found; they hear who asks, in private.

        Raises:
            NotAllowed, AlreadyDone: as `matches`; when they have a place in the team, were asked before, or
                five invitations wait.
            NotFound: when they do not want to be found (any more).
        """
        now = self._clock.now()

        async def unit(work: MeetingWork) -> tuple[Idea, Member]:
            found = await find(work, caller, idea, hold=True)
            await _demand_inviting(work, caller, found)
            there = await work.ideas.members(found.community, found.id, tuple(Joining))
            _demand_unasked(there, person)
            somebody = await work.people.get(found.community, person)
            profile = await work.profiles.get(found.community, person)
            if somebody is None or profile is None or not profile.findable or found.by(person):
                raise NotFound("They cannot be found here (any more).", example=EXAMPLE)
            by = shown(found, caller.person, caller.name)
            role = _role(found, there, somebody.name, profile)
            member = Member(person=person, name=somebody.name, role=role, joining=Joining.INVITED, at=now)
            await work.ideas.enrol(found.community, found.id, member)
            await of_inviting(work, found, member, somebody, now, by=by)
            return found, member

        return await self._meeting.run(unit)

    async def invitation(self, caller: Caller, idea: str) -> tuple[Idea, Member]:
        """The caller's own invitation, while it stands.

        Raises:
            AlreadyDone: when there is none (any more), the team is full, or the idea goes on no more.
        """

        async def look(work: MeetingWork) -> tuple[Idea, Member]:
            found = await find(work, caller, idea)
            member = await _invited(work, found, caller)
            demand_open(found)
            await demand_room(work, found)
            return found, member

        return await self._meeting.read(look)

    async def not_now(self, caller: Caller, idea: str) -> Idea:
        """Answer an invitation kindly with no; the authors are told so."""
        now = self._clock.now()

        async def unit(work: MeetingWork) -> Idea:
            found = await find(work, caller, idea, hold=True)
            member = await _invited(work, found, caller)
            await work.ideas.enrol(
                found.community, found.id, replace(member, joining=Joining.LEFT, note="", at=now)
            )
            words = f"{name_words(member.name)} cannot join the team just now, and thanks you for asking."
            authors = [author.person for author in found.authors]
            await tell(
                work, found, now, f"declined:{member.person}:{member.at.isoformat()}", words, to=authors
            )
            return found

        return await self._meeting.run(unit)

    async def never(self, caller: Caller) -> None:
        """Let nobody find the caller any more; what stands in their profile stays."""
        now = self._clock.now()

        async def unit(work: MeetingWork) -> None:
            await work.people.get(caller.community, caller.person, hold=True)
            profile = await work.profiles.get(caller.community, caller.person)
            if profile is not None and profile.findable:
                await work.profiles.keep(caller.community, replace(profile, findable=False, changed=now))

        await self._meeting.run(unit)


async def matched(work: MeetingWork, idea: Idea, most: int = MOST) -> Sequence[Fit]:
    """Who fits an idea best of all who consented."""
    there = await work.ideas.members(idea.community, idea.id, tuple(Joining))
    known = {*(one.person for one in there), *(author.person for author in idea.authors)}
    wanted = wanted_by(idea, [one for one in there if one.joining is Joining.MEMBER])
    found = await work.profiles.findable(idea.community, but=sorted(known), limit=LOOKED_THROUGH)
    return best((fit(wanted, name, profile) for name, profile in found), most)


async def _demand_inviting(work: MeetingWork, caller: Caller, idea: Idea) -> None:
    await demand_team(work, caller, idea)
    demand_open(idea)
    if idea.stage is Stage.REPORTED:
        raise AlreadyDone("This idea has come to its outcome, so its team is at its end.", example="/ideas")
    await demand_room(work, idea)


def _demand_unasked(there: Sequence[Member], person: str) -> None:
    own = next((one for one in there if one.person == person), None)
    if own is not None:
        became = {**BECAME, Joining.ASKED: "asks to join already", Joining.LEFT: "was asked before"}
        raise AlreadyDone(f"{name_words(own.name)} {became[own.joining]}.", example="/idea team")
    waiting = sum(one.joining is Joining.INVITED for one in there)
    if waiting >= min(MOST, LARGEST_TEAM):
        raise NotAllowed(
            f"{waiting} invitations wait for an answer. Let them come in first.", example=EXAMPLE
        )


def _role(idea: Idea, there: Sequence[Member], name: str, profile: Profile) -> Role:
    """What somebody would bring, as far as one can tell; they choose it themselves when they accept."""
    members = [one for one in there if one.joining is Joining.MEMBER]
    found = fit(wanted_by(idea, members), name, profile)
    if found is not None and found.role is not None:
        return found.role
    return Role.TEACHER if profile.levels else Role.PARTNER


async def _invited(work: MeetingWork, idea: Idea, caller: Caller) -> Member:
    member = await place(work, idea, caller.person, Joining.INVITED)
    if member is None:
        raise AlreadyDone("No invitation to this idea waits for you (any more).", example="/ideas")
    return member
