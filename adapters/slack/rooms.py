"""The workspaces and rooms the bot is in: told at the start, and whenever Slack tells of a change."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from adapters.slack.calls import Calls
from adapters.slack.errors import DEAD_TOKEN, LOST, code_of
from adapters.slack.people import People
from adapters.slack.platform import SlackPlatform
from adapters.slack.workspaces import Workspace, Workspaces
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived, Away, RoomTold, Who
from communitybot.logs import Log
from communitybot.ports import DeliveryError, TryLater, Unauthorised, Undeliverable

Json = Mapping[str, Any]

PAGE = 200
MOST_ROOMS = 2_000  # ours: who invites the bot to more names the rooms by hand
FIRST_WAIT = 1.0  # seconds before Slack is asked again, doubled each time
MOST_WAIT = 60.0
A_DAY = 86_400.0  # seconds
REMOVED = frozenset({"account_inactive", "token_revoked"})  # the app is no longer in the workspace
PRIVATE = "D"  # begins the id of a private place, which is no room
ROOM_NEWS = tuple(
    f"{family}_{what}"
    for family in ("channel", "group")
    for what in ("archive", "deleted", "left", "rename", "unarchive")
)
"""The events that say that something became of a room; private ones have a family of their own."""
log = Log("communitybot.slack")


class Door(Protocol):
    """The part of the bot that keeps track of spaces."""

    async def arrived(self, arrival: Arrived) -> None: ...
    async def departed(self, space: SpaceAddress) -> None: ...
    async def room_changed(self, told: RoomTold) -> None: ...
    async def spaces(self, platform: str) -> tuple[SpaceAddress, ...]: ...


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
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)  # one at a time of a room
        self._trying: dict[PlaceAddress, asyncio.Task[None]] = {}

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
            # it may have been removed while we were away
            return await (self._own_is_over(problem) if team is None else self._settled(team))
        except DeliveryError as problem:
            log.error("A workspace could not be told of.", action="slack.rooms", problem=str(problem))  # noqa: TRY400
        return True

    async def _own_is_over(self, problem: Unauthorised) -> bool:
        """Say goodbye to the workspace of our own token once the app was removed from it.

        A token that is only wrong is no goodbye: somebody may mend that.
        """
        installed = {team for team in await self._workspaces.teams() if team is not None}
        spaces = [each for each in await self._bot.spaces("slack") if each.space not in installed]
        # any cause may be asked for its code
        if code_of(problem.__cause__ or problem) in REMOVED and len(spaces) == 1:  # type: ignore[arg-type]
            await self._bot.departed(spaces[0])
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
        rooms = await self._rooms(workspace.team)
        await self._bot.arrived(
            Arrived(
                space=SpaceAddress("slack", workspace.team),
                name=workspace.name or workspace.team,
                by=adder,
                rooms=rooms,
                missing=Away.LEFT if len(rooms) < MOST_ROOMS else None,
                zone=adder.zone if adder is not None else None,
            )
        )

    async def joined(self, event: Json, workspace: Workspace) -> None:
        """Somebody came into a room; it matters when it is us."""
        if event.get("user") != workspace.bot_user:
            return
        channel = str(event.get("channel") or "")
        inviter = event.get("inviter")
        by = await self._people.who(workspace.team, inviter) if isinstance(inviter, str) else None
        async with self._asking[channel]:
            told = await self._now(workspace.team, channel, Away.LEFT)
            if told.away is None:
                await self._one_room(workspace, told, by=by)
            else:  # we have left again since
                await self._bot.room_changed(told)

    async def left(self, event: Json, workspace: Workspace) -> None:
        """Somebody left a room; it matters when it is us."""
        if event.get("user") == workspace.bot_user:
            await self.changed(event, workspace)

    async def changed(self, event: Json, workspace: Workspace) -> None:
        """One of `ROOM_NEWS`. Slack is asked what the room is like now: news come late and in any order."""
        told = event.get("channel")
        channel = str(told.get("id") or "") if isinstance(told, Mapping) else str(told or "")
        is_deleted = str(event.get("type")).endswith("_deleted")
        if channel:
            async with self._asking[channel]:
                why = Away.DELETED if is_deleted else Away.LEFT
                await self._bot.room_changed(await self._now(workspace.team, channel, why))

    async def missed(self, room: PlaceAddress) -> None:
        """We seem not to be in a room in which somebody is about to have us post: look, and tell of it."""
        async with self._asking[room.place]:
            try:
                told = await self._now(room.space, room.place, Away.LEFT)
            except DeliveryError:
                return  # a post will find out
            await self._bot.room_changed(told)

    async def moved(self, event: Json, workspace: Workspace) -> None:
        """A room has another id."""
        old, new = (event.get(f"{which}_channel_id") for which in ("old", "new"))
        if isinstance(old, str) and isinstance(new, str) and old and new:
            rooms = (PlaceAddress("slack", workspace.team, each) for each in (old, new))
            await self._bot.room_changed(RoomTold(room=next(rooms), moved=next(rooms)))

    async def refused(self, place: PlaceAddress, problem: DeliveryError) -> bool:
        """Whether a refusal means that nothing can be posted in a place; if so, the bot is told first."""
        code = code_of(problem.__cause__ or problem)  # type: ignore[arg-type] # any cause may be asked
        if place.place.startswith(PRIVATE):
            return False
        if place.thread is not None and code == "thread_not_found":
            await self._bot.room_changed(RoomTold(room=place, away=Away.DELETED))
            return True
        away = LOST.get(code)
        if away is None:
            return False
        await self._bot.room_changed(RoomTold(room=place.room, away=away))
        if away is Away.CLOSED:
            self._try_again(place.room)
        return True

    def _try_again(self, room: PlaceAddress) -> None:
        """Slack tells nobody when a room may be posted in again: so that is tried a day later."""
        if room not in self._trying:
            task = asyncio.create_task(self._in_a_day(room))
            self._trying[room] = task
            task.add_done_callback(lambda _: self._trying.pop(room, None))

    async def _in_a_day(self, room: PlaceAddress) -> None:
        await self._sleep(A_DAY)
        try:
            told = await self._now(room.space, room.place, Away.LEFT)
            await self._bot.room_changed(told)
        except DeliveryError as problem:
            log.warning("A room could not be asked for.", action="slack.rooms", problem=str(problem))

    def stop(self) -> None:
        for task in self._trying.values():
            task.cancel()

    async def _now(self, team: str, channel: str, otherwise: Away) -> RoomTold:
        """What Slack says of a room; `otherwise` is why it says nothing."""
        room = PlaceAddress("slack", team, channel)
        try:
            answer = await self._calls.call(team, "conversations.info", channel=channel)
        except Undeliverable as problem:
            if not problem.gone:
                raise
            return RoomTold(room=room, away=otherwise)
        told = answer.get("channel") or {}
        name = str(told.get("name") or "")
        if told.get("is_archived"):
            return RoomTold(room=room, name=name, away=Away.ARCHIVED)
        away = None if told.get("is_member", True) else Away.LEFT
        return RoomTold(room=room, name=name, away=away)

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
            # any cause may be asked for its code
            if code_of(problem.__cause__ or problem) not in DEAD_TOKEN:  # type: ignore[arg-type]
                raise
        else:
            return
        log.warning("Slack no longer lets me into a workspace that had added me.", action="slack.rooms")
        if workspace is not None:
            await self._workspaces.drop(workspace)
        await self._bot.departed(SpaceAddress("slack", team))

    async def _one_room(self, workspace: Workspace, told: RoomTold, *, by: Who | None) -> None:
        space = SpaceAddress("slack", workspace.team)
        rooms = ((told.room, told.name or told.room.place),)
        await self._bot.arrived(
            Arrived(space=space, name=workspace.name or workspace.team, rooms=rooms, by=by)
        )

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
