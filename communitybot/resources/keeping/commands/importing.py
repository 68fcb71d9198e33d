"""`/resource import`: links from a file, seen first, then taken at once, and for a week taken back."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import File, message
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.ports import Clock
from communitybot.resources.commands.parameters import LIST_MOST, What
from communitybot.resources.keeping.cards import begun_card, change_form, preview_card, undo_question
from communitybot.resources.keeping.importing import Importing, ImportWish, demand_undoable, read_tags_for_all
from communitybot.resources.model.importing import Filing, ImportState
from communitybot.resources.model.resource import Kind

SURE = "sure"  # what the button says that was asked about


class ImportCommands:
    """Reads a file somebody hands over, and answers the buttons under its preview."""

    def __init__(self, importing: Importing, clock: Clock) -> None:
        self._importing = importing
        self._clock = clock

    @command(
        "resource import",
        "Bring links in from a bookmarks file or a table",
        title="Import links",
        examples=("/resource import",),
        for_hosts=True,
    )
    async def take_in(
        self,
        caller: Caller,
        *,
        file: Annotated[File, Param("Bookmarks as HTML, or a CSV", label="File")],
        tags: Annotated[str, Param("For every link", most=LIST_MOST, example="#summer")] = "",
        kind: What = None,
    ) -> Reply:
        wish = ImportWish(tags=read_tags_for_all(tags), kind=kind)
        return Answer(preview_card(await self._importing.preview(caller, file, wish)))

    @pressed("resource.import_take")
    async def take(self, caller: Caller, press: Press) -> Reply:
        return Amend(begun_card(await self._importing.take(caller, press.argument(0))))

    @pressed("resource.import_change", reads=True)
    async def ask(self, caller: Caller, press: Press) -> Reply:
        made = await self._importing.find(caller, press.argument(0))
        return Ask(change_form(made)) if made.state is ImportState.PREVIEW else Amend(begun_card(made))

    @pressed("resource.import_changed")
    async def changed(self, caller: Caller, press: Press) -> Reply:
        given = {name: value for name, value in press.values.items() if isinstance(value, str)}
        wish = ImportWish(
            tags=read_tags_for_all(given.get("tags", "")),
            kind=next((one for one in Kind if one.value == given.get("kind")), None),
            filing=next((one for one in Filing if one.value == given.get("filing")), Filing.SUGGESTED),
            private=given.get("private") == "yes",
        )
        return Amend(preview_card(await self._importing.change(caller, press.argument(0), wish)))

    @pressed("resource.import_leave")
    async def leave(self, caller: Caller, press: Press) -> Reply:
        return Amend(begun_card(await self._importing.leave(caller, press.argument(0))))

    @pressed("resource.import_undo")
    async def undo(self, caller: Caller, press: Press) -> Reply:
        """Ask first, since what people may have found goes; asked, take it back."""
        if press.arguments[1:2] == (SURE,):
            return Amend(begun_card(await self._importing.undo(caller, press.argument(0))))
        made = await self._importing.find(caller, press.argument(0))
        if made.state in {ImportState.UNDOING, ImportState.UNDONE}:
            return Amend(begun_card(made))
        demand_undoable(made, self._clock)
        return Answer(undo_question(made))

    @pressed("resource.import_keep", reads=True)
    async def keep(self, caller: Caller, press: Press) -> Reply:
        await self._importing.find(caller, press.argument(0))
        return Amend(message("Nothing was changed: all of it stays."))
