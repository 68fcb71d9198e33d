"""The team of an idea: who asks to join, who is let in, who leaves; at most five, and each with a role."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from communitybot.conversation.inbound import Caller
from communitybot.conversation.phrases import name_words
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ideas.cards.words import a, member_name
from communitybot.ideas.delivery import talking
from communitybot.ideas.delivery.asking import of_asking
from communitybot.ideas.delivery.promises import of_leading
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, demand_author, demand_open, find
from communitybot.ideas.model.idea import Idea, Joining, Member, Role
from communitybot.ideas.places import EXAMPLE, demand_asking, demand_place, demand_room, place
from communitybot.ideas.repository import IdeasWork

LONGEST = 500  # characters of a note, and of thanks


class Came(Enum):
    """What became of somebody's wish to join."""

    ASKED = auto()  # an author reads it now
    ASKS_STILL = auto()  # with another role or note, or with none
    JOINED = auto()  # they had been invited


@dataclass(frozen=True, slots=True)
class Asked:
    idea: Idea
    member: Member
    came: Came


class Teaming(Desk):
    """Who works on an idea. Authors decide, and everybody may leave."""

    async def may_ask(self, caller: Caller, idea: str) -> tuple[Idea, Member | None]:
        """The idea, and the caller's own place so far, where they may ask to join it.

        Raises:
            AlreadyDone: when they are in its team, it is full, or it goes on no more.
            NotAllowed: so soon after a "not now".
        """
        now = self._clock.now()

        async def look(work: IdeasWork) -> tuple[Idea, Member | None]:
            found = await find(work, caller, idea)
            return found, await demand_place(work, caller, found, now)

        return await self._units.read(look)

    async def ask(self, caller: Caller, idea: str, role: Role, note: str = "") -> Asked:
        """Ask the authors to let the caller in; whoever was invited is in at once.

        Raises:
            AlreadyDone, NotAllowed: as `may_ask`.
            Misread: for a note that is too long.
        """
        now = self._clock.now()
        words = _note(note)

        async def unit(work: IdeasWork) -> Asked:
            found = await find(work, caller, idea, hold=True)
            before = await demand_place(work, caller, found, now)
            invited = before is not None and before.joining is Joining.INVITED
            member = Member(
                person=caller.person,
                name=caller.name,
                role=role,
                joining=Joining.MEMBER if invited else Joining.ASKED,
                note=words,
                at=now,
            )
            if invited:
                return Asked(await _let_in(work, found, member, now, by=caller.person), member, Came.JOINED)
            if before is not None and (before.role, before.note) == (role, words):
                return Asked(found, before, Came.ASKS_STILL)
            await work.ideas.enrol(found.community, found.id, member)
            await of_asking(work, found, member, now)
            return Asked(found, member, Came.ASKED if before is None else Came.ASKS_STILL)

        return await self._units.run(unit)

    async def unask(self, caller: Caller, idea: str) -> Idea:
        """Take a wish to join back before it is answered."""
        now = self._clock.now()

        async def unit(work: IdeasWork) -> Idea:
            found = await find(work, caller, idea, hold=True)
            asked = await place(work, found, caller.person, Joining.ASKED)
            if asked is None:
                raise AlreadyDone("You are not waiting for an answer about this idea.", example=EXAMPLE)
            await work.ideas.enrol(
                found.community, found.id, replace(asked, joining=Joining.LEFT, note="", at=now)
            )
            return found

        return await self._units.run(unit)

    async def accept(self, caller: Caller, idea: str, person: str) -> tuple[Idea, Member]:
        """Let somebody in who asked.

        Raises:
            AlreadyDone: when they are in, the team is full, the idea goes on no more, or they ask no more.
        """
        now = self._clock.now()

        async def unit(work: IdeasWork) -> tuple[Idea, Member]:
            found = await find(work, caller, idea, hold=True)
            demand_author(caller, found)
            demand_open(found)
            asked = await demand_asking(work, found, person)
            member = replace(asked, joining=Joining.MEMBER, note=asked.note, at=now)
            await demand_room(work, found)
            after = await _let_in(work, found, member, now, by=caller.person)
            words = f"Welcome! You are in the team now, as {a(member.role.value)}."
            await tell(work, after, now, f"accepted:{asked.at.isoformat()}", words, to=[person])
            return after, member

        return await self._units.run(unit)

    async def not_now(self, caller: Caller, idea: str, person: str) -> tuple[Idea, Member]:
        """Answer somebody who asked kindly with no; they are told so, and may ask again in two weeks."""
        now = self._clock.now()

        async def unit(work: IdeasWork) -> tuple[Idea, Member]:
            found = await find(work, caller, idea, hold=True)
            demand_author(caller, found)
            asked = await demand_asking(work, found, person)
            await work.ideas.enrol(
                found.community, found.id, replace(asked, joining=Joining.NOT_NOW, note="", at=now)
            )
            words = (
                "Thank you for offering to join. The team takes nobody on just now. "
                "Your support and your words in the thread help it as well."
            )
            await tell(work, found, now, f"not now:{asked.at.isoformat()}", words, to=[person])
            return found, asked

        return await self._units.run(unit)

    async def asking(self, caller: Caller, idea: str, person: str) -> tuple[Idea, Member]:
        """Somebody who waits for an answer of the caller's."""

        async def look(work: IdeasWork) -> tuple[Idea, Member]:
            found = await find(work, caller, idea)
            demand_author(caller, found)
            return found, await demand_asking(work, found, person)

        return await self._units.read(look)

    async def leave(self, caller: Caller, idea: str) -> Idea:
        """Leave a team; authors stay with what they wrote, and may withdraw it instead."""
        now = self._clock.now()

        async def unit(work: IdeasWork) -> Idea:
            found = await find(work, caller, idea, hold=True)
            if found.by(caller.person):
                raise NotAllowed(
                    "You wrote this idea, so its team cannot be without you. You can withdraw it.",
                    example="/idea withdraw",
                )
            member = await place(work, found, caller.person, Joining.MEMBER)
            if member is None:
                raise AlreadyDone("You are not in the team of this idea.", example=EXAMPLE)
            after = await _let_go(work, found, member, now)
            words = f"{name_words(caller.name)} has left the team, where they were {a(member.role.value)}."
            authors = [author.person for author in found.authors]
            await tell(work, after, now, f"left:{caller.person}:{now.isoformat()}", words, to=authors)
            return after

        return await self._units.run(unit)

    async def let_go(self, caller: Caller, idea: str, person: str, thanks: str = "") -> tuple[Idea, Member]:
        """Let a member go with thanks, which they are told in private."""
        now = self._clock.now()
        words = _note(thanks)

        async def unit(work: IdeasWork) -> tuple[Idea, Member]:
            found = await find(work, caller, idea, hold=True)
            demand_author(caller, found)
            if found.by(person):
                raise NotAllowed("Authors stay in the team of their idea.", example=EXAMPLE)
            member = await place(work, found, person, Joining.MEMBER)
            if member is None:
                raise AlreadyDone("They are not in the team any more.", example=EXAMPLE)
            after = await _let_go(work, found, member, now)
            told = f"Thank you for your part in the team, which goes on without you from here. {words}"
            await tell(work, after, now, f"let go:{person}:{now.isoformat()}", told.strip(), to=[person])
            return after, member

        return await self._units.run(unit)

    async def take_role(self, caller: Caller, idea: str, role: Role) -> tuple[Idea, Member]:
        """Say what one brings to the team; doing so again changes nothing."""
        now = self._clock.now()

        async def unit(work: IdeasWork) -> tuple[Idea, Member]:
            found = await find(work, caller, idea, hold=True)
            member = await place(work, found, caller.person, Joining.MEMBER)
            if member is None:
                raise AlreadyDone("You are not in the team of this idea.", example=EXAMPLE)
            if member.role is role:
                return found, member
            changed = replace(member, role=role, name=caller.name)
            await work.ideas.enrol(found.community, found.id, changed)
            return await _grown(work, found, changed, now), changed

        return await self._units.run(unit)


async def _let_in(work: IdeasWork, idea: Idea, member: Member, now: datetime, *, by: str) -> Idea:
    """Somebody is in the team from now on: the threads hear it, and its other members."""
    await work.ideas.enrol(idea.community, idea.id, member)
    after = await _grown(work, idea, member, now)
    name = member_name(idea, member)
    said = f"{name} joins the team as {a(member.role.value)}. Welcome!"
    await talking.news(work, after, now, said)
    others = [one.person for one in await work.ideas.members(idea.community, idea.id)]
    key = f"joined:{member.person}:{now.isoformat()}"
    await tell(work, after, now, key, said, to=others, but=[member.person, by])
    return after


async def _grown(work: IdeasWork, idea: Idea, member: Member, now: datetime) -> Idea:
    """Somebody has a role: it is sought no more, and they are leading."""
    sought = tuple(role for role in idea.roles if role is not member.role)
    after = await _save(work, replace(idea, roles=sought), now)
    await work.outbox.put([of_leading(after, member.person, member.role, now)])
    return after


async def _let_go(work: IdeasWork, idea: Idea, member: Member, now: datetime) -> Idea:
    await work.ideas.enrol(idea.community, idea.id, replace(member, joining=Joining.LEFT, at=now))
    after = await _save(work, idea, now)
    name = member_name(idea, member)
    await talking.news(work, after, now, f"{name} is no longer in the team. Thank you, {name}!")
    return after


async def _save(work: IdeasWork, idea: Idea, now: datetime) -> Idea:
    """Keep an idea whose team has changed, with the team counted anew."""
    team = len(await work.ideas.members(idea.community, idea.id))
    after = replace(idea, team=team, revision=idea.revision + 1, said=now)
    await work.ideas.save(after)
    await talking.changed(work, after, now)
    return after


def _note(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise Misread(
            f"That is {len(words)} characters; {LONGEST} fit.",
            understood=words[:80],
            field="note",
            example="I have mentored new teachers for six years.",
        )
    return words
