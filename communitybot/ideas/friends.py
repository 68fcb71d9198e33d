"""Critical friends: two people from outside a team who are asked, agree, and leave their notes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ideas.delivery import friendship, talking
from communitybot.ideas.delivery.promises import of_leading
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, demand_open, demand_team, find
from communitybot.ideas.lab_repository import LabsWork
from communitybot.ideas.lab_views import Circle
from communitybot.ideas.model.friend import OPEN, PLACES, Friend, Notes, Standing
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.surroundings import all_of, meant, said, team_of
from communitybot.people.model import Person
from communitybot.ports import Clock, Units

RESTS = timedelta(days=30)  # ours: how long nobody is asked again who said not now, or nothing
ROLE = "critical friend"
EXAMPLE = "/idea friends"
PROPOSED = 10
MOST = 25  # ideas of one friend to choose from
WORD = 300  # weight of what is said with a no


class FriendsDesk(Desk):
    """Asks critical friends, hears them, and keeps what they note."""

    def __init__(self, units: Units[LabsWork], clock: Clock) -> None:
        self._units: Units[LabsWork] = units
        self._clock = clock

    async def look(self, caller: Caller, idea: str) -> Circle:
        """Who was asked and what came of it."""
        return await self._units.read(lambda work: _circle(work, caller, idea))

    async def befriended(self, caller: Caller) -> Sequence[Idea]:
        """The ideas that go on of which the caller is a critical friend and has left no notes yet."""

        async def look(work: LabsWork) -> Sequence[Idea]:
            ids = await work.labs.befriended(caller.community, caller.person, limit=MOST)
            return [idea for idea in await work.ideas.many(caller.community, ids) if idea.stage.open]

        return await self._units.read(look)

    async def named(self, caller: Caller, names: Sequence[str]) -> Sequence[Person]:
        """The members whom names mean; refused where one could be several, or nobody."""

        async def look(work: LabsWork) -> list[Person]:
            return [await meant(work, caller, name, field="people") for name in names]

        return await self._units.read(look)

    async def be_willing(self, caller: Caller, *, on: bool) -> None:
        """Keep whether teams of this community may ask the caller."""
        now = self._clock.now()
        await self._units.run(lambda work: work.labs.willing(caller.community, caller.person, on=on, at=now))

    async def is_willing(self, caller: Caller) -> bool:
        return await self._units.read(lambda work: work.labs.is_willing(caller.community, caller.person))

    async def ask(self, caller: Caller, idea: str, persons: Sequence[str]) -> Circle:
        """Ask people privately; whoever is asked already, or has agreed, is not asked twice.

        Raises:
            AlreadyDone: when both places are taken, or somebody rests from having been asked.
        """
        now = self._clock.now()

        async def unit(work: LabsWork) -> Circle:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            demand_open(found)
            known = {one.person: one for one in await work.labs.friends(found.community, found.id)}
            wanted = [one for one in dict.fromkeys(persons) if not _holds(known.get(one))]
            people = await all_of(work, found.community, wanted)
            _demand_outside(await team_of(work, found), people)
            _demand_places(known, wanted)
            _demand_rested([known[one] for one in wanted if one in known], now)
            for person in people:
                before = known.get(person.id)
                round_ = before.round + 1 if before is not None else 1
                friend = Friend(person=person.id, name=person.name, round=round_, asked=now)
                await work.labs.befriend(found.community, found.id, friend)
                await work.outbox.put(await friendship.asked(work, found, person, friend, now))
            if people:
                await work.labs.called(found.community, wanted, at=now)
                await said(work, found, now)
            return await _circle(work, caller, idea)

        return await self._units.run(unit)

    async def agree(self, caller: Caller, idea: str) -> Circle:
        """Say yes to having been asked; the thread and the team hear of it. Again does nothing."""
        now = self._clock.now()

        async def unit(work: LabsWork) -> Circle:
            found, mine, others = await _mine(work, caller, idea)
            if mine.standing is Standing.AGREED:
                return await _circle(work, caller, idea)
            demand_open(found)
            if caller.person in await team_of(work, found):
                raise NotAllowed(
                    "You are in the team now, and a critical friend comes from outside it.", example=EXAMPLE
                )
            if sum(one.standing in OPEN for one in others) >= PLACES:
                raise AlreadyDone(
                    "Two others have been asked meanwhile. Thank you all the same!", example=EXAMPLE
                )
            agreed = replace(mine, standing=Standing.AGREED, name=caller.name, answered=now)
            await work.labs.befriend(found.community, found.id, agreed)
            await said(work, found, now)
            if mine.standing is not Standing.LEFT:  # whoever comes and goes is not announced each time
                await talking.news(work, found, now, f"{mine.name} is a critical friend of this idea.")
            await _tell_team(work, found, now, f"friend:{mine.person}:{mine.round}:yes", _yes(mine))
            return await _circle(work, caller, idea)

        return await self._units.run(unit)

    async def decline(self, caller: Caller, idea: str, word: str = "") -> Circle:
        """Say not now, or step back: the place is free again and notes go along. Again does nothing."""
        now = self._clock.now()

        async def unit(work: LabsWork) -> Circle:
            found, mine, _ = await _mine(work, caller, idea)
            if mine.standing in {Standing.NOT_NOW, Standing.LEFT}:
                return await _circle(work, caller, idea)
            left = mine.standing is Standing.AGREED
            standing = Standing.LEFT if left else Standing.NOT_NOW
            gone = replace(mine, standing=standing, answered=now, notes=None, noted=None)
            await work.labs.befriend(found.community, found.id, gone)
            await said(work, found, now)
            key = f"friend:{mine.person}:{mine.round}:{'left' if left else 'no'}"
            await _tell_team(work, found, now, key, _no(mine, word, left=left))
            return await _circle(work, caller, idea)

        return await self._units.run(unit)

    async def note(self, caller: Caller, idea: str, notes: Notes) -> Circle:
        """Keep a friend's notes, in place of what they were; the team hears when both are in."""
        now = self._clock.now()

        async def unit(work: LabsWork) -> Circle:
            found, mine, others = await _mine(work, caller, idea)
            if mine.standing is not Standing.AGREED:
                raise NotAllowed("Notes are from those who agreed to be a critical friend.", example=EXAMPLE)
            demand_open(found)
            if not notes.written:
                raise Misread("There is nothing in these notes yet. One answer is enough.", field="heard")
            if notes == mine.notes:
                return await _circle(work, caller, idea)
            await work.labs.befriend(found.community, found.id, replace(mine, notes=notes, noted=now))
            await said(work, found, now)
            await work.outbox.put([of_leading(found, mine.person, ROLE, now)])
            done = [one for one in others if one.done]
            if done and mine.notes is None:
                rounds = sorted(f"{one.person}.{one.round}" for one in (*done, mine))
                await _tell_team(work, found, now, f"notes:{':'.join(rounds)}", BOTH_IN)
            return await _circle(work, caller, idea)

        return await self._units.run(unit)


BOTH_IN = "Both critical friends have left their notes. /idea notes shows them to your team."


def _yes(friend: Friend) -> str:
    return f"{friend.name} agreed to be a critical friend. Their notes come with /idea notes."


def _no(friend: Friend, word: str, *, left: bool) -> str:
    how = "had to step back as a critical friend" if left else "cannot be a critical friend now"
    says = f" They say: {one_line(word, WORD)}" if word.strip() else ""
    return f"{friend.name} {how}.{says} You can ask somebody else with /idea friends."


def _holds(friend: Friend | None) -> bool:
    return friend is not None and friend.standing in OPEN


async def _mine(work: LabsWork, caller: Caller, idea: str) -> tuple[Idea, Friend, Sequence[Friend]]:
    """The idea, held; the caller's part in it, and the others'."""
    found = await find(work, caller, idea, hold=True)
    friends = await work.labs.friends(found.community, found.id)
    mine = next((one for one in friends if one.person == caller.person), None)
    if mine is None:
        raise NotAllowed(
            "Its team has not asked you to be a critical friend. You can tell teams that you are willing.",
            example="/idea friends willing: yes",
        )
    return found, mine, [one for one in friends if one.person != caller.person]


async def _circle(work: LabsWork, caller: Caller, idea: str) -> Circle:
    found = await find(work, caller, idea)
    friends = await work.labs.friends(found.community, found.id)
    team = await team_of(work, found)
    inside = caller.person in team
    but = [*team, *(one.person for one in friends)]
    return Circle(
        idea=found,
        friends=friends,
        team=inside,
        mine=next((one for one in friends if one.person == caller.person), None),
        rota=await work.labs.rota(found.community, but=but, limit=PROPOSED) if inside else (),
        willing=await work.labs.is_willing(found.community, caller.person),
    )


async def _tell_team(work: LabsWork, idea: Idea, now: datetime, key: str, words: str) -> None:
    await tell(work, idea, now, key, words, to=await team_of(work, idea))


def _demand_outside(team: Sequence[str], people: Sequence[Person]) -> None:
    for person in people:
        if person.id in team:
            raise NotAllowed(
                f"{person.name} is in the team, and a critical friend comes from outside it.",
                example="/idea friends people: Ana Ruiz",
            )


def _demand_places(known: dict[str, Friend], wanted: Sequence[str]) -> None:
    taken = [one for one in known.values() if one.standing in OPEN]
    if len(taken) + len(wanted) <= PLACES:
        return
    if not taken:
        raise AlreadyDone(f"I count {len(wanted)} people; an idea has two critical friends.", example=EXAMPLE)
    names = " and ".join(one.name for one in taken)
    more = "one more can be asked" if len(taken) == 1 else "nobody else can be asked now"
    state = "is" if len(taken) == 1 else "are"
    raise AlreadyDone(f"{names} {state} asked already, so {more}.", example=EXAMPLE)


def _demand_rested(again: Sequence[Friend], now: datetime) -> None:
    for friend in again:
        if now - (friend.answered or friend.asked) < RESTS:
            raise AlreadyDone(
                f"{friend.name} was asked lately ({friend.standing.value}). Somebody else may like to.",
                example=EXAMPLE,
            )
