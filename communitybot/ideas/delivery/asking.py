"""Asks an idea's authors in private about somebody who would like to join the team."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from communitybot.ideas.cards.asking import asking_card
from communitybot.ideas.delivery.promises import entry, to_person
from communitybot.ideas.desk import community_of
from communitybot.ideas.model.idea import Idea, Joining, Member
from communitybot.ideas.repository import IdeasWork
from communitybot.outbox.entry import Done, Entry, Outcome, Skip, State
from communitybot.ports import Clock

ASK = "idea.ask"
ASKED = "idea.asked"
AGAIN = timedelta(days=4)  # an author who has not answered is asked once more


async def of_asking(work: IdeasWork, idea: Idea, member: Member, now: datetime) -> None:
    """Promise that the authors are asked now, and once more if nobody has answered by then."""
    since = member.at.isoformat()
    given = {"asks": member.person, "since": since}
    await work.outbox.put(
        [
            entry(idea, ASK, f"ask:{member.person}:{since}:{turn}", now + wait, turn=turn, **given)
            for turn, wait in ((1, timedelta()), (2, AGAIN))
        ]
    )


class Asking:
    """Asks while the question stands."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def asks(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Put a private question for each author, outside their quiet hours."""
        outcomes: list[Outcome] = []
        now = self._clock.now()
        for each in entries:
            found = await _standing(each, work)
            if found is None:
                outcomes.append(_answered())
                continue
            idea, member = found
            zone = (await community_of(work, idea.community)).zone
            authors = await work.people.many(idea.community, [author.person for author in idea.authors])
            key = f"asked:{member.person}:{each.args['since']}:{each.args['turn']}"
            given = {"asks": member.person, "since": each.args["since"]}
            await work.outbox.put(
                [
                    to_person(idea, ASKED, key, author, author.quiet_until(now, zone) or now, **given)
                    for author in authors.values()
                ]
            )
            outcomes.append(Done())
        return outcomes

    async def asked(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Draw the question."""
        standing = [await _standing(each, work) for each in entries]
        return [asking_card(*found) if found is not None else _answered() for found in standing]


async def _standing(each: Entry, work: IdeasWork) -> tuple[Idea, Member] | None:
    """The idea and who asks, while that very wish waits for an answer and the idea goes on."""
    idea = await work.ideas.get(each.community, each.args["idea"])
    if idea is None or not idea.stage.open:
        return None
    asking = await work.ideas.members(idea.community, idea.id, (Joining.ASKED,))
    member = next((one for one in asking if one.person == each.args["asks"]), None)
    return None if member is None or member.at.isoformat() != each.args["since"] else (idea, member)


def _answered() -> Skip:
    return Skip("it was answered, or is no question any more", State.SUPERSEDED)
