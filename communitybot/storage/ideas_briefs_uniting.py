"""What two people lent, chose and recorded for briefs becomes one person's."""

from sqlalchemy import ColumnElement, Table, and_, delete, exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.storage.tables.idea_briefs import (
    idea_answers,
    idea_briefs,
    idea_outcomes,
    idea_signings,
    idea_voices,
)


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Give the first person what is the second's; of two voices, or two choices, the later stands.

    A name that stands beside somebody's words stays as they agreed to it.
    """
    await _later_stands(connection, idea_voices, idea_voices.c.agreed.is_not(None), kept, gone)
    await _later_stands(connection, idea_signings, None, kept, gone)
    for table, name in (
        (idea_voices, "person"),
        (idea_signings, "person"),
        (idea_briefs, "created_by"),
        (idea_answers, "recorded_by"),
        (idea_outcomes, "by"),
    ):
        theirs = update(table).where(table.c[name] == gone.id)
        await connection.execute(theirs.values({name: kept.id}))


async def _later_stands(
    connection: AsyncConnection, table: Table, only: ColumnElement[bool] | None, kept: Person, gone: Person
) -> None:
    other = table.alias()
    when = "agreed" if "agreed" in table.c else "at"
    these = [] if only is None else [only]
    same = other.c.idea == table.c.idea
    newer = exists().where(same, other.c.person == gone.id, other.c[when] > table.c[when])
    await connection.execute(delete(table).where(table.c.person == kept.id, *these, newer))
    both = and_(same, other.c.person == kept.id, other.c[when].is_not(None))
    await connection.execute(delete(table).where(table.c.person == gone.id, *these, exists().where(both)))
