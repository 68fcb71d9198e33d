"""The command with which everyone sees, and administrators change, how their community works."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Generic

from communitybot.commands.declare import Param, checks, command, pressed
from communitybot.commands.guard import Press
from communitybot.communities.cards import CHANGE, LABELS, settings_card, settings_form
from communitybot.communities.model import WhoHosts
from communitybot.communities.reading import read_keeping, read_reminders, read_zone
from communitybot.communities.service import Changes, Communities, Shown, W
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.errors import Refusal


class CommunityCommands(Generic[W]):
    """`/community settings`: one card for everyone, and each setting from one line for administrators."""

    def __init__(
        self,
        communities: Communities[W],
        page: Callable[[str], str],
        whom: Callable[[Caller, str], Awaitable[PersonAddress]] | None = None,
    ) -> None:
        """`page` gives the web address of a community's public page, by its slug; `whom` reads a person."""
        self._communities = communities
        self._page = page
        self._whom = whom

    @command(
        "community settings",
        "See how this community works; administrators change it here",
        examples=(
            "/community settings",
            "/community settings room: events",
            "/community settings chats: here",
            "/community settings zone: Eastern",
            "/community settings reminders: 1 day, 1 hour, start",
            "/community settings planners: hosts",
            "/community settings archives: 12 months",
        ),
    )
    async def settings(
        self,
        caller: Caller,
        *,
        room: Annotated[
            PlaceAddress | None,
            Param("Where events and their reminders are posted", label="Events room", example="events"),
        ] = None,
        chats: Annotated[
            PlaceAddress | None,
            Param("Where live chats open their threads", label="Room for live chats", example="chats"),
        ] = None,
        ideas: Annotated[
            PlaceAddress | None,
            Param("Where ideas are posted", label="Ideas room", example="ideas"),
        ] = None,
        resources: Annotated[
            PlaceAddress | None,
            Param("Where resources are posted", label="Resources room", example="resources"),
        ] = None,
        zone: Annotated[
            str | None,
            Param(
                "The community's time zone: a city or a zone",
                label="Time zone",
                suggests=True,
                most=100,
                example="Eastern",
            ),
        ] = None,
        reminders: Annotated[
            str | None,
            Param(
                "How long before each event to remind, or none",
                label="Reminders",
                most=200,
                example="1 week, 1 day, 1 hour, 15 minutes, start",
            ),
        ] = None,
        planners: Annotated[
            WhoHosts | None,
            Param(
                "Who may plan events",
                label="Who may plan events",
                choices=tuple(Choice(who.value, LABELS[who]) for who in WhoHosts),
            ),
        ] = None,
        host: Annotated[
            PersonAddress | None, Param("Somebody to make a host", label="Add a host", example="@Priya Raman")
        ] = None,
        remove: Annotated[
            PersonAddress | None,
            Param("Somebody who is no longer a host", label="Remove a host", example="@Priya Raman"),
        ] = None,
        page: Annotated[
            bool | None,
            Param(
                "Whether anyone on the web can see coming events and the names of their hosts",
                label="Public page of coming events",
            ),
        ] = None,
        archives: Annotated[
            str | None,
            Param(
                "How long archives of chats are kept, from 1 month to 10 years",
                label="Archives are kept for",
                most=100,
                example="12 months",
            ),
        ] = None,
    ) -> Reply:
        changes = Changes(
            room=room,
            chats=chats,
            ideas=ideas,
            resources=resources,
            zone=None if zone is None else read_zone(zone),
            offsets=None if reminders is None else read_reminders(reminders),
            who_hosts=planners,
            add_host=host,
            remove_host=remove,
            public_page=page,
            keeps_archives=None if archives is None else read_keeping(archives),
        )
        if changes.none:
            shown = await self._communities.show(caller)
            return Answer(settings_card(shown, self._address(shown), may_change=caller.administers))
        shown = await self._communities.change(caller, changes)
        return Answer(settings_card(shown, self._address(shown), may_change=True, changed=True))

    def _address(self, shown: Shown) -> str:
        return self._page(shown.community.slug)

    @checks("zone", "community settings")
    async def check_zone(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_zone(text)

    @checks("reminders", "community settings")
    async def check_reminders(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_reminders(text)

    @checks("archives", "community settings")
    async def check_archives(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_keeping(text)

    @checks("remove", "community settings")
    async def check_remove(self, caller: Caller, text: str) -> object:
        """Refuse whoever is no host, also one that nobody goes by: only a host can be removed."""
        if self._whom is None:
            return None
        try:
            account = await self._whom(caller, text)
        except Refusal as nobody:
            raise await self._communities.no_host_of(caller, nobody) from None
        return await self._communities.host(caller, account)

    @pressed(CHANGE, reads=True)
    async def change(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - only who pressed counts
        await self._communities.check(caller)
        return Ask(settings_form(await self._communities.show(caller)))
