"""What is shared is what stands in the model, once, and only where the idea is discussed."""

import asyncio

import pytest

from communitybot.conversation.addresses import PlaceAddress
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ideas.delivery.promises import PICTURE
from communitybot.ideas.drawing.png import Undrawn
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.model.logic import Part
from communitybot.ideas.modelling import Modelling
from communitybot.ideas.pen import Wish
from communitybot.ideas.picturing import TRIES, Picturing
from communitybot.threads.log import Thread
from tests.ideas.discussing.made import ANA, BEN, ROOM, caller, idea, words

ID = idea().id
CLEO = caller("cleo", "Cleo Diaz")
TALK = PlaceAddress("fake", "school", "ideas", "17")


class Drawn:
    """A drawer that draws nothing, and lets something happen meanwhile."""

    def __init__(self):
        self.meanwhile = []
        self.fails = False

    async def pngs(self, pictures):
        if self.meanwhile:
            await self.meanwhile.pop(0)()
        if self.fails:
            raise Undrawn("I could not draw the picture just now.")
        return [each.words.encode() for each in pictures]


@pytest.fixture
async def picturing(school):
    made = Picturing(school.units, school.clock)
    made._drawer = Drawn()
    await writes(school, "Two hours")()
    return made


def writes(school, text):
    async def write():
        modelling = Modelling(school.units, school.clock)
        number = (await modelling.seen(ANA, ID)).model.number(Part.INPUTS)
        await modelling.write(ANA, ID, [Wish(Part.INPUTS, text, number)])

    return write


async def discussed(school, *, closed=False):
    thread = Thread(talk=ID, community="c1", room=ROOM)
    await school.units.run(lambda work: work.discussions.open_rooms([thread]))
    stands = Thread(talk=ID, community="c1", room=ROOM, place=TALK, closed=closed)
    await school.units.run(lambda work: work.discussions.save_thread(stands))


async def promised(school):
    keys = [f"idea:{ID}:picture:{version}:{TALK}" for version in range(1, 9)]
    found = await school.units.read(lambda work: work.outbox.states("c1", keys))
    return [int(key.split(":")[3]) for key in sorted(found)]


async def test_the_same_model_is_shared_once_however_many_press(school, picturing):
    await discussed(school)
    pressed = await asyncio.gather(*(picturing.share(one, ID) for one in (ANA, BEN, ANA)))

    assert sorted(each.new for each in pressed) == [False, False, True]
    assert [each.threads for each in pressed] == [1, 1, 1]
    assert await promised(school) == [1]
    await writes(school, "Three hours")()
    assert (await picturing.share(BEN, ID)).new
    assert await promised(school) == [1, 2]


async def test_what_is_written_while_it_is_drawn_is_drawn_anew(school, picturing):
    await discussed(school)
    picturing._drawer.meanwhile = [writes(school, "Four hours")]
    assert (await picturing.share(ANA, ID)).new
    assert await promised(school) == [2]

    picturing._drawer.meanwhile = [writes(school, f"{number} hours") for number in range(TRIES)]
    with pytest.raises(AlreadyDone, match="writing into it right now"):
        await picturing.share(ANA, ID)
    assert await promised(school) == [2]


async def test_it_is_shared_by_the_team_where_the_idea_is_discussed_and_nowhere_else(school, picturing):
    with pytest.raises(AlreadyDone, match="no thread yet"):
        await picturing.share(ANA, ID)
    await discussed(school, closed=True)
    with pytest.raises(AlreadyDone, match="no thread yet"):
        await picturing.share(ANA, ID)
    with pytest.raises(NotAllowed):
        await picturing.share(CLEO, ID)
    parked = idea(id="22222222222222", stage=Stage.PARKED)
    await school.has(parked)
    for does in (picturing.share, picturing.drawn):
        with pytest.raises(AlreadyDone):
            await does(ANA, parked.id)  # it rests, and nothing is written in it
    assert await school.promised(PICTURE) == []


async def test_without_a_renderer_the_svg_and_the_words_are_there_and_nothing_is_shared(school, picturing):
    await discussed(school)
    picturing._drawer.fails = True
    with pytest.raises(Undrawn):
        await picturing.share(ANA, ID)
    card = await picturing.drawn(CLEO, ID)

    assert [file.name for file in card.files] == ["logic-model.svg"]
    assert "the SVG opens in any browser" in words(card)
    assert "Inputs: Two hours" in words(card)
    assert await promised(school) == []


@pytest.mark.promise("R37")
async def test_the_picture_of_another_community_is_none(picturing):
    stranger = caller("ana", "Ana Ruiz", administers=True, community="c2")
    for does in (picturing.share, picturing.drawn):
        with pytest.raises(NotFound):
            await does(stranger, ID)
