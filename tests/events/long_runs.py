"""A series, and whom the relay told what about it."""

from datetime import UTC, datetime

from icalendar import Calendar
from reading_cards import said

from communitybot.conversation.addresses import PersonAddress
from communitybot.events.calendars.ics import Series, calendar_of, calendar_of_occurrences

HUDDLE = "/event create Huddle, when: thursday 4pm, repeat: every thursday until 15 dec"


async def told(platform, name: str) -> list[str]:
    direct = await platform.direct(PersonAddress("playground", "demo", name))
    return [said(posted.shown) for posted in platform.visible() if posted.place == direct]


async def dates_of(world, title: str) -> list[str]:
    """Every laid-out date of the events of that name: wall clock, own title where it has one, state."""

    async def unit(work):
        from sqlalchemy import text

        named = text("SELECT id, community FROM events WHERE details LIKE :title AND status <> 'draft'")
        rows = (await work.connection.execute(named, {"title": f'%"title":"{title}"%'})).all()
        laid = [one for row in rows for one in await work.events.laid_out(row.community, row.id)]
        return [
            f"{one.starts:%a %d %b %H:%M}{' ' + one.status if one.status != 'open' else ''}" for one in laid
        ]

    return await world.units.read(unit)


async def feeds_of(world, person: str) -> tuple[list, list]:
    """The calendar entries of everything, and of a person's own dates."""

    async def unit(work):
        from sqlalchemy import text

        (community,) = (await work.connection.execute(text("SELECT id FROM communities"))).one()
        (whose,) = (
            await work.connection.execute(text("SELECT id FROM people WHERE name = :n"), {"n": person})
        ).one()
        mine = await work.events.subscribed(community, whose, datetime(2014, 10, 1, tzinfo=UTC))
        everything = await work.events.subscribed(community, None, datetime(2014, 10, 1, tzinfo=UTC))
        events = {one.event.id: one.event for one in everything}
        changes = await work.events.changes(community, list(events))
        series = [Series(event=each, changes=tuple(changes[name].values())) for name, each in events.items()]
        return (
            Calendar.from_ical(calendar_of("All", series)).walk("VEVENT"),
            Calendar.from_ical(calendar_of_occurrences("Mine", mine)).walk("VEVENT"),
        )

    return await world.units.read(unit)
