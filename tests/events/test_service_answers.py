"""Answers, waiting lists, own reminders, presence and following, on real databases."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import datetime, timedelta

import pytest
from house import House

from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.events.model import Answer, FollowKind, Scope
from communitybot.events.service import Changes
from communitybot.moments import Repeat
from communitybot.moments.repeat import Every

TUESDAY = datetime(2026, 12, 8, 19, 0)


@pytest.fixture
async def house(units, clock):
    return await House(units, clock).open("Hana", "Tom", "Ada", "Bea")


async def test_pressing_twice_does_nothing_twice(house):
    one = await house.posted(TUESDAY)
    first = await house.events.rsvp(house.caller("Tom"), one.key, Answer.GOING)
    promises = await house.promises("any")
    again = await house.events.rsvp(house.caller("Tom"), one.key, Answer.GOING)

    assert first == again
    assert again.tally.going == 1
    assert await house.promises("any") == promises


async def test_an_answer_changes_and_can_be_taken_back(house):
    one = await house.posted(TUESDAY)
    for answer in (Answer.GOING, Answer.MAYBE, Answer.CANT, None, None):
        shown = await house.events.rsvp(house.caller("Tom"), one.key, answer)
        assert shown.mine == answer
    assert shown.tally.going + shown.tally.maybe + shown.tally.cant == 0


async def test_a_full_event_has_a_waiting_list_in_order(house):
    one = await house.posted(TUESDAY, capacity=1)
    await house.events.rsvp(house.caller("Tom"), one.key, Answer.GOING)
    ada = await house.events.rsvp(house.caller("Ada"), one.key, Answer.GOING)
    bea = await house.events.rsvp(house.caller("Bea"), one.key, Answer.GOING)
    again = await house.events.rsvp(house.caller("Ada"), one.key, Answer.GOING)

    assert [(w.mine, w.waiting_position) for w in (ada, bea, again)] == [
        (Answer.WAITING, 1),
        (Answer.WAITING, 2),
        (Answer.WAITING, 1),
    ]
    left = await house.events.rsvp(house.caller("Tom"), one.key, Answer.CANT)
    assert (left.tally.going, left.tally.waiting) == (1, 1)
    assert (await house.events.show(house.caller("Ada"), one.key)).mine is Answer.GOING
    page = await house.events.coming(house.caller("Bea"))
    assert page.items[0].waiting_position == 1
    freed = [row for row in await house.promises(kind="event.told") if "freed" in row["key"]]
    assert [row["destination"] for row in freed] == ["fake:school@ada"]


async def test_more_places_move_the_waiting_up(house):
    one = await house.posted(TUESDAY, capacity=1)
    for name in ("Tom", "Ada", "Bea"):
        await house.events.rsvp(house.caller(name), one.key, Answer.GOING)
    await house.events.edit(house.caller("Hana"), one.key, Changes(capacity=0), Scope.ALL)

    shown = await house.events.show(house.caller("Bea"), one.key)
    assert (shown.tally.going, shown.tally.waiting, shown.mine) == (3, 0, Answer.GOING)


async def test_nobody_answers_what_is_over(house, clock):
    one = await house.posted(TUESDAY)
    clock.set(one.end)
    with pytest.raises(AlreadyDone):
        await house.events.rsvp(house.caller("Tom"), one.key, Answer.GOING)


async def test_answers_belong_to_one_date(house):
    one = await house.posted(TUESDAY, repeat=Repeat(every=Every.WEEK))
    second = f"{one.event.id}@2026-12-15T19.00"
    await house.events.rsvp(house.caller("Tom"), second, Answer.GOING)

    assert (await house.events.show(house.caller("Tom"), one.key)).mine is None
    assert (await house.events.show(house.caller("Tom"), second)).mine is Answer.GOING


async def test_own_offsets_get_their_own_reminders(house):
    one = await house.posted(TUESDAY)
    hours = (timedelta(hours=3), timedelta(days=30), timedelta(hours=3))

    assert await house.events.remind(house.caller("Tom"), one.key, hours) == (timedelta(hours=3),)
    assert one.start - timedelta(hours=3) in {
        row["due"] for row in await house.promises(kind="event.remind.people")
    }
    assert await house.events.reminders(house.caller("Tom"), one.key) == (
        timedelta(days=30),
        timedelta(hours=3),
    )
    assert await house.events.remind(house.caller("Tom"), one.key, ()) == ()
    assert await house.events.reminders(house.caller("Tom"), one.key) == ()
    assert await house.events.reminders(house.caller("Ada"), one.key) == house.community.settings.offsets
    with pytest.raises(AlreadyDone):
        await house.events.remind(house.caller("Tom"), one.key, (timedelta(days=30),))
    with pytest.raises(Misread):
        await house.events.remind(house.caller("Tom"), one.key, (timedelta(days=90),))


async def test_a_wish_for_the_series_holds_for_each_date(house):
    one = await house.posted(TUESDAY, repeat=Repeat(every=Every.WEEK))
    await house.events.remind(house.caller("Tom"), one.event.id, (timedelta(hours=3),))

    second = f"{one.event.id}@2026-12-15T19.00"
    assert await house.events.reminders(house.caller("Tom"), second) == (timedelta(hours=3),)


async def test_presence_is_noted_around_the_event_and_corrected_with_a_reason(house, clock):
    one = await house.posted(TUESDAY)
    with pytest.raises(AlreadyDone):
        await house.events.attend(house.caller("Tom"), one.key)
    clock.set(one.start - timedelta(minutes=15))
    here = await house.events.attend(house.caller("Tom"), one.key)
    clock.set(one.end + timedelta(minutes=30))
    assert await house.events.attend(house.caller("Tom"), one.key) == here
    await house.events.attend(house.caller("Ada"), one.key)
    assert (await house.events.show(house.caller("Tom"), one.key)).attended

    with pytest.raises(NotAllowed):
        await house.events.correct(house.caller("Tom"), one.key, "Ada", present=False, reason="she left")
    with pytest.raises(Misread):
        await house.events.correct(house.caller("Hana"), one.key, "Ada", present=False, reason=" ")
    row = await house.events.correct(house.caller("Hana"), one.key, "ada", present=False, reason="she left")
    assert (row.corrected_by, row.reason, row.present) == ("hana", "she left", False)
    rows = await house.events.attendance(house.caller("Hana"), one.key)
    assert [(row.name, row.present) for row in rows] == [("Ada", False), ("Tom", True)]
    with pytest.raises(NotAllowed):
        await house.events.attendance(house.caller("Tom"), one.key)
    clock.set(one.end + timedelta(minutes=31))
    with pytest.raises(AlreadyDone):
        await house.events.attend(house.caller("Bea"), one.key)


async def test_following_is_kept_once_however_it_is_written(house):
    await house.events.follow(house.caller("Tom"), FollowKind.HASHTAG, "#CE14")
    await house.events.follow(house.caller("Tom"), FollowKind.HASHTAG, "ce14")
    await house.events.follow(house.caller("Tom"), FollowKind.HOST, "Hána")

    assert [(f.kind.value, f.value) for f in await house.events.follows(house.caller("Tom"))] == [
        ("hashtag", "ce14"),
        ("host", "hana"),
    ]
    assert await house.events.unfollow(house.caller("Tom"), FollowKind.HASHTAG, "#ce14")
    assert not await house.events.unfollow(house.caller("Tom"), FollowKind.HASHTAG, "#ce14")
    with pytest.raises(Misread):
        await house.events.follow(house.caller("Tom"), FollowKind.TOPIC, " # ")


async def test_answers_redraw_the_card_once_at_a_time(house, clock):
    one = await house.posted(TUESDAY)
    for name in ("Tom", "Ada", "Bea"):
        await house.events.rsvp(house.caller(name), one.key, Answer.GOING)

    assert len(await house.promises(kind="event.card.edit")) == 1
