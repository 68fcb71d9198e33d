"""Resources are kept exactly, an address once, and what hangs on them goes with them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from shelf import AT, resource

from communitybot.conversation.addresses import PlaceAddress
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import (
    Kind,
    Licence,
    Note,
    ResourceSettings,
    Source,
    State,
)
from communitybot.resources.views import Matched, ResourceQuery
from communitybot.storage.work import UnitsOfWork


@pytest.fixture
def units(database):
    return UnitsOfWork(database)


async def ids(units, words="", community="c1", **given):
    query = ResourceQuery(words=words, **given)
    found = await units.read(lambda work: work.resources.sought(community, query))
    return [hit.resource.id for hit in found.hits]


async def test_every_field_comes_back_as_it_was(units):
    whole = resource(
        "whole",
        "Fraction “games” 🎲",
        address="https://example.org/a?b=1",
        canonical="https://example.org/a",
        about="About it",
        text="Words",
        file="cards.pdf",
        kind=Kind.LESSON,
        grades=(Grade.PRE_K, Grade.THIRD),
        subjects=("mathematics",),
        licence=Licence.CC_BY_NC_SA,
        login=False,
        tags=("games", "fractions"),
        site="Example",
        author="A. Author",
        written=date(2025, 2, 3),
        lasts=timedelta(minutes=4),
        source=Source.MESSAGE,
        room=PlaceAddress("fake", "s", "resources"),
        broken=AT,
        kept_at="https://web.archive.org/x",
        reason="why",
        revision=7,
    )
    bare = resource("bare", state=State.DRAFT)

    async def unit(work):
        assert await work.resources.add(whole)
        assert await work.resources.add(bare)
        return [await work.resources.get("c1", each) for each in ("whole", "bare")]

    assert await units.run(unit) == [whole, bare]


async def test_an_address_is_shared_once_and_free_again_when_it_is_taken_back(units):
    first = resource("first", canonical="https://a.example/x")
    second = replace(first, id="second")
    draft = replace(first, id="draft", state=State.DRAFT)

    async def unit(work):
        store = work.resources
        assert await store.add(first)
        assert await store.add(draft)
        assert not await store.add(second)
        assert await store.get("c1", "second") is None
        assert not await store.save(replace(draft, state=State.SHARED))
        assert (await store.get("c1", "draft")).state is State.DRAFT
        assert await store.add(replace(second, community="c2"))
        assert (await store.at("c1", first.canonical)).id == "first"
        assert await store.known("c1", [first.canonical, "https://b.example"]) == {first.canonical}
        assert await store.save(replace(first, state=State.HIDDEN))
        assert not await store.save(replace(draft, state=State.SHARED))
        assert await store.save(replace(first, state=State.WITHDRAWN))
        assert await store.save(replace(draft, state=State.SHARED))
        assert (await store.at("c1", first.canonical)).id == "draft"
        await store.delete("c1", "draft")  # as a press that came a moment late would
        assert (await store.at("c1", first.canonical)).id == "draft"

    await units.run(unit)


async def test_what_is_shared_is_found_at_once_and_what_is_put_aside_no_more(units):
    one = resource("one", "Fraction games", tags=("dice",))

    async def unit(work):
        store = work.resources
        query = ResourceQuery(words="fractions")
        await store.add(replace(one, state=State.DRAFT, shared=None))
        before = await store.sought("c1", query)
        await store.save(one)
        shared = await store.sought("c1", query)
        await store.save(replace(one, title="Decimal games"))
        renamed = await store.sought("c1", query)
        await store.save(replace(one, state=State.HIDDEN))
        return [
            len(each.hits) for each in (before, shared, renamed, await store.sought("c1", ResourceQuery()))
        ]

    assert await units.run(unit) == [0, 1, 0, 0]
    assert await units.read(lambda work: work.resources.tags("c1", limit=9)) == []


async def test_what_no_database_keeps_is_not_found_either(units):
    odd = resource("odd", "Fra\x00ction\ud800 games", tags=("di\x00ce",), subjects=("ma\u202eth",), tries=9)

    async def unit(work):
        assert await work.resources.add_all([odd, resource("plain")]) == {"odd", "plain"}
        found = await work.resources.sought("c1", ResourceQuery(words="fraction", tag="dice"))
        named = [await work.resources.tags("c1", limit=5), await work.resources.subjects("c1", limit=5)]
        await work.resources.save(replace(found.hits[0].resource, state=State.HIDDEN))
        return found.hits[0].resource.tries, named, await work.resources.tags("c1", limit=5)

    tries, named, left = await units.run(unit)
    assert (tries, [[each.name for each in some] for some in named], left) == (0, [["dice"], ["math"]], [])


async def test_a_revision_never_goes_back_and_numbers_are_the_stores_own(units):
    one = resource("one", revision=5)

    async def unit(work):
        await work.resources.add(one)
        await work.resources.note("c1", "one", Note(person="p2", name="Bo", text="Used dice", at=AT))
        await work.resources.save(replace(one, revision=3, title="Other", tries=9))
        return await work.resources.get("c1", "one")

    kept = await units.run(unit)
    assert (kept.revision, kept.title, kept.tries, kept.notes) == (5, "Other", 0, 1)


async def test_notes_are_one_a_person_and_their_words_are_found(units):
    async def unit(work):
        store = work.resources
        await store.add(resource("one"))
        note = Note(person="p2", name="Bo", text="Worked with pizza", at=AT)
        assert await store.note("c1", "one", note) == 1
        assert await store.note("c1", "one", replace(note, text="Worked with pancakes")) == 1
        assert await store.note("c2", "one", note) == 0
        found = await store.sought("c1", ResourceQuery(words="pancake"))
        assert [(hit.resource.id, hit.where) for hit in found.hits] == [("one", ("notes",))]
        assert not (await store.sought("c1", ResourceQuery(words="pizza"))).hits
        assert [each.text for each in await store.noted("c1", "one", limit=5)] == ["Worked with pancakes"]
        assert await store.noted("c2", "one", limit=5) == []
        assert await store.note("c1", "one", replace(note, text=" ")) == 0
        assert not (await store.sought("c1", ResourceQuery(words="pancake"))).hits

    await units.run(unit)


async def test_files_and_settings_are_kept(units):
    room = PlaceAddress("fake", "s", "links")
    wishes = ResourceSettings(drafted=(room,), chats=True, reports=2, public=True)

    async def unit(work):
        store = work.resources
        await store.add(resource("one"))
        await store.keep_file("c1", "one", "a.pdf", "application/pdf", b"\x00\x01")
        await store.keep_file("c1", "one", "b.pdf", "application/pdf", b"\x02")
        assert await store.file("c1", "one") == ("b.pdf", "application/pdf", b"\x02")
        assert await store.file("c2", "one") is None
        assert await store.settings("c1") == ResourceSettings()
        await store.set("c1", wishes)
        await store.set("c1", wishes)
        assert await store.settings("c1") == wishes
        assert await store.drafts_in(room) == "c1"
        await store.set("c1", ResourceSettings())
        assert await store.drafts_in(room) is None

    await units.run(unit)


async def test_words_are_mended_where_nothing_is_found(units):
    async def unit(work):
        await work.resources.add(resource("one", "Multiplication games"))
        return [
            await work.resources.sought("c1", ResourceQuery(words=words))
            for words in ("multiplications game", "multipl", "multiplicatoin gmaes", "volcano")
        ]

    found = await units.run(unit)
    assert [len(each.hits) for each in found] == [1, 1, 1, 0]
    assert [each.matched for each in found[1:3]] == [Matched.BEGINNINGS, Matched.NEARLY]
    assert found[2].read == ("multiplication", "games")


@pytest.mark.parametrize(
    ("slips", "found"), [("multiplicatoin gmaes fractoins", 1), ("mutliplication gmaes fractoins numbres", 0)]
)
async def test_few_words_of_one_search_are_mended_so_that_nobody_waits_for_it(units, slips, found):
    async def unit(work):
        await work.resources.add(resource("one", "Multiplication games with fractions and numbers"))
        return await work.resources.sought("c1", ResourceQuery(words=slips))

    assert len((await units.run(unit)).hits) == found
