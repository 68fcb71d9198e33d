"""`/chat remove`: takes one message, or all that somebody wrote, out of a chat, after asking."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.communities.names import fold
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.errors import NotFound
from communitybot.livechats.cards.removing import (
    REASON_MOST,
    line_form,
    person_form,
    removed_card,
    removing_card,
)
from communitybot.livechats.commands.choosing import Choosing
from communitybot.livechats.commands.parameters import WORDS_MOST, WhichChat
from communitybot.livechats.commands.pressing import chat_of, chosen, chosen_number, number, stale, words
from communitybot.livechats.model.chat import Stage
from communitybot.livechats.repository import ChatsWork
from communitybot.livechats.service import ChatService
from communitybot.livechats.views import Removable, Speaker
from communitybot.people.resolve import person as known_person
from communitybot.ports import Units

LinkTo = Callable[[MessageRef], str | None]


class Removing:
    """Asks what has to go, asks whether it shall, and says what the bot cannot delete itself."""

    def __init__(
        self, chats: ChatService, units: Units[ChatsWork], choosing: Choosing, link: LinkTo | None = None
    ) -> None:
        self._chats = chats
        self._units = units
        self._choosing = choosing
        self._link = link

    @command(
        "chat remove",
        "Take a message, or all of one person, out of a chat you host",
        title="Remove words",
        examples=("/chat remove", "/chat remove #ce14"),
        for_hosts=True,
    )
    async def remove(
        self,
        caller: Caller,
        *,
        chat: WhichChat = None,
        person: Annotated[
            str | None,
            Param("Whose words; you can choose one message instead", most=WORDS_MOST, example="Ana Ruiz"),
        ] = None,
        message: Annotated[
            str | None, Param("Some words of a message, to find it", most=WORDS_MOST, example="my pupil")
        ] = None,
        reason: Annotated[
            str | None, Param("Why; only hosts see it", most=REASON_MOST, example="It names a student")
        ] = None,
    ) -> Reply:
        stages = (Stage.LIVE, Stage.OVER)
        found = await self._choosing.one(caller, chat, stages, Action("chat.remove"))
        if isinstance(found, Message):
            return Answer(found)
        there = await self._chats.removable(caller, found.id)
        if person is None or not person.strip():
            return Answer(removing_card(_narrowed(there, message or "")))
        return Ask(person_form(found, await self._speaker(caller, there, person.strip()), reason or ""))

    @pressed("chat.remove", reads=True)
    async def choose(self, caller: Caller, press: Press) -> Reply:
        return Answer(removing_card(await self._chats.removable(caller, chat_of(press))))

    @pressed("chat.remove_line", reads=True)
    async def ask_line(self, caller: Caller, press: Press) -> Reply:
        there = await self._chats.removable(caller, press.argument(0))
        wanted = chosen_number(press)
        line = next((each for each in there.lines if each.number == wanted), None)
        return Answer(removing_card(there)) if line is None else Ask(line_form(there.chat, line))

    @pressed("chat.remove_person", reads=True)
    async def ask_person(self, caller: Caller, press: Press) -> Reply:
        there = await self._chats.removable(caller, press.argument(0))
        wanted = chosen(press)
        one = next((each for each in there.people if each.person == wanted), None)
        return Answer(removing_card(there)) if one is None else Ask(person_form(there.chat, one))

    @pressed("chat.removed")
    async def removed(self, caller: Caller, press: Press) -> Reply:
        chat, reason = press.argument(0), words(press, "reason")
        if press.argument(1) == "person":
            done = await self._chats.remove_person(caller, chat, press.argument(2), reason)
        elif (line := number(press, 2)) is not None and press.argument(1) == "line":
            done = await self._chats.remove_line(caller, chat, line, reason)
        else:
            raise stale()
        links = [
            (ref.place.platform, None if self._link is None else self._link(ref)) for ref in done.originals
        ]
        return Answer(removed_card(done, links))

    async def _speaker(self, caller: Caller, there: Removable, typed: str) -> Speaker:
        """Somebody who wrote in the chat, by the name they wrote under, else as people are found."""
        named = [one for one in there.people if fold(one.name) == fold(typed.lstrip("@"))]
        if len(named) == 1:
            return named[0]
        known = await self._units.read(
            lambda work: known_person(work, caller.community, typed, field="person")
        )
        found = next((one for one in there.people if one.person == known.id), None)
        if found is None:
            short = one_line(known.name, 60)
            raise NotFound(f"There are no words of {short} in it.", field="person", example="/chat remove")
        return found


def _narrowed(there: Removable, typed: str) -> Removable:
    """The messages that have all of some words, whatever stands between them."""
    wanted = fold(typed).split()
    if not wanted:
        return there
    some = tuple(
        line
        for line in there.lines
        if (said := fold(" ".join((line.text, *line.shown)))) and all(word in said for word in wanted)
    )
    if not some:
        raise NotFound(
            "I find no message with these words in it.",
            understood=one_line(typed, 60),
            field="message",
            example="/chat remove",
        )
    return replace(there, lines=some)
