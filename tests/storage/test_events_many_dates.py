"""A series of very many dates is counted no further than needed, and leaves room for others."""

from seeded_dates import DAY, NARROWED, NOW, posted

from communitybot.events.occurrences import expand
from communitybot.events.repository import Sought, Wanted
from communitybot.moments.repeat import Every, Repeat
from communitybot.storage.events_lists import COUNTED


async def test_a_long_list_is_counted_no_further_than_a_thousand(units):
    many = posted("many", repeat=Repeat(every=Every.DAY), created_by="ada", programme="month")
    laid = expand(many, {}, NOW, NOW + 1_100 * DAY, most=COUNTED + 5)

    async def unit(work):
        await work.events.add(many)
        await work.events.lay_out("oak", many.id, laid, since=None)

    await units.run(unit)
    for what in NARROWED:
        wanted = Wanted(community="oak", person="ada", since=NOW, limit=10, offset=COUNTED, **what)
        page = await units.read(lambda work, wanted=wanted: work.events.listed(wanted))
        assert (page.total, page.more_than_total) == (COUNTED, True)
        assert [item.occurrence for item in page.items] == list(laid[COUNTED:])


async def test_a_daily_series_leaves_room_for_others_in_a_search(units):
    daily = posted("daily", repeat=Repeat(every=Every.DAY))
    others = [posted(f"other{number}", starts=daily.starts + 100 * DAY) for number in range(5)]

    async def unit(work):
        for each in (daily, *others):
            await work.events.add(each)
            laid = expand(each, {}, NOW, NOW + 180 * DAY)
            await work.events.lay_out("oak", each.id, laid, since=None)
        sought = Sought(community="oak", person="ada", words=(), now=NOW, limit=25)
        return [one.event.id for one in await work.events.sought(sought)]

    assert await units.run(unit) == ["daily", *(each.id for each in others)]
