"""What two people left in live chats becomes one person's: one vote, one reaction, one presence each."""

from typing import Any

from sqlalchemy import Table, Text, and_, delete, exists, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.storage import chats_rows as rows
from communitybot.storage.chats_here import earlier, later
from communitybot.storage.tables.chats import (
    chat_lines,
    chat_presences,
    chat_reactions,
    chat_reflections,
    chat_showings,
    chat_votes,
    chat_wonderings,
    chats,
    usual_showings,
)

ONE_EACH = ((chat_votes, ("wondered",)), (chat_reactions, ("chat", "line", "mark")))
LATER_STANDS = (
    (chat_showings, ("chat",)),
    (usual_showings, ("community",)),
    (chat_reflections, ("chat",)),
)
NAMED = (chat_lines, chat_presences, chat_reflections, chat_wonderings)


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Give the first person what the second said, chose and did; may be repeated for what came late."""
    await _drawn_anew(connection, kept, gone)
    await _one_presence(connection, kept, gone)
    for table, same in ONE_EACH:
        await _drop_second(connection, table, same, kept, gone)
    for table, same in LATER_STANDS:
        await _drop_earlier(connection, table, same, kept, gone)
        await _drop_second(connection, table, same, kept, gone)
    for table in NAMED:
        theirs = and_(table.c.person == gone.id, table.c.name != "")  # what was blanked stays blank
        await connection.execute(update(table).where(theirs).values(name=kept.name))
    for table in (*NAMED, *(each for each, _ in (*ONE_EACH, *LATER_STANDS) if each not in NAMED)):
        await connection.execute(update(table).where(table.c.person == gone.id).values(person=kept.id))
    await _one_host(connection, kept, gone)


async def _drawn_anew(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Archives the second spoke in show the first from now on."""
    spoke = select(chat_lines.c.chat).where(chat_lines.c.person == gone.id)
    these = and_(chats.c.community == kept.community, chats.c.id.in_(spoke))
    await connection.execute(update(chats).where(these).values(revision=chats.c.revision + 1))


async def _one_presence(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Who was there with both accounts was there from the first sign of either to the last."""
    mine, theirs = chat_presences.alias(), chat_presences.alias()
    asked = (
        select(theirs, mine.c.first_word.label("my_first_word"), mine.c.minutes.label("my_minutes"))
        .join_from(theirs, mine, and_(mine.c.chat == theirs.c.chat, mine.c.person == kept.id))
        .where(theirs.c.person == gone.id)
    )
    for row in (await connection.execute(asked)).all():
        first_words = [at for at in (row.first_word, row.my_first_word) if at is not None]
        here = chat_presences.c.chat == row.chat
        held: dict[str, Any] = {
            "first": earlier(chat_presences.c.first, row.first),
            "last": later(chat_presences.c.last, row.last),
            "first_word": min(first_words, default=None),
            "words": chat_presences.c.words + row.words,
            "answers": chat_presences.c.answers + row.answers,
        }
        minutes = [spent for spent in (row.minutes, row.my_minutes) if spent is not None]
        held |= {"minutes": max(minutes)} if minutes else {}
        held |= {"welcomed": True} if row.welcomed else {}
        both = update(chat_presences).where(here, chat_presences.c.person == kept.id)
        await connection.execute(both.values(held))
        await connection.execute(delete(chat_presences).where(here, chat_presences.c.person == gone.id))


async def _drop_second(
    connection: AsyncConnection, table: Table, same: tuple[str, ...], kept: Person, gone: Person
) -> None:
    """Where both have one, the first person's stays."""
    mine = table.alias()
    also = and_(mine.c.person == kept.id, *(mine.c[name] == table.c[name] for name in same))
    await connection.execute(delete(table).where(table.c.person == gone.id, exists().where(also)))


async def _drop_earlier(
    connection: AsyncConnection, table: Table, same: tuple[str, ...], kept: Person, gone: Person
) -> None:
    """Where both said something, the first person's goes if the second's is later."""
    theirs = table.alias()
    also = and_(theirs.c.person == gone.id, *(theirs.c[name] == table.c[name] for name in same))
    newer = exists().where(also, theirs.c.at > table.c.at)
    await connection.execute(delete(table).where(table.c.person == kept.id, newer))


async def _one_host(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Where the second hosts, the first does; who hosted under both names hosts once."""
    for name in ("chair", "created_by"):
        theirs = and_(chats.c.community == kept.community, chats.c[name] == gone.id)
        await connection.execute(update(chats).where(theirs).values({name: kept.id}))
    named = type_coerce(chats.c.hosts, Text).contains(gone.id, autoescape=True)
    asked = select(chats.c.id, chats.c.hosts).where(chats.c.community == kept.community, named)
    for row in (await connection.execute(asked)).all():
        hosts = rows.with_host(row.hosts, gone.id, kept.id, kept.name)
        await connection.execute(update(chats).where(chats.c.id == row.id).values(hosts=hosts))
