"""Ideas that could use somebody, for their own eyes."""

from collections.abc import Sequence

from communitybot.conversation.actions import Action
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.matching import Fit, fit, wanted_by
from communitybot.ideas.meeting_repository import MeetingWork
from communitybot.ideas.model.idea import Idea, Joining
from communitybot.ideas.views import IdeaQuery, Sort
from communitybot.people.model import Profile
from communitybot.people.profile_service import Suggestion

MOST = 3
LOOKED_THROUGH = 40  # of those that wait longest for help


async def suits(work: MeetingWork, community: str, profile: Profile) -> Sequence[Suggestion]:
    """Up to three ideas that look for somebody like this, with the reasons; none they have to do with."""
    query = IdeaQuery(sort=Sort.NEEDS_HELP, limit=LOOKED_THROUGH)
    looking = (await work.ideas.listed(community, query)).ideas
    found = [(idea, one) for idea in looking if (one := fit(wanted_by(idea, ()), "", profile)) is not None]
    chosen: list[tuple[Idea, Fit]] = []
    for idea, _ in sorted(found, key=lambda each: -each[1].weight):
        if len(chosen) == MOST:
            break
        there = await work.ideas.members(community, idea.id, tuple(Joining))
        if idea.by(profile.person) or any(one.person == profile.person for one in there):
            continue
        members = [one for one in there if one.joining is Joining.MEMBER]
        if (one := fit(wanted_by(idea, members), "", profile)) is not None:
            chosen.append((idea, one))
    return [Suggestion(title_of(idea), one.reasons, Action("idea.view", (idea.id,))) for idea, one in chosen]
