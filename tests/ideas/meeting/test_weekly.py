"""The weekly question: once a week and room, on the community's clocks, with news that is told once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from communitybot.communities.model import Purpose, Room
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.ideas.cards.weekly import weekly_card
from communitybot.ideas.delivery.planning import WEEK, plan, turn_of
from communitybot.ideas.delivery.weekly import Weekly
from communitybot.ideas.model.idea import IdeaSettings, Stage
from communitybot.ideas.model.questions import QUESTIONS
from communitybot.ideas.prompting import NEW, Prompting
from communitybot.ideas.settings import SettingsWish, Settling
from communitybot.storage.types import moment
from tests.ideas.discussing.made import ANA, caller, idea
from tests.ideas.meeting.known import in_room, kinds

HOST = caller("cleo", "Cleo Diaz", administers=True)
MONDAY = datetime(2026, 12, 7, 20, tzinfo=UTC)  # three in the afternoon in New York
NEW_YORK = "America/New_York"


@pytest.fixture
def prompting(school):
    return Prompting(school.units, school.clock)


async def begun(school):
    await school.units.run(lambda work: plan(work, "c1", school.clock.now()))


async def dues(school):
    return [moment(due) for _, due in await school.promised(WEEK)]


async def weeks_pass(school, relay, number):
    """Let weeks pass, day by day, as a relay that is always awake sees them."""
    for _ in range(7 * number):
        school.later(days=1)
        await relay.run_once()


# The list


async def test_a_community_begins_with_twenty_questions_and_makes_them_its_own(prompting):
    assert len(QUESTIONS) == len(set(QUESTIONS)) == 20
    listed = await prompting.listed(HOST)
    assert [one.words for one in listed.asked] == list(QUESTIONS)

    added = await prompting.write(HOST, NEW, "  What would you\nchange first? ")
    assert (added.said, added.asked[-1].words) == ("Added as number 21.", "What would you change first?")
    with pytest.raises(AlreadyDone, match="already, as number 21"):
        await prompting.write(HOST, NEW, "WHAT would you change first?")
    for _ in range(2):
        assert (await prompting.put_first(HOST, 21)).asked[0].number == 21
    for _ in range(2):
        assert (await prompting.write(HOST, 21, "What first?")).asked[0].words == "What first?"
    assert 3 not in [one.number for one in (await prompting.take_out(HOST, 3)).asked]
    with pytest.raises(AlreadyDone, match="out of the list already"):
        await prompting.take_out(HOST, 3)
    assert (await prompting.write(HOST, NEW, QUESTIONS[2])).said == "Question 3 is in the list again."


async def test_what_is_no_question_and_who_is_no_host_is_told_so(prompting):
    for words in ("?!", "x" * 401):
        with pytest.raises(Misread):
            await prompting.write(HOST, NEW, words)
    with pytest.raises(AlreadyDone):
        await prompting.write(HOST, 1, QUESTIONS[1])
    for number in (0, 99):
        with pytest.raises(NotFound):
            await prompting.put_first(HOST, number)
    stranger: Caller = ANA
    for attempt in (prompting.listed(stranger), prompting.take_out(stranger, 1)):
        with pytest.raises(NotAllowed):
            await attempt


# When it comes


@pytest.mark.parametrize(
    ("monday", "weekday", "hour", "due"),
    [
        (date(2026, 12, 7), 0, 15, MONDAY),
        (date(2026, 3, 2), 6, 15, datetime(2026, 3, 8, 19, tzinfo=UTC)),  # the clocks went on that night
        (date(2026, 3, 2), 6, 2, datetime(2026, 3, 8, 7, tzinfo=UTC)),  # two o'clock is left out: three it is
        (
            date(2026, 10, 26),
            6,
            1,
            datetime(2026, 11, 1, 5, tzinfo=UTC),
        ),  # one o'clock comes twice: the first
        (date(2026, 10, 26), 6, 15, datetime(2026, 11, 1, 20, tzinfo=UTC)),
    ],
)
def test_the_hour_is_what_the_communitys_clocks_show(monday, weekday, hour, due):
    assert turn_of(monday, IdeaSettings(weekday=weekday, hour=hour), NEW_YORK) == due


async def test_one_comes_a_week_and_room_whatever_restarts(school, relays, platform):
    await begun(school)
    await begun(school)
    assert await dues(school) == [MONDAY]
    relay = relays(school.units, {"fake": platform}, kinds(school.clock))
    await relay.run_once()
    assert in_room(platform) == []

    school.clock.set(MONDAY)
    await relay.run_once()
    await relay.stop()
    again = relays(school.units, {"fake": platform}, kinds(school.clock))
    for _ in range(3):
        await begun(school)
        school.later(hours=1)
        await again.run_once()

    (first,) = in_room(platform)
    assert first.startswith("A question for this week\nWhat did you change in your own classroom")
    assert await dues(school) == [MONDAY, MONDAY + timedelta(days=7)]
    await weeks_pass(school, again, 2)
    assert len(in_room(platform)) == 3
    assert QUESTIONS[1] in in_room(platform)[1]
    assert QUESTIONS[2] in in_room(platform)[2]


async def test_every_room_for_ideas_has_it_once_and_a_new_zone_moves_it(school, relays, platform):
    second = PlaceAddress("fake", "elsewhere", "second")

    async def unit(work):
        house = await work.communities.get("c1")
        both = (*house.rooms, Room(second, "ideas too", frozenset({Purpose.IDEAS})))
        spaces = (*house.spaces, second.in_space)
        await work.communities.save(replace(house, rooms=both, spaces=spaces, zone="America/Los_Angeles"))

    await begun(school)
    await school.units.run(unit)
    relay = relays(school.units, {"fake": platform}, kinds(school.clock))
    school.clock.set(MONDAY)
    await relay.run_once()  # three in New York is noon in Los Angeles: not yet
    assert platform.visible() == []
    for hours in (3, 1):
        school.later(hours=hours)
        await relay.run_once()

    assert sorted(each.place.place for each in platform.visible()) == ["ideas", "second"]


async def test_without_the_note_of_the_last_week_it_would_be_asked_twice(school):
    """The guard itself, and its negative control."""

    async def twice(*, noted):
        async def unit(work):
            weekly = Weekly(school.clock)
            house = await work.communities.get("c1")
            asked = []
            for _ in range(2):
                before = await work.meeting.prompts("c1")
                await weekly._week(work, house, "2026-12-07", MONDAY)
                asked.append(await work.meeting.prompts("c1") != before)
                if not noted:
                    week = await work.meeting.week("c1")
                    await work.meeting.keep_week("c1", replace(week, asked=None))
            return asked

        return await school.units.run(unit)

    assert await twice(noted=True) == [True, False]
    assert await twice(noted=False) == [False, True]


async def test_another_day_or_hour_moves_the_next_one_and_no_week_has_two(school, relays, platform):
    settling = Settling(school.units, school.clock)
    await begun(school)
    await settling.change(HOST, SettingsWish(weekday=4, hour=10))  # from Monday to Friday
    friday = datetime(2026, 12, 4, 15, tzinfo=UTC)
    assert await dues(school) == [MONDAY, friday]
    relay = relays(school.units, {"fake": platform}, kinds(school.clock))
    school.clock.set(friday)
    await relay.run_once()
    assert len(in_room(platform)) == 1
    school.clock.set(MONDAY)
    await relay.run_once()  # what was planned for the old day finds another day wanted
    assert len(in_room(platform)) == 1

    await settling.change(HOST, SettingsWish(weekday=2))
    school.clock.set(MONDAY + timedelta(days=2))
    await relay.run_once()
    await settling.change(HOST, SettingsWish(weekday=3))
    school.clock.set(MONDAY + timedelta(days=3))
    await relay.run_once()
    assert len(in_room(platform)) == 2

    await settling.change(HOST, SettingsWish(prompts=False))
    await weeks_pass(school, relay, 2)
    assert len(in_room(platform)) == 2
    await settling.change(HOST, SettingsWish(prompts=True))
    await weeks_pass(school, relay, 1)
    assert len(in_room(platform)) == 3


async def test_a_week_whose_hour_was_slept_through_is_left_out(school, relays, platform):
    await begun(school)
    school.clock.set(MONDAY + timedelta(days=2))
    relay = relays(school.units, {"fake": platform}, kinds(school.clock))
    await relay.run_once()

    assert in_room(platform) == []
    assert (await dues(school))[-1] == MONDAY + timedelta(days=7)


# The news


async def test_news_comes_with_it_and_nothing_is_told_twice(school, relays, platform):
    since = MONDAY - timedelta(days=2)
    await school.has(
        *(
            idea(id=f"n{number:013}", title=f"New {number}", published=since, roles=(), created=since)
            for number in range(6)
        )
    )
    await begun(school)
    relay = relays(school.units, {"fake": platform}, kinds(school.clock))
    school.clock.set(MONDAY)
    await relay.run_once()
    (first,) = in_room(platform)
    assert first.count(", by Ana Ruiz") == 4
    assert "And 3 more: /ideas new" in first  # six, and the one that was there
    await weeks_pass(school, relay, 1)
    second = in_room(platform)[1]
    assert ", by Ana Ruiz" not in second
    assert "Could you help?" in second
    await weeks_pass(school, relay, 3)
    lines = [line for said in in_room(platform) for line in said.splitlines() if line.startswith("- ")]
    assert len(lines) == len(set(lines))
    assert in_room(platform)[-1].count("\n- ") == 0  # nothing new: only the question is left
    assert len(in_room(platform)) == 5


async def test_what_is_withdrawn_meanwhile_is_not_told_and_an_empty_message_never_comes(
    school, prompting, relays, platform
):
    for number in range(1, 21):
        await prompting.take_out(HOST, number)
    school.clock.set(MONDAY)

    async def drawn_late(work):
        weekly = Weekly(school.clock)
        await weekly._week(work, await work.communities.get("c1"), "2026-12-07", MONDAY)
        await work.ideas.save(idea(stage=Stage.WITHDRAWN))

    await school.units.run(drawn_late)
    relay = relays(school.units, {"fake": platform}, kinds(school.clock))
    await relay.run_once()
    assert in_room(platform) == []
    assert weekly_card(None, [], {}) is None
    await weeks_pass(school, relay, 1)
    assert in_room(platform) == []


async def test_when_nobody_uses_ideas_for_sixty_days_that_is_said_once(school, relays, platform):
    await begun(school)
    relay = relays(school.units, {"fake": platform}, kinds(school.clock))
    await weeks_pass(school, relay, 12)
    said = in_room(platform)
    resting = [each for each in said if "Nobody has used ideas here for 60 days" in each]
    assert resting == said[-1:]
    asked = len(said) - 1
    assert asked in {8, 9}

    await school.units.run(
        lambda work: work.ideas.follow("c1", idea().id, "ben", on=True, at=school.clock.now())
    )
    await weeks_pass(school, relay, 1)
    assert in_room(platform)[-1].startswith("A question for this week")
