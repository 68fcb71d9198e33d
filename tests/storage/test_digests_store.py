"""Digests are kept exactly, tell nothing twice, belong to one community, and follow their person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from shelf import AT, resource

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.people.model import Person
from communitybot.resources.model.digest import Cadence, Digest, Rhythm, Wanted
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import Repeat, Try
from communitybot.resources.model.resource import Kind, State
from communitybot.storage.digests_uniting import hand_over
from communitybot.storage.work import UnitsOfWork

SPACE = SpaceAddress("fake", "s")
WHOLE = Digest(
    id="d1",
    community="c1",
    person="p1",
    name="Ana",
    room=PlaceAddress("fake", "s", "resources"),
    wanted=Wanted(
        tags=("fractions",), subjects=("science",), grades=(Grade.PRE_K, Grade.FIFTH), kinds=(Kind.VIDEO,)
    ),
    rhythm=Rhythm(cadence=Cadence.MONTHLY, weekday=6, hour=23),
    made=AT,
    begun=AT,
    told=AT,
    edition=date(2026, 12, 1),
    next=AT + timedelta(days=3),
    paused=AT,
    lost=True,
)
BARE = Digest(id="d2", community="c1", person="p1", name="Ana", made=AT)


@pytest.fixture
def units(database):
    return UnitsOfWork(database)


async def test_every_field_comes_back_and_each_is_listed_where_it_belongs(units):
    async def unit(work):
        store = work.digests
        for each in (WHOLE, BARE, replace(BARE, id="d3", community="c2")):
            await store.keep(each)
        await store.keep(replace(BARE, name="Ana Ruiz"))
        assert [await store.get("c1", each) for each in ("d1", "d2", "d3")] == [
            WHOLE,
            replace(BARE, name="Ana Ruiz"),
            None,
        ]
        assert await store.get("c1", "d1", hold=True) == WHOLE
        assert [each.id for each in await store.of_person("c1", "p1")] == ["d2"]
        assert [each.id for each in await store.of_rooms("c1")] == ["d1"]
        assert [each.id for each in await store.of_room("c1", WHOLE.room)] == ["d1"]
        assert not await store.drop("c2", "d1")
        assert await store.drop("c1", "d1")
        assert not await store.drop("c1", "d1")

    await units.run(unit)


async def test_what_is_fresh_is_shared_here_since_then_and_not_told_yet(units):
    async def unit(work):
        store = work.digests
        await store.keep(BARE)
        await store.keep(replace(BARE, id="beside"))
        await store.keep(replace(BARE, id="other", person="p2"))
        for name, days in (("a", 1), ("b", 1), ("c", 2), ("old", -1), ("later", 9)):
            await work.resources.add(resource(name, days=days, tags=("t",), kind=Kind.TOOL))
        await work.resources.add(resource("draft", state=State.DRAFT))
        await work.resources.add(resource("theirs", community="c2", days=1))
        await store.tell("c2", "d2", ["a"])
        await store.tell("c1", "d2", ["c", "theirs"])
        for _ in range(2):
            await store.tell("c1", "d2", ["b"])
        until = AT + timedelta(days=5)
        found = await store.fresh("c1", "d2", (AT, ""), until, limit=9)
        assert [(one.id, one.tags, one.kind) for _, one in found] == [("a", ("t",), Kind.TOOL)]
        assert await store.fresh("c1", "beside", (AT, ""), until, limit=9) == found  # the same person's
        every = await store.fresh("c1", "other", (AT, ""), until, limit=2)
        assert [one.id for _, one in every] == ["a", "b"]
        moment, last = every[-1]
        rest = await store.fresh("c1", "other", (moment, last.id), until, limit=2)
        assert [one.id for _, one in rest] == ["c"]

    await units.run(unit)


async def test_what_somebody_likes_is_what_they_can_see_and_a_no_is_theirs(units):
    tried = Try(person="p1", name="Ana", grade=None, words="", repeat=Repeat.YES, at=AT)

    async def unit(work):
        for name in ("a", "b", "hidden"):
            await work.resources.add(resource(name, tags=(name,)))
        await work.resources.add(resource("theirs", community="c2"))
        for name in ("a", "hidden"):
            await work.judging.put_saved("c1", name, "p1", on=True, at=AT)
        await work.judging.tell_try("c1", "b", replace(tried, at=AT + timedelta(days=1)))
        await work.resources.save(resource("hidden", state=State.HIDDEN))
        found = await work.digests.leanings("c1", "p1", limit=9)
        assert [(one.id, one.tried, one.tags) for one in found] == [
            ("b", True, ("b",)),
            ("a", False, ("a",)),
        ]
        assert list(await work.digests.leanings("c2", "p1", limit=9)) == []
        for _ in range(2):
            await work.digests.dismiss("c1", "p1", "a", on=True, at=AT)
        await work.digests.dismiss("c1", "p1", "theirs", on=True, at=AT)
        await work.digests.dismiss("c2", "p1", "a", on=False, at=AT)
        assert await work.digests.dismissed("c1", "p1") == {"a"}
        assert await work.digests.dismissed("c1", "p2") == frozenset()
        await work.digests.dismiss("c1", "p1", "a", on=False, at=AT)
        assert await work.digests.dismissed("c1", "p1") == frozenset()

    await units.run(unit)


async def test_what_is_near_has_a_tag_a_subject_or_a_grade_and_the_newest_of_each_come(units):
    async def unit(work):
        for name, days, given in (
            ("old", 0, {"tags": ("new teachers", "x")}),
            ("new", 1, {"tags": ("new teachers",)}),
            ("art", 0, {"subjects": ("art",), "grades": (Grade.FIFTH,)}),
            ("none", 9, {}),
        ):
            await work.resources.add(resource(name, days=days, **given))
        await work.resources.add(resource("theirs", community="c2", tags=("new teachers",)))
        await work.resources.add(resource("hidden", state=State.HIDDEN, tags=("new teachers",)))

        async def near(**wanted):
            found = await work.digests.near("c1", Wanted(**wanted), each=1)
            return sorted(one.id for one in found)

        assert await near(tags=("new teachers",), subjects=("art",)) == ["art", "new"]
        assert await near(tags=("x", "unknown")) == ["old"]
        assert await near(grades=(Grade.FOURTH, Grade.FIFTH)) == ["art"]
        assert await near() == []

    await units.run(unit)


async def test_two_who_become_one_keep_the_digests_and_the_nos_of_both(units):
    kept, gone = (
        Person(id=name, community="c1", name=name, accounts=(PersonAddress("fake", "s", name),))
        for name in ("p1", "p2")
    )

    async def unit(work):
        await work.communities.add(Community(id="c1", name="C", slug="c", zone="UTC", spaces=(SPACE,)))
        for person in (kept, gone):
            await work.people.save(person)
        for name in ("a", "b"):
            await work.resources.add(resource(name))
        await work.digests.keep(BARE)
        await work.digests.keep(replace(BARE, id="d9", person="p2", begun=AT))
        await work.digests.tell("c1", "d9", ["a"])
        for person, name in (("p1", "a"), ("p2", "a"), ("p2", "b")):
            await work.digests.dismiss("c1", person, name, on=True, at=AT)
        await hand_over(work.connection, kept, gone)
        assert [each.id for each in await work.digests.of_person("c1", "p1")] == ["d2", "d9"]
        fresh = await work.digests.fresh("c1", "d9", (AT - timedelta(days=1), ""), AT, limit=9)
        assert [one.id for _, one in fresh] == ["b"]
        assert await work.digests.dismissed("c1", "p1") == {"a", "b"}
        assert await work.digests.dismissed("c1", "p2") == frozenset()

    await units.run(unit)
