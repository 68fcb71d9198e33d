"""What two people did with ideas becomes one person's: one vote, one follow, one place in each team."""

from collections.abc import Sequence

from sqlalchemy import Table, and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea, Joining
from communitybot.people.model import Person
from communitybot.storage import (
    ideas_briefs_uniting,
    ideas_labs_uniting,
    ideas_meeting_uniting,
    ideas_merges_uniting,
)
from communitybot.storage import ideas_rows as rows
from communitybot.storage.ideas_counted import recount
from communitybot.storage.tables.growth import idea_model_writings, idea_moves
from communitybot.storage.tables.idea_threads import idea_talks
from communitybot.storage.tables.ideas import idea_authors, idea_follows, idea_members, idea_votes, ideas

BACKED = (idea_votes, idea_follows)
OF_PERSON = (idea_authors, idea_members, *BACKED)
NEARER = (Joining.MEMBER, Joining.INVITED, Joining.ASKED, Joining.LEFT, Joining.NOT_NOW)
"""Of two places in one team, the one nearer to it stands."""

_M = idea_members.c


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Give the first person what is the second's in ideas; may be repeated for what came late."""
    held = await _held(connection, kept, gone)
    await ideas_merges_uniting.hand_over(connection, kept, gone)
    await _one_author(connection, kept, gone, held)
    await _one_place(connection, kept, gone)
    for table in BACKED:
        await _drop_second(connection, table, kept, gone)
        await connection.execute(update(table).where(table.c.person == gone.id).values(person=kept.id))
    await _steps_and_models(connection, kept, gone)
    await _lines(connection, kept, gone)
    await ideas_labs_uniting.hand_over(connection, kept, gone)
    await ideas_briefs_uniting.hand_over(connection, kept, gone)
    await ideas_meeting_uniting.hand_over(connection, kept, gone)
    for idea in held:
        await recount(connection, idea.id, idea, revision=ideas.c.revision + 1)


async def _held(connection: AsyncConnection, kept: Person, gone: Person) -> Sequence[Idea]:
    """The ideas the second has to do with, held in the order of their ids."""
    named = [ideas.c.id.in_(select(table.c.idea).where(table.c.person == gone.id)) for table in OF_PERSON]
    asked = select(ideas).where(ideas.c.community == kept.community, or_(*named)).order_by(ideas.c.id)
    found = await connection.execute(asked.with_for_update())
    return [rows.idea_of(row) for row in found.mappings()]


async def _one_author(connection: AsyncConnection, kept: Person, gone: Person, held: Sequence[Idea]) -> None:
    """Who wrote an idea under both names wrote it once; their own support of it does not count."""
    for idea in held:
        if not idea.by(gone.id) and not idea.by(kept.id):
            continue
        people = [kept.id if author.person == gone.id else author.person for author in idea.authors]
        names = {author.person: author.name for author in idea.authors} | {kept.id: kept.name}
        authors = [[names[person], person] for person in dict.fromkeys(people)]
        await connection.execute(update(ideas).where(ideas.c.id == idea.id).values(authors=authors))
        own = and_(idea_votes.c.idea == idea.id, idea_votes.c.person.in_((kept.id, gone.id)))
        await connection.execute(delete(idea_votes).where(own))
    await _drop_second(connection, idea_authors, kept, gone)
    theirs = idea_authors.c.person == gone.id
    await connection.execute(update(idea_authors).where(theirs).values(person=kept.id))


async def _one_place(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    mine, theirs = idea_members.alias(), idea_members.alias()
    asked = (
        select(theirs.c.idea, theirs.c.joining, mine.c.joining.label("my_joining"))
        .join_from(theirs, mine, and_(mine.c.idea == theirs.c.idea, mine.c.person == kept.id))
        .where(theirs.c.person == gone.id)
    )
    for row in (await connection.execute(asked)).all():
        nearer = NEARER.index(Joining(row.my_joining)) <= NEARER.index(Joining(row.joining))
        other = gone.id if nearer else kept.id
        left = and_(_M.idea == row.idea, _M.person == other)
        await connection.execute(delete(idea_members).where(left))
    moved = update(idea_members).where(_M.person == gone.id)
    await connection.execute(moved.values(person=kept.id, name=kept.name))


async def _steps_and_models(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Who took an idea to a stage or wrote into its model under either name did so under the first."""
    for table in (idea_moves, idea_model_writings):
        theirs = update(table).where(table.c.person == gone.id)
        await connection.execute(theirs.values(person=kept.id, name=kept.name))


async def _lines(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """What the second said about ideas is the first's."""
    lines = idea_talks.lines
    theirs = update(lines).where(lines.c.person == gone.id)
    await connection.execute(theirs.values(person=kept.id, name=kept.name))


async def _drop_second(connection: AsyncConnection, table: Table, kept: Person, gone: Person) -> None:
    """Where both have one, the first person's stays."""
    mine = table.alias()
    also = exists().where(mine.c.person == kept.id, mine.c.idea == table.c.idea)
    await connection.execute(delete(table).where(table.c.person == gone.id, also))
