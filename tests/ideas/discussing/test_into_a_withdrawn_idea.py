"""An idea that joined another tells of that one only as long as its reader may look at it."""

from dataclasses import replace

from communitybot.ideas.editing import Editing
from communitybot.ideas.listing import Listing
from communitybot.ideas.model.idea import Author, Stage
from tests.ideas.discussing.made import ANA, BEN, idea


async def test_an_idea_does_not_tell_the_title_of_the_one_it_joined_once_that_is_withdrawn(school):
    second = idea(id="1123456789abcd", title="Hours for mentors", authors=(Author("cleo", "Cleo Diaz"),))
    await school.has(replace(second, stage=Stage.MERGED, into=idea().id))
    listing = Listing(school.units, school.clock)
    assert (await listing.look(BEN, second.id)).into.title == "Mentor hours"

    await Editing(school.units, school.clock).withdraw(ANA, idea().id)
    assert (await listing.look(BEN, second.id)).into is None
    assert (await listing.look(ANA, second.id)).into.title == "Mentor hours"  # whoever wrote it sees it still
