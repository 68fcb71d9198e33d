"""Both databases find what a plain walk over every resource finds, in the same order."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hostile.lists import of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library_model import sought
from shelf import AT, resource

from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, State
from communitybot.resources.views import ResourceQuery, Sort
from communitybot.storage import resources_search
from communitybot.storage.resources_nearly import distance, nearest
from communitybot.storage.resources_store import held, recount
from communitybot.storage.work import UnitsOfWork

WORDS = ["fraction", "fractions", "fractional", "game", "gaming", "poem", "poems", "of", "école", "數學"]
SLIPS = ["fract", "gam", "frcation", "poet", "zzz"]
HOSTILE = ['"', "OR", "NEAR(", "po*", "a:b", "'", "game)"]
NUMBERS = itertools.count()

said = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
one = st.fixed_dictionaries(
    {
        "title": said,
        "about": st.one_of(st.just(""), said),
        "author": st.sampled_from(["", "Game Poem"]),
        "tags": st.sampled_from([(), ("games",), ("social studies", "poem")]),
        "subjects": st.sampled_from([(), ("fractions",)]),
        "grades": st.sampled_from([(), (Grade.KINDERGARTEN,), (Grade.PRE_K, Grade.KINDERGARTEN)]),
        "kind": st.sampled_from([None, Kind.VIDEO]),
        "login": st.sampled_from([None, True, False]),
        "state": st.sampled_from([*[State.SHARED] * 5, State.HIDDEN, State.DRAFT]),
        "days": st.integers(0, 400),
        "tried": st.sampled_from([(0, 0), (0, 0), (2, 1), (5, 4), (40, 30)]),
    }
)
FACETS = (
    {"grade": Grade.KINDERGARTEN},
    {"subject": "fractions", "kind": Kind.VIDEO},
    {"login": False},
    {"tag": "social studies"},
)
typed = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    st.lists(st.sampled_from([*WORDS, *SLIPS, *HOSTILE]), max_size=3).map(" ".join),
)
wanted = st.builds(
    lambda words, sort, limit, facets: ResourceQuery(words=words, sort=sort, limit=limit, **facets),
    typed,
    st.sampled_from([Sort.BEST, *Sort]),
    st.sampled_from([2, 50]),
    st.sampled_from([*[{}] * 6, *FACETS]),
)


@pytest.fixture
def units(database):
    return UnitsOfWork(database)


async def shelved(work, given, community):
    """Resources as they are kept, half of them at once and half one by one."""
    made = []
    for each in given:
        tries, again = each.pop("tried")
        one = resource(f"r{next(NUMBERS):06d}", community=community, **each)
        made.append((one, tries, again))
    await work.resources.add_all([one for one, _, _ in made[::2]])
    for one, _, _ in made[1::2]:
        await work.resources.add(one)
    found = []
    for one, tries, again in made[::2] + made[1::2]:
        if not tries:
            found.append(one)
            continue
        kept = await held(work.connection, community, one.id)
        found.append(await recount(work.connection, kept, {"tries": tries, "again": again}))
    return found


async def way_by_way(units, community, query):
    """What is found where it is not read at once but asked for from the best to the least."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources_search, "CONSIDERED", 1)
        patch.setattr(resources_search, "MOST", 0)
        found = await units.read(lambda work: work.resources.sought(community, query))
    assert len({hit.resource.id for hit in found.hits}) == len(found.hits)
    return {hit.resource.id for hit in found.hits}


async def cut(units, community, query, most):
    """What is found where only the best three by their words are put into order, by one way or the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources_search, "CONSIDERED", 3)
        patch.setattr(resources_search, "MOST", most)
        found = await units.read(lambda work: work.resources.sought(community, replace(query, limit=9)))
    return [hit.resource.id for hit in found.hits]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shelf=st.lists(one, min_size=6, max_size=12), queries=st.lists(wanted, min_size=6, max_size=9))
async def test_a_search_finds_what_a_plain_walk_finds(units, shelf, queries):
    community = f"community{next(NUMBERS):06d}"
    every = await units.run(lambda work: shelved(work, [dict(each) for each in shelf], community))
    for query in queries:
        found = await units.read(lambda work, query=query: work.resources.sought(community, query))
        ids, matched = sought(every, community, query)

        shown = ids[: query.limit]
        assert ([hit.resource.id for hit in found.hits], found.more) == (shown, len(ids) > query.limit)
        assert not ids or found.matched is matched
        if query.limit > len(every):
            assert await way_by_way(units, community, query) == set(ids)
    best = [await cut(units, community, queries[0], most) for most in (0, resources_search.MOST)]
    assert best[0] == best[1]


async def test_words_count_where_they_stand_then_newness_and_trying(units):
    async def unit(work):
        store = work.resources
        await store.add(resource("text", "Something else", about="All about fraction games"))
        await store.add(resource("some", "Fraction walls", about="A game"))
        await store.add(resource("tags", "Fraction walls", tags=("games",)))
        await store.add(resource("title", "Fraction games"))
        await store.add(resource("new", "Fraction games", days=30))
        await store.add(resource("tried", "Fraction games"))
        await recount(work.connection, await held(work.connection, "c1", "tried"), {"tries": 5, "again": 4})
        return await store.sought("c1", ResourceQuery(words="fractions game", limit=6))

    found = await units.run(unit)
    assert [hit.resource.id for hit in found.hits] == ["tried", "new", "title", "tags", "some", "text"]
    assert [hit.where for hit in found.hits][3:] == [("title", "tags"), ("title", "about"), ("about",)]


@pytest.mark.parametrize("most", [0, resources_search.MOST], ids=["way by way", "at once"])
async def test_deep_pages_show_each_resource_once(units, monkeypatch, most):
    monkeypatch.setattr(resources_search, "CONSIDERED", 10)
    monkeypatch.setattr(resources_search, "MOST", most)
    many = [resource(f"r{number:03d}", "Fraction games", days=number) for number in range(40)]
    await units.run(lambda work: work.resources.add_all(many))
    seen = []
    for words in ("fraction", ""):
        for offset in range(0, 40, 7):
            query = ResourceQuery(words=words, limit=7, offset=offset)
            found = await units.read(lambda work, query=query: work.resources.sought("c1", query))
            seen += [hit.resource.id for hit in found.hits]
            assert found.more == (offset + 7 < 40)

    assert sorted(seen) == sorted([one.id for one in many] * 2)


async def test_who_types_a_whole_title_is_given_it_before_all_that_begin_like_it(units):
    many = [resource(f"r{at:03d}", f"Fractions number {at}", days=at + 2, person="p2") for at in range(30)]
    old = [resource("whole", "Fractions", days=1), resource("other", "Fraction", days=0)]

    async def unit(work):
        await work.resources.add_all([*many, *old])
        return [
            [one.id for one in await work.resources.named("c1", text, limit=5, person=person)]
            for text, person in (("fractions", None), ("Fractions!", "p2"), ("fraction", None))
        ]

    whole, own, one = await units.run(unit)
    assert (whole[0], own[0], one[0]) == ("whole", "whole", "other")
    assert whole[1:] == ["r029", "r028", "r027", "r026"]


async def test_lists_are_in_their_order(units):
    async def unit(work):
        store = work.resources
        await store.add(resource("old", "Fraction walls", days=1, tags=("dice", "walls"), subjects=("math",)))
        await store.add(resource("new", "Fractal ferns", days=3, tags=("dice",)))
        await store.add(resource("mine", "Frogs", days=2, person="p2", state=State.DRAFT))
        await store.add(resource("bare", "Poems", days=4))
        named = [
            [one.id for one in await store.named("c1", text, limit=5, person=person)]
            for text, person in (("fra", None), ("fr", "p2"), ("wal frac", None), ("", None), ("zz", "p2"))
        ]
        assert named == [["new", "old"], ["mine", "new", "old"], ["old"], ["bare", "new", "old"], []]
        assert [(each.name, each.count) for each in await store.tags("c1", limit=9)] == [
            ("dice", 2),
            ("walls", 1),
        ]
        assert [each.name for each in await store.tags("c1", "wa", limit=9)] == ["walls"]
        assert [each.name for each in await store.subjects("c1", limit=9)] == ["math"]
        assert [one.id for one in await store.untagged("c1", limit=9)] == ["bare"]
        assert [one.id async for one in store.every("c1")] == ["old", "new", "bare"]
        since = await store.since("c1", AT + timedelta(days=1), AT + timedelta(days=3), limit=9)
        assert [one.id for one in since] == ["new"]
        assert [one.id for one in await store.drafts("c1", "p2", limit=9)] == ["mine"]
        assert [one.id for one in await store.mine("c1", "p1", limit=9)] == ["bare", "new", "old"]
        assert [one.id for one in await store.many("c1", ["new", "old", "none"])] == ["new", "old"]

    await units.run(unit)


async def test_all_are_read_some_at_a_time(units, monkeypatch):
    from communitybot.storage import resources_lists

    monkeypatch.setattr(resources_lists, "AT_ONCE", 3)
    many = [resource(f"r{number}", days=number // 4) for number in range(9)]
    await units.run(lambda work: work.resources.add_all(many))

    async def unit(work):
        return [one.id async for one in work.resources.every("c1")]

    assert await units.read(unit) == [one.id for one in many]


def test_slips_are_counted_as_people_make_them():
    assert distance("fractoins", "fractions", 2) == 1
    assert distance("game", "games", 2) == 1
    assert distance("poem", "algebra", 2) == 3
    assert nearest("fractoins", {"fractions": 2, "factions": 9}) == ("fractions",)
    assert nearest("poet", {"poem": 1, "port": 5}) == ("port", "poem")
    assert nearest("ab", {"abc": 1}) == ()


async def test_hostile_text_is_kept_found_and_searched_for_like_any_other(units):
    hostile = [one.text[:150] for one in (*of("S3"), *of("S6"))]
    hostile += ['a" OR "b', "x' | !y & z:*", "NEAR(a b)", "{title}:a", "^a", "-a", "a*", "a\x00b", "\x00"]

    async def unit(work):
        some = [resource(f"r{number:03d}", text, tags=(text,)) for number, text in enumerate(hostile)]
        assert len(await work.resources.add_all(some)) == len(hostile)
        for text in hostile:
            for sort in Sort:
                await work.resources.sought("c1", ResourceQuery(words=text, sort=sort))
                await work.resources.sought("c1", ResourceQuery(words=text, tag=text, sort=sort))
            await work.resources.named("c1", text, limit=5, person="p1")
            await work.resources.tags("c1", text, limit=5)
        found = await work.resources.sought("c1", ResourceQuery(tag=some[0].tags[0], limit=99))
        assert "r000" in {hit.resource.id for hit in found.hits}

    await units.run(unit)
