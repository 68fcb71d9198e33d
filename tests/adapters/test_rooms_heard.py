"""Of rooms that are listened to, new words with a web address are told; of all others nothing is."""

import asyncio

import pytest
from twins import loom

from adapters.discord.adapter import DiscordAdapter
from adapters.slack.adapter import SlackAdapter
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Posted, Reacted
from communitybot.settings import load
from tests.adapters.discord_listening import listening_scene
from tests.adapters.slack_ears import classroom, until

MANY = {"SLACK_SIGNING_SECRET": "s", "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s"}
LINK = "Look: https://tiles.example.org/fractions?a=1&b=2"


async def discord_rooms(*, content=True):
    """What was said on Discord in a room that is listened to and in one that is not; gives what was told."""
    async with listening_scene() as there, there.bot(content=content):
        chosen, other = (there.guild[name] for name in ("general", "events"))
        asked, listens = [], there.door.listens

        async def counted(place):
            asked.append(place)
            return await listens(place)

        there.door.listens = counted
        there.door.threads.add(PlaceAddress("discord", there.guild.id, chosen.id))
        await there.priya.say(chosen, "Good morning")
        said = await there.priya.say(chosen, LINK)
        await there.priya.reword(said, f"{LINK} indeed")
        await there.priya.react(said, "\N{HEAVY BLACK HEART}")
        await there.priya.unsay(said)
        await there.priya.say(other, LINK)
        side = there.guild.thread(chosen, "Side talk", there.omar)
        await there.priya.say(side, "No link")
        await there.priya.say(side, LINK)
        end = await there.priya.say(there.thread, "The end")
        await there.priya.react(end, "\N{HEAVY BLACK HEART}")
        await there.until(lambda: there.door.of(Reacted) and len(there.door.heard) == (4 if content else 1))
        await asyncio.sleep(0.1)
        return said, chosen, there.door.heard, [each.thread for each in asked]


async def test_on_discord_only_new_words_with_an_address_are_told_of_a_chosen_room():
    said, chosen, heard, asked = await discord_rooms()

    posted, aside, end, _ = sorted(heard, key=lambda each: int(each.ref.message))
    assert isinstance(posted, Posted)
    assert (posted.text, posted.ref.message, posted.ref.place.place) == (LINK, said.id, chosen.id)
    assert posted.ref.place.thread is None
    assert posted.who.name == "Priya Raman"
    assert (aside.text, aside.ref.place.place) == (LINK, chosen.id)
    assert aside.ref.place.thread is not None
    assert end.text == "The end"
    assert asked.count(None) == 3  # of all that happened in rooms, only what has an address was asked about


async def test_without_the_words_of_messages_nothing_is_heard_in_rooms_of_discord():
    *_, heard, asked = await discord_rooms(content=False)

    assert [type(each) for each in heard] == [Reacted]
    assert None not in asked


@pytest.mark.parametrize("listened", [True, False])
async def test_on_slack_only_new_words_with_an_address_are_told_of_a_chosen_room(listened):
    async with loom.Twin.open(seed=5) as twin, classroom(twin) as there:
        room = PlaceAddress("slack", twin.home_team.id, there.room.id)
        if listened:
            there.ears.threads.append(room)
        before = there.ears.asked
        await there.priya.types(there.room, "Good morning")
        await there.priya.types(there.room, LINK)
        said = twin.seen(there.priya, there.room)[-1]
        await there.priya.rewords(said, f"{LINK} indeed")
        await there.priya.deletes(said)
        await there.priya.types(there.room, "Morning talk")
        head = twin.seen(there.priya, there.room)[-1].ts
        await there.dana.types(there.room, "No link", thread=head)
        await there.dana.types(there.room, f"{LINK} aside", thread=head)
        await there.says(there.priya, "The end")
        await until(lambda: len(there.ears.told()) == (3 if listened else 1))
        await there.idle()

        posted = [each for each in there.ears.heard if isinstance(each, Posted)]
        of_room = [each for each in posted if each.ref.place == room]
        asides = [each.text for each in posted if each.ref.place.thread == head]
        assert asides == ([f"{LINK} aside"] if listened else [])
        assert [(each.text, each.ref) for each in of_room] == (
            [(LINK, MessageRef(room, said.ts))] if listened else []
        )
        assert [each.text for each in posted if each.ref.place == there.thread] == ["The end"]
        assert there.ears.asked - before <= 9  # most of it for threads, as ever


@pytest.mark.parametrize(
    ("adapter", "told", "hears"),
    [
        (DiscordAdapter(), {"DISCORD_TOKEN": "x"}, False),
        (DiscordAdapter(), {"DISCORD_TOKEN": "x", "DISCORD_MESSAGE_CONTENT": "on"}, True),
        (SlackAdapter(), {"SLACK_BOT_TOKEN": "xoxb-1"}, True),
        (SlackAdapter(), MANY, False),
        (SlackAdapter(), {**MANY, "SLACK_TERMS_ALLOW_ARCHIVES": "yes"}, True),
    ],
)
def test_rooms_are_heard_where_words_come_and_may_be_used(adapter, told, hears):
    assert adapter.hears_rooms(load(told)) is hears
