"""Digests as they come: each at its turn, once, with what was chosen for it; the next follows by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.outbox.entry import ALONE, FINAL, Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.resources.cards.digests import edition_card, rests_card
from communitybot.resources.digest_repository import DigestWork
from communitybot.resources.gathering import Edition, gathered
from communitybot.resources.model.digest import Digest
from communitybot.resources.turns import day_of, following, latest

DUE = "resource.digest_due"
EDITION = "resource.digest"
RESTS = "resource.digest_rests"
UNSEEN = timedelta(seconds=30)  # what is shared in a unit that has not ended yet is news of the next one
MOST_LATE = timedelta(days=7)


async def plan(work: DigestWork, digest: Digest, now: datetime) -> Digest:
    """Promise the next turn, and keep the digest; one that is planned already stays as it is."""
    house = await work.communities.get(digest.community)
    zone = await zone_of(work, digest, house) if house is not None else None
    if zone is None:
        return digest
    due = following(digest.rhythm, now, zone)
    planned = replace(digest, next=due)
    await work.digests.keep(planned)
    entry = NewEntry(
        key=f"{digest.subject}:due:{due.isoformat()}",
        community=digest.community,
        kind=DUE,
        due=due,
        args={"digest": digest.id, "next": due.isoformat()},
        subject=digest.subject,
    )
    await work.outbox.put([entry])
    return planned


async def zone_of(work: DigestWork, digest: Digest, house: Community) -> str | None:
    """Where a digest is read: the community's zone for a room; None when its person is gone."""
    if digest.room is not None:
        return house.zone
    person = await work.people.get(digest.community, digest.person)
    return person.zone_or(house.zone) if person is not None else None


class Editions:
    """What the outbox does about digests: a turn chooses what is told and plans the next one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def due(self, entries: Sequence[Entry], work: DigestWork) -> Sequence[Outcome]:
        """Choose what each tells, and note it: whatever is drawn or sent again says the same."""
        for each in entries:
            digest = await work.digests.get(each.community, each.args["digest"], hold=True)
            house = await work.communities.get(each.community)
            if digest is None or house is None or digest.paused is not None:
                continue
            if digest.next is None or digest.next.isoformat() != each.args["next"]:
                continue  # it was changed meanwhile, and planned for another turn
            zone = await zone_of(work, digest, house)
            if zone is None:
                await work.digests.drop(digest.community, digest.id)
            elif digest.room is not None and not _can_post(house, digest):
                await self._rests(work, digest, house)
            else:
                await self._turn(work, digest, house, zone)
        return [Done() for _ in entries]

    async def _turn(self, work: DigestWork, digest: Digest, house: Community, zone: str) -> None:
        now = self._clock.now()
        turn = latest(digest.rhythm, now, zone)
        day = day_of(turn, zone)
        first = digest.begun is not None and turn > digest.begun
        if first and (digest.edition is None or day > digest.edition) and not await _on_its_way(work, digest):
            edition = await gathered(work, digest, now - UNSEEN)
            digest = replace(digest, told=now - UNSEEN, edition=day)
            if edition.items:
                told = [item.resource for item in edition.items]
                await work.digests.tell(digest.community, digest.id, told)
                await work.outbox.put([await _entry(work, digest, house, edition, now)])
        await plan(work, digest, now)

    async def _rests(self, work: DigestWork, digest: Digest, house: Community) -> None:
        """Let the digest of a lost room rest, and tell whoever set it up, once."""
        now = self._clock.now()
        await work.digests.keep(replace(digest, paused=now, next=None, lost=True))
        person = await work.people.get(digest.community, digest.person)
        if person is not None:
            due = person.quiet_until(now, house.zone) or now
            key = f"{digest.subject}:rests:{now.isoformat()}"
            args = {"digest": digest.id, "person": person.id, ALONE: True}
            await work.outbox.put([_new(digest, RESTS, key, due, to=str(person.direct), args=args)])

    async def rests(self, entries: Sequence[Entry], work: DigestWork) -> Sequence[Outcome]:
        """Draw the word that a digest rests, if it still does."""
        drawn: list[Outcome] = []
        for each in entries:
            digest = await work.digests.get(each.community, each.args["digest"])
            house = await work.communities.get(each.community)
            if digest is None or digest.room is None or house is None or not digest.lost:
                drawn.append(Skip("it comes again, or was stopped", State.CANCELLED))
                continue
            room = house.room(digest.room)
            drawn.append(rests_card(digest, room.name if room is not None else ""))
        return drawn

    async def editions(self, entries: Sequence[Entry], work: DigestWork) -> Sequence[Outcome]:
        """Draw what was chosen, with resources as they are now; what nobody may see any more is left out."""
        return [await self._drawn(each, work) for each in entries]

    async def _drawn(self, each: Entry, work: DigestWork) -> Outcome:
        digest = await work.digests.get(each.community, each.args["digest"])
        house = await work.communities.get(each.community)
        if digest is None or house is None:
            return Skip("the digest was stopped", State.CANCELLED)
        if digest.room is not None and not _can_post(house, digest):
            return Skip("nothing can be posted in its room", State.CANCELLED)
        if self._clock.now() - each.due > MOST_LATE:
            return Skip("it is no news any more")
        whys: dict[str, str] = dict(each.args["items"])
        found = await work.resources.many(each.community, list(whys))
        items = [(resource, whys[resource.id]) for resource in found if resource.seen]
        if not items:
            return Skip("there is nothing left to tell")
        return edition_card(digest, items, each.args["more"])


def _key(digest: Digest) -> str:
    return f"{digest.subject}:{digest.edition.isoformat() if digest.edition is not None else ''}"


async def _on_its_way(work: DigestWork, digest: Digest) -> bool:
    """Whether the one before has not arrived yet: late ones do not come several at once."""
    state = await work.outbox.state(digest.community, _key(digest))
    return state is not None and state not in FINAL


async def _entry(
    work: DigestWork, digest: Digest, house: Community, edition: Edition, now: datetime
) -> NewEntry:
    args: dict[str, object] = {
        "digest": digest.id,
        "items": [[item.resource, item.why] for item in edition.items],
        "more": edition.more,
    }
    due, destination = now, str(digest.room)
    if digest.room is None:
        person = await work.people.get(digest.community, digest.person)
        if person is not None:
            due = person.quiet_until(now, house.zone) or now
            destination = str(person.direct)
        args |= {"person": digest.person, ALONE: True}
    return _new(digest, EDITION, _key(digest), due, to=destination, args=args)


def _new(
    digest: Digest, kind: str, key: str, due: datetime, *, to: str, args: Mapping[str, object]
) -> NewEntry:
    return NewEntry(
        key=key,
        community=digest.community,
        kind=kind,
        due=due,
        destination=to,
        subject=digest.subject,
        args=args,
    )


def _can_post(house: Community, digest: Digest) -> bool:
    return any(room.address == digest.room for room in house.open_rooms)
