"""`/resource settings`: how resources work here, on one card for everybody; administrators change it."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.errors import NotFound
from communitybot.resources.cards.heard import ASKING, asking_card
from communitybot.resources.cards.settings import SET, settings_card
from communitybot.resources.settling import MOST_REPORTS, SettingsWish, Settling, ShownSettings


class SettingResources:
    """Everybody looks; each press and each line says what is to be so: again, it changes nothing."""

    def __init__(self, settling: Settling) -> None:
        self._settling = settling

    @command(
        "resource settings",
        "See how resources work here",
        examples=(
            "/resource settings",
            "/resource settings add: here, chats: yes",
            "/resource settings reports: 2",
        ),
    )
    async def settings(
        self,
        caller: Caller,
        *,
        add: Annotated[PlaceAddress | None, Param("Links said there are kept", label="Room to add")] = None,
        remove: Annotated[PlaceAddress | None, Param("No longer", label="Room to leave out")] = None,
        chats: Annotated[bool | None, Param("Links said in live chats too", label="Live chats")] = None,
        reports: Annotated[
            int | None, Param("How many hide one", least=1, most=MOST_REPORTS, example="3")
        ] = None,
        public: Annotated[bool | None, Param("Anyone on the web may read it", label="On the web")] = None,
    ) -> Reply:
        wish = SettingsWish(add=add, remove=remove, chats=chats, reports=reports, public=public)
        if wish == SettingsWish():
            return Answer(settings_card(await self._settling.show(caller)))
        shown = await self._settling.change(caller, wish)
        return Answer(settings_card(shown, said=_said(wish, shown)))

    @pressed(SET)
    async def switch(self, caller: Caller, press: Press) -> Reply:
        name, on = press.argument(0), press.argument(1) == "on"
        if name == "mine":
            return Amend(settings_card(await self._settling.ask(caller, on=on), said=_asked(on=on)))
        shown = await self._settling.show(caller)
        match name:
            case "here" if shown.here is not None:
                wish = SettingsWish(add=shown.here) if on else SettingsWish(remove=shown.here)
            case "chats":
                wish = SettingsWish(chats=on)
            case "public":
                wish = SettingsWish(public=on)
            case _:
                raise NotFound("This button is of an older card.", example="/resource settings")
        shown = await self._settling.change(caller, wish)
        return Amend(settings_card(shown, said=_said(wish, shown)))

    @pressed(ASKING)
    async def ask_me(self, caller: Caller, press: Press) -> Reply:
        """Somebody's own answer to being asked about links, in the place where they were."""
        on = press.argument(0) == "on"
        await self._settling.ask(caller, on=on)
        return Amend(asking_card(on=on))


def _asked(*, on: bool) -> tuple[str, ...]:
    return ("I ask you about links you post.",) if on else ("I leave links you post alone.",)


def _said(wish: SettingsWish, shown: ShownSettings) -> tuple[str, ...]:
    """What follows from a change that one might not expect."""
    told = ["That is how it is now."]
    if wish.add is not None and wish.add.room not in shown.deaf:
        told = ["Please tell people there: I see the links they post from now on, and ask only them."]
    if wish.public:
        told.append("Anybody with its address can read the library now: /resource feeds tells it.")
    return tuple(told)
