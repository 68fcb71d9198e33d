"""`/resource ask` and `/resource requests`: asking colleagues for a resource, and what others look for."""

from enum import StrEnum
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import message
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.resources.asking import Asking
from communitybot.resources.cards.asked import list_card, view_card
from communitybot.resources.cards.wish import ask_form, preview_card, sent_card
from communitybot.resources.commands.choosing import stale
from communitybot.resources.model.request import WORDS_MOST, Request
from communitybot.resources.model.resource import Kind
from communitybot.resources.wished import read_wish

LAST_PAGE = 500


class Whose(StrEnum):
    """Which requests are listed."""

    OPEN = "open"
    MINE = "mine"


class AskingTheRoom:
    """Reads a wish, shows it to its asker, and asks the room."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    @command(
        "resource ask",
        "Ask colleagues for something; a preview first",
        title="Ask for a resource",
        examples=("/resource ask a lab on density for grade 6",),
    )
    async def ask(
        self,
        caller: Caller,
        *,
        words: Annotated[
            str, Param("What you look for", most=WORDS_MOST, example="a lab on density for grade 6")
        ] = "",
        grade: Annotated[str, Param("For whom", label="Grades", most=100, example="6-8")] = "",
        kind: Annotated[Kind | None, Param("What kind of thing", label="Type")] = None,
        login: Annotated[bool | None, Param("May it need one?", label="Log-in")] = None,
        room: Annotated[PlaceAddress | None, Param("Where; this room if empty")] = None,
    ) -> Reply:
        if not words.strip():
            return Ask(ask_form(kind=kind, login=login))
        wish = read_wish(words, grade=grade, kind=kind, login=login)
        return Answer(preview_card(await self._asking.draft(caller, wish, room)))

    @command(
        "resource requests",
        "See what colleagues look for, or what you asked",
        examples=("/resource requests", "/resource requests mine"),
        reads=True,
    )
    async def requests(
        self,
        caller: Caller,
        *,
        show: Annotated[Whose, Param("Open ones, or yours")] = Whose.OPEN,
        page: Annotated[int, Param("Which page, from 1", least=1, most=LAST_PAGE, example="1")] = 1,
    ) -> Reply:
        found = await self._asking.listed(caller, mine=show is Whose.MINE, page=page)
        return Answer(list_card(found))

    @pressed("request.page", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        try:
            whose, page = Whose(press.argument(0)), int(press.argument(1))
        except ValueError:
            raise stale() from None
        page = min(max(page, 1), LAST_PAGE)
        return Amend(list_card(await self._asking.listed(caller, mine=whose is Whose.MINE, page=page)))

    @pressed("request.send")
    async def send(self, caller: Caller, press: Press) -> Reply:
        try:
            revision = int(press.argument(1))
        except ValueError:
            raise stale() from None
        sent = await self._asking.send(caller, press.argument(0), revision)
        return Amend(sent_card(sent) if isinstance(sent, Request) else preview_card(sent))

    @pressed("request.change", reads=True)
    async def change(self, caller: Caller, press: Press) -> Reply:
        request = (await self._asking.preview(caller, press.argument(0))).request
        return Ask(
            ask_form(words=request.words, grades=request.grades, kind=request.kind, login=request.login)
        )

    @pressed("request.discard")
    async def discard(self, caller: Caller, press: Press) -> Reply:
        await self._asking.discard(caller, press.argument(0))
        return Amend(message("Discarded. Nobody else has seen it."))

    @pressed("request.again")
    async def again(self, caller: Caller, press: Press) -> Reply:
        return Answer(preview_card(await self._asking.again(caller, press.argument(0))))

    @pressed("request.view", reads=True)
    async def view(self, caller: Caller, press: Press) -> Reply:
        return Answer(view_card(await self._asking.look(caller, request_of(press))))

    @pressed("request.close")
    async def close(self, caller: Caller, press: Press) -> Reply:
        return Amend(view_card(await self._asking.close(caller, press.argument(0)), "It is closed."))


def request_of(press: Press) -> str:
    """The request a button is about, or that was chosen in a list."""
    named = press.arguments[0] if press.arguments else press.value
    if not named:
        raise stale()
    return named
