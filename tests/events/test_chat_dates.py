"""The calendar as live chats ask it: one date of an event, wherever its series has gone."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from house import NEW_YORK, House

from communitybot.chat_dates import EventDates, Within
from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.events.model import Kind, Scope, Status
from communitybot.events.views import Changes
from communitybot.livechats.model.chat import Form, Host
from communitybot.livechats.views import ChatPlan
from communitybot.moments import Repeat
from communitybot.moments.repeat import Every

TUESDAY = datetime(2026, 12, 8, 19, 0)
WEEKLY = Repeat(every=Every.WEEK)


def instant(wall: datetime) -> datetime:
    return wall.replace(tzinfo=ZoneInfo(NEW_YORK))


def plan(**given) -> ChatPlan:
    words = {"title": "Connected educators", "starts": TUESDAY, "zone": NEW_YORK, "hashtag": "#CE14"}
    return ChatPlan(**(words | given))


class Calendar:
    """The calendar of live chats, each call in a unit of its own."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.dates = EventDates(house.clock)

    def __getattr__(self, name):
        async def call(*given):
            return await self.house.units.run(lambda work: getattr(self.dates, name)(work, *given))

        return call

    async def event(self, name):
        return await self.house.units.read(lambda work: work.events.get("c1", name))

    async def found(self, one):
        """Where a date is now that was known as `one`."""
        return await self.dated("c1", one.event.id, one.original)


@pytest.fixture
async def house(sqlite_units, clock):
    return await House(sqlite_units, clock).open("Hana", "Ben")


@pytest.fixture
def calendar(house):
    return Calendar(house)


async def test_a_plan_becomes_a_draft_of_a_chat_with_its_words_and_hosts(house, calendar):
    hosts = (Host("Hana", "hana"), Host("A visiting author"))
    dated = await calendar.draft(house.caller("Hana"), plan(hosts=hosts, description="An hour together."))
    event = await calendar.event(dated.event)

    assert (dated.title, dated.hashtag, dated.hosts) == ("Connected educators", "ce14", hosts)
    assert (dated.original, dated.start, dated.zone) == (TUESDAY, instant(TUESDAY), NEW_YORK)
    assert not dated.called_off
    assert event.status is Status.DRAFT
    assert event.details.kind is Kind.CHAT
    assert event.details.description.startswith("An hour together.\n\n")
    assert dated.description == "An hour together."
    assert event.details.place == "Live chat, in a thread in the chat rooms"
    assert await house.promises() == []


@pytest.mark.parametrize(
    ("form", "given", "length"),
    [
        (Form.HOUR, None, timedelta(hours=1)),
        (Form.SPARK, None, timedelta(minutes=15)),
        (Form.SLOW, None, timedelta(days=5)),
        (Form.HOUR, timedelta(minutes=90), timedelta(minutes=90)),
    ],
)
async def test_a_chat_lasts_as_long_as_its_form_unless_it_says_otherwise(
    house, calendar, form, given, length
):
    dated = await calendar.draft(house.caller("Hana"), plan(form=form, length=given))

    assert dated.end - dated.start == length


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"starts": datetime(2026, 1, 5, 19, 0)}, AlreadyDone), ({"hashtag": "two words"}, Misread)],
)
async def test_a_plan_is_refused_as_an_event_is(house, calendar, given, refusal):
    with pytest.raises(refusal):
        await calendar.draft(house.caller("Hana"), plan(**given))


async def test_posting_announces_it_and_discarding_forgets_it(house, calendar):
    hana = house.caller("Hana")
    posted = await calendar.draft(hana, plan())
    thrown = await calendar.draft(hana, plan())
    assert await calendar.post(hana, posted.event) == posted
    await calendar.discard(hana, thrown.event)

    assert (await calendar.event(posted.event)).status is Status.OPEN
    assert await house.promises(kind="event.card")
    assert await calendar.dated("c1", thrown.event, thrown.original) is None


async def test_somebody_elses_draft_is_not_posted(house, calendar):
    draft = await calendar.draft(house.caller("Hana"), plan())

    with pytest.raises(NotFound):
        await calendar.post(house.caller("Ben"), draft.event)


async def test_an_event_and_what_is_written_beside_it_are_kept_together_or_not_at_all(house, calendar):
    """The control is the same unit without the mistake at its end."""
    seen = []

    def unit(*, fails):
        async def both(work):
            seen.append((await EventDates(house.clock).draft(work, house.caller("Hana"), plan())).event)
            if fails:
                raise LookupError

        return both

    with pytest.raises(LookupError):
        await house.units.run(unit(fails=True))
    await house.units.run(unit(fails=False))

    assert [await calendar.event(each) is not None for each in seen] == [False, True]


async def test_a_reader_within_a_unit_sees_what_the_unit_wrote(house):
    async def unit(work):
        dated = await EventDates(house.clock).draft(work, house.caller("Hana"), plan())
        return await Within(work).read(lambda same: same.events.get("c1", dated.event), same="asked before")

    assert (await house.units.run(unit)).details.title == "Connected educators"


async def test_cancelling_is_about_one_date_of_a_series(house, calendar):
    first = await house.posted(TUESDAY, repeat=WEEKLY, kind=Kind.CHAT)
    next_week = TUESDAY + timedelta(days=7)
    await calendar.cancel(house.caller("Hana"), (first.event.id, next_week), "snow")

    assert (await calendar.dated("c1", first.event.id, next_week)).called_off
    assert not (await calendar.found(first)).called_off


async def test_cancelling_a_single_event_calls_it_off(house, calendar):
    one = await house.posted(TUESDAY, kind=Kind.CHAT)
    await calendar.cancel(house.caller("Hana"), (one.event.id, one.original), "snow")

    found = await calendar.found(one)
    assert found.called_off
    assert found.start == one.start


async def test_only_who_may_cancels(house, calendar):
    one = await house.posted(TUESDAY, kind=Kind.CHAT)

    with pytest.raises(NotAllowed):
        await calendar.cancel(house.caller("Ben"), (one.event.id, one.original), "")


async def test_a_single_date_is_followed_where_it_was_moved_and_renamed(house, calendar):
    one = await house.posted(TUESDAY, kind=Kind.CHAT)
    later = TUESDAY + timedelta(days=2, hours=1)
    await house.events.edit(
        house.caller("Hana"), one.key, Changes(starts=later, title="Reading together"), Scope.ALL
    )

    found = await calendar.found(one)
    assert (found.start, found.title, found.original) == (instant(later), "Reading together", later)


async def test_a_date_of_a_series_is_followed_when_all_are_moved(house, calendar):
    one = await house.posted(TUESDAY, repeat=WEEKLY, kind=Kind.CHAT)
    second = TUESDAY + timedelta(days=7)
    wish = Changes(starts=TUESDAY + timedelta(days=1))
    await house.events.edit(house.caller("Hana"), one.key, wish, Scope.ALL)

    found = await calendar.dated("c1", one.event.id, second)
    assert found.start == instant(second + timedelta(days=1))


async def test_a_date_is_followed_into_what_was_split_off_also_when_it_is_called_off_there(house, calendar):
    one = await house.posted(TUESDAY, repeat=WEEKLY, kind=Kind.CHAT)
    second, third = (TUESDAY + timedelta(days=days) for days in (7, 14))
    hana, later = house.caller("Hana"), second + timedelta(minutes=30)
    split = await house.events.edit(
        hana, f"{one.event.id}@{second:%Y-%m-%dT%H.%M}", Changes(starts=later), Scope.FOLLOWING
    )
    await calendar.cancel(hana, (one.event.id, third), "holidays")

    before, moved, gone = [
        await calendar.dated("c1", one.event.id, each) for each in (TUESDAY, second, third)
    ]
    assert (before.event, before.start) == (one.event.id, instant(TUESDAY))
    assert (moved.event, moved.start) == (split.after.event.id, instant(later))
    assert (gone.event, gone.called_off) == (split.after.event.id, True)
    assert not moved.called_off


async def test_what_was_never_there_and_what_another_community_has_is_gone(house, calendar):
    one = await house.posted(TUESDAY, repeat=WEEKLY, kind=Kind.CHAT)

    assert await calendar.dated("c2", one.event.id, TUESDAY) is None
    assert await calendar.dated("c1", "no-such-event", TUESDAY) is None
    assert await calendar.dated("c1", one.event.id, TUESDAY + timedelta(days=1)) is None
