"""A change that waits for its confirmation, kept as a draft nobody sees, so its buttons outlive a restart."""

from collections import OrderedDict
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from communitybot.conversation.inbound import Caller
from communitybot.errors import NotAllowed, NotFound
from communitybot.events.model import Occurrence, Status
from communitybot.events.service import Events
from communitybot.events.views import Changes, Plan
from communitybot.ids import new_id
from communitybot.ports import Clock

LETTERS = {
    "title": "t",
    "description": "d",
    "kind": "k",
    "level": "l",
    "hosts": "h",
    "place": "p",
    "link": "u",
    "hashtag": "g",
    "topics": "o",
    "capacity": "c",
    "starts": "s",
    "zone": "z",
    "length": "n",
}
"""One letter a field, so that the names of the fields meant fit into a button's token."""

REMEMBERED = 500  # changes of co-hosts that wait in memory; the oldest is forgotten first
DETAILS = frozenset(LETTERS) - {"starts", "zone", "length"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kept change: the draft that holds the new values, and the letters of the fields that are meant."""

    draft: str
    letters: str


class Pending:
    """Keeps changes until they are confirmed or left; only the fields that were meant are applied later.

    What another host changed in between, in other fields, stays. A co-host who may change an event but not
    plan one here cannot have drafts: their changes wait in memory, and a restart forgets them.
    """

    def __init__(self, events: Events, clock: Clock) -> None:
        self._events = events
        self._clock = clock
        self._remembered: OrderedDict[str, Occurrence] = OrderedDict()

    async def keep(self, caller: Caller, after: Occurrence, changes: Changes) -> Waiting:
        """Keep the changes; `after` is the occurrence with them, as shown in the preview."""
        letters = "".join(letter for name, letter in LETTERS.items() if getattr(changes, name) is not None)
        starts = after.starts
        if changes.starts is None and after.start <= self._clock.now():
            starts = _tomorrow(self._clock.now())  # drafts are for times to come; this one is not meant
        plan = Plan(
            details=after.details,
            starts=starts,
            zone=after.event.zone,
            length=after.end - after.start,
            all_day=after.event.all_day,
        )
        try:
            draft = (await self._events.draft(caller, plan)).event.id
        except NotAllowed:
            draft = self._remember(caller, after)
        return Waiting(draft, letters)

    async def take(self, caller: Caller, waiting: Waiting) -> Changes:
        """Give the kept changes back; `NotFound` when they were applied, left, or are not the caller's."""
        kept = await self._held(caller, waiting.draft)
        found: dict[str, object] = {
            name: getattr(kept.details, name) for name in DETAILS if LETTERS[name] in waiting.letters
        }
        if "capacity" in found and found["capacity"] is None:
            found["capacity"] = 0  # the wish for no limit
        if LETTERS["starts"] in waiting.letters:
            found["starts"] = kept.starts
        if LETTERS["zone"] in waiting.letters:
            found["zone"] = kept.event.zone
        if LETTERS["length"] in waiting.letters:
            found["length"] = kept.end - kept.start
        return _changes(found)

    async def words(self, caller: Caller, draft: str) -> str:
        """Give the reason of a kept cancellation, which waits in the description."""
        return (await self._held(caller, draft)).details.description

    async def leave(self, caller: Caller, draft: str) -> None:
        """Forget a kept change; no error when it is gone already."""
        if self._remembered.pop(draft, None) is not None:
            return
        try:
            await self._held(caller, draft)
        except NotFound:
            return
        await self._events.discard(caller, draft)

    def _remember(self, caller: Caller, after: Occurrence) -> str:
        name = new_id()
        draft = replace(after.event, id=name, created_by=caller.person, status=Status.DRAFT)
        self._remembered[name] = replace(after, event=draft, status=Status.DRAFT)
        while len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return name

    async def _held(self, caller: Caller, draft: str) -> Occurrence:
        gone = NotFound(
            "That question is settled: the change was made or left. Ask again to change more.",
            example="/event edit Reading circle, when: friday 6pm",
        )
        kept = self._remembered.get(draft)
        if kept is None:
            try:
                kept = (await self._events.show(caller, draft)).occurrence
            except NotFound:
                raise gone from None
        if kept.status is not Status.DRAFT or kept.event.created_by != caller.person:
            raise gone
        return kept


def _changes(found: dict[str, Any]) -> Changes:
    """Each value was read for the field of its name."""
    known = {field.name for field in fields(Changes)}
    return Changes(**{name: value for name, value in found.items() if name in known})


def _tomorrow(now: datetime) -> datetime:
    """A naive time that lies ahead by the clocks of every zone."""
    return now.astimezone(UTC).replace(tzinfo=None, second=0, microsecond=0) + timedelta(days=2)
