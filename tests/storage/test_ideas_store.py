"""An idea is read back as it was written, and what the store counts is not written over."""

from dataclasses import replace
from datetime import timedelta

from stored_ideas import ADA, AT, BEN, DAY, FULL, OAK, TICK, idea, ids_of, keep, member

from communitybot.ideas.model.idea import IdeaSettings, Role, Stage


async def test_an_idea_is_read_back_as_it_was_written_and_held_the_same(units):
    draft = idea("draft", stage=Stage.DRAFT, published=None)
    await keep(units, FULL, draft)

    async def unit(work):
        for one in (FULL, draft):
            assert await work.ideas.get(OAK, one.id) == one
            assert await work.ideas.get(OAK, one.id, hold=True) == one
        assert await work.ideas.many(OAK, ["draft", "no such", "full", "draft"]) == [draft, FULL]

    await units.run(unit)


async def test_saving_changes_words_and_never_counts_nor_takes_the_revision_back(units):
    await keep(units, FULL)
    changed = replace(FULL, stage=Stage.SEED, title="Other", roles=(), category=None, tags=(), authors=(ADA,))
    told = replace(changed, votes=99, follows=99, team=99, lines=99, revision=3, created=AT - 9 * DAY)

    async def unit(work):
        await work.ideas.vote(OAK, "full", "cy", on=True, at=AT)
        await work.ideas.follow(OAK, "full", "cy", on=True, at=AT)
        await work.ideas.save(told)
        held = await work.ideas.get(OAK, "full")
        assert held == replace(changed, votes=1, follows=1, team=2, revision=7)  # Ben is still in the team
        await work.ideas.save(replace(held, revision=8))
        assert (await work.ideas.get(OAK, "full")).revision == 8

    await units.run(unit)


async def test_what_no_database_keeps_and_no_platform_shows_is_left_out(units):
    odd = "\x00a\ud800b\u202ec"
    await keep(units, idea("odd", title=odd, need=odd, place=odd, reason=odd, tags=(odd,)))
    held = await units.read(lambda work: work.ideas.get(OAK, "odd"))

    assert {held.title, held.need, held.place, held.reason, *held.tags} == {"abc"}


async def test_authors_are_in_the_team_from_the_start_and_stay_away_once_they_left(units):
    await keep(units, idea("one"))

    async def unit(work):
        assert [(each.person, each.role) for each in await work.ideas.members(OAK, "one")] == [
            ("ada", Role.TEACHER)
        ]
        both = replace(await work.ideas.get(OAK, "one"), authors=(ADA, BEN))
        await work.ideas.save(both)
        assert (await work.ideas.get(OAK, "one")).team == 2
        await work.ideas.enrol(OAK, "one", replace((await work.ideas.members(OAK, "one"))[1], note="Hi"))
        await work.ideas.save(replace(both, title="Other"))
        assert [each.note for each in await work.ideas.members(OAK, "one")] == ["", "Hi"]

    await units.run(unit)


async def test_submitted_ideas_wait_in_turn_and_how_long_others_waited_is_told(units):
    waiting = [
        idea(f"w{number}", stage=Stage.SUBMITTED, published=None, submitted=AT - number * DAY)
        for number in range(3)
    ]
    await keep(units, *waiting, idea("draft", stage=Stage.DRAFT, published=None))

    async def unit(work):
        assert await ids_of(work.ideas.waiting(OAK, limit=2)) == ["w2", "w1"]
        assert await work.ideas.waits(OAK) == []
        for number, each in enumerate(waiting):
            await work.ideas.decided(OAK, each.id, at=AT + number * DAY)
        assert await work.ideas.waits(OAK, limit=2) == [timedelta(days=4), timedelta(days=2)]

    await units.run(unit)


async def test_a_draft_is_forgotten_with_all_that_hangs_on_it(units):
    await keep(units, idea("draft", stage=Stage.DRAFT, published=None, title="Quiet rooms"))

    async def unit(work):
        await work.ideas.enrol(OAK, "draft", member("ben"))
        await work.ideas.delete(OAK, "draft")
        assert await work.ideas.get(OAK, "draft") is None
        assert await work.ideas.members(OAK, "draft") == []
        assert await work.ideas.named(OAK, "quiet", limit=3, person="ada") == []

    await units.run(unit)


async def test_settings_are_the_usual_ones_until_they_are_set(units):
    async def unit(work):
        assert await work.ideas.settings(OAK) == IdeaSettings()
        for hour in (9, 10):
            await work.ideas.set(OAK, IdeaSettings(reviewed=False, anonymous=True, weekday=6, hour=hour))
        assert await work.ideas.settings(OAK) == IdeaSettings(
            reviewed=False, anonymous=True, weekday=6, hour=10
        )

    await units.run(unit)


async def test_titles_are_found_by_how_their_words_begin(units):
    await keep(
        units,
        idea("coach", title="Peer coaching for new teachers", said=AT - DAY),
        idea("walk", title="Coach walks with Élan", said=AT),
        idea("mine", title="Coaching draft", stage=Stage.DRAFT, published=None, said=AT - 2 * DAY),
        idea("declined", title="Coaches for cash", stage=Stage.DECLINED, authors=(BEN,), said=AT + TICK),
    )

    async def unit(work):
        def found(text, person=None, limit=9):
            return ids_of(work.ideas.named(OAK, text, limit=limit, person=person))

        assert await found("COACH") == ["walk", "coach"]
        assert await found("coach", "ada") == ["walk", "coach", "mine"]
        assert await found("coach", "ben", limit=2) == ["declined", "walk"]
        assert await found("tea co") == ["coach"]
        assert await found("elan") == ["walk"]
        assert await found("?!") == await found("aching") == await found("coach x") == []
        assert await found("", "ada") == ["walk", "coach", "mine"]
        assert await found("") == ["walk", "coach"]

    await units.run(unit)
