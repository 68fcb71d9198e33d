"""Bringing interactions and events to the app: over a socket or HTTP, events again when not acknowledged."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from twins.loom.acks import Ack
from twins.loom.doors import Doors
from twins.loom.payloads import event_callback
from twins.loom.records import Json
from twins.loom.sockets import Sockets
from twins.loom.world import World

# After the first try: at once, after a minute, after five (docs.slack.dev/apis/events-api#retries).
RETRIES = (0.0, 60.0, 300.0)
REASONS = {"operation_timeout": "http_timeout", "dispatch_failed": "http_error"}

# The scope an event needs before Slack sends it (docs.slack.dev/reference/events, each page).
SCOPES = {
    "message.channel": "channels:history",
    "message.group": "groups:history",
    "message.im": "im:history",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "channel_deleted": "channels:read",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_rename": "channels:read",
    "app_mention": "app_mentions:read",
    "user_change": "users:read",
}


@dataclass(slots=True)
class Courier:
    world: World
    sockets: Sockets
    doors: Doors
    acks: list[tuple[str, Ack]] = field(default_factory=list)
    events: list[tuple[Json, list[Ack]]] = field(default_factory=list)  # each with its deliveries
    held: list[tuple[Json, str]] | None = None
    retries: bool = True
    subscribed: frozenset[str] | None = None  # None: to all there are
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    async def interact(self, kind: str, payload: Json) -> Ack:
        """Bring an interaction, once: Slack never repeats these."""
        ack = await self._route(kind, payload).deliver(kind, payload)
        self.acks.append((str(payload.get("type", kind)), ack))
        return ack

    def _route(self, kind: str, payload: Json) -> Sockets | Doors:
        return self.doors if self.doors.addresses.of(kind, payload) else self.sockets

    def tell(self, event: Json, team: str) -> None:
        """Send an event if the app may hear it, or keep it while a test holds events back."""
        if not self._hears(event, team):
            return
        if self.held is not None:
            self.held.append((event, team))
            return
        self.start(self.bring(event_callback(self.world, team, event)))

    def _hears(self, event: Json, team: str) -> bool:
        kind = event["type"]
        if kind == "message":
            kind = f"message.{event['channel_type']}"
            if self.world.teams[team].bot_user not in self.world.channels[event["channel"]].members:
                return False
        name = {"message.channel": "message.channels", "message.group": "message.groups"}.get(kind, kind)
        if self.subscribed is not None and name not in self.subscribed:
            return False
        if kind in {"app_uninstalled", "tokens_revoked"}:
            return True
        needed, token = SCOPES.get(kind), self.world.tokens.get(self.world.teams[team].bot_token)
        return token is not None and token.refused is None and (needed is None or needed in token.scopes)

    async def bring(self, payload: Json) -> list[Ack]:
        """Bring one event, up to four times in all until it is acknowledged."""
        tries: list[Ack] = []
        self.events.append((payload, tries))
        retry: Json | None = None
        for number in range(len(RETRIES) + 1):
            ack = await self._route("events_api", payload).deliver("events_api", payload, retry=retry)
            tries.append(ack)
            self.acks.append(("event", ack))
            if ack.error is None or not self.retries or number == len(RETRIES):
                break
            await self.world.clock.sleep(RETRIES[number])
            reason = REASONS.get(ack.error, "http_error")
            retry = {"retry_attempt": number + 1, "retry_reason": reason}
        return tries

    async def repeat(self, payload: Json, times: int) -> list[Ack]:
        """Bring one event again and again though it was acknowledged, numbered as retries are."""
        tries = []
        for number in range(times):
            retry = {"retry_attempt": number, "retry_reason": "http_timeout" if number else ""}
            route = self._route("events_api", payload)
            tries.append(await route.deliver("events_api", payload, retry=retry))
        self.events.append((payload, tries))
        return tries

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.doors.close()
