"""Asks somebody in private whether they would join a team."""

from collections.abc import Sequence
from datetime import datetime

from communitybot.ideas.cards.matching import invitation_card
from communitybot.ideas.delivery.promises import to_person
from communitybot.ideas.meeting_repository import MeetingWork
from communitybot.ideas.model.idea import Idea, Joining, Member
from communitybot.ideas.places import place
from communitybot.ideas.surroundings import reachable_at
from communitybot.outbox.entry import Entry, Outcome, Skip, State
from communitybot.people.model import Person

INVITE = "idea.invite"


async def of_inviting(
    work: MeetingWork, idea: Idea, member: Member, person: Person, now: datetime, *, by: str
) -> None:
    """Promise an invitation outside quiet hours; `by` is who asks, as they may be named."""
    due = await reachable_at(work, idea, person, now)
    since = member.at.isoformat()
    await work.outbox.put([to_person(idea, INVITE, f"invite:{since}", person, due, by=by, since=since)])


async def invites(entries: Sequence[Entry], work: MeetingWork) -> Sequence[Outcome]:
    """Draw each invitation that still stands, of an idea that goes on."""
    return [await _drawn(each, work) for each in entries]


async def _drawn(each: Entry, work: MeetingWork) -> Outcome:
    idea = await work.ideas.get(each.community, each.args["idea"])
    if idea is None or not idea.stage.open:
        return Skip("the idea does not go on", State.CANCELLED)
    member = await place(work, idea, each.args["person"], Joining.INVITED)
    if member is None or member.at.isoformat() != each.args["since"]:
        return Skip("the invitation does not stand any more", State.SUPERSEDED)
    return invitation_card(idea, member, by=each.args["by"])
