"""Requests for resources are kept whole, on both databases, each in its community."""

from dataclasses import replace
from datetime import timedelta

from rows import row
from shelf import AT, resource
from sqlalchemy import event, insert

from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.people.model import Person
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.request import Ending, Reply, Request, Stage
from communitybot.resources.model.resource import Kind, Sharer, State
from communitybot.storage import joining, resources_requests_uniting
from communitybot.storage.resources_requests_fitting import fits, telling
from communitybot.storage.tables.communities import communities

TICK, DAY = timedelta(microseconds=1), timedelta(days=1)
ADA, BEN, EVE = Sharer("ada", "Ada Lee"), Sharer("ben", "Ben 🎲"), Sharer("eve", "Eve")


def request(name, words="a lab on density", *, community="c1", asker=ADA, days=0, **given):
    """An open request."""
    at = AT + timedelta(days=days)
    usual = {"stage": Stage.OPEN, "added": at, "opened": at, **given}
    return Request(id=name, community=community, words=words, asker=asker, **usual)


WHOLE = request(
    "whole",
    "Brüche “to play” 🎲",
    grades=(Grade.PRE_K, Grade.SIXTH),
    kind=Kind.LESSON,
    login=False,
    room=PlaceAddress("fake", "s", "resources"),
    stage=Stage.CLOSED,
    opened=AT + TICK,
    closed=AT + 2 * TICK,
    ending=Ending.LAPSED,
    revision=3,
)


async def test_requests_come_back_as_they_were_and_only_in_their_community(units):
    draft = request("draft", stage=Stage.DRAFT, opened=None)

    async def unit(work):
        store = work.requests
        for each in (WHOLE, draft, request("far", community="c2")):
            await store.add(each)
        assert [await store.get("c1", each.id, hold=True) for each in (WHOLE, draft)] == [WHOLE, draft]
        assert await store.get("c2", "whole") is None
        assert await store.draft("c1", "ada") == draft
        assert await store.draft("c2", "ada") is None

        changed = replace(draft, words="other words", login=True, revision=1)
        await store.save(changed)
        await store.save(replace(WHOLE, community="c2", words="stolen"))
        assert await store.get("c1", "draft") == changed
        assert await store.get("c1", "whole") == WHOLE
        for community, name in (("c2", "draft"), ("c1", "whole"), ("c1", "draft")):
            await store.delete(community, name)
        assert await store.get("c1", "draft") is None
        assert await store.get("c1", "whole") == WHOLE  # only drafts are forgotten

    await units.run(unit)


async def test_needs_and_replies_are_kept_once_counted_and_never_of_another_community(units):
    async def unit(work):
        store = work.requests
        await store.add(request("one"))
        await store.add(request("two", days=1))
        for name, community in (("r1", "c1"), ("r2", "c1"), ("far", "c2")):
            await work.resources.add(resource(name, community=community))

        assert [await store.need("c1", "one", BEN, AT) for _ in range(2)] == [True, False]
        assert not await store.need("c2", "one", EVE, AT)
        assert await store.needers("c1", "one") == ["ben"]
        assert await store.needers("c2", "one") == []
        assert not await store.need_no_more("c2", "one", "ben")

        offered = Reply(resource="r1", by=EVE, at=AT, offered=True)
        answer = Reply(resource="r1", by=BEN, at=AT + DAY)
        assert [await store.reply("c1", "one", offered) for _ in range(2)] == [True, False]
        assert (await store.get("c1", "one")).answers == 0
        assert [await store.reply("c1", "one", answer) for _ in range(2)] == [True, False]
        assert not await store.reply("c1", "one", Reply(resource="far", by=EVE, at=AT))
        assert not await store.reply("c2", "one", Reply(resource="far", by=EVE, at=AT))
        assert await store.replies("c1", "one") == [answer]
        assert await store.replied_with("c1", ["r0", "r1"]) == ["one"]
        assert await store.replied_with("c2", ["r1"]) == []
        await store.helped("c2", "one", "r1")
        assert await store.replies("c1", "one") == [answer]
        await store.helped("c1", "one", "r1")
        assert await store.replies("c1", "one") == [replace(answer, helped=True)]

        found = await store.get("c1", "one", hold=True)
        assert (found.needs, found.answers) == (1, 1)
        assert [each.id for each in await store.waiting("c1", limit=9)] == ["two", "one"]
        assert [each.id for each in await store.waiting("c1", limit=1, offset=1)] == ["one"]
        hidden = replace(await work.resources.get("c1", "r1"), state=State.HIDDEN)
        await work.resources.save(hidden)
        assert (await store.get("c1", "one")).answers == 0  # what is hidden answers nothing
        assert [each.id for each in await store.of("c1", "ben", limit=9)] == ["one"]
        assert [each.id for each in await store.of("c1", "ada", limit=9)] == ["two", "one"]
        assert await store.count_open("c1", "ada") == 2
        assert await store.need_no_more("c1", "one", "ben")

    await units.run(unit)


async def test_what_fits_is_found_for_requests_and_requests_for_what_fits(units):
    async def unit(work):
        await work.requests.add(request("lab", grades=(Grade.SIXTH,)))
        await work.requests.add(request("old", stage=Stage.CLOSED))
        await work.requests.add(request("far", community="c2"))
        for name, title, grades in (
            ("eggs", "The density of eggs: a lab", (Grade.SIXTH,)),
            ("college", "Density lab", (Grade.COLLEGE,)),
            ("jar", "A jar of density", ()),
        ):
            await work.resources.add(resource(name, title, grades=grades))
        eggs = await work.resources.get("c1", "eggs")
        assert [each.id for each in await work.requests.fitting("c1", eggs, limit=9)] == ["lab"]
        lab = await work.requests.get("c1", "lab")
        assert [each.id for each in await work.requests.likely("c1", lab, limit=9)] == ["eggs"]
        assert await work.requests.likely("c2", lab, limit=9) == []

    await units.run(unit)


def test_a_resource_fits_by_most_of_the_telling_words():
    def fit(words, title, **given):
        shared = resource("r", title, **given)
        return fits(request("q", words), shared, telling(shared))

    assert fit("I need a video lesson about photosynthesis please", "Video lessons: photosynthesis")
    assert fit("posters on volcanoes, rivers and glaciers", "Volcano and glacier posters")
    assert not fit("posters on volcanoes, rivers and glaciers", "Volcano songs")
    assert not fit("density labs", "Density")
    assert not fit("something for my class", "Something for my class")  # it tells nothing
    assert fit("density labs", "Density", tags=("lab",))
    needs_a_login = resource("r", "Density labs", login=True)
    without = replace(request("q", "density labs"), login=False)
    assert not fits(without, needs_a_login, telling(needs_a_login))


async def test_two_accounts_ask_and_answer_as_the_one_person_they_become(units):
    kept, gone = (
        Person(id=name, community="c1", name=name.title(), accounts=(PersonAddress("fake", "s", name),))
        for name in ("ada", "ben")
    )

    async def unit(work):
        store = work.requests
        for each in (request("hers"), request("his", asker=BEN), request("both", asker=EVE)):
            await store.add(each)
        await work.resources.add(resource("r1"))
        await store.need("c1", "hers", BEN, AT)  # of her own request, once they are one
        for who in (ADA, BEN):
            await store.need("c1", "both", who, AT)
        await store.reply("c1", "both", Reply(resource="r1", by=BEN, at=AT))
        for _ in range(2):
            await resources_requests_uniting.hand_over(work.connection, kept, gone)
        assert [each.asker.person for each in await store.waiting("c1", limit=9)] == ["ada", "ada", "eve"]
        assert await store.needers("c1", "hers") == []
        assert await store.needers("c1", "both") == ["ada"]
        assert (await store.replies("c1", "both"))[0].by == Sharer("ada", "Ada")

    await units.run(unit)


async def test_requests_of_a_community_that_joins_another_go_with_it(units):
    async def unit(work):
        for community in ("c1", "c2"):
            await work.connection.execute(insert(communities), row(communities, community))
        await work.requests.add(request("one"))
        await work.requests.add(request("far", community="c2"))
        await work.requests.need("c2", "far", BEN, AT)
        await joining.join(work.connection, "c2", "c1")
        assert [each.id for each in await work.requests.waiting("c1", limit=9)] == ["far", "one"]
        assert (await work.requests.get("c1", "far")).needs == 1
        assert await work.requests.waiting("c2", limit=9) == []

    await units.run(unit)


async def test_a_long_wish_is_compared_in_a_few_statements(units):
    asked = []

    def note(_connection, _cursor, statement, *_):
        asked.append(statement)

    async def unit(work):
        await work.resources.add(resource("one", "A lab on density"))
        long = request("long", " ".join(["density lab", *(f"wonder{at:02}" for at in range(30))])[:300])
        engine = work.connection.engine.sync_engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            return await work.requests.likely("c1", long, limit=9)
        finally:
            event.remove(engine, "before_cursor_execute", note)

    assert await units.run(unit) == []  # it says too little of what is wanted
    assert 1 <= len(asked) <= 4
