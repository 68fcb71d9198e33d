"""The workspaces and rooms the bot is in: told at the start, and whenever Slack tells of a change."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from adapters.slack.calls import Calls
from adapters.slack.errors import DEAD_TOKEN, code_of
from adapters.slack.people import People
from adapters.slack.platform import SlackPlatform
from adapters.slack.workspaces import Workspace, Workspaces
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived
from communitybot.logs import Log
from communitybot.ports import DeliveryError, TryLater, Unauthorised

Json = Mapping[str, Any]

PAGE = 200
MOST_ROOMS = 2_000  # ours: who invites the bot to more names the rooms by hand
FIRST_WAIT = 1.0  # seconds before Slack is asked again, doubled each time
MOST_WAIT = 60.0
log = Log("communitybot.slack")


class Door(Protocol):
    """The part of the bot that keeps track of spaces."""

    async def arrived(self, arrival: Arrived) -> None: ...
    async def departed(self, space: SpaceAddress) -> None: ...


class Rooms:
    """Keeps the core's picture of workspaces and rooms current. Everything here may be repeated."""

    def __init__(
        self,
        *,
        bot: Door,
        calls: Calls,
        workspaces: Workspaces,
        platform: SlackPlatform,
        people: People,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._calls = calls
        self._workspaces = workspaces
        self._platform = platform
        self._people = people
        self._sleep = sleep

    async def tell_all(self) -> None:
        """Tell the core of every workspace; goes on trying those for which Slack cannot be reached."""
        waiting, wait = await self._workspaces.teams(), FIRST_WAIT
        while True:
            waiting = [team for team in waiting if not await self._told(team)]
            if not waiting:
                return
            log.warning("Slack did not answer at the start.", action="slack.rooms", again_in=round(wait))
            await self._sleep(wait)
            wait = min(2 * wait, MOST_WAIT)

    async def _told(self, team: str | None) -> bool:
        """Tell of one workspace (None: that of our own token); False when it should be tried again."""
        try:
            workspace = await self._workspaces.find(team)
            if workspace is not None:
                await self.tell(workspace)
        except TryLater:
            return False
        except Unauthorised as problem:
            log.error("Slack does not let me in.", action="slack.rooms", problem=str(problem))  # noqa: TRY400 - the sentence says all
            return team is None or await self._settled(team)  # it may have been removed while we were away
        except DeliveryError as problem:
            log.error("A workspace could not be told of.", action="slack.rooms", problem=str(problem))  # noqa: TRY400
        return True

    async def _settled(self, team: str) -> bool:
        try:
            await self.perhaps_left(team)
        except TryLater:
            return False
        except DeliveryError as problem:
            log.error("A workspace does not let me in.", action="slack.rooms", problem=str(problem))  # noqa: TRY400
        return True

    async def tell(self, workspace: Workspace, *, by: str | None = None) -> None:
        """Tell the core of one workspace and the rooms the bot is in there; `by` is who added it."""
        self._platform.at_home(workspace.team, workspace.url)
        adder = await self._people.who(workspace.team, by) if by else None
        await self._bot.arrived(
            Arrived(
                space=SpaceAddress("slack", workspace.team),
                name=workspace.name or workspace.team,
                by=adder,
                rooms=await self._rooms(workspace.team),
                zone=adder.zone if adder is not None else None,
            )
        )

    async def joined(self, event: Json, workspace: Workspace) -> None:
        """Somebody came into a room; it matters when it is us."""
        if event.get("user") != workspace.bot_user:
            return
        channel = str(event.get("channel") or "")
        inviter = event.get("inviter")
        answer = await self._calls.call(workspace.team, "conversations.info", channel=channel)
        name = str((answer.get("channel") or {}).get("name") or channel)
        by = await self._people.who(workspace.team, inviter) if isinstance(inviter, str) else None
        await self._one_room(workspace, channel, name, by=by)

    async def renamed(self, event: Json, workspace: Workspace) -> None:
        """A room has another name."""
        told = event.get("channel") or {}
        await self._one_room(workspace, str(told.get("id") or ""), str(told.get("name") or ""))

    async def perhaps_left(self, team: str) -> None:
        """Slack said that the app was removed, or its tokens revoked; such news may come in any order.

        So Slack is asked: only a token that no longer works is a goodbye. Raises `TryLater` while it cannot
        be told.
        """
        self._workspaces.forget(team)
        workspace: Workspace | None = None
        try:
            workspace = await self._workspaces.find(team)
            if workspace is None:
                return
            await self._workspaces.identify(workspace.token)
        except TryLater:
            raise
        except DeliveryError as problem:
            # a cause may be any exception; `code_of` finds none in what is not Slack's
            if code_of(problem.__cause__ or problem) not in DEAD_TOKEN:  # type: ignore[arg-type]
                raise
        else:
            return
        log.warning("Slack no longer lets me into a workspace that had added me.", action="slack.rooms")
        if workspace is not None:
            await self._workspaces.drop(workspace)
        await self._bot.departed(SpaceAddress("slack", team))

    async def _one_room(self, workspace: Workspace, channel: str, name: str, **more: Any) -> None:
        if not channel or not name:
            return
        place = PlaceAddress("slack", workspace.team, channel)
        space = SpaceAddress("slack", workspace.team)
        named = workspace.name or workspace.team
        await self._bot.arrived(Arrived(space=space, name=named, rooms=((place, name),), **more))

    async def _rooms(self, team: str) -> tuple[tuple[PlaceAddress, str], ...]:
        found: list[tuple[PlaceAddress, str]] = []
        cursor: str | None = None
        while len(found) < MOST_ROOMS:
            page = await self._calls.call(
                team,
                "users.conversations",
                types="public_channel,private_channel",
                exclude_archived="true",
                limit=PAGE,
                cursor=cursor,
            )
            for channel in page.get("channels") or ():
                place = PlaceAddress("slack", team, str(channel["id"]))
                found.append((place, str(channel.get("name") or channel["id"])))
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                break
        return tuple(found)
