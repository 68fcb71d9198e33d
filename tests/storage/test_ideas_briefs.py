"""Briefs, voices, answers and outcomes are kept whole, on both databases, each in its community."""

from dataclasses import replace
from datetime import date

from stored_ideas import AT, DAY, ELM, OAK, TICK, idea, keep

from communitybot.ideas.model.brief import Again, AnswerKind, Brief, BriefAnswer, Outcome, Showing, Voice
from communitybot.ideas.model.idea import Stage
from communitybot.people.model import Person
from communitybot.storage import ideas_briefs_uniting

BRIEF = Brief(
    id="brief000000001",
    idea="one",
    community=OAK,
    to_name="Dr. Rosa Lind",
    to_role="superintendent",
    need="Neue Lehrkräfte gehen. 🚪",
    evidence="41 of 97\nleft.",
    ask="One hour.",
    reply_by=date(2027, 3, 3),
    zone="America/New_York",
    created_by="ana",
    created=AT,
)
VOICE = Voice(
    id="voice000000001",
    idea="one",
    person="ben",
    name="Ben Okri",
    words="I stayed.",
    showing=Showing.ROLE,
    role="teacher",
    place="Oak Hills",
    at=AT,
)
ANSWER = BriefAnswer(
    id="answer00000001",
    brief=BRIEF.id,
    kind=AnswerKind.LOOKING,
    by="Dr. Rosa Lind",
    on=date(2027, 3, 1),
    words="We will see.",
    link="https://example.org/a",
    recorded_by="ana",
    at=AT,
)
OUTCOME = Outcome(
    idea="one",
    changed="Fewer left.",
    measured="We counted.",
    again=Again.CHANGED,
    why="More time.",
    number="Stayed",
    before="71 %",
    after="84 %",
    listed=False,
    by="ana",
    at=AT,
)


async def test_a_brief_is_kept_as_it_is_and_found_by_its_address(units):
    await keep(units, idea("one"))
    shared = replace(BRIEF, shared=AT + TICK, published=True, silent=AT + DAY, revision=3)

    async def unit(work):
        await work.briefs.add(BRIEF)
        await work.briefs.add(replace(BRIEF, id="brief000000002", created=AT + TICK))
        assert await work.briefs.get(OAK, BRIEF.id, hold=True) == BRIEF
        await work.briefs.save(shared)
        assert await work.briefs.discard(OAK, "brief000000002")
        assert not await work.briefs.discard(OAK, BRIEF.id)  # it is shared
        assert list(await work.briefs.of_idea(OAK, "one")) == [shared]
        return await work.briefs.addressed(BRIEF.id)

    assert await units.run(unit) == shared


async def test_answers_stand_in_the_order_of_their_dates_and_can_be_taken_back(units):
    await keep(units, idea("one"))
    earlier = replace(ANSWER, id="answer00000002", on=date(2027, 2, 1), kind=AnswerKind.PARTLY)

    async def unit(work):
        await work.briefs.add(BRIEF)
        for answer in (ANSWER, earlier):
            await work.briefs.record(OAK, answer)
        found = await work.briefs.answers(OAK, [BRIEF.id, "brief000000009"])
        assert {name: list(some) for name, some in found.items()} == {BRIEF.id: [earlier, ANSWER]}
        assert await work.briefs.unrecord(OAK, ANSWER.id) == ANSWER
        assert await work.briefs.unrecord(OAK, ANSWER.id) is None
        return await work.briefs.answers(OAK, [BRIEF.id])

    assert list((await units.run(unit))[BRIEF.id]) == [earlier]


async def test_a_voice_stands_once_agreed_to_in_place_of_the_one_before(units):
    await keep(units, idea("one"))
    second = replace(VOICE, id="voice000000002", words="I stayed, thanks to Maria.", showing=Showing.NOTHING)

    async def unit(work):
        await work.briefs.lend(OAK, VOICE)
        assert list(await work.briefs.voices(OAK, "one")) == []
        assert not await work.briefs.agree(OAK, VOICE.id, "eve", at=AT)
        assert await work.briefs.agree(OAK, VOICE.id, "ben", at=AT)
        await work.briefs.lend(OAK, second)
        assert [each.words for each in await work.briefs.voices(OAK, "one")] == ["I stayed."]
        assert await work.briefs.agree(OAK, second.id, "ben", at=AT + TICK)
        assert await work.briefs.agree(OAK, second.id, "ben", at=AT + DAY)  # again, nothing
        await work.briefs.leave_out(OAK, second.id, on=True)
        await work.briefs.let_go(OAK, second.id)  # it stands, so it stays
        return list(await work.briefs.voices(OAK, "one"))

    kept = replace(second, name="", role="", place="", agreed=AT + TICK, left_out=True)
    assert await units.run(unit) == [kept]

    async def back(work):
        assert await work.briefs.take_back(OAK, "one", "ben")
        assert not await work.briefs.take_back(OAK, "one", "ben")
        return await work.briefs.voice(OAK, second.id)

    assert await units.run(back) is None


async def test_an_outcome_is_kept_once_and_listed_while_its_idea_is_seen(units):
    await keep(units, idea("one"), idea("two"), idea("gone", stage=Stage.WITHDRAWN))

    async def unit(work):
        assert not await work.briefs.reported(OAK, "one")
        await work.briefs.report(OAK, replace(OUTCOME, changed="Other."))
        await work.briefs.report(OAK, OUTCOME)
        for other in ("two", "gone"):
            await work.briefs.report(OAK, replace(OUTCOME, idea=other, listed=True, at=AT + TICK))
        assert await work.briefs.reported(OAK, "one")
        assert await work.briefs.outcome(OAK, "one") == OUTCOME
        assert [each.idea for each in await work.briefs.outcomes(OAK, limit=9)] == ["two", "one"]
        assert [each.idea for each in await work.briefs.outcomes(OAK, limit=9, offset=1)] == ["one"]
        return await work.briefs.outcomes(OAK, limit=9, listed=True)

    assert [each.idea for each in await units.run(unit)] == ["two"]


async def everything(work, community):
    """All that is found of the idea, told so that it can be compared."""
    store = work.briefs
    return (
        await store.get(community, BRIEF.id),
        list(await store.of_idea(community, "one")),
        dict(await store.answers(community, [BRIEF.id])),
        list(await store.voices(community, "one")),
        dict(await store.signings(community, "one")),
        await store.outcome(community, "one"),
        await store.reported(community, "one"),
        list(await store.outcomes(community, limit=9)),
    )


async def test_another_community_finds_and_changes_nothing(units):
    await keep(units, idea("one"))

    async def fill(work):
        await work.briefs.add(BRIEF)
        await work.briefs.record(OAK, ANSWER)
        await work.briefs.lend(OAK, VOICE)
        await work.briefs.agree(OAK, VOICE.id, "ben", at=AT)
        await work.briefs.sign(OAK, "one", "ana", Showing.NAME, at=AT)
        await work.briefs.report(OAK, OUTCOME)
        return await everything(work, OAK)

    async def try_as_elm(work):
        store, foreign = work.briefs, replace(BRIEF, community=ELM, ask="Other.")
        await store.add(replace(foreign, id="brief000000003"))
        await store.save(foreign)
        assert not await store.discard(ELM, BRIEF.id)
        await store.record(ELM, replace(ANSWER, words="Other."))
        assert await store.unrecord(ELM, ANSWER.id) is None
        await store.lend(ELM, replace(VOICE, id="voice000000003"))
        assert await store.voice(ELM, VOICE.id) is None
        assert not await store.agree(ELM, VOICE.id, "ben", at=AT)
        assert not await store.take_back(ELM, "one", "ben")
        await store.leave_out(ELM, VOICE.id, on=True)
        await store.sign(ELM, "one", "ana", Showing.NOTHING, at=AT)
        await store.report(ELM, replace(OUTCOME, changed="Other."))
        return await everything(work, ELM)

    before = await units.run(fill)
    assert await units.run(try_as_elm) == (None, [], {}, [], {}, None, False, [])
    assert await units.read(lambda work: everything(work, OAK)) == before


async def test_two_accounts_of_one_person_have_one_voice_and_one_choice_the_later(units):
    await keep(units, idea("one"), idea("two"))
    kept, gone = (Person(id=each, community=OAK, name=each, accounts=()) for each in ("ben", "ben2"))

    async def unit(work):
        await work.briefs.add(replace(BRIEF, created_by="ben2"))
        for number, (one, person, at) in enumerate(
            (("one", "ben", AT), ("one", "ben2", AT + TICK), ("two", "ben2", AT))
        ):
            voice = replace(VOICE, id=f"voice{number}", idea=one, person=person, words=f"Words {number}.")
            await work.briefs.lend(OAK, voice)
            await work.briefs.agree(OAK, voice.id, person, at=at)
        await work.briefs.sign(OAK, "one", "ben", Showing.NAME, at=AT + TICK)
        await work.briefs.sign(OAK, "one", "ben2", Showing.NOTHING, at=AT)
        for _ in range(2):  # it may be repeated
            await ideas_briefs_uniting.hand_over(work.connection, kept, gone)
        found = [each for one in ("one", "two") for each in await work.briefs.voices(OAK, one)]
        assert [(each.person, each.words) for each in found] == [("ben", "Words 1."), ("ben", "Words 2.")]
        assert await work.briefs.signings(OAK, "one") == {"ben": Showing.NAME}
        return (await work.briefs.get(OAK, BRIEF.id)).created_by

    assert await units.run(unit) == "ben"
