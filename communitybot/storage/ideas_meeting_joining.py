"""Of two communities that become one, the questions of both are asked, and each week once."""

from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.communities.names import fold
from communitybot.storage.ideas_meeting import StoredMeeting
from communitybot.storage.tables.idea_meeting import idea_prompts, idea_weeks


async def join(connection: AsyncConnection, community: str, into: str) -> None:
    """The newcomer's own questions come after those there are; a question both have stays one."""
    store = StoredMeeting(connection)
    theirs, ours = await store.prompts(community), await store.prompts(into)
    if theirs and ours:
        known = {fold(one.words) for one in ours}
        more = [one for one in theirs if fold(one.words) not in known]
        number, rank = max(one.number for one in ours), max(one.rank for one in ours)
        after = [
            replace(one, number=number + place, rank=rank + place) for place, one in enumerate(more, start=1)
        ]
        await store.keep_prompts(into, [*ours, *after])
        await connection.execute(delete(idea_prompts).where(idea_prompts.c.community == community))
    there = select(idea_weeks.c.community).where(idea_weeks.c.community == into)
    both = (idea_weeks.c.community == community) & there.exists()
    await connection.execute(delete(idea_weeks).where(both))
