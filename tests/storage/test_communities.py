"""The store of communities, on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from communitybot.communities.model import (
    Community,
    CommunitySettings,
    Left,
    Purpose,
    Room,
    WhoHosts,
)
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.ids import new_id

DISCORD, SLACK = SpaceAddress("discord", "8138"), SpaceAddress("slack", "T01")
OAK = Community(
    id="oak",
    name="Oak Hill Teachers",
    slug="oak-hill-teachers",
    zone="America/New_York",
    settings=CommunitySettings(
        offsets=(timedelta(days=2), timedelta(minutes=90), timedelta()),
        who_hosts=WhoHosts.HOSTS,
        public_page=True,
    ),
    spaces=(SLACK,),
    rooms=(
        Room(PlaceAddress("slack", "T01", "C1"), "événements", frozenset({Purpose.EVENTS, Purpose.IDEAS})),
        Room(PlaceAddress("slack", "T01", "C2"), "lounge"),
    ),
    hosts=frozenset({"p1", "p2"}),
    left=(Left(DISCORD, datetime(2026, 11, 2, 9, 30, 1, 5, tzinfo=UTC)),),
)
ELM = Community(id="pelm", name="Elm Street", slug="elm-street", zone="Europe/Paris")


async def stored(units, *communities):
    for community in communities:
        await units.run(lambda work, one=community: work.communities.save(one))


async def test_a_community_is_read_back_as_it_was_stored(units):
    await stored(units, OAK, ELM)

    assert await units.read(lambda work: work.communities.get("oak")) == OAK
    assert await units.read(lambda work: work.communities.get("pelm")) == ELM
    assert await units.read(lambda work: work.communities.get("ash")) is None


async def test_a_community_is_found_by_any_of_its_spaces_also_one_it_left(units):
    await stored(units, OAK, ELM)

    assert await units.read(lambda work: work.communities.by_space(SLACK)) == OAK
    assert await units.read(lambda work: work.communities.by_space(DISCORD)) == OAK
    assert await units.read(lambda work: work.communities.by_space(SpaceAddress("slack", "T02"))) is None


async def test_a_community_is_found_by_slug_and_by_name_in_any_spelling(units):
    await stored(units, OAK, ELM)

    assert await units.read(lambda work: work.communities.by_slug("elm-street")) == ELM
    assert await units.read(lambda work: work.communities.by_name("OAK  hill teachers")) == OAK
    assert await units.read(lambda work: work.communities.by_name("oak-hill-teachers")) == OAK
    assert await units.read(lambda work: work.communities.by_name("Oak Hill")) is None
    assert await units.read(lambda work: work.communities.every()) == [OAK, ELM]


async def test_what_changed_is_stored_and_nothing_else(units):
    await stored(units, OAK, ELM)
    changed = replace(OAK, spaces=(SLACK, DISCORD), left=(), hosts=frozenset(), rooms=OAK.rooms[:1])
    await stored(units, changed)

    assert await units.read(lambda work: work.communities.get("oak")) == changed
    assert await units.read(lambda work: work.communities.get("pelm")) == ELM


async def test_adding_a_space_at_once_from_many_sides_makes_one_community(units):
    async def first_sight(work):
        return await work.communities.add(replace(OAK, id=new_id(), left=(), spaces=(SLACK,)))

    made = await asyncio.gather(*(units.run(first_sight) for _ in range(4)))

    assert len({community.id for community in made}) == 1
    assert len(await units.read(lambda work: work.communities.every())) == 1


async def test_two_communities_of_one_name_get_addresses_of_their_own(units):
    async def another(work):
        return await work.communities.add(replace(ELM, id=new_id()))

    made = [await units.run(another) for _ in range(3)]

    assert [community.slug for community in made] == ["elm-street", "elm-street-2", "elm-street-3"]
    assert [await units.read(lambda work, one=one: work.communities.get(one.id)) for one in made] == made


async def test_a_community_held_is_changed_by_one_unit_after_the_other(units):
    await stored(units, ELM)

    async def add(work, host):
        known = await work.communities.get("pelm", hold=True)
        await asyncio.sleep(0.01)
        await work.communities.save(replace(known, hosts=known.hosts | {host}))

    await asyncio.gather(*(units.run(lambda work, host=host: add(work, host)) for host in "abcd"))
    now = await units.read(lambda work: work.communities.get("pelm"))

    assert now.hosts == frozenset("abcd")
