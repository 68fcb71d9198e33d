"""Looks for a word wherever a database can hold one."""

from sqlalchemy import inspect, text

CANARY = "zanzibar"


async def kept(hall, what=CANARY):
    """The tables in which a word stands anywhere."""

    async def unit(work):
        names = await work.connection.run_sync(lambda connection: inspect(connection).get_table_names())
        found = set()
        for name in names:
            rows = (await work.connection.execute(text(f'SELECT * FROM "{name}"'))).all()
            if any(what.lower() in str(value).lower() for row in rows for value in row):
                found.add(name)
        return found

    return await hall.units.read(unit)
