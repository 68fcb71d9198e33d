"""A foreign resource gives nothing and is not changed, whatever is asked of the store about it."""

import inspect
from datetime import timedelta

import pytest
from shelf import AT, resource
from sqlalchemy import select

from communitybot.conversation.addresses import PlaceAddress
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Note, ResourceSettings, State
from communitybot.resources.repository import ResourceRepository
from communitybot.resources.views import ResourceQuery, Sort
from communitybot.storage import resources_terms
from communitybot.storage.resources_index import library_of
from communitybot.storage.tables import everything
from communitybot.storage.work import UnitsOfWork

OURS, THEIRS = "ours", "theirs"
ONE, DRAFT = "one", "draft"
LINK = "https://a.example/x"
OF_A_COMMUNITY = {"add", "add_all", "set", "drafts_in", "ask", "asks"}
"""What is new belongs to whoever brings it; settings are each community's own, and rooms name theirs."""


def planted():
    facets = {"tags": ("dice",), "subjects": ("math",), "kind": Kind.VIDEO, "grades": (Grade.FIRST,)}
    return [
        resource(ONE, "Fraction games", community=OURS, canonical=LINK, **facets),
        resource("bare", "Poems", community=OURS, days=1),
        resource(DRAFT, "Draft", community=OURS, state=State.DRAFT),
    ]


def note(text="Used it"):
    return Note(person="p2", name="Bo", text=text, at=AT)


CHANGES = {
    "save": lambda store, here: store.save(resource(ONE, "Other", community=here)),
    "delete": lambda store, here: store.delete(here, DRAFT),
    "withdraw": lambda store, here: store.withdraw([resource(ONE, "Fraction games", community=here)]),
    "note": lambda store, here: store.note(here, ONE, note("Again")),
    "drop_file": lambda store, here: store.drop_file(here, ONE),
    "keep_file": lambda store, here: store.keep_file(here, ONE, "b.pdf", "application/pdf", b"b"),
}
READS = {
    "get": lambda store, here: store.get(here, ONE),
    "get held": lambda store, here: store.get(here, ONE, hold=True),
    "many": lambda store, here: store.many(here, [ONE]),
    "at": lambda store, here: store.at(here, LINK),
    "known": lambda store, here: store.known(here, [LINK]),
    "drafts": lambda store, here: store.drafts(here, "p1", limit=9),
    "mine": lambda store, here: store.mine(here, "p1", limit=9),
    "shared_since": lambda store, here: store.shared_since(here, "p1", AT - timedelta(days=9)),
    "named": lambda store, here: store.named(here, "frac", limit=9, person="p1"),
    "named by nothing": lambda store, here: store.named(here, "", limit=9, person="p1"),
    "tags": lambda store, here: store.tags(here, limit=9),
    "subjects": lambda store, here: store.subjects(here, "ma", limit=9),
    "untagged": lambda store, here: store.untagged(here, limit=9),
    "every": lambda store, here: _all(store.every(here)),
    "since": lambda store, here: store.since(here, AT - timedelta(days=9), AT, limit=9),
    "noted": lambda store, here: store.noted(here, ONE, limit=9),
    "noted_by": lambda store, here: store.noted_by(here, ONE, "p2"),
    "file": lambda store, here: store.file(here, ONE),
    **{
        f"sought {words} {sort.value} {tag}": (
            lambda store, here, words=words, sort=sort, tag=tag: _hits(store, here, words, sort, tag)
        )
        for words in ("", "fractions", "frac", "frcation")
        for sort in Sort
        for tag in (None, "dice")
    },
}


async def _all(found):
    return [one async for one in found]


async def _hits(store, here, words, sort, tag):
    return (await store.sought(here, ResourceQuery(words=words, sort=sort, tag=tag))).hits


async def plant(work):
    await work.resources.add_all(planted())
    await work.resources.note(OURS, ONE, note())
    await work.resources.keep_file(OURS, ONE, "a.pdf", "application/pdf", b"a")
    await work.resources.set(OURS, ResourceSettings(drafted=(PlaceAddress("f", "s", "r"),), public=True))


async def rows(work):
    return {
        table.name: sorted(map(repr, (await work.connection.execute(select(table))).all()))
        for table in everything().sorted_tables
        if table.name.startswith("resource")
    }


@pytest.fixture
async def units(database):
    units = UnitsOfWork(database)
    await units.run(plant)
    return units


def test_everything_the_store_offers_is_tried():
    offered = {
        name for name, _ in inspect.getmembers(ResourceRepository, inspect.isfunction) if name[0] != "_"
    }

    assert {name.split()[0] for name in (*CHANGES, *READS)} | OF_A_COMMUNITY | {"settings"} == offered


@pytest.mark.promise("R37")
@pytest.mark.parametrize("letters", ["their own", "the same"])
async def test_a_foreign_resource_is_not_changed_and_gives_nothing(units, monkeypatch, letters):
    """Also where the terms of both begin with the same letters, as those of two in very many may."""
    if letters == "the same":
        monkeypatch.setattr(resources_terms, "library_of", lambda _: library_of(OURS))
        for module in ("search", "index", "lists"):
            monkeypatch.setattr(
                f"communitybot.storage.resources_{module}.library_of", lambda _: library_of(OURS)
            )

    async def unit(work):
        before = await rows(work)
        for name, change in CHANGES.items():
            await change(work.resources, THEIRS)
            assert (name, await rows(work) == before) == (name, True)
        for name, read in READS.items():
            assert (name, bool(await read(work.resources, THEIRS))) == (name, False)
        assert await work.resources.settings(THEIRS) == ResourceSettings()

    await units.run(unit)


async def test_the_same_gives_and_changes_ones_own(units):
    async def unit(work):
        for name, read in READS.items():
            assert (name, bool(await read(work.resources, OURS))) == (name, True)
        for name, change in CHANGES.items():
            before = await rows(work)
            await change(work.resources, OURS)
            assert (name, await rows(work) != before) == (name, True)

    await units.run(unit)
