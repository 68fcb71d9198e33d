"""Empties a database of everything but its schema; only the demo asks for that."""

from communitybot.storage.engine import Database
from communitybot.storage.tables import everything


async def erase(database: Database) -> None:
    """Delete every row of every table, in one transaction."""
    async with database.writing(), database.engine.begin() as connection:
        for table in reversed(everything().sorted_tables):
            await connection.execute(table.delete())
