"""One community's rows become another's: every table, and kindly where both have the same."""

import pytest
from sqlalchemy import ForeignKey, UniqueConstraint, insert, select, text

from communitybot.storage import joining
from communitybot.storage.tables import everything
from communitybot.storage.tables.events import events, occurrences, programmes
from communitybot.storage.tables.imports import imports
from tests.storage.rows import WALL, counts, fill, naming, row

OF_IDEAS = ("idea_settings", "idea_terms", "idea_prompts", "idea_weeks")
OF_RESOURCES = (
    *("resources", "resource_words"),
    *("resource_settings", "resource_rooms", "resource_feeds"),
)
OLD, HOME = "old0000000old0", "home000000home"


async def moved(units):
    await units.run(lambda work: work.links.join(OLD, HOME))


async def filled(units):
    await units.run(lambda work: fill(work.connection, OLD, HOME))
    return await units.read(lambda work: counts(work.connection))


async def still_named(units):
    """Where a row still belongs to the community that moved."""
    found = set()
    for table in everything().sorted_tables:
        for column in table.c:
            if column.name == "community" or (table.name == "communities" and column.name == "id"):
                rows = await units.read(
                    lambda work, c=column: work.connection.execute(select(c).where(c == OLD))
                )
                found |= {table.name for _ in rows}
    return found


async def lost(units, before):
    after = await units.read(lambda work: counts(work.connection))
    expected = {
        **before,
        "communities": before["communities"] - 1,
        "former_slugs": before["former_slugs"] + 1,
        "idea_settings": before["idea_settings"] - 1,
        "idea_weeks": before["idea_weeks"] - 1,
        "resource_settings": before["resource_settings"] - 1,
        "resource_feeds": before["resource_feeds"] - 1,
        "resource_words": after["resource_words"],  # they are counted anew
    }
    return {name: (expected[name], after[name]) for name in after if after[name] != expected[name]}


async def test_every_row_of_every_table_moves_and_none_is_lost(units):
    before = await filled(units)
    assert min(before.values()) > 0  # a table without a row would prove nothing
    await moved(units)

    assert await still_named(units) == set()
    assert await lost(units, before) == {}


@pytest.mark.parametrize("forgotten", ["people", "rsvps", "outbox", "imports", "occurrence_labels"])
async def test_a_table_that_is_forgotten_would_be_noticed(units, monkeypatch, forgotten):
    all_but_one = [table for table in joining.tables_of_a_community() if table.name != forgotten]
    monkeypatch.setattr(joining, "tables_of_a_community", lambda: all_but_one)
    before = await filled(units)
    await moved(units)

    assert forgotten in await still_named(units) | set(await lost(units, before))


def test_every_table_in_which_two_communities_could_collide_is_known():
    """Keys that name a community and nothing that is unique in itself need a kind answer in `joining`."""
    own = {"event", "person", "id", "idea"}
    could = set()
    for table in everything().sorted_tables:
        keys = [{column.name for column in table.primary_key}]
        keys += [{column.name for column in index.columns} for index in table.indexes if index.unique]
        keys += [
            {c.name for c in each.columns} for each in table.constraints if type(each) is UniqueConstraint
        ]
        could |= {table.name for key in keys if "community" in key and not key & own}

    assert could == {"events", "programmes", "imports", *OF_IDEAS, *OF_RESOURCES}


def test_a_reference_that_deletes_along_would_be_moved_first():
    """Whatever is deleted with a community names it in a column the move finds."""
    for table in everything().sorted_tables:
        for column in table.c:
            for key in column.foreign_keys:
                assert isinstance(key, ForeignKey)
                if key.column.table.name == "communities":
                    assert column.name == "community"


async def test_moving_again_fetches_what_was_added_meanwhile(units):
    await filled(units)
    await moved(units)
    late = {**row(events, OLD), "id": "late", "uid": "late"}
    await units.run(lambda work: work.connection.execute(insert(events), late))
    await moved(units)

    assert await still_named(units) == set()


async def test_programmes_of_one_name_become_one_from_the_first_day_to_the_last(units):
    await filled(units)
    later = WALL.replace(day=31)

    async def same_name(work):
        change = text("UPDATE programmes SET folded = 'reading month'")
        await work.connection.execute(change)
        longer = programmes.update().where(programmes.c.community == OLD).values(ends=later)
        await work.connection.execute(longer)
        for table in (events, occurrences):
            for each in (OLD, HOME):
                belongs = table.update().where(table.c.community == each)
                await work.connection.execute(belongs.values(programme=f"programmes-id-{each}"))

    await units.run(same_name)
    await moved(units)
    kept = (await units.read(lambda work: work.connection.execute(select(programmes)))).all()
    used = await units.read(lambda work: work.connection.execute(select(events.c.programme)))
    listed = await units.read(lambda work: work.connection.execute(select(occurrences.c.programme)))

    assert [(each.id, each.starts, each.ends) for each in kept] == [(f"programmes-id-{HOME}", WALL, later)]
    assert {each.programme for each in (*used, *listed)} == {f"programmes-id-{HOME}"}


async def test_an_event_of_one_calendar_stays_in_both_and_is_imported_into_one(units):
    await filled(units)

    async def same_uid(work):
        for table in (events, imports):
            await work.connection.execute(table.update().values(uid="circle@example.org"))

    await units.run(same_uid)
    await moved(units)
    kept = await units.read(lambda work: work.connection.execute(select(events.c.id, events.c.uid)))
    read = await units.read(lambda work: work.connection.execute(select(imports.c.uid)))

    assert dict(tuple(each) for each in kept) == {
        f"events-id-{HOME}": "circle@example.org",
        f"events-id-{OLD}": f"events-id-{OLD}-circle@example.org",
    }
    assert [each.uid for each in read] == ["circle@example.org"]


async def test_the_old_web_address_leads_to_the_community_it_joined(units):
    await filled(units)
    old = f"communities-slug-{OLD}"
    assert (await units.read(lambda work: work.communities.by_slug(old))).id == OLD
    await moved(units)

    assert (await units.read(lambda work: work.communities.by_slug(old))).id == HOME


async def test_what_a_relay_held_undrawn_is_given_back_and_what_is_on_its_way_is_not(units):
    await filled(units)

    async def held(work):
        for each, state in ((OLD, "claimed"), (HOME, "sending")):
            change = text("UPDATE outbox SET state = :state, epoch = 7 WHERE community = :each")
            await work.connection.execute(change, {"state": state, "each": each})

    await units.run(held)
    await moved(units)
    rows = await units.read(
        lambda work: work.connection.execute(text("SELECT state, epoch FROM outbox ORDER BY state"))
    )

    assert [tuple(each) for each in rows] == [("planned", 8), ("sending", 7)]


@pytest.mark.parametrize("moves", [True, pytest.param(False, id="control: without the move it is")])
async def test_what_a_relay_held_is_no_longer_its_to_draw(units, moves):
    await filled(units)
    held = text("UPDATE outbox SET state = 'claimed', epoch = 7 WHERE community = :old")
    await units.run(lambda work: work.connection.execute(held, {"old": OLD}))
    asked = text("SELECT id, epoch, revision FROM outbox WHERE epoch = 7")
    (row_held,) = await units.read(lambda work: work.connection.execute(asked))
    if moves:
        await moved(units)
    still = await units.run(lambda work: work.drawing.still_held([row_held]))

    assert bool(still) is not moves


async def test_the_walk_over_names_sees_what_is_there(units):
    await filled(units)

    assert ("rsvps", "community") in await units.read(lambda work: naming(work.connection, OLD))
