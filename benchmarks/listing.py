"""How long `/events` takes through the bot's own door with 100,000 events stored."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update

from benchmarks.measure import Row, at_most, scaled, share
from benchmarks.sending import HOUR, folder, occurrence
from communitybot.bootstrap import House, build
from communitybot.clocks import SystemClock
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived, Caller, Invoked, Who
from communitybot.conversation.replies import Answer as Answered
from communitybot.events.model import Answer, Host, Occurrence
from communitybot.people.model import Level
from communitybot.settings import load
from communitybot.storage import events_rows
from communitybot.storage.tables.communities import communities
from communitybot.storage.tables.events import event_words, events, occurrence_labels, occurrences
from communitybot.storage.work import Work

COUNT = scaled(100_000)
CALLS = scaled(1_000)
WARMING = 20
ZONE = "America/New_York"
SPACE = SpaceAddress("bench", "month")
ROOM = PlaceAddress("bench", "month", "events")
WHO = Who(account=PersonAddress("bench", "month", "teacher"), name="Tara", zone=ZONE)
HOSTED = 200  # of so many events the caller hosts one
WORDS = (
    "",
    "page: 5",
    "today",
    "this week",
    "mine",
    "topic: reading",
    "topic: ce26",  # all events have this hashtag
    "topic: astronomy",  # and none this topic
    "level: elementary",
    "topic: reading, level: elementary",
)
AGAIN = "(asked again, nothing written since)"
LEVELS = tuple(Level)


def stored(count: int, caller: Caller, now: datetime) -> Sequence[Occurrence]:
    """Events spread evenly over the year before and the year after; some are hosted by the caller."""
    made = []
    for number in range(count):
        one = occurrence(number)
        start = (now + timedelta(days=730) * (number / count - 0.5)).replace(second=0, microsecond=0)
        wall = start.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
        details = replace(one.details, level=LEVELS[number % len(LEVELS)], topics=(f"topic {number % 50}",))
        if number % 50 == 0:
            details = replace(details, topics=("reading",))
        if number % HOSTED == 0:
            details = replace(details, hosts=(Host(caller.name, caller.person), *details.hosts))
        event = replace(one.event, community=caller.community, starts=wall, details=details)
        made.append(
            replace(
                one, event=event, original=wall, starts=wall, start=start, end=start + HOUR, details=details
            )
        )
    return made


async def store(part: Sequence[Occurrence], work: Work) -> None:
    words = [
        {"community": one.event.community, "event": one.event.id, "word": word}
        for one in part
        for word in events_rows.words_of(one.details.title)
    ]
    labels = [values for one in part for values in events_rows.label_values(one)]
    run = work.connection.execute
    await run(insert(events), [events_rows.event_values(one.event) for one in part])
    await run(insert(event_words), words)
    await run(insert(occurrences), [events_rows.occurrence_values(one) for one in part])
    await run(insert(occurrence_labels), labels)


async def fill(house: House) -> None:
    caller = await house.directory.caller(WHO, ROOM)
    now = datetime.now(UTC)
    made = stored(COUNT, caller, now)
    coming = [one for one in made if one.start > now][:1_000:20]
    for begin in range(0, len(made), 5_000):
        await house.units.run(partial(store, made[begin : begin + 5_000]))
    for one in coming:
        await house.events.rsvp(caller, one.key, Answer.GOING)


async def write(work: Work) -> None:
    """Write something, so that nothing that was read before may be told again."""
    await work.connection.execute(update(communities).values(zone=communities.c.zone))


async def ask(house: House, typed: str, calls: int, *, anew: bool = True) -> list[float]:
    """Milliseconds of each call, one after the other; `anew`: something was written before each."""
    taken = []
    for number in range(calls):
        if anew:
            await house.units.run(write)
        asked = Invoked(id=f"{typed}{number}", who=WHO, place=ROOM, command="events", typed=typed)
        began = time.perf_counter()
        reply = await house.bot.invoke(asked)
        taken.append((time.perf_counter() - began) * 1000)
        assert isinstance(reply, Answered), reply
    return taken


async def measure(url: str) -> dict[str, list[float]]:
    house = await build(load({}, database_url=url), SystemClock())
    try:
        await house.bot.arrived(
            Arrived(space=SPACE, name="Month", rooms=((ROOM, "events"),), by=WHO, zone=ZONE)
        )
        await fill(house)
        taken = {}
        for typed in WORDS:
            await ask(house, typed, WARMING)
            taken[typed] = await ask(house, typed, CALLS if typed == "" else CALLS // 5)
        taken[AGAIN] = await ask(house, "", CALLS, anew=False)
        return taken
    finally:
        await house.close()


def run() -> list[Row]:
    with folder() as place:
        taken = asyncio.run(measure(f"sqlite:///{place / 'listing.db'}"))
    rows = []
    for typed, times in taken.items():
        for label, part, wanted in (("p50", 0.5, 4.0), ("p99", 0.99, 15.0)):
            row = at_most(
                f"/events {typed}".strip() + f" {label}",
                share(times, part),
                wanted,
                unit="ms",
                how=(
                    f"Bot.invoke on SQLite, {COUNT:,} events in one community, a year back and a year ahead, "
                    f"one in {HOSTED} hosted and fifty answered by the caller; "
                    f"{len(times):,} calls in a row, {WARMING} to warm up, each after a write but where said."
                ),
            )
            rows.append(row if typed == "" else row | {"wanted": "", "met": None})
    return rows
