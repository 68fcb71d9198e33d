"""A room for ideas that is chosen later, or comes with another space: open ideas get their threads there."""

from dataclasses import replace
from datetime import timedelta

from communitybot.communities.model import Purpose, Room
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Invoked, RoomTold
from communitybot.ideas.delivery.rooms import GENTLY, MOST, JoinedRooms
from communitybot.ideas.model.idea import Stage
from tests.events.reading_cards import said
from tests.ideas.discussing.made import idea

IDEAS = PlaceAddress("slack", "school", "lawn")
GARDEN = PlaceAddress("playground", "school", "garden")


async def settles(school, hana, words, place=IDEAS):
    """The administrator changes settings in a room the bot has just been let into."""
    await school.bot.room_changed(RoomTold(room=place, name=place.place))
    told = Invoked(id=f"s{next(school.numbers)}", who=hana.who, place=place, command="community", typed=words)
    return await school.bot.invoke(told)


def opened_in(school, place):
    """The heads of the threads in a room, in order."""
    there = school.platforms[place.platform]
    return [each for each in there.visible() if each.place == place and str(each.ref) in there.threads]


async def older(school, count, **given):
    """Ideas that were there before the room, the first said something about last."""
    now = school.clock.now()

    async def unit(work):
        for number in range(count):
            at = now - timedelta(days=1 + number)
            name = f"{number:014d}" if not given else f"{900 + number:014d}"
            one = idea(id=name, title=f"Idea {number}", created=at, published=at, moved=at, said=at, **given)
            await work.ideas.add(one)

    await school.units.run(unit)


async def test_the_ideas_that_were_active_last_get_their_threads_there_gently_and_once(school, ana, ben):
    await school.posted(ana)
    await ben.says("What was said before the room was chosen.")
    await older(school, MOST + 1)
    await older(school, 1, stage=Stage.PARKED)
    hana = school.member("Hana Ito", "slack", administers=True)
    await settles(school, hana, "settings zone: Chicago")
    await school.later(seconds=60)
    assert opened_in(school, IDEAS) == []  # other settings open nothing

    await settles(school, hana, "settings ideas: here")
    await school.later(seconds=4)
    assert len(opened_in(school, IDEAS)) == 1
    await school.later(seconds=(GENTLY * 3).total_seconds())
    assert len(opened_in(school, IDEAS)) == 4
    await school.later(seconds=(GENTLY * MOST).total_seconds())
    heads = [said(each.shown) for each in opened_in(school, IDEAS)]
    assert len(heads) == MOST
    assert "Mentor hours" in heads[0]
    assert f"Idea {MOST - 2}" in heads[-1]

    await settles(school, hana, "settings ideas: here")
    await settles(school, hana, "settings zone: Denver")
    await school.later(minutes=10)
    assert len(opened_in(school, IDEAS)) == MOST

    await ben.says("What is said from now on.")
    await school.later(seconds=5)
    ref = opened_in(school, IDEAS)[0].ref
    thread = PlaceAddress(IDEAS.platform, IDEAS.space, IDEAS.place, MessageRef.parse(str(ref)).message)
    (words,) = [said(each.shown) for each in school.platforms["slack"].visible() if each.place == thread]
    assert "What is said from now on." in words


async def test_a_room_that_is_called_ideas_is_theirs_as_soon_as_the_bot_hears_of_it(school, ana):
    await school.posted(ana)
    for name in ("staff", "ideas"):
        there = PlaceAddress("discord", "school", name)
        await school.bot.room_changed(RoomTold(room=there, name=name))
        await school.later(minutes=1)

    staff, ideas = (PlaceAddress("discord", "school", name) for name in ("staff", "ideas"))
    assert (len(opened_in(school, staff)), len(opened_in(school, ideas))) == (0, 1)


async def test_an_idea_that_was_taken_back_meanwhile_gets_none(school, ana):
    await school.posted(ana)
    hana = school.member("Hana Ito", "slack", administers=True)
    saved = await settles(school, hana, "settings ideas: here")
    assert "Saved" in said(saved.message)
    await school.act(_nothing, stage=Stage.WITHDRAWN)
    await school.later(minutes=1)

    assert opened_in(school, IDEAS) == []


async def _nothing(work, one, now):
    """The change is enough."""


class Before:
    """Whoever follows first."""

    async def joined(self, work, community, *, left):
        del work
        self.told = (community, left)


async def test_a_room_that_comes_with_another_space_gets_them_too(school, ana):
    before = Before()
    await school.posted(ana)

    async def joins(work):
        house = await work.communities.get("c1", hold=True)
        garden = Room(GARDEN, "garden", frozenset({Purpose.IDEAS}))
        await work.communities.save(replace(house, rooms=(*house.rooms, garden)))
        await JoinedRooms(before, school.clock).joined(work, "c1", left="c2")

    await school.units.run(joins)
    await school.later(minutes=1)
    assert before.told == ("c1", "c2")
    assert len(opened_in(school, GARDEN)) == 1
