"""Which reminders went out in one message: rows of the outbox that were joined to one post."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.outbox.entry import State
from communitybot.storage.types import Json

# The first of those joined carries the message, the others name its id.
_SHARED = text(
    "SELECT each.args AS args FROM outbox AS known JOIN outbox AS each"
    " ON each.id = coalesce(known.joined, known.id) OR each.joined = coalesce(known.joined, known.id)"
    " WHERE known.community = :community AND known.key = :key AND each.kind = known.kind"
    " AND each.state = 'sent' ORDER BY each.id"
).columns(args=Json)

# Carried by another, held by a worker or in doubt, or waiting for another try: each by its own small index.
_ABOUT = "SELECT 1 FROM outbox WHERE community = :community AND subject = :subject"
_BEGUN = text(
    f"{_ABOUT} AND begun_at IS NULL AND state = 'sending'"
    f" UNION ALL {_ABOUT} AND begun_at IS NOT NULL AND state = 'planned'"
    f" UNION ALL {_ABOUT} AND begun_at IS NOT NULL AND claimed_until IS NOT NULL"
    " AND state IN ('claimed', 'sending', 'in_doubt') LIMIT 1"
)

# By the key, whose index holds all rows on every database; ';' is the sign after ':'.
_CARDS = text(
    "SELECT destination, state FROM outbox WHERE key >= :first AND key < :beyond"
    " AND community = :community AND kind = 'event.card' ORDER BY id"
)

# A message is edited often and posted anew seldom: one row for each message, not for each edit.
_STANDING = text(
    "SELECT community, subject, ref FROM outbox WHERE subject IN :subjects AND state = 'sent'"
    " AND ref IS NOT NULL GROUP BY community, subject, ref ORDER BY max(id)"
).bindparams(bindparam("subjects", expanding=True))
MOST_SUBJECTS = 1_000  # in one statement


class WireRows:
    """What left together."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def sent_with(self, community: str, key: str) -> Sequence[Mapping[str, Any]]:
        found = await self._connection.execute(_SHARED, {"community": community, "key": key})
        return list(found.scalars())

    async def on_the_wire(self, community: str, subject: str) -> bool:
        found = await self._connection.execute(_BEGUN, {"community": community, "subject": subject})
        return found.first() is not None

    async def standing(
        self, subjects: Sequence[tuple[str, str]]
    ) -> Mapping[tuple[str, str], Sequence[MessageRef]]:
        named = sorted({subject for _, subject in subjects})
        sent: dict[tuple[str, str], list[str]] = {}
        for start in range(0, len(named), MOST_SUBJECTS):
            asked = {"subjects": named[start : start + MOST_SUBJECTS]}
            for community, subject, ref in await self._connection.execute(_STANDING, asked):
                sent.setdefault((community, subject), []).append(ref)
        return {each: _newest(sent[each]) for each in subjects if each in sent}

    async def promised_cards(self, community: str, event: str) -> Sequence[tuple[PlaceAddress, State]]:
        begins = f"event:{event}:card"
        asked = {"community": community, "first": f"{begins}:", "beyond": f"{begins};"}
        found = await self._connection.execute(_CARDS, asked)
        return [(PlaceAddress.parse(destination), State(state)) for destination, state in found]


def _newest(refs: Iterable[str]) -> list[MessageRef]:
    """The last message of each room, given oldest first."""
    rooms: dict[PlaceAddress, MessageRef] = {}
    for ref in map(MessageRef.parse, refs):
        rooms[ref.place.room] = ref
    return list(rooms.values())
