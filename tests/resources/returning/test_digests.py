"""Digests: shown before they begin, told once, never empty; paused, changed, stopped."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Away
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.outbox.entry import State as Sent
from communitybot.people.model import Quiet
from communitybot.resources.cards.digests import digest_card, digests_card
from communitybot.resources.digest_views import DigestWish
from communitybot.resources.model.digest import Cadence
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, State
from tests.resources.returning.library import BEN, CLEO, DAILY, HOST, ROOM, caller, came, resource, words

WEEKLY = DigestWish(cadence=Cadence.WEEKLY, weekday=4, hour=16)


async def test_it_is_shown_before_it_begins_with_what_it_would_hold_and_why(school):
    since = school.clock.now() - timedelta(days=2)
    await school.has(
        resource("r1", "Fraction strips", tags=("fractions",), grades=(Grade.FOURTH,), at=since),
        resource("r2", "Volcanoes", tags=("science",), at=since),
        resource("r3", "Fraction film", tags=("fractions",), kind=Kind.VIDEO, at=since),
        resource("r4", "Mine", tags=("fractions",), person="ben", at=since),
        resource("r5", "Old", tags=("fractions",), at=since - timedelta(days=9)),
    )
    wish = DigestWish(tags=("fractions",), cadence=Cadence.WEEKLY, weekday=4, hour=16)

    shown = await school.digesting.propose(BEN, wish)
    card = words(digest_card(shown))
    assert [(one.title, why) for one, why in shown.items] == [
        ("Fraction film", "tag fractions"),
        ("Fraction strips", "tag fractions"),
    ]
    assert "It comes weekly, on Friday at 4:00 PM." in card
    assert "It would hold now" in card
    assert await school.units.read(lambda work: work.outbox.unfinished("c1", shown.digest.subject)) == {}

    narrow = replace(wish, grades=(Grade.FOURTH, Grade.FIFTH))
    again = await school.digesting.propose(BEN, narrow)
    assert [why for _, why in again.items] == ["tag fractions, grade 4"]
    with pytest.raises(NotFound):
        await school.digesting.begin(BEN, shown.digest.id)  # what was not begun is forgotten
    begun = await school.digesting.begin(BEN, again.digest.id)
    assert "Next: Fri 4 Dec, 4:00 PM EST" in words(digest_card(begun))
    assert (await school.digesting.begin(BEN, again.digest.id)).said == "It comes already."


async def test_it_comes_at_its_turn_with_news_alone_and_nothing_twice(school, relays, platform):
    digest = await school.begun(DAILY)
    relay = relays(school.units, {"fake": platform}, school.handlers())
    await school.days_pass(relay)
    assert came(platform) == []  # never empty
    assert (await school.digest(digest)).next == datetime(2026, 12, 2, 21, tzinfo=UTC)

    for number in range(12):
        await school.shares(f"r{number:02}", title=f"Title {number:02}")
        school.later(seconds=1)
    await school.days_pass(relay)
    (first,) = came(platform)
    assert first.count("\n- ") == 10
    assert "Title 11" in first.splitlines()[1]
    assert "And 2 more: /resources" in first
    await school.days_pass(relay, 3)
    assert len(came(platform)) == 1

    await school.shares("late", title="One more")
    await school.shares("gone", title="Taken back")
    school.clock.set(datetime(2026, 12, 6, 21, tzinfo=UTC))
    await school.units.run(lambda work: work.resources.save(resource("gone", state=State.WITHDRAWN)))
    await relay.run_once()
    assert len(came(platform)) == 2
    assert "One more" in came(platform)[1]
    assert "Taken back" not in came(platform)[1]
    assert "Title" not in came(platform)[1]


async def test_what_is_hidden_between_choosing_and_sending_is_left_out(school, relays, platform):
    quiet = Quiet()
    person = await school.units.read(lambda work: work.people.get("c1", "ben"))
    await school.units.run(lambda work: work.people.save(replace(person, quiet=quiet)))
    await school.begun(replace(DAILY, hour=22))  # in the quiet hours: it waits until seven
    await school.shares("r1", title="Stays")
    await school.shares("r2", title="Hidden meanwhile")
    relay = relays(school.units, {"fake": platform}, school.handlers())
    school.clock.set(datetime(2026, 12, 2, 3, tzinfo=UTC))
    await relay.run_once()
    assert came(platform) == []

    await school.units.run(lambda work: work.resources.save(resource("r2", state=State.HIDDEN)))
    school.clock.set(datetime(2026, 12, 2, 12, tzinfo=UTC))
    await relay.run_once()
    (said,) = came(platform)
    assert "Stays" in said
    assert "Hidden" not in said


async def test_after_a_long_absence_one_comes_late_and_not_several(school, relays, platform):
    digest = await school.begun(DAILY)
    for day in range(5):
        await school.shares(f"r{day}", title=f"Day {day}")
        school.later(days=1)
    relay = relays(school.units, {"fake": platform}, school.handlers())
    for _ in range(3):
        await relay.run_once()
    (said,) = came(platform)
    assert said.count("\n- Day") == 5
    assert (await school.digest(digest)).next == datetime(2026, 12, 6, 21, tzinfo=UTC)


async def test_one_that_has_not_arrived_keeps_the_next_from_coming_as_well(school, relays, platform):
    digest = await school.begun(DAILY)
    await school.shares("r1")
    editing = school.handlers()
    stuck = {"resource.digest_due": editing["resource.digest_due"]}  # nobody sends
    relay = relays(school.units, {"fake": platform}, stuck)
    await school.days_pass(relay)
    await school.shares("r2")
    await school.days_pass(relay, 2)
    assert await school.units.read(
        lambda work: work.outbox.states("c1", [f"{digest.subject}:2026-12-0{day}" for day in (1, 2, 3)])
    ) == {f"{digest.subject}:2026-12-01": Sent.PLANNED}


async def test_it_rests_changes_and_stops_and_everything_pressed_again_changes_nothing(
    school, relays, platform
):
    digest = await school.begun(DAILY)
    relay = relays(school.units, {"fake": platform}, school.handlers())
    for _ in range(2):
        rests = await school.digesting.pause(BEN, digest.id, on=True)
    assert "It rests." in words(digest_card(rests))
    await school.shares("r1", title="Long ago")
    await school.days_pass(relay, 10)
    assert came(platform) == []
    for _ in range(2):
        await school.digesting.pause(BEN, digest.id, on=False)
    await school.shares("r2", title="Just now")
    await school.days_pass(relay)
    (said,) = came(platform)
    assert "Just now" in said
    assert "Long ago" not in said

    changed = await school.digesting.change(BEN, digest.id, replace(WEEKLY, tags=("fractions",)))
    assert changed.digest.next == datetime(2026, 12, 18, 21, tzinfo=UTC)
    await school.shares("r3", title="No such tag")
    await school.shares("r4", title="Such a tag", tags=("fractions",))
    await school.days_pass(relay, 5)
    assert len(came(platform)) == 1
    await school.days_pass(relay, 3)
    assert "Such a tag" in came(platform)[1]
    assert "No such tag" not in came(platform)[1]

    for _ in range(2):
        gone = await school.digesting.stop(BEN, digest.id)
    assert "comes no more" in words(digests_card(gone))
    await school.shares("r5", tags=("fractions",))
    await school.days_pass(relay, 8)
    assert len(came(platform)) == 2


async def test_another_zone_gives_no_day_two(school, relays, platform):
    digest = await school.begun(DAILY)
    relay = relays(school.units, {"fake": platform}, school.handlers())
    await school.shares("r1")
    await school.days_pass(relay)
    person = await school.units.read(lambda work: work.people.get("c1", "ben"))
    west = replace(person, zone="America/Los_Angeles")
    await school.units.run(lambda work: work.people.save(west))
    await school.shares("r2")
    school.clock.set(datetime(2026, 12, 2, 21, tzinfo=UTC))  # four in New York, one in Los Angeles
    await relay.run_once()
    assert len(came(platform)) == 1
    assert (await school.digest(digest)).next == datetime(2026, 12, 3, tzinfo=UTC)
    school.clock.set(datetime(2026, 12, 3, tzinfo=UTC))
    await relay.run_once()
    assert len(came(platform)) == 2


async def test_five_there_may_be_and_nobody_touches_anothers(school):
    digests = [await school.begun(DAILY) for _ in range(5)]
    sixth = await school.digesting.propose(BEN, DAILY)
    with pytest.raises(AlreadyDone, match="You have 5 digests already"):
        await school.digesting.begin(BEN, sixth.digest.id)
    mine = digests[0].id
    for stranger in (CLEO, HOST, caller(community="c2")):
        for attempt in (
            school.digesting.show(stranger, mine),
            school.digesting.begin(stranger, mine),
            school.digesting.pause(stranger, mine, on=True),
            school.digesting.change(stranger, mine, WEEKLY),
        ):
            with pytest.raises(NotFound):
                await attempt
    assert "comes no more" in (await school.digesting.stop(CLEO, mine)).said
    assert await school.digest(digests[0]) is not None


async def test_a_rooms_is_its_hosts_and_rests_when_the_room_is_lost(school, relays, platform):
    with pytest.raises(NotAllowed):
        await school.digesting.propose(BEN, DAILY, room=ROOM)
    with pytest.raises(NotFound, match="post nothing in that room"):
        await school.digesting.propose(HOST, DAILY, room=PlaceAddress("fake", "school", "nowhere"))
    digest = await school.begun(DAILY, who=HOST, room=ROOM)
    relay = relays(school.units, {"fake": platform}, school.handlers())
    await school.shares("r1", title="For everybody")
    await school.days_pass(relay)
    assert "For everybody" in came(platform, "resources")[0]
    with pytest.raises(NotAllowed):
        await school.digesting.pause(BEN, digest.id, on=True)
    other = caller("ana", administers=True)
    assert "In rooms" in words(digests_card(await school.digesting.listed(other)))

    async def room(away):
        async def unit(work):
            house = await work.communities.get("c1")
            rooms = tuple(replace(each, away=away) for each in house.rooms)
            await work.communities.save(replace(house, rooms=rooms))

        await school.units.run(unit)

    await room(Away.DELETED)
    await school.shares("r2", title="While it was lost")
    await school.days_pass(relay, 2)
    rests = await school.digesting.show(HOST, digest.id)
    assert rests.digest.lost
    assert "It rests, since I could post nothing in its room." in words(digest_card(rests))
    (told,) = came(platform, "dm-cleo")
    assert told.startswith("The digest for #resources rests (all resources): I can post nothing there")
    with pytest.raises(NotFound, match="post nothing"):
        await school.digesting.pause(HOST, digest.id, on=False)
    await room(None)
    assert not (await school.digesting.pause(HOST, digest.id, on=False)).digest.lost
    await school.shares("r3", title="Back again")
    await school.days_pass(relay)
    assert "Back again" in came(platform, "resources")[1]
