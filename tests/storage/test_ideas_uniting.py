"""Two accounts of one person had to do with ideas: afterwards one person has, and is counted once."""

import pytest
from rows import naming, row
from sqlalchemy import insert
from stored_ideas import AT, DAY, OAK, TICK, idea, ids_of, keep, member

from communitybot.conversation.addresses import PersonAddress
from communitybot.ideas.model.idea import Author, IdeaSettings, Joining, Role
from communitybot.ideas.views import IdeaQuery, Sort
from communitybot.people.model import Person
from communitybot.storage import ideas_uniting
from communitybot.storage.tables.communities import communities

NEW = "new00000000new"  # a community that joins
DISCORD, SLACK = PersonAddress("discord", "1", "ada"), PersonAddress("slack", "T1", "U1")
KEPT = Person(id="kept0000000001", community=OAK, name="Ada Lee", accounts=(DISCORD,))
GONE = Person(id="gone0000000002", community=OAK, name="ada.lee", accounts=(SLACK,))
BOTH = (Author(GONE.id, "ada.lee"), Author("ben", "Ben"), Author(KEPT.id, "Ada Lee"))
OTHER = (Author("ben", "Ben"),)


async def people(units):
    async def unit(work):
        await work.connection.execute(insert(communities), row(communities, OAK))
        for person in (KEPT, GONE):
            await work.people.add(person)

    await units.run(unit)


async def united(units):
    await units.run(lambda work: work.links.unite(KEPT, GONE))


@pytest.mark.promise("R16")
async def test_one_person_has_one_vote_one_follow_and_one_place_in_each_team(units):
    await people(units)
    await keep(
        units, idea("both", authors=OTHER), idea("second", authors=OTHER), idea("own", authors=BOTH[2:])
    )

    async def unit(work):
        for one, person in (("both", KEPT), ("both", GONE), ("second", GONE), ("own", GONE)):
            await work.ideas.vote(OAK, one, person.id, on=True, at=AT)
            await work.ideas.follow(OAK, one, person.id, on=True, at=AT)
        await work.ideas.enrol(OAK, "both", member(KEPT.id, Joining.LEFT))
        await work.ideas.enrol(OAK, "both", member(GONE.id, role=Role.WRITER))
        await work.ideas.enrol(OAK, "second", member(KEPT.id))
        await work.ideas.enrol(OAK, "second", member(GONE.id, Joining.ASKED, at=AT - TICK))

    await units.run(unit)
    await united(units)

    async def counted(work):
        for one, counts in (("both", (1, 1, 2)), ("second", (1, 1, 2)), ("own", (0, 1, 1))):
            held = await work.ideas.get(OAK, one)
            assert (one, held.votes, held.follows, held.team, held.revision) == (one, *counts, 1)
        assert await work.ideas.voted(OAK, "own", KEPT.id) is None
        places = await work.ideas.members(OAK, "both")
        assert [(each.person, each.name, each.role) for each in places][1:] == [
            (KEPT.id, "Ada Lee", Role.WRITER)
        ]
        assert await naming(work.connection, GONE.id) == set()

    await units.read(counted)


async def test_who_wrote_an_idea_under_both_names_wrote_it_once(units):
    await people(units)
    await keep(units, idea("both", authors=BOTH), idea("gone's", authors=BOTH[:1]))
    await united(units)

    async def unit(work):
        assert (await work.ideas.get(OAK, "both")).authors == (
            Author(KEPT.id, "Ada Lee"),
            Author("ben", "Ben"),
        )
        assert (await work.ideas.get(OAK, "gone's")).authors == (Author(KEPT.id, "Ada Lee"),)
        mine = await work.ideas.listed(OAK, IdeaQuery(sort=Sort.MINE, person=KEPT.id))
        assert {each.id for each in mine.ideas} == {"both", "gone's"}

    await units.read(unit)


async def test_what_is_not_handed_over_would_be_noticed(sqlite_units, monkeypatch):
    async def nothing(*_):
        pass

    monkeypatch.setattr(ideas_uniting, "hand_over", nothing)
    await people(sqlite_units)
    await keep(sqlite_units, idea("own", authors=BOTH[:1]))
    await united(sqlite_units)

    assert await sqlite_units.read(lambda work: naming(work.connection, GONE.id))


async def test_a_community_that_joins_brings_its_ideas_and_their_words(units):
    async def unit(work):
        for community in (OAK, NEW):
            await work.connection.execute(insert(communities), row(communities, community))
            await work.ideas.set(community, IdeaSettings(hour=3 if community == OAK else 9))

    await units.run(unit)
    words = {"need": "Coaching circles", "tags": ("coaching",)}
    await keep(units, idea("ours", **words), idea("theirs", community=NEW, published=AT - DAY, **words))
    await units.run(lambda work: work.links.join(NEW, OAK))

    async def looked_for(work):
        assert await ids_of(work.ideas.similar(OAK, "coaching circle", limit=3)) == ["ours", "theirs"]
        listed = await work.ideas.listed(OAK, IdeaQuery(tag="coaching"))
        assert [each.id for each in listed.ideas] == ["ours", "theirs"]
        assert await work.ideas.similar(NEW, "coaching circle", limit=3) == []
        assert (await work.ideas.settings(OAK)).hour == 3

    await units.read(looked_for)
