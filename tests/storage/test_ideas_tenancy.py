"""A foreign idea gives nothing and is not changed, whatever is asked of the store about it."""

import inspect

import pytest
from sqlalchemy import select
from stored_ideas import AT, ELM, OAK, idea, keep, member

from communitybot.ideas.model.idea import Category, IdeaSettings, Joining, Role, Stage
from communitybot.ideas.repository import IdeaRepository
from communitybot.ideas.views import IdeaQuery, Page, Sort
from communitybot.storage.tables import everything

ONE, TWO = "one", "two"
OF_A_COMMUNITY = {"add", "set"}
"""What is new belongs to whoever brings it; settings are each community's own."""

CHANGES = {
    "save": lambda ideas, community: ideas.save(idea(ONE, community=community, title="Other")),
    "delete": lambda ideas, community: ideas.delete(community, ONE),
    "decided": lambda ideas, community: ideas.decided(community, ONE, at=AT),
    "vote": lambda ideas, community: ideas.vote(community, ONE, "di", on=True, at=AT),
    "take back a vote": lambda ideas, community: ideas.vote(community, ONE, "cy", on=False, at=AT),
    "follow": lambda ideas, community: ideas.follow(community, ONE, "di", on=True, at=AT),
    "unfollow": lambda ideas, community: ideas.follow(community, ONE, "cy", on=False, at=AT),
    "enrol": lambda ideas, community: ideas.enrol(community, ONE, member("ben", Joining.LEFT)),
}
READS = {
    "get": lambda ideas, community: ideas.get(community, ONE),
    "get held": lambda ideas, community: ideas.get(community, ONE, hold=True),
    "many": lambda ideas, community: ideas.many(community, [ONE]),
    "similar": lambda ideas, community: ideas.similar(community, "coaching new teachers", limit=3),
    "named": lambda ideas, community: ideas.named(community, "coach", limit=3, person="ada"),
    "named by nothing": lambda ideas, community: ideas.named(community, "", limit=3, person="ada"),
    "active": lambda ideas, community: ideas.active(community, limit=9),
    "waiting": lambda ideas, community: ideas.waiting(community, limit=3),
    "waits": lambda ideas, community: ideas.waits(community),
    "voted": lambda ideas, community: ideas.voted(community, ONE, "cy"),
    "followed": lambda ideas, community: ideas.followed(community, ONE, "cy"),
    "followers": lambda ideas, community: ideas.followers(community, ONE),
    "members": lambda ideas, community: ideas.members(community, ONE, tuple(Joining)),
    "held_by": lambda ideas, community: ideas.held_by(community, "ben"),
    **{
        f"listed {sort.value}": lambda ideas, community, sort=sort: listed(ideas, community, sort)
        for sort in Sort
    },
}


async def listed(ideas, community, sort):
    narrowed = {"tag": "coaching", "category": Category.MENTORING, "stage": Stage.SEED}
    query = IdeaQuery(sort=sort, near="Austin", person="ada", **narrowed)
    page: Page = await ideas.listed(community, query)
    return page.ideas


async def planted(units):
    """Ideas of one community with something in every table; the other has none."""
    placed = {"tags": ("coaching",), "place": "Austin", "category": Category.MENTORING}
    await keep(
        units,
        idea(ONE, title="Coaching new teachers", roles=(Role.COACH,), submitted=AT, **placed),
        idea(TWO, stage=Stage.SUBMITTED, submitted=AT, published=None),
    )

    async def unit(work):
        await work.ideas.vote(OAK, ONE, "cy", on=True, at=AT)
        await work.ideas.follow(OAK, ONE, "cy", on=True, at=AT)
        await work.ideas.enrol(OAK, ONE, member("ben"))
        await work.ideas.decided(OAK, ONE, at=AT)
        await work.ideas.set(OAK, IdeaSettings(hour=3))

    await units.run(unit)


async def rows(units):
    """Every row of every table of ideas."""

    async def unit(work):
        return {
            table.name: sorted(map(repr, (await work.connection.execute(select(table))).all()))
            for table in everything().sorted_tables
            if table.name.startswith("idea")
        }

    return await units.read(unit)


def test_everything_the_store_offers_is_tried():
    offered = {name for name, _ in inspect.getmembers(IdeaRepository, inspect.isfunction) if name[0] != "_"}
    tried = {name.split()[0] for name in (*CHANGES, *READS)} - {"take", "unfollow"}

    assert tried | OF_A_COMMUNITY | {"settings"} == offered


async def test_a_foreign_idea_is_not_changed_and_gives_nothing(units):
    await planted(units)
    before = await rows(units)
    for name, change in CHANGES.items():
        told = await units.run(lambda work, change=change: change(work.ideas, ELM))
        assert (name, bool(told), await rows(units) == before) == (name, False, True)
    for name, read in READS.items():
        assert (name, bool(await units.run(lambda work, read=read: read(work.ideas, ELM)))) == (name, False)
    assert (await units.read(lambda work: work.ideas.settings(ELM))).hour != 3


@pytest.mark.parametrize("name", sorted(CHANGES))
async def test_the_same_changes_ones_own(sqlite_units, name):
    await planted(sqlite_units)
    before = await rows(sqlite_units)
    if name == "decided":
        before = {}  # it is the same moment again
    await sqlite_units.run(lambda work: CHANGES[name](work.ideas, OAK))

    assert await rows(sqlite_units) != before


async def test_the_same_gives_ones_own(sqlite_units):
    await planted(sqlite_units)

    for name, read in READS.items():
        own = await sqlite_units.run(lambda work, read=read: read(work.ideas, OAK))
        assert (name, bool(own)) == (name, True)
