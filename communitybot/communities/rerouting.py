"""What was planned for a room that is lost: it goes where events go now, or ends with that reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.outbox.entry import Entry, Handler, NewEntry, Outcome, Skip, State


class Rerouting:
    """Stands before handlers, so that none of them draws words for a room nobody can read them in.

    `moves` are the kinds that are said elsewhere instead, and whether those merge with others of their
    minute. Their keys name the room: under the new room's name they are what would be planned for it
    anyway, so they are there once however often they come. Kinds in `ends` are about a message that is gone
    with its room.
    """

    def __init__(self, *, moves: Mapping[str, bool], ends: frozenset[str]) -> None:
        self._moves = moves
        self._ends = ends

    def before(self, handlers: Mapping[str, Handler]) -> dict[str, Handler]:
        """The same handlers, asked only for what can be posted."""
        guarded = self._ends | set(self._moves)
        return {kind: self._guard(each) if kind in guarded else each for kind, each in handlers.items()}

    def _guard(self, handler: Handler) -> Handler:
        async def draw(entries: Sequence[Entry], work: Any) -> Sequence[Outcome]:
            houses = await work.communities.losing(sorted({entry.community for entry in entries}))
            if not houses:
                return await handler(entries, work)  # nearly always
            lost = {
                entry.id: houses[entry.community]
                for entry in entries
                if entry.community in houses and _is_lost(entry, houses[entry.community])
            }
            if not lost:
                return await handler(entries, work)
            left = [entry for entry in entries if entry.id not in lost]
            drawn = iter(await handler(left, work) if left else ())
            return [
                await self._elsewhere(entry, lost[entry.id], work) if entry.id in lost else next(drawn)
                for entry in entries
            ]

        return draw

    async def _elsewhere(self, entry: Entry, house: Community, work: Any) -> Skip:
        if entry.kind in self._ends:
            return Skip("the room is lost, and the message with it", State.CANCELLED)
        rooms = house.instead_of(PlaceAddress.parse(entry.destination or ""))
        await work.outbox.put([_moved(entry, str(room), merge=self._moves[entry.kind]) for room in rooms])
        words = "it is said where events go now" if rooms else "no other room is for it"
        return Skip(f"the room is lost: {words}", State.CANCELLED)


def _is_lost(entry: Entry, house: Community) -> bool:
    return entry.destination is not None and house.is_lost(PlaceAddress.parse(entry.destination))


def _moved(entry: Entry, room: str, *, merge: bool) -> NewEntry:
    old = entry.destination or ""
    return NewEntry(
        key=entry.key.replace(old, room) if old in entry.key else f"{entry.key}:{room}",
        community=entry.community,
        kind=entry.kind,
        due=entry.due,
        destination=room,
        subject=entry.subject,
        args=entry.args,
        revision=entry.revision,
        merge=merge,
    )
