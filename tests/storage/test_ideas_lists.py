"""Lists of ideas: each sort, every narrowing, page by page, and never what is not everybody's to see."""

from datetime import timedelta
from itertools import product

import pytest
from stored_ideas import ADA, AT, BEN, DAY, ELM, OAK, idea, keep, member

from communitybot.ideas.model.idea import Category, Joining, Role, Stage
from communitybot.ideas.views import IdeaQuery, Sort
from communitybot.storage.ideas_shelves import TENFOLD, heat

HIDDEN = (Stage.DRAFT, Stage.SUBMITTED, Stage.WITHDRAWN, Stage.DECLINED)


async def listed(work, **query):
    page = await work.ideas.listed(OAK, IdeaQuery(**query))
    return [each.id for each in page.ideas]


def of_every_stage():
    return [idea(stage.name.lower(), stage=stage, published=AT) for stage in Stage]


async def test_only_open_ideas_stand_in_lists_and_others_only_where_asked_for_by_their_stage(units):
    await keep(units, *of_every_stage())

    async def unit(work):
        for sort in (Sort.HOT, Sort.NEW):
            assert set(await listed(work, sort=sort, limit=20)) == {
                stage.name.lower() for stage in Stage if stage.open
            }
        for sort, stage in product((Sort.HOT, Sort.NEW), Stage):
            own = [] if stage in HIDDEN else [stage.name.lower()]
            assert await listed(work, sort=sort, stage=stage) == own

    await units.run(unit)


async def test_hot_weighs_support_and_words_against_freshness(units):
    old = idea("old", published=AT - timedelta(days=6))
    await keep(units, old, idea("new", published=AT), idea("older", published=AT - timedelta(days=60)))

    async def unit(work):
        assert await listed(work) == ["new", "old", "older"]
        for voter in range(9):  # ten times what it was is worth seven days
            await work.ideas.vote(OAK, "old", f"voter{voter}", on=True, at=AT)
        assert await listed(work) == ["old", "new", "older"]
        for voter in range(9):
            await work.ideas.vote(OAK, "old", f"voter{voter}", on=False, at=AT)
        assert await listed(work) == ["new", "old", "older"]

    await units.run(unit)


def test_ten_times_the_support_is_worth_a_week():
    assert heat(9, 0, AT) - heat(0, 0, AT) == TENFOLD == heat(0, 36, AT) - heat(0, 0, AT)
    assert heat(0, 0, AT + timedelta(seconds=TENFOLD)) == heat(9, 0, AT)


async def test_new_is_by_publication_and_pages_follow_one_another(units):
    await keep(units, *(idea(f"i{number}", published=AT + number * DAY) for number in range(5)))

    async def unit(work):
        for offset, ids, more in ((0, ["i4", "i3"], True), (2, ["i2", "i1"], True), (4, ["i0"], False)):
            page = await work.ideas.listed(OAK, IdeaQuery(sort=Sort.NEW, limit=2, offset=offset))
            assert ([each.id for each in page.ideas], page.more) == (ids, more)
        assert await listed(work, sort=Sort.NEW, offset=-3, limit=1) == ["i4"]

    await units.run(unit)


async def test_who_looks_for_roles_or_is_alone_needs_help_and_the_longest_waiting_comes_first(units):
    await keep(
        units,
        idea("alone", published=AT - DAY),
        idea("teamed", published=AT - 3 * DAY),
        idea("looking", published=AT - 2 * DAY, roles=(Role.COACH,)),
        idea("done", published=AT - 4 * DAY, stage=Stage.REPORTED),
        idea("parked", published=AT - 4 * DAY, stage=Stage.PARKED),
    )

    async def unit(work):
        for one in ("teamed", "looking"):
            await work.ideas.enrol(OAK, one, member("ben"))
        assert await listed(work, sort=Sort.NEEDS_HELP) == ["looking", "alone"]
        await work.ideas.enrol(OAK, "teamed", member("ben", Joining.LEFT))
        assert await listed(work, sort=Sort.NEEDS_HELP) == ["teamed", "looking", "alone"]

    await units.run(unit)


async def test_mine_are_those_i_wrote_follow_or_work_on_drafts_first_and_what_ended_last(units):
    others = {"authors": (BEN,)}
    await keep(
        units,
        idea("wrote", said=AT),
        idea("declined", stage=Stage.DECLINED, said=AT + 9 * DAY),
        idea("draft", stage=Stage.DRAFT, said=AT - 9 * DAY),
        idea("followed", said=AT + DAY, tags=("Rural schools",), category=Category.EQUITY, **others),
        idea("works", said=AT + 2 * DAY, stage=Stage.LAB, **others),
        idea("asked", said=AT + 2 * DAY, **others),
        idea("not theirs any more", stage=Stage.WITHDRAWN, said=AT, **others),
        idea("stranger", **others),
    )

    async def unit(work):
        for one in ("followed", "not theirs any more"):
            await work.ideas.follow(OAK, one, "ada", on=True, at=AT)
        await work.ideas.enrol(OAK, "works", member("ada"))
        await work.ideas.enrol(OAK, "asked", member("ada", Joining.ASKED))

        def mine(**more):
            return listed(work, sort=Sort.MINE, person="ada", **more)

        assert await mine() == ["draft", "works", "followed", "wrote", "declined"]
        assert await mine(stage=Stage.DRAFT) == ["draft"]
        assert await mine(stage=Stage.LAB) == ["works"]
        assert await mine(tag="rural  SCHOOLS") == await mine(category=Category.EQUITY) == ["followed"]
        assert await mine(limit=2, offset=3) == ["wrote", "declined"]
        assert await listed(work, sort=Sort.MINE) == []

    await units.run(unit)


async def test_near_me_shares_most_words_of_the_place_then_the_warmest(units):
    await keep(
        units,
        idea("maine", place="Portland, Maine", published=AT),
        idea("oregon", place="PORTLAND (Oregon)", published=AT - 9 * DAY),
        idea("cold", place="Portland", published=AT - 9 * DAY, tags=("rural",)),
        idea("far", place="Austin, Texas"),
        idea("hidden", place="Portland, Oregon", stage=Stage.SUBMITTED),
        idea("parked", place="Portland, Oregon", stage=Stage.PARKED),
    )

    async def unit(work):
        def near(place, **more):
            return listed(work, sort=Sort.NEAR_ME, near=place, **more)

        assert await near("Pórtland, oregon!") == ["oregon", "maine", "cold"]
        pages = [await near("Portland, Oregon", limit=1, offset=offset) for offset in range(4)]
        assert pages == [["oregon"], ["maine"], ["cold"], []]
        assert await near("Portland", tag="rural") == ["cold"]
        assert await near("Portland", stage=Stage.PARKED) == ["parked"]
        assert await near("Nowhere") == await near("") == await near(None) == []

    await units.run(unit)


async def test_stage_tag_and_category_narrow_every_sort_together(units):
    stages, categories = (Stage.SEED, Stage.LAB, Stage.PARKED), (Category.POLICY, Category.EQUITY)
    tags = ("rural", "Two words")
    every = {
        f"{stage.name}-{category.name}-{tag}": (stage, category, tag)
        for stage, category, tag in product(stages, categories, tags)
    }
    usual = {"roles": (Role.COACH,), "place": "Austin"}
    await keep(
        units,
        *(
            idea(name, stage=stage, category=category, tags=(tag, "all"), **usual)
            for name, (stage, category, tag) in every.items()
        ),
    )

    async def unit(work):
        for stage, category, tag in product((None, *stages), (None, *categories), (None, *tags)):
            fits = {
                name
                for name, (its_stage, its_category, its_tag) in every.items()
                if (its_stage is stage if stage else its_stage.open)
                and category in {None, its_category}
                and tag in {None, its_tag}
            }
            narrowed = {"stage": stage, "category": category, "tag": tag and tag.upper(), "limit": 20}
            for sort in (Sort.HOT, Sort.NEW, Sort.NEAR_ME):
                assert set(await listed(work, sort=sort, near="austin", **narrowed)) == fits
            helped = {name for name in fits if every[name][0].open}
            assert set(await listed(work, sort=Sort.NEEDS_HELP, **narrowed)) == helped

    await units.run(unit)


async def test_an_idea_stands_where_it_belongs_after_every_change(units):
    from dataclasses import replace

    await keep(units, idea("one", stage=Stage.SUBMITTED, published=None, tags=("old",)))

    async def unit(work):
        held = await work.ideas.get(OAK, "one")
        assert await listed(work, tag="old") == []
        await work.ideas.save(replace(held, stage=Stage.SEED, published=AT))
        assert await listed(work, tag="old") == await listed(work, stage=Stage.SEED) == ["one"]
        await work.ideas.save(replace(held, stage=Stage.LAB, published=AT, tags=("new",)))
        assert await listed(work, tag="old") == await listed(work, stage=Stage.SEED) == []
        assert await listed(work, tag="new") == await listed(work, stage=Stage.LAB) == ["one"]
        await work.ideas.save(replace(held, stage=Stage.WITHDRAWN, published=AT))
        assert await listed(work) == await listed(work, tag="new") == []

    await units.run(unit)


@pytest.mark.parametrize("sort", Sort)
async def test_another_communitys_ideas_stand_in_no_list(sqlite_units, sort):
    await keep(sqlite_units, idea("ours", place="Austin", authors=(ADA,), roles=(Role.COACH,)))

    async def unit(work):
        query = IdeaQuery(sort=sort, near="Austin", person="ada")
        assert not (await work.ideas.listed(ELM, query)).ideas
        assert [each.id for each in (await work.ideas.listed(OAK, query)).ideas] == ["ours"]

    await sqlite_units.run(unit)
