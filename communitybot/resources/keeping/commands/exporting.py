"""`/resource export`: the library as a file, and `/resource feeds`: its news where somebody reads feeds."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.tags import tag_of
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, LinkButton, Look
from communitybot.conversation.inbound import Caller
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
from communitybot.conversation.phrases import counted
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import Code, Link, Strong, Text, Unsayable, Words, say
from communitybot.resources.commands.choosing import stale
from communitybot.resources.keeping.exporting import Exported, Exporting, Into
from communitybot.resources.keeping.following import FeedsView, FollowingFeeds

SURE = "sure"  # what the button says that was asked about
MOST_PARTS = 500
ONE_TAG = 60

Tag = Annotated[str, Param("Only what has it", suggests=True, most=ONE_TAG, example="#fractions")]


class ExportCommands:
    """Hands out the library, and the addresses of its feeds."""

    def __init__(self, exporting: Exporting, feeds: FollowingFeeds) -> None:
        self._exporting = exporting
        self._feeds = feeds

    @command(
        "resource export",
        "The library as a file of your own",
        title="Export",
        examples=("/resource export", "/resource export bookmarks", "/resource export CSV, tag: #fractions"),
        reads=True,
    )
    async def export(
        self,
        caller: Caller,
        *,
        into: Annotated[Into, Param("What kind of file")] = Into.CSV,
        tag: Tag = "",
        part: Annotated[int, Param("Of a large library", least=1, most=MOST_PARTS)] = 1,
    ) -> Reply:
        return Answer(await self._file(caller, into, tag, part))

    @pressed("resource.export", reads=True)
    async def part(self, caller: Caller, press: Press) -> Reply:
        """The next part, or the same in another kind of file."""
        into = next((each for each in Into if each.value == press.argument(0)), None)
        number = press.argument(1)
        if into is None or not number.isdecimal() or not 1 <= int(number[:6]) <= MOST_PARTS:
            raise stale()
        return Answer(await self._file(caller, into, "".join(press.arguments[2:3]), int(number)))

    async def _file(self, caller: Caller, into: Into, tag: str, part: int) -> Message:
        if into is Into.OPML:
            return _opml_card(await self._feeds.opml(caller))
        return _card(await self._exporting.export(caller, into, tag=tag, part=part), into, tag_of(tag))

    @command(
        "resource feeds",
        "Follow what is new in a feed reader",
        title="Feeds",
        examples=("/resource feeds", "/resource feeds #fractions"),
        reads=True,
    )
    async def feeds(self, caller: Caller, *, tag: Tag = "") -> Reply:
        return Answer(_feeds_card(await self._feeds.view(caller, tag)))

    @pressed("resource.feeds_new")
    async def replace(self, caller: Caller, press: Press) -> Reply:
        """Ask first: readers that use an address fall silent at once."""
        if press.arguments[:1] != (SURE,):
            return Answer(_new_question())
        await self._feeds.replace(caller)
        return Amend(_feeds_card(await self._feeds.view(caller), said="These are the new addresses."))

    @pressed("resource.feeds_keep", reads=True)
    async def keep(self, caller: Caller, press: Press) -> Reply:
        del caller, press
        return Amend(message("The addresses stay as they are."))


def _card(found: Exported, into: Into, tag: str) -> Message:
    what = f"{counted(found.held, 'resource')}{f' tagged #{tag}' if tag else ''}"
    which = f", part {found.part}" if found.more or found.part > 1 else ""
    blocks: list[Block] = [paragraph("Here is the library as ", Strong(into.value), f"{which}: {what}.")]
    if found.without:
        blocks.append(
            paragraph(f"{counted(found.without, 'resource')} without a link fit only in CSV and JSON.")
        )
    buttons = []
    if found.more and found.part < MOST_PARTS:
        buttons.append(Button("Next part", _again(into, found.part + 1, tag), Look.EXPECTED))
    others = [each for each in Into if each is not into and (each is not Into.OPML or not tag)]
    buttons += [Button(f"As {each.value}", _again(each, 1, tag)) for each in others]
    blocks.append(Controls(tuple(buttons)))
    blocks.append(small("It holds what everybody here sees: no drafts, no reports, nobody's lists."))
    return message(*blocks, files=(found.file,))


def _again(into: Into, part: int, tag: str) -> Action:
    """Tags beyond ASCII have no place in a button: then it is the whole library."""
    return Action("resource.export", (into.value, str(part), *([tag] if tag and tag.isascii() else [])))


def _opml_card(file: File) -> Message:
    return message(
        paragraph("Here is a list of feeds, one for each tag. Import it where you read feeds."),
        small(Code("/resource feeds"), " tells a single address."),
        files=(file,),
    )


def _feeds_card(view: FeedsView, *, said: str = "") -> Message:
    blocks: list[Block] = [paragraph(said)] if said else []
    blocks.append(paragraph("Add an address to your feed reader, and what is new here comes to you:"))
    blocks.append(Bullets(tuple(_line(name, address) for name, address in view.feeds)))
    buttons: list[Button | LinkButton] = [Button("All feeds as a file", _again(Into.OPML, 1, ""))]
    if view.page:
        blocks.append(paragraph("The library is public: ", _linked("its page", view.page), "."))
        note = "Anybody on the web may read these."
    else:
        note = "Whoever has such an address can read what is shared here, so keep it to yourself."
        if view.hosts:
            buttons.append(Button("Make new addresses", Action("resource.feeds_new")))
    return message(*blocks, Controls(tuple(buttons)), small(note))


def _line(name: str, address: str) -> Text:
    return say(Strong(name), ": ", _linked(address, address))


def _linked(label: str, address: str) -> Words:
    try:
        return Link(label, address)
    except Unsayable:
        return Code(address)


def _new_question() -> Message:
    return message(
        paragraph("Feed readers of all members that use the addresses so far get nothing more from them."),
        Controls(
            (
                Button("Yes, make new ones", Action("resource.feeds_new", (SURE,)), Look.GRAVE),
                Button("Keep them", Action("resource.feeds_keep")),
            )
        ),
        small("Do it when somebody outside has seen an address."),
    )
