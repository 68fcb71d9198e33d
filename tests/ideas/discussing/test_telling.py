"""Private words about an idea: to each who is meant, once, outside quiet hours, and no more once stale."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from communitybot.conversation.addresses import PersonAddress
from communitybot.ideas.delivery.asking import ASK, ASKED, Asking
from communitybot.ideas.delivery.telling import TELL, TOLD, Telling, tell
from communitybot.ideas.model.idea import Role, Stage
from communitybot.ideas.teaming import Teaming
from tests.ideas.discussing.made import ANA, BEN, idea, labels, words

ID = idea().id
MIDNIGHT = datetime(2026, 12, 2, 5, tzinfo=UTC)  # in New York
SEVEN = datetime(2026, 12, 2, 12, tzinfo=UTC)


@pytest.fixture
def relay(school, relays, platform):
    words, questions = Telling(school.clock), Asking(school.clock)
    kinds = {TELL: words.tells, TOLD: words.told, ASK: questions.asks, ASKED: questions.asked}
    return relays(school.units, {"fake": platform}, kinds)


def read(platform):
    """Who was told what in private, in order."""
    return [(each.place.place.removeprefix("dm-"), words(each.shown)) for each in platform.visible()]


async def say(school, key, said="Two people joined.", **given):
    one = await school.now()
    await school.units.run(lambda work: tell(work, one, school.clock.now(), key, said, **given))


async def follows(school, *people):
    async def unit(work):
        for person in people:
            await work.ideas.follow("c1", ID, person, on=True, at=school.clock.now())

    await school.units.run(unit)


async def test_followers_team_and_authors_are_told_once_and_whoever_did_it_is_not(school, relay, platform):
    await follows(school, "ben", "cleo")
    await say(school, "first", but=["cleo"])
    await say(school, "first", "The same, heard again.")
    await relay.run_once()

    assert sorted(read(platform)) == [
        ("ana", "Mentor hours: Two people joined."),
        ("ben", "Mentor hours: Two people joined."),
    ]
    assert labels(platform.visible()[0].shown) == ["View the idea"]

    await say(school, "second", to=["cleo", "cleo", "nobody"])
    await relay.run_once()
    assert [person for person, _ in read(platform)].count("cleo") == 1


async def test_quiet_hours_are_kept_and_what_waited_together_comes_as_one_message(school, relay, platform):
    await follows(school, "ben")
    school.clock.set(MIDNIGHT)
    await say(school, "one", "Ana asks for words.", to=["ben"])
    await school.units.run(lambda work: work.ideas.save(idea(stage=Stage.WITHDRAWN)))
    await say(school, "two", "It was withdrawn.", to=["ben"])
    await relay.run_once()
    assert read(platform) == []

    school.clock.set(SEVEN)
    await relay.run_once()
    ((person, said),) = read(platform)
    assert person == "ben"
    assert said.splitlines() == [
        "Mentor hours: Ana asks for words.",
        "---",
        "Mentor hours: It was withdrawn.",
    ]
    assert labels(platform.visible()[0].shown) == []  # Ben cannot look at it any more


async def test_what_is_a_week_old_is_no_news(school, relay, platform):
    await say(school, "old", to=["ben"])
    due = school.clock.now()

    async def put(work):
        from communitybot.ideas.delivery.promises import to_person

        ben = await work.people.get("c1", "ben")
        await work.outbox.put([to_person(idea(), "idea.told", "stale", ben, due, words="Old.")])

    await school.units.run(put)
    school.later(days=8)
    await relay.run_once()

    assert [said for _, said in read(platform)] == ["Mentor hours: Two people joined."]  # put only now


async def test_somebody_of_two_accounts_is_told_where_they_were_last(school, relay, platform):
    async def unit(work):
        ben = await work.people.get("c1", "ben")
        second = PersonAddress("fake", "school", "ben2")
        await work.people.save(replace(ben, accounts=(*ben.accounts, second), reach=second))

    await school.units.run(unit)
    await say(school, "one", to=["ben"])
    await relay.run_once()

    assert [person for person, _ in read(platform)] == ["ben2"]


async def test_an_author_is_asked_and_asked_once_more_and_hears_nothing_of_what_is_settled(
    school, relay, platform
):
    teaming = Teaming(school.units, school.clock)
    await teaming.ask(BEN, ID, Role.RESEARCHER, "I count hours.")
    await relay.run_once()

    ((person, said),) = read(platform)
    assert person == "ana"
    assert said.startswith(
        "Ben Okri would like to join the team of “Mentor hours”, as a researcher.\n> I count hours."
    )
    assert labels(platform.visible()[0].shown) == ["Accept", "Not now", "Team"]

    school.later(days=4)
    await relay.run_once()
    assert [person for person, _ in read(platform)] == ["ana", "ana"]

    school.later(hours=1)
    await teaming.unask(BEN, ID)
    await teaming.ask(BEN, ID, Role.COACH)
    await teaming.accept(ANA, ID, "ben")
    await relay.run_once()
    school.later(days=5)
    await relay.run_once()
    assert [person for person, _ in read(platform)] == ["ana", "ana", "ben"]


async def test_a_question_that_was_worded_anew_is_put_as_it_is_now(school, relay, platform):
    teaming = Teaming(school.units, school.clock)
    school.clock.set(MIDNIGHT)
    await teaming.ask(BEN, ID, Role.RESEARCHER, "I count hours.")
    school.later(minutes=5)
    await teaming.ask(BEN, ID, Role.RESEARCHER, "I count hours, and pupils.")
    school.clock.set(SEVEN)
    await relay.run_once()

    ((_, said),) = read(platform)
    assert "I count hours, and pupils." in said


async def test_nobody_is_asked_about_an_idea_that_goes_on_no_more(school):
    teaming = Teaming(school.units, school.clock)
    await teaming.ask(BEN, ID, Role.RESEARCHER)
    await school.units.run(lambda work: work.ideas.save(idea(stage=Stage.PARKED)))
    (first, _), _ = await school.promised("idea.ask")

    class Due:
        community, args = "c1", first

    async def unit(work):
        return await Asking(school.clock).asks([Due], work)

    (outcome,) = await school.units.run(unit)
    assert "answered" in outcome.reason
    assert await school.promised("idea.asked") == []
