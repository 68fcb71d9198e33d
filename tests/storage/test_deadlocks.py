"""Two units that wait for each other: PostgreSQL ends one of them, which begins anew, and both are kept."""

import asyncio

import pytest
from fakes import START
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from communitybot.happening import Happening, acting_on
from communitybot.storage import work as units_of_work
from communitybot.storage.engine import create
from communitybot.storage.tables.communities import communities
from communitybot.storage.work import UnitsOfWork
from tests.storage.rows import row

pytestmark = pytest.mark.postgres
SIGN = text("UPDATE communities SET name = name || :by WHERE id = :id")
OAK, ELM = "oak00000000oak", "elm00000000elm"


@pytest.fixture
async def units(postgres_url):
    database = create(postgres_url)
    units = UnitsOfWork(database)

    async def both(work):
        for each in (OAK, ELM):
            await work.connection.execute(insert(communities), row(communities, each) | {"name": ""})

    await units.run(both)
    yield units
    await database.close()


@pytest.mark.parametrize("tries", [4, pytest.param(1, id="control: without another try one is lost")])
async def test_of_two_units_that_wait_for_each_other_both_are_kept_once(units, monkeypatch, tries):
    monkeypatch.setattr(units_of_work, "TRIES", tries)
    met = asyncio.Barrier(2)

    async def signs(by, first, second):
        begun = []

        async def unit(work):
            await work.connection.execute(SIGN, {"by": by, "id": first})
            if not begun:
                begun.append(by)
                await met.wait()
            await work.connection.execute(SIGN, {"by": by, "id": second})

        with acting_on(Happening(f"press of {by}", START)):
            await units.run(unit)

    told = await asyncio.gather(signs("a", OAK, ELM), signs("b", ELM, OAK), return_exceptions=True)
    asked = text("SELECT name FROM communities")
    names = (await units.read(lambda work: work.connection.scalars(asked))).all()

    lost = [each for each in told if isinstance(each, DBAPIError)]
    assert len(lost) == (0 if tries > 1 else 1)
    assert {len(name) for name in names} == {2 - len(lost)}
