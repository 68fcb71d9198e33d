"""What the outbox's tests say again and again."""

from collections import Counter
from datetime import timedelta

from fakes import START
from sqlalchemy import text

from communitybot.conversation.message import message
from communitybot.outbox.entry import NewEntry, State

ROOM = "fake:t1/events"


def entry(key: str = "a", **changes) -> NewEntry:
    """A promise with its words, due now, for one room."""
    given = {"key": key, "community": "c", "kind": "note", "due": START, "destination": ROOM}
    return NewEntry(**(given | {"message": message(f"words of {key}")} | changes))


def drawn(key: str = "a", **changes) -> NewEntry:
    """A promise whose words are found when it is due."""
    return entry(key, **({"message": None, "kind": "drawn"} | changes))


async def put(units, *entries: NewEntry) -> int:
    return await units.run(lambda work: work.outbox.put(entries))


async def row(units, key: str = "a"):
    statement = text("SELECT * FROM outbox WHERE key = :key")

    async def find(work):
        return (await work.connection.execute(statement, {"key": key})).mappings().one()

    return await units.read(find)


async def states(units) -> Counter[str]:
    async def find(work):
        return (
            await work.connection.execute(text("SELECT state, count(*) FROM outbox GROUP BY state"))
        ).all()

    return Counter({State(state): count for state, count in await units.read(find)})


async def words(entries, work):
    """A handler: what the arguments say, in words."""
    return [message(f"{entry.key}: {entry.args.get('say', 'drawn')}") for entry in entries]


def said(posted) -> list[str]:
    """The first words of each message people see."""
    return [each.shown.blocks[0].text.spans[0].text for each in posted]


HOUR = timedelta(hours=1)
