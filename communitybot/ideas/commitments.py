"""Commitments: who does what for an idea by when, taken on, kept, moved, or dropped with a word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.ideas.delivery import promised, talking
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, demand_open, demand_team, find
from communitybot.ideas.lab_repository import LabsWork
from communitybot.ideas.lab_views import CommitmentSeen, CommitmentsSeen, CommitmentWish
from communitybot.ideas.model.commitment import Commitment, State
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.surroundings import as_subject, meant, said, shown, team_of, zone_of
from communitybot.ids import new_id
from communitybot.people.model import Person
from communitybot.ports import Clock, Units

EXAMPLE = "/idea commit Ask the board for two shared hours, owner: me, by: 15 december"
MOST = 50  # ours: of one idea
WHAT = 200
WORD = 300
PAGE = 8
FARTHEST_YEARS = 5


class CommitmentsDesk(Desk):
    """Notes what was promised and hears what becomes of it."""

    def __init__(self, units: Units[LabsWork], clock: Clock) -> None:
        self._units: Units[LabsWork] = units
        self._clock = clock

    async def member(self, caller: Caller, name: str) -> Person | None:
        """The member a name means; None for a name nobody here has, refused where it could be several."""

        async def look(work: LabsWork) -> Person | None:
            try:
                return await meant(work, caller, name, field="owner")
            except NotFound:
                if name.startswith(("@", "<@")) or ":" in name:  # an account, and not a guest's name
                    raise
                return None

        return await self._units.read(look)

    async def listed(self, caller: Caller, idea: str, page: int = 0) -> CommitmentsSeen:
        """One page of what was promised for an idea; a page after the last is the last."""

        async def look(work: LabsWork) -> CommitmentsSeen:
            found = await find(work, caller, idea)
            counts = await work.labs.counted(found.community, found.id)
            last = max(sum(counts.values()) - 1, 0) // PAGE
            shown_page = min(max(page, 0), last)
            some = await work.labs.commitments(
                found.community, found.id, limit=PAGE, offset=shown_page * PAGE
            )
            team = caller.person in await team_of(work, found)
            return CommitmentsSeen(
                idea=found, commitments=some, counts=counts, page=shown_page, last=last, team=team
            )

        return await self._units.read(look)

    async def look(self, caller: Caller, idea: str, name: str) -> CommitmentSeen:
        """One commitment, and what the caller may do about it."""

        async def unit(work: LabsWork) -> CommitmentSeen:
            found = await find(work, caller, idea)
            return await _seen(work, caller, found, await _known(work, found, name))

        return await self._units.read(unit)

    async def commit(self, caller: Caller, idea: str, wish: CommitmentWish) -> CommitmentSeen:
        """Note what somebody will do; whoever is named by somebody else is asked first."""
        now = self._clock.now()
        what = one_line(wish.what, 10_000)
        if not any(letter.isalnum() for letter in what) or len(what) > WHAT:
            raise Misread(
                f"A commitment says in up to {WHAT} characters what will be done.",
                example=EXAMPLE,
                field="what",
            )
        _demand_near(wish.by, now)

        async def unit(work: LabsWork) -> CommitmentSeen:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            demand_open(found)
            known = await work.labs.commitments(found.community, found.id, limit=MOST)
            if (same := _same(known, what, wish)) is not None:
                return await _seen(work, caller, found, same)
            if len(known) >= MOST:
                raise AlreadyDone(f"This idea has {MOST} commitments already.", example="/idea commitments")
            asks = wish.owner is not None and wish.owner.id != caller.person
            made = Commitment(
                id=new_id(),
                what=what,
                owner=wish.owner.id if wish.owner is not None else None,
                name=wish.owner.name if wish.owner is not None else wish.name,
                by=wish.by,
                state=State.ASKED if asks else State.OPEN,
                noted_by=caller.person,
                at=now,
            )
            await work.labs.commit(found.community, found.id, made)
            await said(work, found, now)
            if asks and wish.owner is not None:
                await work.outbox.put(await promised.asked(work, found, made, wish.owner, now))
            else:
                await _taken_on(work, found, made, now)
            return await _seen(work, caller, found, made)

        return await self._units.run(unit)

    async def take_on(self, caller: Caller, idea: str, name: str) -> CommitmentSeen:
        """Say yes to what one was named for; again does nothing."""
        now = self._clock.now()

        async def unit(work: LabsWork) -> CommitmentSeen:
            found, seen = await _held(work, caller, idea, name)
            if seen.owner != caller.person:
                raise NotAllowed("Only whom it was meant for can take that on.", example="/idea commitments")
            if seen.state in {State.ASKED, State.NOT_MINE}:
                demand_open(found)
                taken = replace(seen, state=State.OPEN, moves=seen.moves + 1, closed=None, word="")
                await work.labs.commit(found.community, found.id, taken)
                await said(work, found, now)
                await _taken_on(work, found, taken, now)
                words = f"{_who(found, taken)} took on “{taken.what}”, by {promised.spoken(taken.by)}."
                await tell(work, found, now, _key(taken, "yes"), words, to=[taken.noted_by])
            return await _seen(work, caller, found, await _known(work, found, name))

        return await self._units.run(unit)

    async def refuse(self, caller: Caller, idea: str, name: str, word: str = "") -> CommitmentSeen:
        """Say no to what one was named for; whoever named them is told. Again does nothing."""
        now = self._clock.now()

        async def unit(work: LabsWork) -> CommitmentSeen:
            found, seen = await _held(work, caller, idea, name)
            if seen.owner != caller.person:
                raise NotAllowed("Only whom it was meant for can say that.", example="/idea commitments")
            if seen.state is State.ASKED:
                no = replace(seen, state=State.NOT_MINE, word=one_line(word, WORD), closed=now)
                await work.labs.commit(found.community, found.id, no)
                await said(work, found, now)
                why = f" They say: {no.word}" if no.word else ""
                words = (
                    f"{_who(found, no)} cannot take on “{no.what}”.{why} You can name somebody else: "
                    "/idea commit"
                )
                await tell(work, found, now, _key(no, "no"), words, to=[no.noted_by])
            return await _seen(work, caller, found, await _known(work, found, name))

        return await self._units.run(unit)

    async def close(
        self, caller: Caller, idea: str, name: str, *, done: bool, word: str = ""
    ) -> CommitmentSeen:
        """Say that it is done, which is news, or dropped. Again does nothing."""
        now = self._clock.now()

        async def unit(work: LabsWork) -> CommitmentSeen:
            found, seen = await _held(work, caller, idea, name)
            await _demand_hand(work, caller, found, seen)
            state = State.DONE if done else State.DROPPED
            if seen.state is not state:
                _demand_going(seen)
                closed = replace(
                    seen, state=state, word=one_line(word, WORD), moves=seen.moves + 1, closed=now
                )
                await work.labs.commit(found.community, found.id, closed)
                await said(work, found, now)
                await _closed(work, found, closed, now, by=caller.person)
            return await _seen(work, caller, found, await _known(work, found, name))

        return await self._units.run(unit)

    async def move(self, caller: Caller, idea: str, name: str, by: date, word: str = "") -> CommitmentSeen:
        """Give it more time: it is followed up at its new date. The same date again does nothing."""
        now = self._clock.now()
        _demand_near(by, now)

        async def unit(work: LabsWork) -> CommitmentSeen:
            found, seen = await _held(work, caller, idea, name)
            await _demand_hand(work, caller, found, seen)
            _demand_going(seen)
            if seen.by != by:
                moved = replace(seen, by=by, word=one_line(word, WORD), moves=seen.moves + 1)
                await work.labs.commit(found.community, found.id, moved)
                await said(work, found, now)
                if moved.state is State.OPEN:
                    await work.outbox.put(await promised.followed(work, found, moved, now))
            return await _seen(work, caller, found, await _known(work, found, name))

        return await self._units.run(unit)

    async def zone(self, caller: Caller, idea: str, name: str) -> str:
        """Whose days count for a commitment: its owner's, where there is one."""

        async def look(work: LabsWork) -> str:
            found = await find(work, caller, idea)
            seen = await _known(work, found, name)
            owner = await work.people.get(found.community, seen.owner) if seen.owner else None
            return await zone_of(work, found, owner)

        return await self._units.read(look)


async def _taken_on(work: LabsWork, idea: Idea, made: Commitment, now: datetime) -> None:
    """From now on somebody stands for it: it is followed up, and the thread hears of it."""
    await work.outbox.put(await promised.followed(work, idea, made, now))
    await talking.news(
        work, idea, now, f"{_who(idea, made)} will do this by {promised.spoken(made.by)}: {made.what}"
    )


async def _closed(work: LabsWork, idea: Idea, closed: Commitment, now: datetime, *, by: str) -> None:
    """What is done is news; what is dropped the team hears."""
    word = f" {closed.word}" if closed.word else ""
    if closed.state is State.DONE:
        words = f"Done: {closed.what} ({shown(idea, closed.owner, closed.name)}).{word}"
        await talking.news(work, idea, now, words)
        await tell(work, idea, now, _key(closed, "done"), words, but=[by])
        return
    words = f"{_who(idea, closed)} had to drop this: {closed.what}.{word}"
    await tell(work, idea, now, _key(closed, "dropped"), words, to=await team_of(work, idea), but=[by])


def _who(idea: Idea, commitment: Commitment) -> str:
    """Whoever stands for it, as the beginning of a sentence."""
    return as_subject(idea, commitment.owner, commitment.name)


async def _held(work: LabsWork, caller: Caller, idea: str, name: str) -> tuple[Idea, Commitment]:
    found = await find(work, caller, idea, hold=True)
    return found, await _known(work, found, name)


async def _known(work: LabsWork, idea: Idea, name: str) -> Commitment:
    found = await work.labs.commitment(idea.community, idea.id, name)
    if found is None:
        raise NotFound("I know no such commitment of this idea.", example="/idea commitments")
    return found


async def _seen(work: LabsWork, caller: Caller, idea: Idea, commitment: Commitment) -> CommitmentSeen:
    owns = commitment.owner == caller.person
    team = caller.person in await team_of(work, idea)
    return CommitmentSeen(idea=idea, commitment=commitment, owns=owns, hand=owns or team)


async def _demand_hand(work: LabsWork, caller: Caller, idea: Idea, commitment: Commitment) -> None:
    if commitment.owner != caller.person and caller.person not in await team_of(work, idea):
        raise NotAllowed("Only its owner and the team of the idea can do that.", example="/idea commitments")


def _same(known: Sequence[Commitment], what: str, wish: CommitmentWish) -> Commitment | None:
    """What was noted already, word for word, and is still to do."""
    owner = wish.owner.id if wish.owner is not None else None
    meant_so = (what, owner, wish.owner.name if wish.owner is not None else wish.name, wish.by)
    still = (one for one in known if one.state in {State.OPEN, State.ASKED})
    return next((one for one in still if (one.what, one.owner, one.name, one.by) == meant_so), None)


def _demand_going(commitment: Commitment) -> None:
    if commitment.state not in {State.OPEN, State.ASKED}:
        raise AlreadyDone(f"That commitment is {commitment.state.value}.", example="/idea commitments")


def _demand_near(by: date, now: datetime) -> None:
    if by.year > now.year + FARTHEST_YEARS:
        raise Misread(
            f"A commitment is for the next {FARTHEST_YEARS} years.", example="15 december", field="by"
        )


def _key(commitment: Commitment, what: str) -> str:
    return f"commitment:{commitment.id}:{commitment.moves}:{what}"
