"""Profiles, weekly questions and reminders are kept whole, on both databases, each in its community."""

from dataclasses import replace
from datetime import date, timedelta

from rows import row
from sqlalchemy import insert
from stored_ideas import AT, DAY, ELM, OAK, TICK, idea, keep

from communitybot.conversation.addresses import PersonAddress
from communitybot.ideas.model.brief import Again, AnswerKind, Brief, BriefAnswer, Outcome
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.model.meeting import Nudged, Prompt, Week
from communitybot.people.model import Level, Person, Profile
from communitybot.storage import ideas_meeting_joining
from communitybot.storage.tables.communities import communities

ADA = Profile(
    person="ada",
    levels=(Level.MIDDLE, Level.HIGH_SCHOOL),
    subjects=("Musik 🎵", "science"),
    place="Öffingen",
    brings=("mentoring",),
    findable=True,
    changed=AT + TICK,
)
BEN = Profile(person="ben", changed=AT + DAY, findable=True)


def person(name, community=OAK):
    return Person(
        id=name, community=community, name=name.title(), accounts=(PersonAddress("fake", community, name),)
    )


async def members(units, *known):
    async def unit(work):
        for community in (OAK, ELM):
            await work.connection.execute(insert(communities), row(communities, community))
        for one in known:
            await work.people.add(one)

    await units.run(unit)


async def test_profiles_are_their_communitys_and_found_only_by_consent(units):
    await members(units, person("ada"), person("ben"), person("eve", ELM))

    async def unit(work):
        for profile in (ADA, BEN, replace(BEN, person="eve"), replace(BEN, person="nobody")):
            await work.profiles.keep(OAK, profile)
        assert await work.profiles.get(OAK, "ada") == ADA
        assert await work.profiles.get(ELM, "ada") is None
        found = await work.profiles.findable(OAK, but=(), limit=9)
        assert [(name, one.person) for name, one in found] == [("Ben", "ben"), ("Ada", "ada")]
        assert await work.profiles.findable(ELM, but=(), limit=9) == []
        assert [one.person for _, one in await work.profiles.findable(OAK, but=["ben"], limit=1)] == ["ada"]

        await work.profiles.keep(OAK, replace(ADA, findable=False, place=""))
        assert (await work.profiles.get(OAK, "ada")).place == ""
        assert [one.person for _, one in await work.profiles.findable(OAK, but=(), limit=9)] == ["ben"]
        assert [await work.profiles.clear(each, "ben") for each in (ELM, OAK, OAK)] == [False, True, False]
        assert await work.profiles.get(OAK, "ben") is None

    await units.run(unit)


async def test_questions_weeks_and_reminders_stay_as_they_were_kept(units):
    await keep(units, idea("one"), idea("far", community=ELM))
    asked = [
        Prompt(number=2, words="Second?", rank=-1),
        Prompt(number=1, words="First? 🚪", rank=4),
        Prompt(number=3, words="Gone?", rank=0, out=True),
    ]
    week = Week(begun=AT, told=AT + TICK)

    async def unit(work):
        await work.meeting.keep_prompts(OAK, list(reversed(asked)))
        assert await work.meeting.prompts(OAK) == asked
        assert await work.meeting.prompts(ELM) == []
        await work.meeting.keep_prompts(OAK, asked[:1])
        assert await work.meeting.prompts(OAK) == asked[:1]

        assert await work.meeting.week(OAK) is None
        for one in (week, replace(week, quiet=AT, asked="2026-11-30")):
            await work.meeting.keep_week(OAK, one)
            assert await work.meeting.week(OAK) == one
        assert await work.meeting.week(ELM) is None

        for one in (Nudged(stopped=True), Nudged(at=AT + TICK)):
            await work.meeting.nudge(OAK, "one", "ada", one)
            assert await work.meeting.nudged(OAK, "one") == {"ada": one}
        await work.meeting.nudge(ELM, "one", "eve", Nudged(at=AT))
        assert await work.meeting.nudged(ELM, "one") == {}
        assert list(await work.meeting.nudged(OAK, "one")) == ["ada"]

        for community in (OAK, OAK, ELM):
            await work.meeting.digest(community, [("one", "new")])
        assert await work.meeting.digested(OAK, ["one", "far"]) == {("one", "new")}
        assert await work.meeting.digested(ELM, ["one", "far"]) == set()

    await units.run(unit)


async def test_the_news_of_a_time_is_what_happened_in_it_to_ideas_that_go_on(units):
    await keep(
        units,
        idea("before", published=AT),
        idea("first", published=AT + TICK),
        idea("last", published=AT + DAY, said=AT + 3 * DAY),
        idea("after", published=AT + DAY + TICK),
        idea("parked", published=AT + TICK, stage=Stage.PARKED),
        idea("far", published=AT + TICK, community=ELM),
    )
    brief = Brief(
        id="brief",
        idea="first",
        community=OAK,
        to_name="Dr. Lind",
        to_role="superintendent",
        need="N",
        evidence="E",
        ask="A",
        reply_by=date(2027, 3, 3),
        zone="UTC",
        created_by="ada",
        created=AT,
        shared=AT,
    )
    answer = BriefAnswer(
        id="answer",
        brief="brief",
        kind=AnswerKind.PARTLY,
        by="Dr. Lind",
        on=date(2027, 3, 1),
        recorded_by="ada",
        at=AT + DAY,
    )
    outcome = Outcome(
        idea="last", changed="Fewer left.", measured="Counted.", again=Again.CHANGED, by="ada", at=AT + DAY
    )

    async def unit(work):
        assert await work.meeting.used(OAK) == AT + 3 * DAY
        await work.ideas.vote(OAK, "first", "ben", on=True, at=AT + 4 * DAY)
        assert await work.meeting.used(OAK) == AT + 4 * DAY
        assert await work.meeting.used("nobody") is None
        time = (OAK, AT, AT + DAY)
        assert [one.id for one in await work.meeting.new_ideas(*time, limit=9)] == ["last", "first"]
        assert [one.id for one in await work.meeting.new_ideas(*time, limit=1)] == ["last"]

        await work.briefs.add(brief)
        await work.briefs.record(OAK, answer)
        await work.briefs.report(OAK, outcome)
        assert [(one.id, each) for one, each in await work.meeting.answered(*time, limit=9)] == [
            ("first", answer)
        ]
        assert [(one.id, each) for one, each in await work.meeting.reported(*time, limit=9)] == [
            ("last", outcome)
        ]
        for other in ((ELM, AT, AT + DAY), (OAK, AT + DAY, AT + 2 * DAY)):
            assert await work.meeting.answered(*other, limit=9) == []
            assert await work.meeting.reported(*other, limit=9) == []

    await units.run(unit)


async def test_of_two_accounts_one_profile_stands_and_nobody_is_reminded_who_said_no(sqlite_units):
    units = sqlite_units
    kept, gone = person("ada"), person("ada2")
    await members(units, kept, gone)
    await keep(units, idea("one"), idea("two"))

    async def unit(work):
        await work.profiles.keep(OAK, replace(ADA, person="ada2"))
        await work.meeting.nudge(OAK, "one", "ada", Nudged(at=AT))
        await work.meeting.nudge(OAK, "one", "ada2", Nudged(at=AT + DAY, stopped=True))
        await work.meeting.nudge(OAK, "two", "ada2", Nudged(at=AT))
        await work.links.unite(kept, gone)
        assert await work.profiles.get(OAK, "ada") == ADA
        assert await work.meeting.nudged(OAK, "one") == {"ada": Nudged(at=AT + DAY, stopped=True)}
        assert await work.meeting.nudged(OAK, "two") == {"ada": Nudged(at=AT)}

        await work.profiles.keep(OAK, replace(ADA, findable=False))
        await work.profiles.keep(OAK, replace(ADA, person="ada2"))
        await work.links.unite(kept, gone)
        assert not (await work.profiles.get(OAK, "ada")).findable  # the first person's own choice stands
        assert await work.profiles.get(OAK, "ada2") is None

    await units.run(unit)


async def test_two_communities_that_join_ask_the_questions_of_both_once(sqlite_units):
    def prompts(*words):
        return [Prompt(number=at, words=each, rank=at) for at, each in enumerate(words, start=1)]

    async def unit(work):
        await work.meeting.keep_prompts(OAK, prompts("Why?", "How?"))
        await work.meeting.keep_prompts(ELM, prompts("HOW?", "Who?"))
        for community in (OAK, ELM):
            await work.meeting.keep_week(community, Week(begun=AT, told=AT))
        await ideas_meeting_joining.join(work.connection, ELM, OAK)
        assert [(one.number, one.words) for one in await work.meeting.prompts(OAK)] == [
            (1, "Why?"),
            (2, "How?"),
            (3, "Who?"),
        ]
        assert await work.meeting.prompts(ELM) == []
        assert await work.meeting.week(ELM) is None
        assert (await work.meeting.week(OAK)).told - AT == timedelta()

    await sqlite_units.run(unit)
