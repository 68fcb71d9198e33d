"""Asking critical friends in private: once, again after a week's silence, and then not any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.ideas.cards.friends import friend_asked_card
from communitybot.ideas.delivery.promises import entry, to_person
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.delivery.threads import IDEAS
from communitybot.ideas.lab_repository import LabsWork
from communitybot.ideas.model.friend import Friend, Standing
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.surroundings import WEEK, brought, reachable_at, rests, team_of
from communitybot.outbox.entry import Done, Entry, Later, NewEntry, Outcome, Skip, State
from communitybot.people.model import Person
from communitybot.ports import Clock
from communitybot.threads.holding import hold

ASK = "idea.friend.ask"
WAIT = "idea.friend.wait"
TURNS = 2  # how often somebody is asked before somebody else may be


async def asked(
    work: LabsWork, idea: Idea, person: Person, friend: Friend, now: datetime, *, turn: int = 1
) -> Sequence[NewEntry]:
    """The question, outside quiet hours, and a look a week later at whether it was answered."""
    due = await reachable_at(work, idea, person, now)
    given = {"round": friend.round, "turn": turn}
    key = f"{friend.round}:{turn}"
    return (
        to_person(idea, ASK, f"friend:ask:{key}", person, due, **given),
        entry(idea, WAIT, f"friend:wait:{key}:{person.id}", due + WEEK, person=person.id, **given),
    )


class Friendship:
    """What the outbox does about critical friends."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def asks(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """Draw the question, if it still stands."""
        await hold(IDEAS, entries, work)
        outcomes: list[Outcome] = []
        for each in entries:
            idea, friend = await _waiting(each, work)
            if idea is None or friend is None or not idea.stage.open:
                outcomes.append(Skip("nobody waits for the answer any more", State.SUPERSEDED))
            else:
                outcomes.append(friend_asked_card(idea, again=each.args["turn"] > 1))
        return outcomes

    async def waits(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """Ask again, or let the team ask somebody else."""
        await hold(IDEAS, entries, work)
        outcomes: list[Outcome] = []
        for each in entries:
            now = self._clock.now()
            idea, friend = await _waiting(each, work)
            if idea is None or friend is None or not (idea.stage.open or rests(idea, now)):
                outcomes.append(Skip("it was answered, or the idea has ended", State.SUPERSEDED))
                continue
            if rests(idea, now):
                outcomes.append(Later(now + WEEK, "the idea rests"))
                continue
            person = await work.people.get(each.community, friend.person)
            if person is not None and each.args["turn"] < TURNS and not await _lost(each, work, person):
                turn = each.args["turn"] + 1
                await work.outbox.put(await asked(work, idea, person, friend, now, turn=turn))
            else:
                await self._give_up(work, idea, friend)
            outcomes.append(Done())
        return outcomes

    async def _give_up(self, work: LabsWork, seen: Idea, friend: Friend) -> None:
        now = self._clock.now()
        idea = await work.ideas.get(seen.community, seen.id, hold=True) or seen
        silent = replace(friend, standing=Standing.SILENT)
        await work.labs.befriend(idea.community, idea.id, silent)
        key = f"friend:{friend.person}:{friend.round}:silent"
        words = f"{friend.name} has not answered. You can ask somebody else with /idea friends."
        await tell(work, idea, now, key, words, to=await team_of(work, idea))


async def _waiting(each: Entry, work: LabsWork) -> tuple[Idea | None, Friend | None]:
    """The idea and whoever was asked, as long as the answer to this very question is awaited."""
    idea = await work.ideas.get(each.community, each.args["idea"], hold=True)
    if idea is None:
        return None, None
    friends = await work.labs.friends(idea.community, idea.id)
    person, round_ = each.args["person"], each.args["round"]
    found = next((one for one in friends if (one.person, one.round) == (person, round_)), None)
    return idea, found if found is not None and found.standing is Standing.ASKED else None


async def _lost(each: Entry, work: LabsWork, person: Person) -> bool:
    """Whether the question could not be brought to them."""
    key = f"idea:{each.args['idea']}:friend:ask:{each.args['round']}:{each.args['turn']}:{person.id}"
    return await brought(work, each.community, key) is State.FAILED
