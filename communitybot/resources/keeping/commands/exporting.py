"""`/resource export`: the library as a file of one's own, whole, by a tag, or one collection."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.form import escaped, unescaped
from communitybot.commands.guard import Press
from communitybot.commands.tags import tag_of
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Block, Controls, Message, message, paragraph, small
from communitybot.conversation.phrases import counted
from communitybot.conversation.replies import Answer, Reply
from communitybot.conversation.text import Code, Strong
from communitybot.resources.commands.choosing import stale
from communitybot.resources.commands.choosing_collections import ChoosingCollections, WhichCollection
from communitybot.resources.keeping.commands.feeds import Tag, opml_card
from communitybot.resources.keeping.exporting import Exported, Exporting, Into
from communitybot.resources.keeping.following import FollowingFeeds

MOST_PARTS = 500


class ExportCommands:
    """Hands out the library."""

    def __init__(self, exporting: Exporting, feeds: FollowingFeeds, collections: ChoosingCollections) -> None:
        self._exporting = exporting
        self._feeds = feeds
        self._collections = collections

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
        collection: WhichCollection = None,
        part: Annotated[int, Param("Of a large library", least=1, most=MOST_PARTS)] = 1,
    ) -> Reply:
        chosen = ""
        if collection:
            again = _again(into, 1, tag_of(tag)) or Action("resource.export", (into.value, "1"))
            found = await self._collections.one(caller, collection, again)
            if isinstance(found, Message):
                return Answer(found)
            chosen = found.id
        return Answer(await self._file(caller, into, tag, part, collection=chosen))

    @pressed("resource.export", reads=True)
    async def part(self, caller: Caller, press: Press) -> Reply:
        """The next part, the same in another kind of file, or the collection that was meant."""
        into = next((each for each in Into if each.value == press.argument(0)), None)
        number = press.argument(1)
        if into is None or not number.isdecimal() or not 1 <= int(number[:6]) <= MOST_PARTS:
            raise stale()
        tag, collection = (*press.arguments[2:4], "", "")[:2]
        collection = collection or press.value or ""
        try:
            tag = unescaped(tag)
        except BadAction:
            raise stale() from None
        return Answer(await self._file(caller, into, tag, int(number), collection=collection))

    async def _file(self, caller: Caller, into: Into, tag: str, part: int, *, collection: str) -> Message:
        if into is Into.OPML:
            return opml_card(await self._feeds.opml(caller))
        found = await self._exporting.export(caller, into, tag=tag, collection=collection, part=part)
        return _card(found, into, tag_of(tag), collection)


def _card(found: Exported, into: Into, tag: str, collection: str) -> Message:
    what = f"{counted(found.held, 'resource')}{f' tagged #{tag}' if tag else ''}"
    which = f", part {found.part}" if found.more or found.part > 1 else ""
    blocks: list[Block] = [
        paragraph(
            f"Here is the {'collection' if collection else 'library'} as ",
            Strong(into.value),
            f"{which}: {what}.",
        )
    ]
    if found.without:
        blocks.append(
            paragraph(f"{counted(found.without, 'resource')} without a link fit only in CSV and JSON.")
        )
    following = _again(into, found.part + 1, tag, collection) if found.more else None
    buttons = []
    if following is not None and found.part < MOST_PARTS:
        buttons.append(Button("Next part", following, Look.EXPECTED))
    others = [each for each in Into if each is not into and (each is not Into.OPML or not tag + collection)]
    also = [(each, _again(each, 1, tag, collection)) for each in others]
    buttons += [Button(f"As {each.value}", action) for each, action in also if action is not None]
    if buttons:
        blocks.append(Controls(tuple(buttons)))
    if found.more and following is None:
        blocks.append(paragraph("The next part comes with ", Code(f"part: {found.part + 1}"), "."))
    blocks.append(small("It holds what everybody here sees: no drafts, no reports, nobody's lists."))
    return message(*blocks, files=(found.file,))


def _again(into: Into, part: int, tag: str, collection: str = "") -> Action | None:
    """The same in another part or kind of file; None for a tag that is too long for a button."""
    known = (escaped(tag), collection)
    try:
        return Action("resource.export", (into.value, str(part), *(known if any(known) else ())))
    except BadAction:
        return None
