"""The command with which a person sees and changes what is theirs."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Generic, Literal

from communitybot.commands.declare import Param, checks, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.communities.reading import read_reminders, read_zone
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.moments import suggest_zones
from communitybot.people.cards import CHANGE, settings_card, settings_form
from communitybot.people.quiet import read_quiet
from communitybot.people.service import Changes, People, Unset, W
from communitybot.ports import Clock

AS_USUAL = frozenset({"usual", "as usual", "the usual", "default", "defaults"})


class MySettings(Generic[W]):
    """`/my settings`: everything a person can set, on one card, and each of them from one line."""

    def __init__(self, people: People[W], clock: Clock) -> None:
        self._people = people
        self._clock = clock

    @command(
        "my settings",
        "See or change your time zone, quiet hours and reminders",
        examples=(
            "/my settings",
            "/my settings zone: Eastern",
            "/my settings quiet: 21:00-7:00",
            "/my settings reminders: 1 day, 1 hour, start",
        ),
    )
    async def settings(
        self,
        caller: Caller,
        *,
        zone: Annotated[
            str | None,
            Param(
                "A city or time zone near you; usual goes back to your community's",
                label="Time zone",
                suggests=True,
                most=100,
                example="Eastern",
            ),
        ] = None,
        quiet: Annotated[
            str | None,
            Param(
                "When nothing should reach you, or none",
                label="Quiet hours",
                most=60,
                example="21:00-7:00",
            ),
        ] = None,
        reminders: Annotated[
            str | None,
            Param(
                "How long before an event to remind you; usual follows your community, none is never",
                label="Reminders",
                most=200,
                example="1 day, 1 hour, start",
            ),
        ] = None,
        hold: Annotated[
            bool | None,
            Param(
                "Whether quiet hours also hold reminders of events you go to",
                label="Hold reminders of events I go to as well",
            ),
        ] = None,
    ) -> Reply:
        changes = Changes(
            zone=None if zone is None else _zone(zone),
            quiet=None if quiet is None else read_quiet(quiet),
            offsets=None if reminders is None else _reminders(reminders),
            holds_attending=hold,
        )
        if changes == Changes():
            shown = await self._people.show(caller)
            return Answer(settings_card(shown, now=self._clock.now()))
        shown = await self._people.change(caller, changes)
        return Answer(settings_card(shown, now=self._clock.now(), changed=True))

    @checks("zone", "my settings")
    async def check_zone(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return _zone(text)

    @checks("quiet", "my settings")
    async def check_quiet(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_quiet(text)

    @checks("reminders", "my settings")
    async def check_reminders(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return _reminders(text)

    @pressed(CHANGE, reads=True)
    async def change(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - only who pressed counts
        return Ask(settings_form(await self._people.show(caller)))

    @suggests("zone", "my settings", "community settings")
    async def zones(self, caller: Caller, text: str) -> Sequence[Choice]:  # noqa: ARG002 - the same for all
        return [Choice(value, label) for value, label in suggest_zones(text)]


def _zone(text: str) -> str | Literal[Unset.USUAL]:
    if text.strip().lower() in AS_USUAL:
        return Unset.USUAL
    return read_zone(text)


def _reminders(text: str) -> tuple[timedelta, ...] | Literal[Unset.USUAL]:
    if text.strip().lower() in AS_USUAL:
        return Unset.USUAL
    return read_reminders(text)
