"""What two people did about ideas that became one is one person's."""

from sqlalchemy import Table, and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Joining
from communitybot.ideas.model.merge import MergeState
from communitybot.people.model import Person
from communitybot.storage.tables.idea_merges import idea_merge_authors, idea_merge_places, idea_merges
from communitybot.storage.tables.ideas import idea_authors, idea_follows, idea_members, idea_votes

NAMED = ("proposer", "agreed_one", "agreed_other", "ended_by")
_A, _G = idea_merge_authors.c, idea_merges.c


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Give the first person what is the second's, before their votes and places become one."""
    for table in (idea_votes, idea_follows, idea_members):
        await _own_stands(connection, table, kept, gone)
    await _own_authors(connection, kept, gone)
    for name in NAMED:
        theirs = update(idea_merges).where(_G[name] == gone.id)
        await connection.execute(theirs.values({name: kept.id}))
    for table in (idea_merge_authors, idea_merge_places):
        mine = table.alias()
        also = exists().where(mine.c.merge == table.c.merge, mine.c.person == kept.id)
        await connection.execute(delete(table).where(table.c.person == gone.id, also))
        named = {"name": kept.name} if "name" in table.c else {}
        theirs = update(table).where(table.c.person == gone.id)
        await connection.execute(theirs.values(person=kept.id, **named))


async def _own_stands(connection: AsyncConnection, table: Table, kept: Person, gone: Person) -> None:
    """What one of the two did themselves did not just come with an idea that joined another."""
    other = table.alias()
    also = and_(other.c.idea == table.c.idea, other.c.person == gone.id, other.c.via.is_(None))
    if table is idea_members:
        also = and_(also, other.c.joining == Joining.MEMBER.value)
    mine = update(table).where(table.c.person == kept.id, table.c.via.is_not(None), exists().where(also))
    await connection.execute(mine.values(via=None))


async def _own_authors(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Who is an author of the kept idea by the one name stays one when the other is undone."""
    stands = and_(_G.id == _A.merge, _G.state == MergeState.MERGED.value)
    for one, other in ((kept.id, gone.id), (gone.id, kept.id)):
        brought = select(_A.person).join(idea_merges, stands).where(_A.person == other)
        own = exists().where(
            idea_authors.c.idea == _G.other,
            idea_authors.c.person == other,
            ~brought.where(_G.other == idea_authors.c.idea).exists(),
        )
        into = select(_G.id).where(own)
        await connection.execute(delete(idea_merge_authors).where(_A.person == one, _A.merge.in_(into)))
