"""A date of a series is named by its day or title; what is over is neither changed nor answered."""

from datetime import UTC, datetime

from reading_cards import labels, said


async def test_a_date_of_a_series_is_named_by_its_day_and_offered(ana, ben, huddle):
    assert "[2014-10-30 20:00]" in await ben.types("/event show Huddle 30 oct")
    assert "[2014-10-23 20:00]" in await ben.types("/event show huddle next thursday")
    assert "[2014-11-06 21:00]" in await ben.types("/event show Huddle on thursday 6 nov")
    offered = await ben.is_suggested("event show", "event", "hud")
    assert [each.value[-16:-6] for each in offered[:3]] == ["2014-10-16", "2014-10-23", "2014-10-30"]
    assert len(await ben.is_suggested("event show", "event", "huddle 30 oct")) == 1
    assert "I know no event" in await ben.types("/event show Huddle 31 oct")


async def test_the_list_to_choose_from_shows_days(ben, huddle):
    await ben.types("/events")
    choices = next(each for each in ben.shown.controls if hasattr(each, "options"))
    assert [choice.label for choice in choices.options][:2] == [
        "1. Huddle, Thu 16 Oct, 4:00 PM",
        "2. Huddle, Thu 23 Oct, 4:00 PM",
    ]


async def test_a_date_with_its_own_title_is_found_by_it_in_every_command(ana, ben, huddle):
    await ana.types("/event edit Huddle, title: Guest huddle, which: this")
    await ana.presses("Make the change: only this one")

    for command in ("show Guest huddle", "rsvp Guest huddle, answer: going", "remind Guest huddle"):
        assert "[2014-10-16 20:00]" in await ben.types(f"/event {command}")
    for command in ("edit Guest huddle, place: Gym", "cancel Guest huddle"):
        assert "Guest huddle" in await ana.types(f"/event {command}")
        assert "Only this one" in ana.offered()
    assert [each.value[-16:-6] for each in await ben.is_suggested("event show", "event", "guest")] == [
        "2014-10-16"
    ]
    assert "[2014-10-23 20:00]" in await ben.types("/event show Huddle")


async def test_what_is_over_is_not_cancelled_changed_or_answered(world, ana, ben):
    await ana.types("/event create Reading circle, when: today 5pm")
    await ana.presses("Post it")
    world.clock.set(datetime(2014, 10, 15, 20, tzinfo=UTC))

    for command in ("cancel Reading circle", "edit Reading circle, when: friday 5pm"):
        words = await ana.types(f"/event {command}")
        assert "Reading circle is over" in words
        assert "/event create Reading circle, when: friday 5pm" in words
    assert "It is over; you have not answered." in await ben.types("/event show Reading circle")
    assert ben.offered() == ["Add to calendar"]
    assert "ask a host" in await ben.types("/event attendance Reading circle")
    assert ben.offered() == []


async def test_the_card_of_what_is_over_asks_for_no_answer(world, ana, platform):
    await ana.types("/event create Reading circle, when: today 5pm")
    await ana.presses("Post it")
    await platform.deliver()
    world.clock.set(datetime(2014, 10, 13, 22, 1, tzinfo=UTC))
    await platform.deliver()

    (card,) = [each.shown for each in platform.visible() if "It is over." in said(each.shown)]
    assert labels(card) == ["Details"]


async def test_presence_is_only_offered_while_it_counts(world, ana, ben, huddle):
    assert "has not begun" in await ben.types("/event attendance Huddle")
    assert ben.offered() == []
    world.clock.set(datetime(2014, 10, 16, 19, 50, tzinfo=UTC))
    await ben.types("/event attendance Huddle")
    assert ben.offered() == ["I'm here"]


async def test_a_cancelled_event_that_is_named_is_said_to_be_cancelled(ana, ben):
    await ana.types("/event create Reading circle, when: friday 5pm")
    await ana.presses("Post it")
    await ana.types("/event cancel Reading circle")
    await ana.presses("Cancel Reading circle")

    assert (await ben.types("/event show Reading circle")).startswith("Cancelled\n~Reading circle~")
    for command in (
        "edit Reading circle, place: Gym",
        "cancel Reading circle",
        "rsvp Reading circle, answer: going",
    ):
        assert "cancelled" in await ana.types(f"/event {command}")
    assert await ben.is_suggested("event rsvp", "event", "unheard") == ()
