"""Planning and finding events on real databases."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import datetime, timedelta

import pytest
from house import House

from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.events.model import Answer, Details, Host, Kind, Status
from communitybot.events.service import Plan
from communitybot.moments import Repeat
from communitybot.moments.repeat import Every
from communitybot.people.model import Level
from tests import kinds

database_url = kinds.on_sqlite_alone

TUESDAY = datetime(2026, 12, 8, 19, 0)
WEEKLY = Repeat(every=Every.WEEK)


@pytest.fixture
async def house(units, clock):
    return await House(units, clock).open("Hana", "Tom", "Ada")


async def test_a_draft_is_seen_by_its_maker_alone(house):
    draft = await house.events.draft(
        house.caller("Hana"),
        Plan(details=Details(title=" Reading \n circle "), starts=TUESDAY, zone="Europe/Paris"),
    )

    assert draft.details.title == "Reading circle"
    assert (await house.events.show(house.caller("Hana"), draft.key)).occurrence.status is Status.DRAFT
    with pytest.raises(NotFound):
        await house.events.show(house.caller("Tom"), draft.key)
    assert (await house.events.coming(house.caller("Hana"))).total == 0
    assert await house.promises() == []


async def test_posting_twice_posts_once(house):
    one = await house.posted(TUESDAY)
    before = await house.promises()
    again = await house.events.post(house.caller("Hana"), one.event.id)

    assert again.status is Status.OPEN
    assert await house.promises() == before
    assert [row["kind"] for row in before].count("event.card") == 1
    assert [row["kind"] for row in before].count("event.remind.room") == 5
    assert [row["kind"] for row in before].count("event.remind.people") == 5


async def test_a_discarded_draft_is_gone_and_a_posted_event_stays(house):
    plan = Plan(details=Details(title="Tour"), starts=TUESDAY, zone="UTC")
    draft = await house.events.draft(house.caller("Hana"), plan)
    await house.events.discard(house.caller("Hana"), draft.event.id)
    await house.events.discard(house.caller("Hana"), draft.event.id)

    with pytest.raises(NotFound):
        await house.events.post(house.caller("Hana"), draft.event.id)
    posted = await house.posted(TUESDAY)
    with pytest.raises(AlreadyDone):
        await house.events.discard(house.caller("Hana"), posted.event.id)


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        (
            Plan(details=Details(title="Late"), starts=datetime(2026, 12, 1, 6, 59), zone="America/New_York"),
            AlreadyDone,
        ),
        (Plan(details=Details(title=" \u200b "), starts=TUESDAY, zone="UTC"), Misread),
        (Plan(details=Details(title="T" * 121), starts=TUESDAY, zone="UTC"), Misread),
        (Plan(details=Details(title="T", link="javascript:alert(1)"), starts=TUESDAY, zone="UTC"), Misread),
        (Plan(details=Details(title="T", capacity=-1), starts=TUESDAY, zone="UTC"), Misread),
        (Plan(details=Details(title="T"), starts=TUESDAY, zone="UTC", length=timedelta(days=90)), Misread),
        (Plan(details=Details(title="T"), starts=TUESDAY, zone="UTC", programme="None such"), NotFound),
        (
            Plan(
                details=Details(title="T"),
                starts=TUESDAY,
                zone="UTC",
                repeat=Repeat(every=Every.WEEK, weekdays=(4,)),
            ),
            Misread,
        ),
    ],
)
async def test_a_plan_that_cannot_be_is_refused_and_leaves_nothing(house, plan, refusal):
    with pytest.raises(refusal):
        await house.events.draft(house.caller("Hana"), plan)

    assert await house.events.search(house.caller("Hana"), "t") == ()


async def test_the_list_shows_tally_and_my_answer_in_order_of_start(house):
    second = await house.posted(
        TUESDAY + timedelta(days=1), title="Panel", level=Level.MIDDLE, topics=("Maths",)
    )
    first = await house.posted(TUESDAY, title="Chat", kind=Kind.CHAT, hashtag="#CE14", level=Level.ELEMENTARY)
    await house.events.rsvp(house.caller("Tom"), first.key, Answer.GOING)
    await house.events.rsvp(house.caller("Ada"), first.key, Answer.MAYBE)

    page = await house.events.coming(house.caller("Tom"))
    assert [item.occurrence.key for item in page.items] == [first.key, second.key]
    assert (page.items[0].tally.going, page.items[0].tally.maybe, page.items[0].mine) == (1, 1, Answer.GOING)
    assert page.total == 2
    assert [i.occurrence.key for i in (await house.events.coming(house.caller("Tom"), mine=True)).items] == [
        first.key
    ]
    assert (await house.events.coming(house.caller("Tom"), topic="#ce14")).total == 1
    assert (await house.events.coming(house.caller("Tom"), topic="maths")).total == 1
    assert (await house.events.coming(house.caller("Tom"), level=Level.MIDDLE)).total == 1
    assert (await house.events.coming(house.caller("Hana"), mine=True)).total == 2
    paged = await house.events.coming(house.caller("Tom"), limit=1, offset=1)
    assert ([i.occurrence.key for i in paged.items], paged.total) == ([second.key], 2)
    beyond = await house.events.coming(house.caller("Tom"), limit=1, offset=5)
    assert (beyond.items, beyond.total) == ((), 2)


async def test_what_is_on_stays_listed_until_it_ends(house, clock):
    await house.posted(datetime(2026, 12, 1, 7, 30), title="Short")
    await house.posted(datetime(2026, 12, 1, 7, 30), title="Exhibit", length=timedelta(days=20))

    clock.advance(timedelta(minutes=45))
    assert (await house.events.coming(house.caller("Tom"))).total == 2
    clock.advance(timedelta(days=10))
    page = await house.events.coming(house.caller("Tom"))
    assert [item.occurrence.details.title for item in page.items] == ["Exhibit"]
    assert page.total == 1


async def test_a_series_is_listed_date_by_date(house):
    one = await house.posted(TUESDAY, repeat=WEEKLY)

    page = await house.events.coming(house.caller("Tom"), limit=3)
    assert [item.occurrence.original for item in page.items] == [
        TUESDAY + timedelta(weeks=n) for n in range(3)
    ]
    assert page.total == 25  # weeks in the half year ahead
    far = f"{one.event.id}@2030-12-10T19.00"
    assert (await house.events.show(house.caller("Tom"), far)).occurrence.starts == datetime(
        2030, 12, 10, 19, 0
    )
    with pytest.raises(NotFound):
        await house.events.show(house.caller("Tom"), f"{one.event.id}@2030-12-11T19.00")


async def test_search_finds_beginnings_of_words_soonest_first_and_past_last(house, clock):
    past = await house.posted(datetime(2026, 12, 1, 8, 0), title="Reading aloud")
    clock.advance(timedelta(hours=20))
    late = await house.posted(TUESDAY + timedelta(days=3), title="Reading circle", by="Tom")
    soon = await house.posted(TUESDAY, title="Évening of reading", repeat=WEEKLY)
    await house.posted(TUESDAY, title="Maths")

    found = await house.events.search(house.caller("Ada"), "READ")
    assert [item.occurrence.event.id for item in found] == [soon.event.id, late.event.id, past.event.id]
    assert [i.occurrence.event.id for i in await house.events.search(house.caller("Ada"), "even rea")] == [
        soon.event.id
    ]
    assert await house.events.search(house.caller("Ada"), "nothing such") == ()
    mine = await house.events.search(house.caller("Tom"), "", editable=True)
    assert [item.occurrence.event.id for item in mine] == [late.event.id]
    assert len(await house.events.search(house.caller("Ada", administers=True), "", editable=True)) == 4


async def test_clashes_name_what_is_on_at_the_same_time(house):
    one = await house.posted(TUESDAY, title="Chat")
    await house.posted(TUESDAY - timedelta(days=3), title="Contest", length=timedelta(days=10))

    half_past = one.start + timedelta(minutes=30)
    assert [
        c.key
        for c in await house.events.clashes(house.caller("Tom"), half_past, half_past + timedelta(hours=1))
    ] == [one.key]
    assert await house.events.clashes(house.caller("Tom"), one.end, one.end + timedelta(hours=1)) == ()
    assert await house.events.clashes(house.caller("Tom"), one.start, one.end, excluding=one.event.id) == ()


async def test_another_community_sees_nothing(house):
    from dataclasses import replace

    one = await house.posted(TUESDAY)
    stranger = replace(house.caller("Tom"), community="c2")

    with pytest.raises(NotFound):
        await house.events.show(stranger, one.key)
    assert (await house.events.coming(stranger)).total == 0
    assert await house.events.search(stranger, "reading") == ()


async def test_only_hosts_plan_where_the_community_says_so(units, clock):
    from dataclasses import replace

    from house import HOUSE

    from communitybot.communities.model import CommunitySettings, WhoHosts

    settings = CommunitySettings(who_hosts=WhoHosts.HOSTS)
    house = House(units, clock, replace(HOUSE, settings=settings, hosts=frozenset({"hana"})))
    await house.open("Hana", "Tom")

    await house.posted(TUESDAY)
    with pytest.raises(NotAllowed):
        await house.posted(TUESDAY, by="Tom")


async def test_programmes_group_events_and_feeds_show_them(house):
    month = await house.events.make_programme(
        house.caller("Hana"),
        "Connected Educator Month",
        "Together",
        datetime(2026, 12, 1),
        datetime(2026, 12, 31),
    )
    again = await house.events.make_programme(
        house.caller("Tom"), "connected educator month", "", datetime(2026, 12, 1), datetime(2026, 12, 31)
    )
    plan = Plan(
        details=Details(title="Kickoff"), starts=TUESDAY, zone="UTC", programme="Connected educator month"
    )
    kickoff = await house.events.draft(house.caller("Hana"), plan)
    await house.events.post(house.caller("Hana"), kickoff.event.id)
    await house.posted(TUESDAY, title="Other")
    await house.events.rsvp(house.caller("Tom"), kickoff.key, Answer.GOING)

    assert again == month
    assert (await house.events.coming(house.caller("Tom"), programme=month.id)).total == 1
    assert (await house.events.coming(house.caller("Tom"), programme=month.name)).total == 1
    _, everything = await house.events.make_feed(house.caller("Tom"), mine=False)
    _, mine = await house.events.make_feed(house.caller("Tom"), mine=True)
    assert len((await house.events.feed(everything)).occurrences) == 2
    assert [one.details.title for one in (await house.events.feed(mine)).occurrences] == ["Kickoff"]
    assert await house.events.revoke_feeds(house.caller("Tom")) == 2
    assert await house.events.feed(mine) is None
    assert await house.events.feed("nonsense") is None


async def test_hosts_who_are_members_may_edit_and_guests_may_not_be_asked(house):
    one = await house.posted(TUESDAY, hosts=(Host("Tom", "tom"), Host("A guest")))

    assert len(await house.events.search(house.caller("Tom"), "", editable=True)) == 1
    assert await house.events.search(house.caller("Ada"), "", editable=True) == ()
    assert one.details.hosts[1].person is None
