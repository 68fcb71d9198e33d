"""A move of rows gives way to whoever is at work on the same ones, and hides no other fault."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from communitybot.communities.repository import GaveWay
from communitybot.storage.engine import create
from communitybot.storage.work import UnitsOfWork

TAKEN = "INSERT INTO taken VALUES (1)"


@pytest.fixture
async def postgres_units(postgres_url):
    database = create(postgres_url)
    yield UnitsOfWork(database)
    await database.close()


async def moved(units, *statements):
    """Run the statements as a move does, in a unit that can go on afterwards."""

    async def unit(work):
        async def move():
            for each in statements:
                await work.connection.execute(text(each))

        await work.connection.execute(text("CREATE TEMP TABLE taken (place integer PRIMARY KEY)"))
        try:
            await work.links._giving_way(move)
        finally:
            assert await work.connection.scalar(text("SELECT count(*) FROM taken")) == 0

    await units.run(unit)


@pytest.mark.postgres
async def test_a_row_somebody_wrote_meanwhile_makes_a_move_give_way(postgres_units):
    with pytest.raises(GaveWay):
        await moved(postgres_units, TAKEN, TAKEN)


@pytest.mark.postgres
async def test_a_fault_of_our_own_is_no_reason_to_give_way(postgres_units):
    with pytest.raises(DBAPIError):
        await moved(postgres_units, TAKEN, "SELECT 1 / 0")
