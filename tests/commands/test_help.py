"""Help is made from the declarations, so it cannot lie."""
# ruff: noqa: ARG002 - the signatures are what is read

from typing import Annotated

import pytest
from commands.catalogue import breaches
from commands.circle import NOW, Circles, teacher

from communitybot.commands.collect import collect
from communitybot.commands.declare import Param, command
from communitybot.commands.guard import Press
from communitybot.commands.help import HELP, TOPIC, group_card, overview, topic, with_help
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.conversation.message import Bullets, Heading, Message
from communitybot.conversation.message import message as say_message
from communitybot.conversation.replies import Answer, Reply
from communitybot.errors import NotFound

COLLECTED = with_help(Circles())


def lines(card: Message) -> str:
    """Every word of a card."""
    texts = [
        text
        for block in card.blocks
        for text in (block.items if isinstance(block, Bullets) else [getattr(block, "text", "")])
    ]
    return "\n".join(
        t if isinstance(t, str) else "".join(getattr(s, "text", "") for s in t.spans) for t in texts
    )


async def helped(about: str | None = None, *, administrator: bool = False) -> str:
    caller = teacher(roles=frozenset({ADMINISTRATOR} if administrator else ()))
    reply = await COLLECTED.command(HELP).call(caller, {"about": about} if about else {})
    return lines(reply.message)


async def test_help_tells_everything_at_a_glance_with_examples():
    told = await helped()

    assert "/circles Show the reading circles there are." in told
    assert "/circle create, quiet and odd" in told
    assert "/circle create Reading circle, when: friday 5pm" in told


async def test_administrators_are_shown_what_hosts_can_do():
    assert "end" not in await helped("circle")
    assert "/circle end" in await helped("circle", administrator=True)


async def test_hosts_are_whom_the_community_says():
    async def everybody(caller: Caller) -> bool:
        return True

    collected = with_help(Circles(), hosts=everybody)
    reply = await collected.command(HELP).call(teacher(), {"about": "circle"})

    assert "/circle end" in lines(reply.message)


@pytest.mark.parametrize("about", ["circle create", "/circle create", " Circle  Create "])
async def test_one_command_is_told_with_all_it_asks_for(about):
    told = await helped(about)

    assert "title (needed): What it is called, such as Reading circle" in told
    assert "level: Whom it is for: All levels, Middle, High school or Higher education." in told


async def test_what_there_is_not_is_met_with_what_is_near():
    with pytest.raises(NotFound) as caught:
        await helped("circel")

    assert "/circle" in caught.value.trouble
    assert caught.value.example == "circle"


async def test_a_topic_can_be_chosen_from_the_list():
    reply = await COLLECTED.presses[TOPIC].method(teacher(), Press(TOPIC, (), "circles"))

    assert isinstance(reply.message.blocks[0], Heading)
    assert reply.message.blocks[0].text == "/circles"


async def test_topics_are_suggested_while_typing():
    suggester = COLLECTED.suggestions[HELP, "about"]

    assert [choice.value for choice in await suggester(teacher(), "/circle c")] == ["circle create"]


def test_help_fits_a_message_however_much_there_is():
    many = tuple(
        CommandSpec(
            name=f"group verb{number}",
            description="d" * 100,
            examples=("/group verb " + "&" * 60,),
            parameters=tuple(
                Parameter(
                    name=f"p{i}", kind=FieldKind.TEXT, label="L", description="&" * 20, example="e" * 90
                )
                for i in range(15)
            ),
        )
        for number in range(25)
    )

    assert group_card(many)
    assert overview(many)
    assert topic(many, "group verb1")


async def test_every_command_of_the_small_feature_keeps_its_promises():
    assert await breaches(COLLECTED, caller=teacher(), now=NOW) == []


async def test_the_catalogue_notices_what_is_not_true():
    class Careless:
        @command("things", "Show them")
        async def show(self, caller: Caller, *, which: Annotated[str, Param("Which")]) -> Reply:
            return Answer(say_message("Here."))

        @command("thing make", "Make one", examples=("/thing make Book, size: huge",))
        async def make(
            self,
            caller: Caller,
            *,
            name: Annotated[str, Param("Its name", example="Book")],
            size: Annotated[int | None, Param("How big")] = None,
        ) -> Reply:
            return Answer(say_message("Here."))

    told = "\n".join(await breaches(collect(Careless()), caller=teacher(), now=NOW))

    assert "/things has no example" in told
    assert "which has no example" in told
    assert "size: huge' does not work" in told
