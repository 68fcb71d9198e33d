"""The demo: the sample community, afresh at each start, with a clock that can be moved on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from communitybot.clocks import MovableClock
from communitybot.communities.model import Community
from communitybot.errors import Refusal
from communitybot.running import STAND_IN, opened, until_stopped
from communitybot.sample.planting import plant
from communitybot.settings import Playground, Settings

STARTS = datetime(2014, 10, 13, 13, 0, tzinfo=UTC)  # a Monday, 9:00 in New York: the day before the chat
PLANTING = timedelta(minutes=1)


async def serve_demo(settings: Settings) -> None:
    """Make the sample afresh and serve it until stopped."""
    settings = replace(settings, playground=Playground.ON, environment={})  # no platform joins a demo
    await make_room(settings)
    async with opened(settings, MovableClock(STARTS - PLANTING)) as house:
        await plant(house, coming=False)
        await house.bot.advance(PLANTING.total_seconds())  # all that is told of it has been told
        await house.bot.settle()
        await until_stopped(house)


async def make_room(settings: Settings) -> None:
    """Empty the demo's database and the playground's memory; a database with a real community is left alone.

    Raises:
        Refusal: when the database named holds anything but a demo.
    """
    from communitybot.storage.engine import create
    from communitybot.storage.erase import erase
    from communitybot.storage.migrate import migrate
    from communitybot.storage.work import UnitsOfWork

    database = create(settings.database_url)
    try:
        await migrate(database)
        kept = await UnitsOfWork(database).read(lambda work: work.communities.every())
        if any(not _is_demo(community) for community in kept):
            raise Refusal(
                "This database holds a real community, and the demo would erase it. "
                "Name another in COMMUNITYBOT_DATABASE_URL, or leave it unset.",
                example="make demo",
            )
        await erase(database)
    finally:
        await database.close()
    for file in _memory(settings.sqlite_file):
        file.unlink(missing_ok=True)


def _is_demo(community: Community) -> bool:
    """Whether a community lives in the playground and nowhere else."""
    return bool(community.spaces) and all(space.platform == STAND_IN for space in community.spaces)


def _memory(database: Path | None) -> list[Path]:
    """The playground's own file and its journals."""
    memory = database.with_suffix(".playground.db") if database else Path("communitybot.playground.db")
    return [memory, *(memory.with_name(memory.name + ending) for ending in ("-wal", "-shm", "-journal"))]
