"""`/resource feeds`: what is new in the library, where somebody reads feeds."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, LinkButton, Look
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    File,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import Code, Link, Strong, Text, Unsayable, Words, say
from communitybot.resources.commands.choosing import stale
from communitybot.resources.keeping.following import FeedsView, FollowingFeeds

SURE = "sure"  # what the button says that was asked about
ONE_TAG = 60

Tag = Annotated[str, Param("Only what has it", suggests=True, most=ONE_TAG, example="#fractions")]


class FeedCommands:
    """Tells the addresses of feeds, and replaces them."""

    def __init__(self, feeds: FollowingFeeds) -> None:
        self._feeds = feeds

    @command(
        "resource feeds",
        "Follow what is new in a feed reader",
        title="Feeds",
        examples=("/resource feeds", "/resource feeds #fractions"),
        reads=True,
    )
    async def feeds(self, caller: Caller, *, tag: Tag = "") -> Reply:
        return Answer(feeds_card(await self._feeds.view(caller, tag)))

    @pressed("resource.feeds_new")
    async def replace(self, caller: Caller, press: Press) -> Reply:
        """Ask first: readers that use an address fall silent at once."""
        if press.arguments[:1] != (SURE,):
            return Answer(_new_question(await self._feeds.turn(caller)))
        turn = press.argument(1)
        if not turn.isdecimal():
            raise stale()
        await self._feeds.replace(caller, int(turn[:9]))
        return Amend(feeds_card(await self._feeds.view(caller), said="These are the new addresses."))

    @pressed("resource.feeds_keep", reads=True)
    async def keep(self, caller: Caller, press: Press) -> Reply:
        del caller, press
        return Amend(message("The addresses stay as they are."))


def opml_card(file: File) -> Message:
    return message(
        paragraph("Here is a list of feeds, one for each tag. Import it where you read feeds."),
        small(Code("/resource feeds"), " tells a single address."),
        files=(file,),
    )


def feeds_card(view: FeedsView, *, said: str = "") -> Message:
    blocks: list[Block] = [paragraph(said)] if said else []
    blocks.append(paragraph("Add an address to your feed reader, and what is new here comes to you:"))
    blocks.append(Bullets(tuple(_lines(view.feeds))))
    buttons: list[Button | LinkButton] = [
        Button("All feeds as a file", Action("resource.export", ("OPML", "1")))
    ]
    if view.page:
        blocks.append(paragraph("The library is public: ", _linked("its page", view.page), "."))
        note = "Anybody on the web may read these."
    else:
        note = "Whoever has such an address can read what is shared here, so keep it to yourself."
        if view.hosts:
            buttons.append(Button("Make new addresses", Action("resource.feeds_new")))
    return message(*blocks, Controls(tuple(buttons)), small(note))


def _lines(feeds: Sequence[tuple[str, str]]) -> Iterator[Text]:
    """Each feed by name and address, as many as fit: letters of some tags take nine in an address."""
    room = limits.PARAGRAPH - 100
    for name, address in feeds:
        line = say(Strong(one_line(name, 60)), ": ", _linked(address, address))
        room -= line.weight + 3
        if room < 0:
            return
        yield line


def _linked(label: str, address: str) -> Words:
    try:
        return Link(label, address)
    except Unsayable:
        return Code(address)


def _new_question(turn: int) -> Message:
    return message(
        paragraph("Feed readers of all members that use the addresses so far get nothing more from them."),
        Controls(
            (
                Button("Yes, make new ones", Action("resource.feeds_new", (SURE, str(turn))), Look.GRAVE),
                Button("Keep them", Action("resource.feeds_keep")),
            )
        ),
        small("Do it when somebody outside has seen an address."),
    )
