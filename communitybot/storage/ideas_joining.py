"""What two communities have of their ideas that can only be there once becomes one community's."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage import ideas_meeting_joining
from communitybot.storage.tables.idea_briefs import idea_outcomes
from communitybot.storage.tables.ideas import idea_settings, idea_terms, idea_words, ideas


async def join(connection: AsyncConnection, community: str, into: str) -> None:
    """Settings stay as they are in the one that goes on; words both have are counted together."""
    await _show_no_more(connection, community, into)
    there = select(idea_settings.c.community).where(idea_settings.c.community == into)
    settled = (idea_settings.c.community == community) & there.exists()
    await connection.execute(delete(idea_settings).where(settled))
    await ideas_meeting_joining.join(connection, community, into)
    theirs, ours = idea_terms.alias(), idea_terms.alias()
    same = (
        select(theirs.c.id, theirs.c.ideas, ours.c.id.label("kept"))
        .join_from(theirs, ours, theirs.c.word == ours.c.word)
        .where(theirs.c.community == community, ours.c.community == into)
        .order_by(ours.c.word)
    )
    for row in (await connection.execute(same)).all():
        both = update(idea_terms).where(idea_terms.c.id == row.kept)
        await connection.execute(both.values(ideas=idea_terms.c.ideas + row.ideas))
        moved = update(idea_words).where(idea_words.c.term == row.id)
        await connection.execute(moved.values(term=row.kept))
        await connection.execute(delete(idea_terms).where(idea_terms.c.id == row.id))


async def _show_no_more(connection: AsyncConnection, community: str, into: str) -> None:
    """What came of ideas is public after it only where both wanted that of their own."""
    decided = select(idea_settings.c.community, idea_settings.c.outcomes_public)
    asked = decided.where(idea_settings.c.community.in_((community, into)))
    public = {row.community: row.outcomes_public for row in await connection.execute(asked)}
    if public.get(into) and not public.get(community):
        of_theirs = idea_outcomes.c.idea.in_(select(ideas.c.id).where(ideas.c.community == community))
        await connection.execute(update(idea_outcomes).where(of_theirs).values(listed=False))
    if into not in public:
        theirs = update(idea_settings).where(idea_settings.c.community == community)
        await connection.execute(theirs.values(outcomes_public=False))
