"""The demo's community has a few resources, shared and used by the people one can be there."""

from communitybot.resources.delivery.cards import CARD
from communitybot.resources.model.resource import State
from communitybot.resources.wording import cautions_of
from communitybot.sample.lending import lend
from communitybot.sample.resources import RESOURCES
from tests.resources.sharing.school import SHELF

PEOPLE = ("Maya Torres", "Dana Whitfield", "Nora Castillo")


async def test_the_sample_is_shared_in_the_room_for_resources_and_used_by_colleagues(school):
    by_name = {name: await school.somebody(name) for name in PEOPLE}

    assert await lend(school, by_name) == len(RESOURCES)
    posted = await school.promised(CARD)
    assert {room for _, _, room, _ in posted} == {str(SHELF)}
    shared = [await school.resource(args["resource"]) for _, _, _, args in posted if args]
    linked = [one for one in shared if one.address]
    assert len(linked) == 2
    assert all(one.state is State.SHARED and not cautions_of(one) for one in shared)
    assert [(one.tries, one.again, one.notes) for one in linked] == [(1, 1, 1), (0, 0, 1)]
