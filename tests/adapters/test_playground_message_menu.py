"""Commands in the menu of a message, and links in rooms, are told to the bot as other tools tell them."""

import pytest

from adapters.playground.cast import member, room_address
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Chosen, Invoked, Posted
from tests.adapters.little_bot import COMMANDS, LittleBot
from tests.adapters.playing import playing

WHICH = Parameter(name="message", kind=FieldKind.MESSAGE, label="Message", description="Which", required=True)
SAVE = CommandSpec(name="resource keep", description="Save it", parameters=(WHICH,), title="Save as resource")
LINK = "See https://tiles.example.org/fractions?a=1&b=2"
ROOM = room_address("chats")


@pytest.fixture
async def menu(tmp_path):
    async with playing(tmp_path / "playground.db", LittleBot(commands=(*COMMANDS, SAVE))) as table:
        yield table


async def choose(table, message, command="resource keep", person="host", **more):
    return await table.post("/api/choose", person=person, message=message, command=command, **more)


async def test_a_command_is_given_from_the_menu_with_the_words_and_their_author(menu):
    [said] = (await menu.say(LINK, "teacher", "chats"))["messages"]
    status, answered = await choose(menu, said["id"])

    assert status == 200
    assert answered["messages"][-1]["private"]
    [invoked] = [each for each in menu.bot.calls if isinstance(each, Invoked)]
    assert (invoked.command, invoked.who.account, invoked.place) == (
        "resource keep",
        member("host").address,
        ROOM,
    )
    assert invoked.values == {
        "message": Chosen(
            ref=MessageRef(ROOM, said["id"]),
            text=LINK,
            account=member("teacher").address,
            name=member("teacher").name,
        )
    }
    _, page = await menu.get("/api/page/state", person="host")
    assert page["actions"] == [{"command": "resource keep", "label": "Save as resource"}]


async def test_what_is_no_command_of_the_menu_and_what_others_see_not_is_refused(menu):
    [said] = (await menu.say(LINK, "teacher", "chats"))["messages"]
    private = (await menu.say("/events", "teacher", "chats"))["messages"][-1]

    assert (await choose(menu, said["id"], "events"))[0] == 404
    assert (await choose(menu, said["id"], "no such"))[0] == 404
    assert (await choose(menu, "99999"))[0] == 404
    assert (await choose(menu, private["id"]))[0] == 404
    assert (await choose(menu, private["id"], person="teacher"))[0] == 409
    await menu.post("/api/remove", person="teacher", message=said["id"])
    assert (await choose(menu, said["id"]))[0] == 404


async def test_of_rooms_new_words_with_an_address_are_told_and_nothing_else(menu):
    await menu.say("Good morning", "teacher", "chats")
    [said] = (await menu.say(LINK, "teacher", "chats"))["messages"]
    await menu.post("/api/reword", person="teacher", message=said["id"], text=f"{LINK} indeed")
    await menu.post("/api/remove", person="teacher", message=said["id"])
    await menu.say(LINK, "teacher", member("teacher").direct.place)

    assert [(type(each), each.text, each.ref.place) for each in menu.bot.heard] == [(Posted, LINK, ROOM)]
