"""Planning an event: a private preview, one press, and the room sees it."""

import pytest

CREATE = "/event create Reading circle, when: next tuesday 7pm ET"


async def test_a_complete_plan_is_shown_in_private_before_anything_is_posted(ana, ben):
    words = await ana.types(CREATE)
    assert "Reading circle" in words
    assert "[2014-10-21 23:00]" in words
    assert "Nobody else has seen it yet." in words
    assert ana.offered() == ["Post it", "Change it", "Discard"]
    assert "Nothing is planned" in await ben.types("/events")


async def test_the_preview_says_how_next_tuesday_was_understood_and_how_to_change_it(ana):
    words = await ana.types(CREATE)
    assert "next Tuesday" in words
    assert "For 14 October 2014 say tuesday." in words


async def test_the_preview_says_the_repeat_in_words_with_its_next_three_dates(ana):
    words = await ana.types("/event create Chat, when: tuesday 7pm, repeat: every tuesday until 15 dec")
    assert "repeats every Tuesday until 15 December 2014" in words
    assert "Next dates: [2014-10-14 23:00] · [2014-10-21 23:00] · [2014-10-28 23:00]" in words


async def test_a_first_day_that_is_none_of_the_repeat_is_moved_and_said(ana):
    words = await ana.types("/event create Chat, when: friday 5pm, repeat: every tuesday")
    assert "it begins on Tuesday 21 October" in words
    assert "[2014-10-21 21:00]" in words


async def test_the_preview_names_what_it_clashes_with(ana):
    await ana.types(CREATE)
    await ana.presses("Post it")
    words = await ana.types("/event create Maths chat, when: 21 october 7:30pm")
    assert "At the same time: Reading circle" in words


async def test_posting_says_where_and_a_second_press_says_it_is_posted_already(ana, ben):
    await ana.types(CREATE)
    preview = ana.shown
    words = await ana.presses("Post it")
    assert "Posted: Reading circle is on its way to #events" in words
    assert "1 event" in await ben.types("/events")
    again = await ana.presses("Post it", on=preview)
    assert "posted already, in #events" in again
    assert "1 event" in await ben.types("/events")


@pytest.mark.parametrize("world", [False], indirect=True, ids=["no events room"])
async def test_without_an_events_room_the_card_goes_where_one_is_and_the_preview_says_so(ana):
    assert "No events room is set" in await ana.types(CREATE)
    assert "is on its way to #lounge" in await ana.presses("Post it")


async def test_a_discarded_draft_is_gone_and_its_buttons_say_so(ana):
    await ana.types(CREATE)
    preview = ana.shown
    assert "Discarded Reading circle" in await ana.presses("Discard")
    assert "draft is gone" in await ana.presses("Post it", on=preview)
    assert "gone already" in await ana.presses("Discard", on=preview)


async def test_a_posted_event_is_not_discarded_but_can_be_cancelled(ana):
    await ana.types(CREATE)
    preview = ana.shown
    await ana.presses("Post it")
    assert "posted already, so it cannot be discarded" in await ana.presses("Discard", on=preview)
    assert ana.offered() == ["Cancel event"]


async def test_nobody_else_can_post_change_or_see_a_draft(ana, ben):
    await ana.types(CREATE)
    for label in ("Post it", "Change it"):
        assert "draft is gone" in await ben.presses(label, on=ana.shown)
    assert "Nothing is planned" in await ben.types("/events")


async def test_a_draft_is_changed_in_a_form_that_holds_what_was_said(ana):
    await ana.types("/event create Reading circle, when: friday 5pm, topics: equity, reading, capacity: 12")
    old = ana.shown
    await ana.presses("Change it")
    held = {field.name: field.value for field in ana.form.fields}
    assert held["title"] == "Reading circle"
    assert held["when"] == "2014-10-17 17:00"
    assert held["topics"] == "equity, reading"
    assert held["capacity"] == "12"
    words = await ana.fills_in(title="Reading evening", repeat="every friday")
    assert "Reading evening" in words
    assert "repeats every Friday" in words
    assert "draft is gone" in await ana.presses("Post it", on=old)
    await ana.types("/events")


async def test_everything_one_can_say_is_kept(ana):
    words = await ana.types(
        "/event create Panel on reading, when: dec 1 at 7, ends: 9pm, kind: panel, place: Library, "
        "link: https://example.org/join, hosts: me, Ben Okafor and Dr Lee, level: high school, "
        "topics: equity, blended learning, hashtag: #CE14, capacity: 30, description: Bring a page."
    )
    for expected in (
        "Panel on reading",
        "Hosted by Ana Ruiz, Ben Okafor and Dr Lee",
        "Bring a page.",
        "Where: Library: Join here <https://example.org/join>",
        "Kind: Panel",
        "For: High school",
        "Topics: equity and blended learning",
        "Hashtag: #ce14",
        "Places: 30",
    ):
        assert expected in words


@pytest.mark.parametrize(
    ("command", "trouble", "example"),
    [
        ("/event create !!!, when: friday 5pm", "needs a name", "/event create Reading circle"),
        ("/event create A, when: friday 25:00", "25", "friday"),
        ("/event create A, when: 3 october 2014 5pm", "has passed", "tomorrow"),
        ("/event create A, when: friday 5pm, ends: soonish", "neither an hour nor a length", "90 minutes"),
        ("/event create A, when: friday 5pm, ends: 0 minutes", "between a minute and a year", "90 minutes"),
        (
            "/event create A, when: friday 5pm, link: javascript:alert(1)",
            "begins with https://",
            "https://example",
        ),
        ("/event create A, when: friday 5pm, hashtag: two words", "one word", "#ce14"),
        ("/event create A, when: friday 5pm, capacity: 0", "from 1 to", "30"),
        ("/event create A, when: friday 5pm, capacity: lots", "not a whole number", "30"),
        ("/event create A, when: friday 5pm, kind: wedding", "none of the choices", "book club"),
        ("/event create A, when: friday 5pm, repeat: now and then", "now and then", "every tuesday"),
        (
            "/event create A, when: friday 5pm, hosts: " + ", ".join("abcdefghijkl"),
            "12 hosts",
            "me, Ana Ruiz",
        ),
        ("/event create A, when: friday 5pm, topics: " + "x" * 60, "longer than 40", "equity, reading"),
        ("/event create " + "x" * 300 + ", when: friday 5pm", "120", ""),
        ("/event create A, when: friday 5pm, programme: Nowhere", "no programme", "/programme create"),
    ],
)
async def test_what_cannot_be_is_refused_with_an_example_and_nothing_is_kept(ana, command, trouble, example):
    words = await ana.types(command)
    assert trouble in words
    assert example in words
    assert "Post it" not in ana.offered()
    assert "Sorry" not in words
    assert "Nothing planned of your own" in await ana.types("/events mine")
    assert await ana.is_suggested("event edit", "event", "") == ()


@pytest.mark.parametrize(
    ("ends", "end"),
    [("9pm", "2014-10-18 01:00"), ("90 minutes", "2014-10-17 22:30"), ("1am", "2014-10-18 05:00")],
)
async def test_an_end_is_an_hour_or_a_length_and_may_lie_after_midnight(ana, ends, end):
    await ana.types(f"/event create A, when: friday 5pm, ends: {ends}")
    moments = [
        span for block in ana.shown.blocks for span in getattr(getattr(block, "text", None), "spans", ())
    ]
    assert f"{next(span.end for span in moments if hasattr(span, 'end')):%Y-%m-%d %H:%M}" == end


async def test_missing_words_are_asked_for_and_kept(ana):
    words = await ana.types("/event create Reading circle")
    assert "when" in words.casefold()


async def test_a_card_is_promised_when_it_is_posted_not_before_and_once(world, ana):
    await ana.types(CREATE)
    assert await world.promised() == []
    preview = ana.shown
    await ana.presses("Post it")
    await ana.presses("Post it", on=preview)
    cards = [destination for kind, destination in await world.promised() if kind == "event.card"]
    assert cards == ["playground:demo/events"]


@pytest.mark.parametrize("world", [False], indirect=True, ids=["no events room"])
async def test_without_an_events_room_the_card_is_promised_to_the_room_one_is_in(world, ana):
    await ana.types(CREATE)
    await ana.presses("Post it")
    cards = [destination for kind, destination in await world.promised() if kind == "event.card"]
    assert cards == ["playground:demo/lounge"]


async def test_a_series_leaves_out_the_dates_it_was_told_to(ana):
    told = await ana.types(
        "/event create Huddle, when: thursday 4pm, repeat: every thursday until 6 nov except 23 oct, 30 oct"
    )
    assert "every Thursday until 6 November 2014, except 23 October 2014 and 30 October 2014" in told
    await ana.presses("Post it")
    listed = await ana.types("/events")

    assert "2014-10-16 20:00" in listed
    assert "2014-11-06 21:00" in listed
    assert "2014-10-23" not in listed
    assert "2014-10-30" not in listed


@pytest.mark.parametrize("words", ["friday 5pm, ends: 4pm", "friday 5pm-4pm"])
async def test_an_end_before_the_start_is_taken_for_the_next_day_and_said_so(ana, words):
    told = await ana.types(f"/event create Reading circle, when: {words}")

    assert "It ends Saturday 18 October 2014, 4:00 PM, 23 hours after it starts." in told
    assert "If that is a slip, name an end later than 5:00 PM." in told


async def test_an_end_on_the_same_day_needs_no_word(ana):
    assert "It ends" not in await ana.types("/event create Reading circle, when: friday 5pm, ends: 6pm")


async def test_an_end_that_lies_before_the_start_says_which_moment_was_read(ana):
    told = await ana.types("/event create Reading circle, when: friday 5pm, ends: tomorrow 3pm")

    assert "that is Tuesday 14 October 2014, 3:00 PM, before it starts on Friday 17 October 2014" in told
    assert "length of time I know" not in told


async def test_an_edit_warns_of_an_end_on_another_day(ana):
    await ana.types("/event create Reading circle, when: friday 5pm")
    await ana.presses("Post it")

    assert "23 hours after it starts" in await ana.types("/event edit Reading circle, ends: 4pm")


async def test_the_short_name_is_short_and_names_the_event(ana):
    await ana.types("/event create Reading circle, when: friday 5pm")
    told = await ana.presses("Post it")
    name = told.rsplit("Its short name for commands: ", 1)[1].strip()

    assert len(name) == 5
    assert "Reading circle" in await ana.types(f"/event show {name}")
    assert "Reading circle" in await ana.types(f"/event show {name.upper()}")
    assert "I know no event" in await ana.types("/event show zzzzz")


async def test_what_is_only_coming_up_is_not_called_near(ana):
    await ana.types("/event create Reading circle, when: friday 5pm")
    await ana.presses("Post it")

    assert "The nearest: Reading circle" in await ana.types("/event show Reeding circel")
    assert "Coming up: Reading circle" in await ana.types("/event show Qqq")
