"""The demo's community has a few resources, shared and used by the people one can be there."""

from communitybot.resources.asking import Asking
from communitybot.resources.collecting import Collecting
from communitybot.resources.delivery.cards import CARD
from communitybot.resources.model.resource import State
from communitybot.resources.wording import cautions_of
from communitybot.sample.lending import lend
from communitybot.sample.resources import COLLECTIONS, REQUESTS, RESOURCES
from tests.resources.sharing.school import SHELF

PEOPLE = ("Maya Torres", "Marcus Bell", "Dana Whitfield", "Grace Lindqvist", "Ellen Park", "Nora Castillo")


async def test_the_sample_is_shared_in_the_room_for_resources_and_used_by_colleagues(school):
    by_name = {name: await school.somebody(name) for name in PEOPLE}

    assert await lend(school, by_name) == len(RESOURCES) == 9
    posted = await school.promised(CARD)
    assert {room for _, _, room, _ in posted} == {str(SHELF)}
    shared = [await school.resource(args["resource"]) for _, _, _, args in posted if args]
    assert all(one.state is State.SHARED and not cautions_of(one) for one in shared)
    as_told = {one.title: (len(one.tried), len(one.notes), len(one.saved)) for one in RESOURCES}
    assert {one.title: (one.tries, one.notes, one.saves) for one in shared} == as_told
    assert sum(bool(one.address) for one in shared) == 8

    grace = by_name["Grace Lindqvist"]
    open_ones = await Asking(school.units, school.clock).listed(grace, mine=False, page=1)
    assert {each.words for each in open_ones.requests} == {each.words for each in REQUESTS}
    [shelf] = (await Collecting(school.units, school.clock).listing(grace)).collections
    seen = await Collecting(school.units, school.clock).view(grace, shelf.id)
    assert (shelf.name, len(seen.items)) == (COLLECTIONS[0].name, len(COLLECTIONS[0].items))


async def test_only_those_who_are_there_share_and_ask(school):
    by_name = {"Dana Whitfield": await school.somebody("Dana Whitfield")}

    assert await lend(school, by_name) == 2
