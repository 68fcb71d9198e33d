"""Gentle reminders: after two weeks alone, after a month untouched, at most one a month, not for ever."""

from dataclasses import replace
from datetime import timedelta

import pytest

from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ideas.delivery import nudges
from communitybot.ideas.delivery.nudges import LOOK, NUDGE
from communitybot.ideas.delivery.promises import of_looking
from communitybot.ideas.model.idea import Role, Stage
from communitybot.ideas.nudging import Nudging
from communitybot.people.model import Quiet
from tests.ideas.discussing.made import ANA, BEN, NOON, caller, idea, labels, member
from tests.ideas.meeting.known import BEN as BENS
from tests.ideas.meeting.known import keep, kinds, told

ID = idea().id
AT_ONCE = Quiet(start=NOON.time(), end=NOON.time())  # nobody of these sleeps


@pytest.fixture
def nudging(school):
    return Nudging(school.units, school.clock)


@pytest.fixture
async def relay(school, relays, platform):
    """A school without quiet hours, whose idea was published just now."""
    for one in (ANA, BEN):
        await school.person(one.person, one.name, quiet=AT_ONCE)
    await school.units.run(lambda work: work.outbox.put([of_looking(idea(), NOON)]))
    return relays(school.units, {"fake": platform}, kinds(school.clock))


async def days_pass(school, relay, number):
    for _ in range(number):
        school.later(days=1)
        await relay.run_once()


async def is_now(school, **changes):
    one = await school.now()
    await school.units.run(lambda work: work.ideas.save(replace(one, **changes)))


async def test_an_author_alone_for_two_weeks_is_told_who_might_join(school, relay, platform):
    await keep(school, BENS)
    await days_pass(school, relay, 13)
    assert told(platform, "ana") == []

    await days_pass(school, relay, 1)
    (said,) = told(platform, "ana")
    assert "has been out for two weeks, and its team is still you alone." in said
    assert "- Ben Okri: researcher, near Lexington, knows mentoring new teachers" in said
    assert labels(platform.visible()[-1].shown) == [
        "Find colleagues",
        "View the idea",
        "Still on it",
        "Park",
        "Stop these reminders",
    ]


async def test_with_nobody_to_propose_it_says_how_to_ask(school, relay, platform):
    await days_pass(school, relay, 14)
    assert "ask one question in the thread" in told(platform, "ana")[0]


async def test_a_team_that_nobody_touched_is_told_what_is_missing_and_only_authors_can_park(
    school, relay, platform
):
    await school.units.run(lambda work: work.ideas.enrol("c1", ID, member(role=Role.COACH)))
    await is_now(school, stage=Stage.TEAM, team=2)
    await days_pass(school, relay, 29)
    assert told(platform, "ana") == told(platform, "ben") == []

    await days_pass(school, relay, 1)
    for person in ("ana", "ben"):
        (said,) = told(platform, person)
        assert "Nobody has touched Mentor hours for 30 days. Its stage: team formed." in said
        assert "0 of 2 critical friends agreed to read it. /idea friends helps." in said
    parks = {each.place.place: "Park it" in labels(each.shown) for each in platform.visible()}
    assert parks == {"dm-ana": True, "dm-ben": False}


async def test_it_is_never_more_than_one_a_month_and_quiet_after_three_that_nobody_heard(
    school, relay, platform
):
    times = []
    for day in range(1, 181):
        await days_pass(school, relay, 1)
        if len(told(platform, "ana")) > len(times):
            times.append(day)

    assert times == [14, 44, 74]
    assert len(await school.promised(NUDGE)) == 3

    await is_now(school, said=school.clock.now())  # somebody wakes it up: it counts anew
    await days_pass(school, relay, 61)
    assert len(told(platform, "ana")) == 5


async def test_still_on_it_is_a_month_of_rest_and_stop_is_for_good(school, relay, nudging, platform):
    await days_pass(school, relay, 44)
    assert len(told(platform, "ana")) == 2
    for _ in range(2):
        await nudging.still(ANA, ID)
    await days_pass(school, relay, 29)
    assert len(told(platform, "ana")) == 2
    await days_pass(school, relay, 1)
    assert len(told(platform, "ana")) == 3

    for _ in range(2):
        await nudging.stop(ANA, ID)
    await days_pass(school, relay, 90)
    assert len(told(platform, "ana")) == 3
    await nudging.stop(ANA, ID, on=False)
    await days_pass(school, relay, 31)
    assert len(told(platform, "ana")) == 4
    assert await school.now() is not None  # nothing is ever deleted


async def test_nobody_is_reminded_of_what_rests_or_has_ended(school, relay, platform):
    await is_now(school, stage=Stage.PARKED)
    await days_pass(school, relay, 60)
    assert platform.visible() == []
    looks = len(await school.promised(LOOK))

    await is_now(school, stage=Stage.SEED, said=school.clock.now())
    await days_pass(school, relay, 45)
    assert len(told(platform, "ana")) == 1
    assert len(await school.promised(LOOK)) > looks

    await is_now(school, stage=Stage.WITHDRAWN)
    await days_pass(school, relay, 70)
    looks = len(await school.promised(LOOK))
    await days_pass(school, relay, 70)
    assert len(await school.promised(LOOK)) == looks
    assert len(told(platform, "ana")) == 1


async def test_a_reminder_waits_for_the_morning_and_is_dropped_once_it_is_not_true(
    school, relay, platform, nudging
):
    sleeps = Quiet(start=NOON.time().replace(hour=6), end=NOON.time().replace(hour=20))
    await school.person("ana", "Ana Ruiz", quiet=sleeps)
    await days_pass(school, relay, 14)
    assert platform.visible() == []
    await school.units.run(lambda work: work.ideas.enrol("c1", ID, member(role=Role.COACH)))
    await is_now(school, team=2)
    school.later(hours=14)
    await relay.run_once()
    assert platform.visible() == []  # she is alone no more

    await school.units.run(
        lambda work: work.outbox.put([replace(of_looking(idea(), NOON), key="again", due=school.clock.now())])
    )
    await nudging.stop(ANA, ID)
    await days_pass(school, relay, 40)
    assert told(platform, "ana") == []
    assert len(told(platform, "ben")) == 1


async def test_without_the_month_between_them_there_would_be_more(school, relay, platform, monkeypatch):
    """The negative control of the test above."""
    for name in ("MONTH", "UNTOUCHED"):
        monkeypatch.setattr(nudges, name, timedelta(days=1))
    await days_pass(school, relay, 44)

    assert len(told(platform, "ana")) == 3  # still no more than three that nobody heard


@pytest.mark.promise("R37")
async def test_only_its_team_answers_a_reminder(school, nudging):
    for somebody, refusal in ((BEN, NotAllowed), (caller("ana", "Ana Ruiz", community="c2"), NotFound)):
        for attempt in (nudging.still(somebody, ID), nudging.stop(somebody, ID)):
            with pytest.raises(refusal):
                await attempt
    await is_now(school, stage=Stage.PARKED)
    with pytest.raises(AlreadyDone, match="parked"):
        await nudging.still(ANA, ID)
