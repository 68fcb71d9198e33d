"""Asks the authors of two ideas whether they are to be one, and leads from each to the other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.ideas.cards.merging import question_card
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.delivery.promises import entry, of_leading, to_person
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.delivery.threads import NEWS
from communitybot.ideas.desk import community_of
from communitybot.ideas.merge_repository import MergesWork
from communitybot.ideas.merge_views import Pair
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.merge import ANSWER, UNDO, Merge, MergeState
from communitybot.ideas.publishing import AUTHOR
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.ports import Clock

ASK = "idea.merge.ask"
ASKED = "idea.merge.asked"
LAPSE = "idea.merge.lapse"
SETTLE = "idea.merge.settle"
AGAIN = timedelta(days=7)  # whoever has not answered is asked once more


async def leads(work: MergesWork, both: tuple[Idea, Idea], now: datetime, key: str, words: str) -> None:
    """Say one plain sentence in every thread of the first idea, with a button that leads to the second."""
    idea, to = both
    await work.outbox.put([entry(idea, NEWS, f"leads:{key}", now, words=words, leads=to.id)])


async def of_asking(work: MergesWork, one: Idea, merge: Merge, now: datetime) -> None:
    """Promise that whoever has to agree is asked now, once more in a week, and then not any more."""
    turns = ((1, timedelta()), (2, AGAIN))
    asks = [
        entry(one, ASK, f"merge:{merge.id}:ask:{turn}", now + wait, merge=merge.id, turn=turn)
        for turn, wait in turns
    ]
    lapses = entry(one, LAPSE, f"merge:{merge.id}:lapse", now + ANSWER, merge=merge.id)
    await work.outbox.put([*asks, lapses])


def of_settling(kept: Idea, merge: Merge) -> NewEntry:
    """The moment from which it stays so."""
    return entry(kept, SETTLE, f"merge:{merge.id}:settle", (merge.done or merge.asked) + UNDO, merge=merge.id)


class Merging:
    """What the outbox does about ideas that are to become one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def asks(self, entries: Sequence[Entry], work: MergesWork) -> Sequence[Outcome]:
        """Put a private question for each author who has to agree, outside their quiet hours."""
        outcomes: list[Outcome] = []
        now = self._clock.now()
        for each in entries:
            found = await _standing(each, work, now)
            if found is None:
                outcomes.append(_answered())
                continue
            merge, one, other = found
            zone = (await community_of(work, each.community)).zone
            people = await work.people.many(each.community, wanted(merge, one, other))
            key = f"merge:{merge.id}:asked:{each.args['turn']}"
            await work.outbox.put(
                [
                    to_person(one, ASKED, key, person, person.quiet_until(now, zone) or now, merge=merge.id)
                    for person in people.values()
                ]
            )
            outcomes.append(Done())
        return outcomes

    async def asked(self, entries: Sequence[Entry], work: MergesWork) -> Sequence[Outcome]:
        """Draw the question for one author."""
        outcomes: list[Outcome] = []
        for each in entries:
            found = await _standing(each, work, self._clock.now())
            if found is None:
                outcomes.append(_answered())
                continue
            merge, one, other = found
            mine = frozenset(idea.id for idea in (one, other) if idea.by(each.args["person"]))
            zone = (await community_of(work, each.community)).zone
            pair = Pair(
                one=one,
                other=other,
                team=await team_of_both(work, one, other),
                mine=mine,
                moderates=False,
                zone=zone,
                merge=merge,
            )
            outcomes.append(question_card(pair))
        return outcomes

    async def lapses(self, entries: Sequence[Entry], work: MergesWork) -> Sequence[Outcome]:
        """End a question nobody has answered, and tell whoever asked."""
        outcomes: list[Outcome] = []
        now = self._clock.now()
        for each in entries:
            merge = await work.merges.get(each.community, each.args["merge"], hold=True)
            if merge is None or merge.state is not MergeState.ASKED:
                outcomes.append(_answered())
                continue
            await work.merges.save(replace(merge, state=MergeState.LAPSED, done=now))
            both = await work.ideas.many(each.community, [merge.one, merge.other])
            if len(both) == 2:
                words = f"Nobody has answered yet whether it is to go on in “{title_of(both[1])}”."
                words += " So the two stay apart; you can ask again with /idea merge."
                await tell(work, both[0], now, f"merge:{merge.id}:lapsed", words, to=[merge.proposer])
            outcomes.append(Done())
        return outcomes

    async def settles(self, entries: Sequence[Entry], work: MergesWork) -> Sequence[Outcome]:
        """Note who leads the kept idea from now on; what they led before stays noted."""
        outcomes: list[Outcome] = []
        for each in entries:
            merge = await work.merges.get(each.community, each.args["merge"])
            kept = await work.ideas.get(each.community, each.args["idea"])
            if merge is None or kept is None or merge.state is not MergeState.MERGED:
                outcomes.append(Skip("they are two ideas again", State.SUPERSEDED))
                continue
            since = merge.done or each.due
            members = await work.ideas.members(kept.community, kept.id)
            authors = [one.person for one in kept.authors if one.person in merge.authors]
            facts = [of_leading(kept, person, AUTHOR, since) for person in authors]
            facts += [of_leading(kept, one.person, one.role, since) for one in members]
            await work.outbox.put(facts)
            outcomes.append(Done())
        return outcomes


def wanted(merge: Merge, one: Idea, other: Idea) -> list[str]:
    """The authors of each idea for which nobody has agreed yet."""
    sides = ((one, merge.agreed_one), (other, merge.agreed_other))
    return list(
        dict.fromkeys(author.person for idea, agreed in sides if agreed is None for author in idea.authors)
    )


async def team_of_both(work: MergesWork, one: Idea, other: Idea) -> int:
    """How many people would be in one team."""
    people = {author.person for idea in (one, other) for author in idea.authors}
    for idea in (one, other):
        people |= {member.person for member in await work.ideas.members(idea.community, idea.id)}
    return len(people)


async def _standing(each: Entry, work: MergesWork, now: datetime) -> tuple[Merge, Idea, Idea] | None:
    """The question with both ideas, while it waits for an answer and both go on."""
    merge = await work.merges.get(each.community, each.args["merge"])
    if merge is None or not merge.waits(now):
        return None
    both = await work.ideas.many(each.community, [merge.one, merge.other])
    if len(both) < 2 or not all(idea.stage.open for idea in both):
        return None
    return merge, both[0], both[1]


def _answered() -> Skip:
    return Skip("it was answered, or is no question any more", State.SUPERSEDED)
