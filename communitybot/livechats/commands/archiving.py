"""`/chat archive`: where an archive is, whether there is one, and who may see it."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message, message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.errors import NotAllowed
from communitybot.livechats.cards.archives import SURE, archive_card, archiving_card, end_archive_question
from communitybot.livechats.cards.words import name_of
from communitybot.livechats.commands.choosing import Choosing
from communitybot.livechats.commands.parameters import ArchiveWish, WhichChat
from communitybot.livechats.commands.pressing import chat_of, stale
from communitybot.livechats.desk import conducts
from communitybot.livechats.model.chat import Archiving as Archived
from communitybot.livechats.model.chat import Stage
from communitybot.livechats.service import ChatService
from communitybot.livechats.views import ChatChanges

WISHES = {
    ArchiveWish.ON: ChatChanges(archive=True),
    ArchiveWish.OFF: ChatChanges(archive=False),
    ArchiveWish.PUBLISH: ChatChanges(published=True),
    ArchiveWish.UNPUBLISH: ChatChanges(published=False, listed=False),
    ArchiveWish.LIST: ChatChanges(published=True, listed=True),
    ArchiveWish.UNLIST: ChatChanges(listed=False),
}
DECIDED = frozenset({ArchiveWish.ON, ArchiveWish.OFF})
"""What is decided before a chat; the others are about an archive that is there."""

BEFORE_TOO = (Stage.COMING, Stage.LIVE, Stage.OVER)
WORDS = frozenset(wish.value for wish in ArchiveWish)


class Archiving:
    """Shows where archives are, and lets those who may decide about them."""

    def __init__(self, chats: ChatService, choosing: Choosing) -> None:
        self._chats = chats
        self._choosing = choosing

    @command(
        "chat archive",
        "Find the archive of a chat; hosts and administrators decide about it",
        title="The archive",
        examples=("/chat archive", "/chat archive set: on", "/chat archive #ce14, set: publish"),
    )
    async def archive(
        self,
        caller: Caller,
        *,
        chat: WhichChat = None,
        set: Annotated[  # noqa: A002 - it is what people type
            ArchiveWish | None,
            Param("Turn it on or off, publish or unpublish it, list it for search engines"),
        ] = None,
    ) -> Reply:
        wish = set
        typed = (chat or "").strip().casefold()
        if wish is None and typed in WORDS:  # "/chat archive on"
            chat, wish = None, ArchiveWish(typed)
        again = Action("chat.archive", ("", "" if wish is None else wish.value))
        stages = BEFORE_TOO if wish in DECIDED else (Stage.OVER,)
        found = await self._choosing.one(caller, chat, stages, again)
        return Answer(found if isinstance(found, Message) else await self._decided(caller, found.id, wish))

    @pressed("chat.archive")
    async def press(self, caller: Caller, press: Press) -> Reply:
        named = press.arguments[1] if len(press.arguments) > 1 else ""
        if named and named not in WORDS:
            raise stale()
        wish = ArchiveWish(named) if named else None
        return Answer(await self._decided(caller, chat_of(press), wish, sure=SURE in press.arguments[2:]))

    @pressed("chat.keep_archive", reads=True)
    async def keep(self, caller: Caller, press: Press) -> Reply:
        chat = await self._chats.get(caller, chat_of(press))
        return Amend(message(f"The archive of {name_of(chat)} stays as it is."))

    async def _decided(
        self, caller: Caller, chat: str, wish: ArchiveWish | None, *, sure: bool = False
    ) -> Message:
        if wish is ArchiveWish.OFF and not sure and caller.administers:
            before = await self._chats.get(caller, chat)
            if before.stage is Stage.OVER and before.archiving.on:
                return end_archive_question(before)
        if wish is not None:
            changed = await self._chats.change(caller, chat, WISHES[wish])
            if changed.archiving is Archived.WISHED and wish is ArchiveWish.ON and not caller.rights_told:
                raise NotAllowed(
                    "From here I cannot see whether you are an administrator. Press it in a room, under "
                    "`/chats`.",
                    understood=f"an archive of {name_of(changed)}",
                    example="/chats",
                )
            if changed.stage is not Stage.OVER:
                return archiving_card(changed)
        found = await self._chats.get(caller, chat)
        if wish is ArchiveWish.OFF:
            return archiving_card(found)
        address = await self._chats.archive_of(caller, chat)
        return archive_card(found, address, decides=conducts(caller, found), changed=wish is not None)
