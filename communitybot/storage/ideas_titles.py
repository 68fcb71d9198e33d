"""Finding ideas by how the words of their titles begin."""

from typing import Any

from sqlalchemy import ColumnElement, delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea
from communitybot.storage.tables.ideas import idea_titles
from communitybot.storage.words import words_in

_T = idea_titles.c


async def put(connection: AsyncConnection, before: Idea | None, now: Idea) -> None:
    """Let an idea be found by its title as it is now; whoever asks says whose ideas they may find."""
    old, new = words_in(before.title) if before else set(), words_in(now.title)
    if old - new:
        gone = _T.word.in_(old - new)
        await connection.execute(delete(idea_titles).where(_T.idea == now.id, gone))
    if new - old:
        held = [{"community": now.community, "word": word, "idea": now.id} for word in sorted(new - old)]
        await connection.execute(insert(idea_titles), held)


def begins(table: Any, word: str) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = (table.c.word >= word) & (table.c.word < word + "\U0010ffff")
    return condition
