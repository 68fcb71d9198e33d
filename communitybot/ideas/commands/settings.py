"""`/idea settings`: how ideas work here, on one card for everybody; administrators change it."""

from collections.abc import Mapping
from typing import Annotated

from communitybot.commands.declare import Param, checks, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.communities.hours import read_day, read_hour
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.ideas.cards.settings import SET, settings_card, when_form
from communitybot.ideas.commands.choosing import stale
from communitybot.ideas.settings import SettingsWish, Settling, ShownSettings, demand_administering

SWITCHES: Mapping[str, str] = {
    "reviewed": "reviewed",
    "anonymous": "anonymous",
    "outcomes": "outcomes_public",
    "prompts": "prompts",
}
"""What can be switched, by the name a press carries."""


class SettingIdeas:
    """Everybody looks; each press and each line says what is to be so: again, it changes nothing."""

    def __init__(self, settling: Settling) -> None:
        self._settling = settling

    @command(
        "idea settings",
        "See how ideas work here; administrators change it",
        examples=("/idea settings", "/idea settings reviewed: no", "/idea settings day: monday, hour: 3 pm"),
    )
    async def settings(
        self,
        caller: Caller,
        *,
        reviewed: Annotated[bool | None, Param("A moderator reads each idea before others do")] = None,
        anonymous: Annotated[bool | None, Param("Authors may hide their name")] = None,
        outcomes: Annotated[bool | None, Param("Anyone on the web can read what came of ideas")] = None,
        prompts: Annotated[bool | None, Param("A question comes each week", label="Weekly question")] = None,
        day: Annotated[str | None, Param("On which day it comes", most=40, example="monday")] = None,
        hour: Annotated[str | None, Param("At which full hour", most=40, example="3 pm")] = None,
    ) -> Reply:
        wish = SettingsWish(
            reviewed=reviewed,
            anonymous=anonymous,
            outcomes_public=outcomes,
            prompts=prompts,
            weekday=None if day is None else read_day(day),
            hour=None if hour is None else read_hour(hour),
        )
        if wish == SettingsWish():
            return Answer(settings_card(await self._settling.show(caller)))
        shown = await self._settling.change(caller, wish)
        return Answer(settings_card(shown, said=_said(wish, shown)))

    @checks("day", "idea settings")
    async def check_day(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_day(text)

    @checks("hour", "idea settings")
    async def check_hour(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_hour(text)

    @pressed(SET)
    async def switch(self, caller: Caller, press: Press) -> Reply:
        name, state = press.argument(0), press.argument(1)
        if name not in SWITCHES or state not in {"on", "off"}:
            raise stale()
        wish = SettingsWish(**{SWITCHES[name]: state == "on"})
        shown = await self._settling.change(caller, wish)
        return Amend(settings_card(shown, said=_said(wish, shown)))

    @pressed("idea.weekly", reads=True)
    async def ask(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - only who pressed counts
        demand_administering(caller)
        return Ask(when_form(await self._settling.show(caller)))

    @pressed("idea.weekly_set")
    async def weekly(self, caller: Caller, press: Press) -> Reply:
        try:
            wish = SettingsWish(
                weekday=read_day(text_of(press.values.get("day"))),
                hour=read_hour(text_of(press.values.get("hour"))),
            )
        except Misread as misread:
            return Correct({misread.field or "day": f"{misread.trouble} Try “{misread.example}”."})
        shown = await self._settling.change(caller, wish)
        return Answer(settings_card(shown, said=_said(wish, shown)))


def _said(wish: SettingsWish, shown: ShownSettings) -> tuple[str, ...]:
    """What follows from a change that one might not expect."""
    told = []
    if wish.reviewed is False and shown.waiting:
        told.append("What waits already is still read by a moderator: /idea review shows it.")
    if wish.anonymous is False:
        told.append("Ideas whose author is hidden already stay so.")
    if wish.outcomes_public:
        told.append("Anybody with the address can read that page now.")
    return tuple(told)
