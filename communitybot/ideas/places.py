"""Who has which place in a team, and who may ask for one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller
from communitybot.conversation.phrases import joined, name_words
from communitybot.conversation.plain import at_words
from communitybot.conversation.text import At, AtStyle
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ideas.cards.words import a, member_name
from communitybot.ideas.desk import community_of, demand_open
from communitybot.ideas.gates import LARGEST_TEAM
from communitybot.ideas.model.idea import Idea, Joining, Member, Stage
from communitybot.ideas.repository import IdeasWork

AGAIN = timedelta(days=14)  # after a "not now" one may ask again
EXAMPLE = "/idea team"
BECAME: Mapping[Joining, str] = {
    Joining.MEMBER: "is in the team already",
    Joining.INVITED: "was invited, and has not answered yet",
    Joining.NOT_NOW: "was told “not now” already",
    Joining.LEFT: "does not ask to join any more",
}


async def place(work: IdeasWork, idea: Idea, person: str, joining: Joining) -> Member | None:
    there = await work.ideas.members(idea.community, idea.id, (joining,))
    return next((one for one in there if one.person == person), None)


async def demand_asking(work: IdeasWork, idea: Idea, person: str) -> Member:
    """Whoever waits for an answer; refuses with what has become of it where they do not."""
    there = await work.ideas.members(idea.community, idea.id, tuple(Joining))
    own = next((one for one in there if one.person == person), None)
    if own is None:
        raise NotFound("Nobody of that name asks to join.", example=EXAMPLE)
    if own.joining is not Joining.ASKED:
        raise AlreadyDone(f"{name_words(own.name)} {BECAME[own.joining]}.", example=EXAMPLE)
    return own


async def demand_place(work: IdeasWork, caller: Caller, idea: Idea, now: datetime) -> Member | None:
    """Refuse whoever cannot ask to join; returns their wish or invitation, where there is one."""
    if idea.by(caller.person):
        raise AlreadyDone("You wrote this idea, so you are in its team.", example=EXAMPLE)
    demand_open(idea)
    if idea.stage is Stage.REPORTED:
        raise AlreadyDone("This idea has come to its outcome, so its team is at its end.", example="/ideas")
    ways = (Joining.MEMBER, Joining.ASKED, Joining.INVITED, Joining.NOT_NOW)
    there = await work.ideas.members(idea.community, idea.id, ways)
    own = next((one for one in there if one.person == caller.person), None)
    if own is not None and own.joining is Joining.MEMBER:
        raise AlreadyDone(f"You are in the team already, as {a(own.role.value)}.", example=EXAMPLE)
    await demand_room(work, idea)
    if own is not None and own.joining is Joining.NOT_NOW:
        if now - own.at < AGAIN:
            zone = (await community_of(work, idea.community)).zone
            day = at_words(At(own.at + AGAIN, zone, style=AtStyle.DATE), zone=zone, now=now)
            raise NotAllowed(
                f"The team takes nobody on just now. You can ask again from {day} on; until then your "
                "support and your words in the thread help it as well.",
                example="/ideas",
            )
        return None
    return own


async def demand_room(work: IdeasWork, idea: Idea) -> None:
    members: Sequence[Member] = await work.ideas.members(idea.community, idea.id)
    if len(members) >= LARGEST_TEAM:
        names = joined(member_name(idea, one) for one in members)
        raise AlreadyDone(
            f"This team has its {len(members)} people: {names}. Somebody would have to leave first.",
            example=EXAMPLE,
        )
