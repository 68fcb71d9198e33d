"""Following up what was promised: whoever was named is asked first, then how it goes, and not for ever."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from communitybot.ideas.cards.commitments import follow_up_card, owner_card
from communitybot.ideas.delivery.promises import entry, to_person
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.lab_repository import LabsWork
from communitybot.ideas.model.commitment import Commitment
from communitybot.ideas.model.commitment import State as Going
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.surroundings import WEEK, as_subject, brought, reachable_at, rests, zone_of
from communitybot.moments.wall import at, zone_info
from communitybot.moments.words import spoken_day
from communitybot.outbox.entry import FINAL, Done, Entry, Later, NewEntry, Outcome, Skip, State
from communitybot.people.model import Person
from communitybot.ports import Clock

ASK = "idea.commitment.owner"
WAIT = "idea.commitment.wait"
FOLLOW = "idea.commitment.follow"
QUESTION = "idea.commitment.question"
REACHED = "idea.commitment.reached"

BEFORE = timedelta(days=3)
AGAIN = timedelta(days=14)
MORNING = time(9)  # where the owner lives
TURNS = 2  # how often somebody is asked to take something on
STEPS = ("before", "on", "again1", "again2", "again3")
SOON = timedelta(hours=1)  # when it is known whether somebody could be written to
ENDED = frozenset({Stage.WITHDRAWN, Stage.DECLINED})


def spoken(day: date) -> str:
    """A date in words: "Tuesday 15 December 2026"."""
    return spoken_day(day)


async def asked(
    work: LabsWork, idea: Idea, commitment: Commitment, owner: Person, now: datetime, *, turn: int = 1
) -> Sequence[NewEntry]:
    """The question whether somebody takes on what they were named for, and a look a week later."""
    due = await reachable_at(work, idea, owner, now)
    given = {"commitment": commitment.id, "moves": commitment.moves, "turn": turn}
    key = f"commitment:{commitment.id}:{commitment.moves}"
    return (
        to_person(idea, ASK, f"{key}:owner:{turn}", owner, due, **given),
        entry(idea, WAIT, f"{key}:wait:{turn}", due + WEEK, **given),
    )


async def followed(work: LabsWork, idea: Idea, commitment: Commitment, now: datetime) -> Sequence[NewEntry]:
    """The first look at how it goes: three days before its date, or on it where that is sooner."""
    zone = await _zone(work, idea, commitment)
    before = _morning(commitment.by - BEFORE, zone)
    if before > now:
        return (_look(idea, commitment, "before", before),)
    return (_look(idea, commitment, "on", max(_morning(commitment.by, zone), now)),)


class Promised:
    """What the outbox does about commitments."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def asks(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """Draw the question whether somebody takes it on."""
        outcomes: list[Outcome] = []
        for each in entries:
            idea, commitment = await _meant(each, work, Going.ASKED)
            if idea is None or commitment is None or not idea.stage.open:
                outcomes.append(Skip("it was answered, or the idea does not go on", State.SUPERSEDED))
            else:
                outcomes.append(owner_card(idea, commitment, again=each.args["turn"] > 1))
        return outcomes

    async def waits(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """Ask once more, or tell whoever named them that nobody has taken it on."""
        outcomes: list[Outcome] = []
        for each in entries:
            idea, commitment = await _meant(each, work, Going.ASKED)
            now = self._clock.now()
            if idea is None or commitment is None or not (idea.stage.open or rests(idea, now)):
                outcomes.append(Skip("it was answered, or the idea has ended", State.SUPERSEDED))
                continue
            if rests(idea, now):
                outcomes.append(Later(now + WEEK, "the idea rests"))
                continue
            owner = await work.people.get(each.community, commitment.owner or "")
            if owner is not None and each.args["turn"] < TURNS:
                await work.outbox.put(await asked(work, idea, commitment, owner, now, turn=TURNS))
            else:
                key = f"commitment:{commitment.id}:{commitment.moves}:unanswered"
                who = as_subject(idea, commitment.owner, commitment.name)
                words = (
                    f"{who} has not said whether they take on “{commitment.what}”. "
                    "You can name somebody else with /idea commit."
                )
                await tell(work, idea, now, key, words, to=[commitment.noted_by])
            outcomes.append(Done())
        return outcomes

    async def follows(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """See whom to ask how it goes, now and the next time."""
        outcomes: list[Outcome] = []
        for each in entries:
            idea, commitment = await _meant(each, work, Going.OPEN)
            if idea is None or commitment is None:
                outcomes.append(Skip("it is done, dropped or moved", State.SUPERSEDED))
                continue
            if idea.stage is Stage.PARKED:
                outcomes.append(Later(self._clock.now() + AGAIN, "the idea rests"))
                continue
            await self._follow(work, idea, commitment, each.args["step"])
            outcomes.append(Done())
        return outcomes

    async def questions(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """Draw the question how it goes."""
        outcomes: list[Outcome] = []
        for each in entries:
            idea, commitment = await _meant(each, work, Going.OPEN)
            if idea is None or commitment is None or idea.stage is Stage.PARKED:
                outcomes.append(Skip("it is done, dropped or moved", State.SUPERSEDED))
                continue
            late = await self._over(work, idea, commitment)
            if each.args["step"] == "before" and late:
                outcomes.append(Skip("its date has come meanwhile"))
                continue
            mine = each.args["person"] == commitment.owner
            outcomes.append(follow_up_card(idea, commitment, mine=mine, late=late))
        return outcomes

    async def reached(self, entries: Sequence[Entry], work: LabsWork) -> Sequence[Outcome]:
        """Ask the authors where the owner could not be written to."""
        outcomes: list[Outcome] = []
        for each in entries:
            idea, commitment = await _meant(each, work, Going.OPEN)
            stands = await brought(work, each.community, each.args["asked"])
            if idea is None or commitment is None:
                outcomes.append(Skip("it is done, dropped or moved", State.SUPERSEDED))
            elif stands is not None and stands not in FINAL:
                outcomes.append(Later(self._clock.now() + SOON, "the question is on its way"))
            else:
                if stands is State.FAILED:
                    await self._ask(work, idea, commitment, each.args["step"], _authors(idea, commitment))
                outcomes.append(Done())
        return outcomes

    async def _follow(self, work: LabsWork, idea: Idea, commitment: Commitment, step: str) -> None:
        now = self._clock.now()
        zone = await _zone(work, idea, commitment)
        late = commitment.by <= now.astimezone(zone_info(zone)).date()
        if step == "before" and late:  # the bot was away: only the question of the day itself is put
            await work.outbox.put([_look(idea, commitment, "on", max(_morning(commitment.by, zone), now))])
            return
        whom = [commitment.owner] if commitment.owner is not None else _authors(idea, commitment)
        await self._ask(work, idea, commitment, step, whom)
        following = STEPS[STEPS.index(step) + 1 :][:1]
        if following:
            today = now.astimezone(zone_info(zone)).date()
            day = commitment.by if following[0] == "on" else today + AGAIN
            await work.outbox.put([_look(idea, commitment, following[0], _morning(day, zone))])

    async def _ask(
        self, work: LabsWork, idea: Idea, commitment: Commitment, step: str, whom: Sequence[str]
    ) -> None:
        now = self._clock.now()
        people = await work.people.many(idea.community, list(whom))
        if not people:  # whoever promised it is no member any more
            people = await work.people.many(idea.community, _authors(idea, commitment))
        key = f"commitment:{commitment.id}:{commitment.moves}:{step}"
        given = {"commitment": commitment.id, "moves": commitment.moves, "step": step}
        for person in people.values():
            due = await reachable_at(work, idea, person, now)
            question = to_person(idea, QUESTION, key, person, due, **given)
            await work.outbox.put([question])
            if person.id == commitment.owner:
                look = entry(idea, REACHED, f"{key}:reached", due + SOON, asked=question.key, **given)
                await work.outbox.put([look])

    async def _over(self, work: LabsWork, idea: Idea, commitment: Commitment) -> bool:
        """Whether its date has come where its owner lives."""
        zone = await _zone(work, idea, commitment)
        return commitment.by <= self._clock.now().astimezone(zone_info(zone)).date()


def _look(idea: Idea, commitment: Commitment, step: str, due: datetime) -> NewEntry:
    given = {"commitment": commitment.id, "moves": commitment.moves, "step": step}
    return entry(idea, FOLLOW, f"commitment:{commitment.id}:{commitment.moves}:look:{step}", due, **given)


async def _meant(each: Entry, work: LabsWork, going: Going) -> tuple[Idea | None, Commitment | None]:
    """The idea and its commitment, as long as it stands so and was not moved since."""
    idea = await work.ideas.get(each.community, each.args["idea"])
    if idea is None or idea.stage in ENDED:
        return None, None
    found = await work.labs.commitment(each.community, idea.id, each.args["commitment"])
    stands = found is not None and (found.state, found.moves) == (going, each.args["moves"])
    return idea, found if stands else None


def _authors(idea: Idea, commitment: Commitment) -> list[str]:
    """Those who are asked in the place of somebody who cannot be."""
    return [author.person for author in idea.authors if author.person != commitment.owner]


async def _zone(work: LabsWork, idea: Idea, commitment: Commitment) -> str:
    owner = await work.people.get(idea.community, commitment.owner) if commitment.owner else None
    return await zone_of(work, idea, owner)


def _morning(day: date, zone: str) -> datetime:
    return at(datetime.combine(day, MORNING), zone)
