"""What two people answered in consultations becomes one person's: the later answer stands."""

from sqlalchemy import and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.storage.tables.consultation_threads import consultation_talks
from communitybot.storage.tables.consultations import consultation_responses, consultations


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Give the first person what the second answered and opened; may be repeated for what came late."""
    await _counted_anew(connection, kept, gone)
    await _one_response(connection, kept, gone)
    theirs = consultation_responses.c.person == gone.id
    await connection.execute(
        update(consultation_responses).where(theirs).values(person=kept.id, name=kept.name)
    )
    lines = consultation_talks.lines
    spoken = update(lines).where(lines.c.person == gone.id)
    await connection.execute(spoken.values(person=kept.id, name=kept.name))
    for name in ("created_by", "asker"):
        own = and_(consultations.c.community == kept.community, consultations.c[name] == gone.id)
        await connection.execute(update(consultations).where(own).values({name: kept.id}))


async def _counted_anew(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """What either answered shows one person from now on."""
    spoke = select(consultation_responses.c.consultation).where(consultation_responses.c.person == gone.id)
    these = and_(consultations.c.community == kept.community, consultations.c.id.in_(spoke))
    await connection.execute(update(consultations).where(these).values(revision=consultations.c.revision + 1))


async def _one_response(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Where both answered the earlier answer goes; of two of one moment the first person's stays."""
    table = consultation_responses
    other = table.alias()
    same = other.c.consultation == table.c.consultation
    newer = exists().where(same, other.c.person == gone.id, other.c.at > table.c.at)
    await connection.execute(delete(table).where(table.c.person == kept.id, newer))
    also = exists().where(same, other.c.person == kept.id)
    await connection.execute(delete(table).where(table.c.person == gone.id, also))
